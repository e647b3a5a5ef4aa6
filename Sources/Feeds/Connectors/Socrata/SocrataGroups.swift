import Catalog

/// A grouped query in SoQL.
///
/// Nothing of SoQL's that could mean something else than here is used: columns, `count`, `sum`, `min`, `max` and the
/// cut of a floating timestamp, which has no zone, as bare times have none here. Missing values are groups of their own.
struct SocrataGroups {
  private let query: GroupedQuery

  init(_ query: GroupedQuery) { self.query = query }

  var select: String {
    let keys = query.keys.map { key in
      let expression = Self.expression(key)
      return key.name == expression ? expression : "\(expression) AS \(key.name)"
    }
    let totals = query.totals.map { "\($0.function.rawValue)(\($0.column)) AS \($0.name)" }
    return (keys + ["count(*) AS \(GroupedQuery.rowCount)"] + totals).joined(separator: ", ")
  }

  /// What is grouped by, and ordered by.
  var keys: String { query.keys.map(Self.expression).joined(separator: ", ") }

  func text(where filter: String?) -> String {
    let condition = filter.map { " WHERE \($0)" } ?? ""
    return "SELECT \(select)\(condition)" + (keys.isEmpty ? "" : " GROUP BY \(keys) ORDER BY \(keys)")
  }

  private static func expression(_ key: GroupedQuery.Key) -> String {
    switch key.unit {
    case nil: key.column
    case .year?: "date_trunc_y(\(key.column))"
    case .month?, .quarter?: "date_trunc_ym(\(key.column))"
    }
  }

  // MARK: the portal's types

  /// - Throws: where a column of the dataset is of a type whose groups or totals are not those of what is read of it.
  func check(_ view: SocrataView) throws(Refusal) {
    let types = Dictionary(view.columns.map { ($0.name, $0.type) }) { first, _ in first }
    for key in query.keys { try check(key.column, types[key.column], Self.keyTypes(key.content)) }
    for total in query.totals {
      let allowed = total.content == .date ? ["calendar_date"] : ["number", "double"]
      try check(total.column, types[total.column], allowed)
    }
  }

  private static func keyTypes(_ content: GroupedQuery.Content) -> [String] {
    switch content {
    // Every plain value has one text.
    case .text: ["text", "number", "checkbox"]
    case .number: ["number", "double", "text"]
    case .boolean: ["checkbox", "text"]
    // Moments with a zone would be cut in the portal's zone.
    case .date: ["calendar_date"]
    }
  }

  private func check(_ column: String, _ type: String?, _ allowed: [String]) throws(Refusal) {
    guard let type else {
      throw Refusal(
        "the dataset has no column “\(column)” to group by",
        fix: "look up the column's field name in the portal, and mend the feed's `columns`")
    }
    guard !allowed.contains(type) else { return }
    throw Refusal(
      "the portal holds “\(column)” as \(type), which it does not group as it is read here",
      fix: "leave `aggregate` out of the feed's source")
  }
}
