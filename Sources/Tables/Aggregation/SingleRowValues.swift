/// The values of an expression for groups that have one row each: what `GroupedAggregates` gives, without its states
/// of a hundred bytes a group.
package struct SingleRowValues: Sendable {
  /// By row; NaN for NULL.
  package let numbers: [Double]
  /// By row, as `AggregateValue.missingParts`.
  package let missingParts: [Int32]
  /// By row, the margin of error; NaN where there is none. Empty where the expression has none at all.
  package let margins: [Double]
}

extension AggregateExpression {
  /// The values of the rows of a chunk, each a group of its own; nil unless the expression is a single sum.
  ///
  /// - Complexity: O(rows × nodes of the expression).
  package func singleRowValues(
    _ chunk: Chunk, columns index: [String: Int], _ rule: ZeroMarginRule
  ) -> SingleRowValues? {
    guard isSingleSum, case .sum(let node)? = leaves.first else { return nil }
    let evaluator = Evaluator(chunk, columns: index)
    // A sum starts at 0, so that −0 becomes 0.
    let numbers = Rows.map(evaluator.numbers(node).array(chunk.count)) { $0 + 0 }
    let terms = linear[0]?.terms ?? []
    let parts = terms.map { evaluator.numberColumn($0.column) }
    let missing = numbers.indices.map { row -> Int32 in
      guard numbers[row].isNaN else { return 0 }
      return max(1, parts.reduce(0) { $0 + ($1[row].isNaN ? 1 : 0) })
    }
    guard marginSource.isDerivable else {
      return SingleRowValues(numbers: numbers, missingParts: missing, margins: [])
    }
    if linear[0] == nil, let marginForm {
      let rows = RowMargins(marginForm, evaluator, margins)
      let found = numbers.indices.map { row -> Double in
        guard !numbers[row].isNaN else { return .nan }
        var known = MarginParts()
        rows.add(row) { known.add(estimate: $0, margin: $1) }
        return known.margin(rule) ?? .nan
      }
      return SingleRowValues(numbers: numbers, missingParts: missing, margins: found)
    }
    let columns = terms.map { term in margins[term.column].map { evaluator.numberColumn($0) } }
    let scales = terms.map(\.coefficient.magnitude)
    let found = numbers.indices.map { row -> Double in
      guard !numbers[row].isNaN else { return .nan }
      var known = MarginParts()
      for term in terms.indices {
        let margin = columns[term].map { $0[row] } ?? .nan
        known.add(estimate: parts[term][row], margin: margin * scales[term])
      }
      return known.margin(rule) ?? .nan
    }
    return SingleRowValues(numbers: numbers, missingParts: missing, margins: found)
  }
}
