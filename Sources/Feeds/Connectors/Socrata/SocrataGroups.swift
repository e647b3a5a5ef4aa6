import Catalog

extension GroupSpelling {
  /// Socrata's query language. A floating timestamp has no zone, as bare times have none here.
  static let soQL = GroupSpelling(
    column: { $0 },
    period: { "date_trunc_\($1 == .year ? "y" : "ym")(\($0))" },
    named: { $0 == $1 ? $0 : "\($0) AS \($1)" })
}

/// What a Socrata dataset's columns must be for their groups and totals to be those of what is read of them. Missing
/// values are groups of their own.
enum SocrataGroups {
  static func check(_ query: GroupedQuery, _ view: SocrataView) throws(Refusal) {
    let types = Dictionary(view.columns.map { ($0.name, $0.type) }) { first, _ in first }
    try query.check(types) { use in
      switch use {
      // Every plain value has one text.
      case .key(.text): ["text", "number", "checkbox"]
      case .key(.number): ["number", "double", "text"]
      case .key(.boolean): ["checkbox", "text"]
      // Moments with a zone would be cut in the portal's zone.
      case .key(.date), .total(.date): ["calendar_date"]
      case .total: ["number", "double"]
      }
    }
  }
}
