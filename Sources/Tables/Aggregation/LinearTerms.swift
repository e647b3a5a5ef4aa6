/// An expression of the form constant + Σ coefficient · column.
package struct LinearTerms: Hashable, Sendable {
  package struct Term: Hashable, Sendable {
    package let column: String
    /// Never zero; finite.
    package let coefficient: Double
  }

  package let constant: Double
  /// One for each column, in the order of first appearance; a column that cancels out is left out.
  package let terms: [Term]
}

extension LinearTerms {
  /// The linear form of a node, nil where it has none. O(nodes × columns).
  init?(_ node: NumberNode) {
    guard let form = LinearForm(node), form.isFinite else { return nil }
    constant = form.constant
    terms = form.columns.indices.compactMap { index in
      let coefficient = form.coefficients[index]
      return coefficient == 0 ? nil : Term(column: form.columns[index], coefficient: coefficient)
    }
  }
}

/// The working form, in which coefficients may be zero.
private struct LinearForm {
  var constant: Double
  var columns: [String] = []
  var coefficients: [Double] = []

  var isConstant: Bool { columns.isEmpty }
  var isFinite: Bool { constant.isFinite && coefficients.allSatisfy(\.isFinite) }

  init?(_ node: NumberNode) {
    switch node {
    case .literal(let value?): constant = value
    case .column(let name):
      constant = 0
      columns = [name]
      coefficients = [1]
    case .negated(let inner):
      guard let form = LinearForm(inner) else { return nil }
      self = form.scaled { 0 - $0 }
    case .arithmetic(let operation, let left, let right):
      guard let first = LinearForm(left), let second = LinearForm(right),
        let joined = Self.join(operation, first, second)
      else { return nil }
      self = joined
    default: return nil
    }
  }

  private static func join(
    _ operation: ArithmeticOperator, _ left: LinearForm, _ right: LinearForm
  ) -> LinearForm? {
    switch operation {
    case .add: left.adding(right)
    case .subtract: left.adding(right.scaled { 0 - $0 })
    case .multiply where right.isConstant: left.scaled { $0 * right.constant }
    case .multiply where left.isConstant: right.scaled { $0 * left.constant }
    case .divide where right.isConstant && right.constant != 0: left.scaled { $0 / right.constant }
    default: nil
    }
  }

  private func scaled(_ scale: (Double) -> Double) -> LinearForm {
    var result = self
    result.constant = scale(constant)
    result.coefficients = coefficients.map(scale)
    return result
  }

  private func adding(_ other: LinearForm) -> LinearForm {
    var result = self
    result.constant += other.constant
    for (column, coefficient) in zip(other.columns, other.coefficients) {
      if let index = result.columns.firstIndex(of: column) {
        result.coefficients[index] += coefficient
      } else {
        result.columns.append(column)
        result.coefficients.append(coefficient)
      }
    }
    return result
  }
}
