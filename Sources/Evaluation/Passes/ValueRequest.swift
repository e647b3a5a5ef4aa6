import Tables

/// One aggregate wanted of a feed's rows: equal requests of several indicators are computed once.
struct ValueRequest: Hashable, Sendable {
  let expression: AggregateExpression
  /// All must hold for a row to enter, besides the feed's own filter.
  let filters: [TypedExpression]
  /// Written with an aggregate function: rows are records, and a place without rows counts zero. Without one,
  /// rows are a place's variables, and a place without rows has no value.
  let isExplicit: Bool
}
