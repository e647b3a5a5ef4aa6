import Notation

/// A column as an expression sees it.
package struct ExpressionColumn: Hashable, Sendable {
  package let name: String
  package let type: ColumnType

  package init(_ name: String, _ type: ColumnType) {
    self.name = name
    self.type = type
  }
}

extension TableSchema {
  /// The columns as expressions see them.
  package var expressionColumns: [ExpressionColumn] { columns.map { ExpressionColumn($0.name, $0.type) } }

  /// Where each column lies in the chunks of this schema; of equal names the first.
  package var columnIndex: [String: Int] {
    Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// An expression over the columns of a row that has been checked; it can be evaluated on chunks.
package struct TypedExpression: Hashable, Sendable {
  let root: RowExpression
  /// The names of the columns it reads, each in the schema that it was checked against.
  package let columns: Set<String>

  /// The type of its result.
  package var type: ColumnType { root.type }
}

extension Expression {
  /// Checks the expression against columns, for one row at a time: aggregates are refused.
  ///
  /// Every problem found is appended to `problems`, in the order of the text; the result is nil exactly
  /// when there was one. `wanted` is the type that the result must have, nil for any. An expression that
  /// is only NULL takes the wanted type, else text.
  package func check(
    against columns: [ExpressionColumn], as wanted: ColumnType? = nil, problems: inout [Diagnostic]
  ) -> TypedExpression? {
    var checker = Checker(source, columns: columns, aggregates: .refused)
    let root = checker.result(root, as: wanted)
    problems += checker.sortedProblems
    guard checker.problems.isEmpty, let root else { return nil }
    return TypedExpression(root: root, columns: self.columns)
  }

  /// As `check(against:as:problems:)`, but throws the first problem.
  package func typed(
    against columns: [ExpressionColumn], as wanted: ColumnType? = nil
  ) throws(Diagnostic) -> TypedExpression {
    var problems: [Diagnostic] = []
    if let expression = check(against: columns, as: wanted, problems: &problems) { return expression }
    throw problems.first ?? source.problem(.expressionSyntax, "the expression does not read", at: 0)
  }
}
