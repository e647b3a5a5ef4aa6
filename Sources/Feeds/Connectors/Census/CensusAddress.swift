import Catalog

/// Pasted addresses of the Census Bureau: its data service, and the tables of data.census.gov.
enum CensusAddress {
  static func recognise(_ address: WebAddress) -> DialectSource? {
    switch address.host {
    case "api.census.gov": service(address)
    case "data.census.gov": table(address)
    default: nil
    }
  }

  /// `https://api.census.gov/data/2022/acs/acs5?get=NAME,B19013_001E&for=tract:*&in=state:36`. A key in it is dropped.
  private static func service(_ address: WebAddress) -> DialectSource? {
    let parts = CensusQuestion.path(address.text)
    guard address.segments.first == "data", !parts.isEmpty else { return nil }
    let year = parts.first { $0.count == 4 && $0.allSatisfy(\.isNumber) }
    let names = parts.filter { $0 != year && $0 != "acs" }
    guard let year = year ?? address.item("time"), !names.isEmpty else { return nil }
    var options: [String: DialectSource.Value] = [:]
    let wanted = (address.item("get") ?? "").split(separator: ",").map(\.trimmed)
    if let group = wanted.first(where: { $0.hasPrefix("group(") }) {
      options["group"] = .text(String(group.dropFirst(6).prefix { $0 != ")" }))
    } else {
      let variables = wanted.filter { !["NAME", "GEO_ID", ""].contains($0) }
      if !variables.isEmpty { options["variables"] = .table(variables.map { .init($0.lowercased(), $0) }) }
    }
    let level = (address.item("for") ?? "us:1").split(separator: ":", maxSplits: 1).map(\.trimmed)
    options["geography"] = .text(level.first ?? "us")
    var parents = address.items.filter { $0.name == "in" }.map(\.value)
    if level.count == 2, level[1] != "*", level[0] != "us" { parents.append(level.joined(separator: ":")) }
    if !parents.isEmpty { options["in"] = .text(parents.joined(separator: "; ")) }
    return DialectSource(Dialect.census.id, (names + [year]).joined(separator: "/"), options: options)
  }

  private static let products = [
    ("ACSDT5Y", "acs5"), ("ACSDT1Y", "acs1"), ("ACSST5Y", "acs5/subject"), ("ACSST1Y", "acs1/subject"),
    ("ACSDP5Y", "acs5/profile"), ("ACSDP1Y", "acs1/profile"), ("ACSCP5Y", "acs5/cprofile"),
    ("ACSCP1Y", "acs1/cprofile"), ("DECENNIALPL", "dec/pl"), ("DECENNIALDHC", "dec/dhc"),
    ("DECENNIALDP", "dec/dp"),
  ]

  /// `https://data.census.gov/table/ACSDT5Y2022.B19013?g=050XX00US36005$1400000`.
  private static func table(_ address: WebAddress) -> DialectSource? {
    let id = address.segment(after: "table") ?? address.item("tid") ?? ""
    guard let (prefix, dataset) = products.first(where: { id.hasPrefix($0.0) }) else { return nil }
    let rest = id.dropFirst(prefix.count).split(separator: ".", maxSplits: 1)
    guard rest.count == 2, rest[0].count == 4, rest[0].allSatisfy(\.isNumber) else { return nil }
    var options: [String: DialectSource.Value] = ["group": .text(String(rest[1])), "geography": .text("us")]
    if let (level, place) = place(address.item("g") ?? "") {
      options["geography"] = .text(level)
      if let place { options["in"] = .text(place) }
    }
    return DialectSource(Dialect.census.id, "\(dataset)/\(rest[0])", options: options)
  }

  private static let levels = [
    "010": "us", "040": "state", "050": "county", "060": "county subdivision", "140": "tract",
    "150": "block group", "160": "place", "860": "zip code tabulation area",
    "310": "metropolitan statistical area/micropolitan statistical area", "795": "public use microdata area",
  ]

  /// `050XX00US36005$1400000`: the tracts of a county. Of several places the first.
  private static func place(_ text: String) -> (level: String, place: String?)? {
    let sides = text.prefix { $0 != "," }.split(separator: "$")
    guard let own = sides.first, let level = levels[String(own.prefix(3))] else { return nil }
    let code = own.firstRange(of: "US").map { String(own[$0.upperBound...]) } ?? ""
    let inner = sides.count > 1 ? levels[String(sides[1].prefix(3))] : nil
    return (inner ?? level, code.isEmpty ? nil : code)
  }
}
