import Catalog

extension GroupedQuery {
  /// What a column is in a query, which decides of which types of the portal it may be.
  enum Use: Hashable, Sendable {
    case key(Content)
    case total(Content)
  }

  /// - Parameters:
  ///   - types: the portal's types by column.
  ///   - allowed: those whose groups, or totals, are the same as of what is read of them.
  /// - Throws: where a column is of another type, or is not there.
  func check(_ types: [String: String], _ allowed: (Use) -> Set<String>) throws(Refusal) {
    let uses = keys.map { ($0.column, Use.key($0.content)) } + totals.map { ($0.column, .total($0.content)) }
    for (column, use) in uses {
      guard let type = types[column], allowed(use).contains(type) else {
        throw .ungroupable(column, heldAs: types[column])
      }
    }
  }
}
