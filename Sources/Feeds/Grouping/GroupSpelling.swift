import Catalog

/// How a portal's language writes the parts of a grouped query: one value for each language.
///
/// Only what means the same there as here is ever written: columns, `count`, `sum`, `min`, `max`, and the cut of a
/// moment that has no zone, as moments have none here. Conditions are looked at here, on the groups.
struct GroupSpelling: Sendable {
  /// A column, by its name.
  let column: @Sendable (String) -> String
  /// The date of a column, cut to its month or year, as a date.
  let period: @Sendable (String, PeriodUnit) -> String
  /// An expression with the name that it has in the answer.
  let named: @Sendable (_ expression: String, _ name: String) -> String
  /// What keeps groups apart that are read apart; most portals' columns do.
  var separately: @Sendable (String) -> String = { $0 }
  /// The values of a column that are counted or added, missing ones left out; most portals leave them out.
  var values: (@Sendable (String, GroupedQuery.Content) -> String)?
  /// What is true of a value that the portal takes for another than it is read as here; nil where the column's type
  /// rules that out.
  var odd: @Sendable (String, GroupedQuery.Content) -> String? = { _, _ in nil }
}

/// A grouped query in a portal's language.
struct SpelledGroups: Sendable {
  let query: GroupedQuery
  let spelling: GroupSpelling

  init(_ query: GroupedQuery, _ spelling: GroupSpelling) {
    self.query = query
    self.spelling = spelling
  }

  /// The groups' columns with their names.
  var namedKeys: [String] { query.keys.map { spelling.named(expression($0), $0.name) } }

  /// What is counted and added, with its names.
  var namedTotals: [String] {
    let totals = query.totals.map { total in
      let values = spelling.values?(total.column, total.content) ?? spelling.column(total.column)
      return spelling.named("\(total.function.rawValue)(\(values))", total.name)
    }
    return [spelling.named("count(*)", GroupedQuery.rowCount)] + totals
  }

  var select: String { (namedKeys + namedTotals).joined(separator: ", ") }

  /// What is grouped by, and ordered by: keys tell groups apart as an id does rows.
  var keys: String { query.keys.map { spelling.separately(expression($0)) }.joined(separator: ", ") }

  /// The whole query.
  func statement(from table: String? = nil, where condition: String? = nil) -> String {
    "SELECT \(select)" + (table.map { " FROM \($0)" } ?? "") + (condition.map { " WHERE \($0)" } ?? "")
      + (keys.isEmpty ? "" : " GROUP BY \(keys) ORDER BY \(keys)")
  }

  private func expression(_ key: GroupedQuery.Key) -> String {
    switch key.unit {
    case nil: spelling.column(key.column)
    case .year?: spelling.period(key.column, .year)
    case .month?, .quarter?: spelling.period(key.column, .month)
    }
  }
}

extension Refusal {
  /// The remedy for whatever groups cannot answer.
  static let leaveAggregateOut = "leave `aggregate` out of the feed's source"

  /// A column whose groups or totals in the portal would not be those of what is read of it.
  static func ungroupable(_ column: String, heldAs type: String?) -> Refusal {
    guard let type else {
      return Refusal(
        "the dataset has no column “\(column)” to group by",
        fix: "look up the column's name in the portal, and mend the feed's `columns`")
    }
    return Refusal(
      "the portal holds “\(column)” as \(type), which it does not group as it is read here",
      fix: leaveAggregateOut)
  }
}
