import Notation

/// A query that has been checked against the columns of a table: what is done with its rows.
package struct QueryPlan: Sendable {
  /// One column to sort by.
  struct Order: Sendable {
    let expression: RowExpression
    let isDescending: Bool
    let missingFirst: Bool
  }

  /// How the rows of the table become the rows that are shown.
  package enum Shape: Sendable {
    /// Row by row, in the order of the file.
    case rows
    /// All rows (or the first by the order, where there is a limit) are kept and sorted.
    case sorted
    /// One row for each group.
    case groups
  }

  /// The names of the results, each different.
  package let names: [String]
  /// The columns of the table that are read.
  package let columns: Set<String>
  package let limit: Int?
  package let offset: Int

  let filter: BooleanNode?
  let isGrouped: Bool
  let keys: [RowExpression]
  let leaves: [AggregateLeaf]
  /// Over the table's columns, or those of the table of groups.
  let outputs: [RowExpression]
  let having: BooleanNode?
  let order: [Order]
  /// Whether equal rows among the results are shown once.
  let isDistinct: Bool

  package var shape: Shape { isGrouped ? .groups : order.isEmpty ? .rows : .sorted }

  /// The types of the results.
  package var types: [ColumnType] { outputs.map(\.type) }

  /// Results that are shown and those left out before; nil is all.
  var reach: Int? { limit.map { $0 + offset } }
}

extension Query {
  /// Checks the query against the columns of a table.
  ///
  /// Every problem found is appended, in the order of the text; the result is nil exactly when there was one.
  /// - Parameter star: the columns that `*` shows; nil is all.
  package func plan(
    _ columns: [ExpressionColumn], star: [ExpressionColumn]? = nil, problems: inout [Diagnostic]
  ) -> QueryPlan? {
    var planner = QueryPlanner(self, columns, star: star ?? columns)
    guard let plan = planner.plan() else {
      var seen: Set<Diagnostic> = []
      problems += planner.problems.filter { seen.insert($0).inserted }
      return nil
    }
    return plan
  }
}
