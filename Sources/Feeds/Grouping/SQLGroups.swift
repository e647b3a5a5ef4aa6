import Catalog
import Formats

/// A grouped query in SQL, to be asked in two steps: whether the portal reads the table as it is read here, then the
/// groups, page by page.
///
/// Columns are written with their table before them: a name in quotes that no column has is a text to SQLite.
struct SQLGroups: Sendable {
  static let table = "t"

  private let groups: SpelledGroups
  private let table: String

  init(_ query: GroupedQuery, _ spelling: GroupSpelling, of table: String) {
    groups = SpelledGroups(query, spelling)
    self.table = "\(Self.quoted(table)) AS \(Self.table)"
  }

  /// All groups, for people to read.
  var text: String { groups.statement(from: table) }

  /// Some of the groups, in the order of their keys.
  func text(limit: Int, offset: Int) -> String {
    text + " LIMIT \(limit)" + (offset > 0 ? " OFFSET \(offset)" : "")
  }

  static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

  static func column(_ name: String) -> String { "\(table).\(quoted(name))" }

  static func named(_ expression: String, _ name: String) -> String { "\(expression) AS \(quoted(name))" }

  /// The first day of the month or year of a date that is a text; of the empty text, as of none, nothing.
  static func cut(_ column: String, _ unit: PeriodUnit) -> String {
    let start = unit == .year ? "substr(\(column), 1, 4) || '-01-01'" : "substr(\(column), 1, 7) || '-01'"
    return "CASE WHEN \(column) <> '' THEN \(start) END"
  }

  // MARK: the proof

  /// One row: how many records there are, and of each column that the portal reads by itself how many values it would
  /// read otherwise than here.
  var proof: String {
    let counts = doubts.enumerated().map { number, doubt in
      Self.named("count(CASE WHEN \(doubt.condition) THEN 1 END)", Self.doubt(number))
    }
    let all = [Self.named("count(*)", GroupedQuery.rowCount)] + counts
    return "SELECT \(all.joined(separator: ", ")) FROM \(table)"
  }

  /// How many records there are.
  ///
  /// - Parameter row: the answer to `proof`.
  /// - Throws: where a column has values that the portal would not count as they are read here.
  func records(_ row: JSONValue, _ request: FetchRequest) throws(Refusal) -> Int {
    guard let records = row[GroupedQuery.rowCount]?.integer else { throw .uncountedGroups(request) }
    for (number, doubt) in doubts.enumerated() {
      guard let odd = row[Self.doubt(number)]?.integer else { throw .uncountedGroups(request) }
      guard odd > 0 else { continue }
      throw Refusal(
        "“\(doubt.column)” has \(odd) values that are no \(doubt.content.rawValue)s to the portal, which would count them otherwise than here",
        fix: Refusal.leaveAggregateOut)
    }
    return records
  }

  private static func doubt(_ number: Int) -> String { "almanac_odd_\(number + 1)" }

  /// What is to be proven: of the date that is cut, and of the columns that are counted or added, each once.
  private var doubts: [(column: String, content: GroupedQuery.Content, condition: String)] {
    let cut = groups.query.keys.filter { $0.unit != nil }.map { ($0.column, $0.content) }
    var doubts: [(column: String, content: GroupedQuery.Content, condition: String)] = []
    for (column, content) in cut + groups.query.totals.map({ ($0.column, $0.content) })
    where !doubts.contains(where: { $0.column == column && $0.content == content }) {
      guard let condition = groups.spelling.odd(column, content) else { continue }
      doubts.append((column, content, condition))
    }
    return doubts
  }
}
