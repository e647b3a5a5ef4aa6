import Catalog

/// What a feed asks of the Census Bureau's data service: a dataset, variables or a group, and a geography.
struct CensusQuestion {
  /// The most that one request may name, `NAME` included.
  static let variablesAtMost = 50

  /// `2024/acs/acs5`.
  let dataset: [String]
  /// The year of a series, which is asked for as a condition.
  let time: String?
  let group: String?
  /// Columns and their variables, in the order written.
  let columns: [DialectSource.Entry]
  let batches: [[String]]
  let geography: [WebAddress.Item]
  let key: String
  private let base: WebAddress

  init(_ source: DialectSource) throws(Refusal) {
    let parts = Self.path(source.address)
    guard let (dataset, time) = Self.dataset(parts) else {
      throw Refusal(
        "“\(Redaction.redact(source.address))” names no dataset with its year",
        fix: "write `census: \"acs5/2024\"`, or another path of https://api.census.gov/data.html")
    }
    (self.dataset, self.time) = (dataset, time)
    columns = source.table("variables")
    group = source.text("group")
    guard (group == nil) != columns.isEmpty else {
      throw Refusal(
        "the feed asks the Census Bureau for \(group == nil ? "no variables" : "a group and variables at once")",
        fix: "write `variables: { income: \"B19013_001E\" }`, or `group: \"B19013\"`")
    }
    guard let base = WebAddress(source.text("base") ?? "https://api.census.gov/data") else {
      throw Refusal("`base` is no address", fix: "write an address, or leave it away")
    }
    self.base = base
    key = source.text("keyFrom") ?? "CENSUS_API_KEY"
    geography = Self.geography(source.text("geography") ?? "us", within: source.text("in") ?? "")
    batches = Self.batches(
      columns.map(\.text), hasMargins: dataset.contains { $0.hasPrefix("acs") },
      atMost: source.number("variablesAtOnce") ?? Self.variablesAtMost)
  }

  /// The address of a batch; of a group there is one.
  func address(_ batch: Int) -> WebAddress {
    let wanted = group.map { "group(\($0))" } ?? batches[batch].joined(separator: ",")
    let items = [WebAddress.Item("get", wanted)] + geography + (time.map { [.init("time", $0)] } ?? [])
    return base.at(base.segments + dataset, items)
  }

  /// How many requests it takes.
  var count: Int { group == nil ? batches.count : 1 }

  // MARK: variables

  /// The variable of the 90 % margin of error: `B19013_001M` of `B19013_001E`; nil where the variable is no estimate.
  static func margin(of variable: String) -> String? {
    guard variable.hasSuffix("E"), variable.dropLast().last.map({ $0.isNumber || $0 == "P" }) == true else {
      return nil
    }
    return String(variable.dropLast()) + "M"
  }

  /// Variables in batches: names first, each estimate with its margin.
  static func batches(_ variables: [String], hasMargins: Bool, atMost: Int) -> [[String]] {
    var all: [String] = ["NAME"]
    for variable in variables {
      for name in [variable, hasMargins ? margin(of: variable) : nil].compactMap(\.self)
      where !all.contains(name) {
        all.append(name)
      }
    }
    return stride(from: 0, to: all.count, by: atMost).map {
      Array(all[$0..<min(all.count, $0 + atMost)])
    }
  }

  // MARK: datasets

  /// The parts of a dataset's name or address, without its query.
  static func path(_ text: String) -> [String] {
    guard let address = WebAddress(text) else { return text.split(separator: "/").map { $0.trimmed } }
    return Array(address.segments.drop { $0 == "data" })
  }

  /// `acs5/2024`, `2024/acs/acs5` and `timeseries/poverty/saipe/schdist/2024` as the service's path.
  private static func dataset(_ parts: [String]) -> ([String], time: String?)? {
    let year = parts.first { $0.count == 4 && $0.allSatisfy(\.isNumber) }
    var names = parts.filter { $0 != year && !$0.isEmpty }
    guard let first = names.first else { return nil }
    if first == "timeseries" { return (names, year) }
    guard let year else { return nil }
    if ["acs1", "acs3", "acs5", "acsse", "acs1pr", "acs5pr"].contains(first) { names.insert("acs", at: 0) }
    return ([year] + names, nil)
  }

  // MARK: geography

  /// Levels by which others are found, with the length of the codes down to them.
  private static let nested = [("state", 2), ("county", 3), ("tract", 6), ("block group", 1)]

  /// The conditions for a level within a place: `for=tract:*&in=state:36&in=county:005`.
  ///
  /// A place that is of the level itself is asked for alone. Tracts and block groups of a state are asked for county by
  /// county with `*`, as the service requires.
  static func geography(_ level: String, within place: String) -> [WebAddress.Item] {
    var parents: [(level: String, code: String)] = []
    if place.contains(":") {
      // The service also takes several levels in one text: `state:36 county:005`.
      parents = place.replacing(/([0-9*]) +(?=[a-z])/) { "\($0.1);" }.split { ";&".contains($0) }.compactMap {
        part in
        let sides = part.split(separator: ":", maxSplits: 1)
        return sides.count == 2 ? (sides[0].trimmed, sides[1].trimmed) : nil
      }
    } else {
      var rest = place.filter(\.isNumber)[...]
      for (name, length) in nested where rest.count >= length {
        parents.append((name, String(rest.prefix(length))))
        rest = rest.dropFirst(length)
      }
    }
    var wanted = "*"
    if let own = parents.last, own.level == level {
      wanted = own.code
      parents.removeLast()
    }
    if level == "us" { (wanted, parents) = ("1", []) }
    if ["tract", "block group"].contains(level), parents.count == 1 { parents.append(("county", "*")) }
    return [.init("for", "\(level):\(wanted)")] + parents.map { .init("in", "\($0.level):\($0.code)") }
  }
}
