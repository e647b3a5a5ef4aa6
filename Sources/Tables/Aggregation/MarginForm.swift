/// How the margin of error of a row's value in a sum is made of the margins of its columns.
enum MarginForm: Hashable, Sendable {
  /// Each term of a linear sum is a part of its own: margins add in squares.
  case linear([LinearTerms.Term])
  /// The row's value is a product of two sums of other columns each, as in a weighted mean: one part, with the Census
  /// Bureau's margin of a product, √(x² m_y² + y² m_x²) (handbook, 2020, ch. 8), which takes the two as independent.
  case product(LinearTerms, LinearTerms)

  var columns: Set<String> {
    switch self {
    case .linear(let terms): Set(terms.map(\.column))
    case .product(let left, let right): Set((left.terms + right.terms).map(\.column))
    }
  }

  /// The form of a value; nil where its margin cannot be told from those of its columns: a square, a quotient of two
  /// columns, a function.
  init?(_ node: NumberNode) {
    // The weights of a mean are those of the rows that have a value to weigh.
    if case .choice(let choice) = node, choice.otherwise == nil, choice.branches.count == 1,
      case .not(.isNull(.number)) = choice.branches[0].condition
    {
      guard let form = Self(choice.branches[0].result) else { return nil }
      self = form
      return
    }
    if let linear = LinearTerms(node) {
      self = .linear(linear.terms)
      return
    }
    guard case .arithmetic(.multiply, let first, let second) = node, let left = LinearTerms(first),
      let right = LinearTerms(second),
      // A column on both sides depends on itself.
      Set(left.terms.map(\.column)).isDisjoint(with: right.terms.map(\.column))
    else { return nil }
    self = .product(left, right)
  }
}

/// The margins of a chunk's rows, read off the columns.
struct RowMargins {
  private enum Reader {
    case terms([Term])
    case product(Factor, Factor)
  }

  /// A column with its margins; nil where it has no margin column.
  struct Term {
    let values: [Double]
    let margins: [Double]?
    let coefficient: Double
  }

  /// One side of a product. A side of which no column has margins was counted: its margin is 0.
  struct Factor {
    let constant: Double
    let terms: [Term]
    let isCounted: Bool

    init(_ form: LinearTerms, _ evaluator: Evaluator, _ margins: [String: String]) {
      constant = form.constant
      terms = form.terms.map { Term($0, evaluator, margins) }
      isCounted = terms.allSatisfy { $0.margins == nil }
    }

    func value(_ row: Int) -> Double {
      terms.reduce(constant) { $0 + $1.coefficient * $1.values[row] }
    }

    /// The square of its margin; NaN where one is missing.
    func square(_ row: Int) -> Double {
      isCounted
        ? 0
        : terms.reduce(0) { sum, term in
          let margin = term.margin(row)
          return sum + margin * margin
        }
    }
  }

  private let reader: Reader

  init(_ form: MarginForm, _ evaluator: Evaluator, _ margins: [String: String]) {
    reader =
      switch form {
      case .linear(let terms): .terms(terms.map { Term($0, evaluator, margins) })
      case .product(let left, let right):
        .product(Factor(left, evaluator, margins), Factor(right, evaluator, margins))
      }
  }

  /// Adds the parts of a row that has a value.
  @inline(__always)
  func add(_ row: Int, to part: (_ estimate: Double, _ margin: Double) -> Void) {
    switch reader {
    case .terms(let terms):
      for term in terms { part(term.values[row], term.margin(row)) }
    case .product(let left, let right):
      let (x, y) = (left.value(row), right.value(row))
      part(x * y, (x * x * right.square(row) + y * y * left.square(row)).squareRoot())
    }
  }
}

extension RowMargins.Term {
  fileprivate init(_ term: LinearTerms.Term, _ evaluator: Evaluator, _ margins: [String: String]) {
    values = evaluator.numberColumn(term.column)
    self.margins = margins[term.column].map { evaluator.numberColumn($0) }
    coefficient = term.coefficient
  }

  /// Of the term; NaN where there is none. A negative margin is a publisher's code for none and must not become a
  /// number.
  @inline(__always)
  func margin(_ row: Int) -> Double {
    guard let margin = margins?[row], margin >= 0 else { return .nan }
    return margin * coefficient.magnitude
  }
}
