extension TypedExpression {
  /// The value of every row, in the form of a column; text columns have distinct entries.
  ///
  /// - Parameter index: where each used column lies in the chunk (`TableSchema.columnIndex`); a used
  ///   column that is missing there, or of another type, is a programmer's error.
  /// - Complexity: O(nodes × rows), text functions O(nodes × distinct texts) beside a look-up a row.
  package func evaluate(_ chunk: Chunk, columns index: [String: Int]) -> ColumnData {
    Evaluator(chunk, columns: index).data(root)
  }

  /// The rows for which the expression is true; false and NULL do not count. An expression that is not
  /// boolean (see `type`) is a programmer's error.
  package func mask(_ chunk: Chunk, columns index: [String: Int]) -> [Bool] {
    Evaluator(chunk, columns: index).booleans(condition).map { $0 == 1 }.array(chunk.count)
  }

  /// The expression as a condition.
  var condition: BooleanNode {
    guard case .boolean(let node) = root else {
      preconditionFailure("only an expression of type boolean makes a mask")
    }
    return node
  }
}
