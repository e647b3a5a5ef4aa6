/// A parsed part of an expression, not yet checked against any columns.
struct SyntaxNode: Hashable, Sendable {
  let kind: SyntaxKind
  /// Offsets in Unicode scalars from the start of the expression's text.
  let range: Range<Int>
  /// The longest way down, 1 for a leaf: bounds the recursion of all that walks the tree.
  let depth: Int

  init(_ kind: SyntaxKind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
    depth = 1 + (kind.children.map(\.depth).max() ?? 0)
  }
}

indirect enum SyntaxKind: Hashable, Sendable {
  case column(String, quoted: Bool)
  case number(Double)
  case text(String)
  case boolean(Bool)
  case null
  case negated(SyntaxNode)
  case not(SyntaxNode)
  case arithmetic(ArithmeticOperator, SyntaxNode, SyntaxNode)
  case comparison(ComparisonOperator, SyntaxNode, SyntaxNode)
  case and(SyntaxNode, SyntaxNode)
  case or(SyntaxNode, SyntaxNode)
  case isIn(SyntaxNode, [SyntaxNode])
  case between(SyntaxNode, SyntaxNode, SyntaxNode)
  case like(SyntaxNode, SyntaxNode)
  case isNull(SyntaxNode)
  case choice([SyntaxBranch], otherwise: SyntaxNode?)
  case call(SyntaxCall)

  var children: [SyntaxNode] {
    switch self {
    case .column, .number, .text, .boolean, .null: []
    case .negated(let node), .not(let node), .isNull(let node): [node]
    case .arithmetic(_, let left, let right), .comparison(_, let left, let right): [left, right]
    case .and(let left, let right), .or(let left, let right), .like(let left, let right): [left, right]
    case .isIn(let node, let list): [node] + list
    case .between(let node, let low, let high): [node, low, high]
    case .choice(let branches, let otherwise):
      branches.flatMap { [$0.condition, $0.result] } + (otherwise.map { [$0] } ?? [])
    case .call(let call): call.arguments
    }
  }
}

/// One WHEN … THEN … of a CASE.
struct SyntaxBranch: Hashable, Sendable {
  let condition: SyntaxNode
  let result: SyntaxNode
}

struct SyntaxCall: Hashable, Sendable {
  /// As written.
  let name: String
  let arguments: [SyntaxNode]
  /// Whether the arguments are `*`.
  let isStar: Bool
  let isDistinct: Bool

  var function: String { name.lowercased() }
}

enum ArithmeticOperator: String, Hashable, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"

  /// The result; NaN (missing) when an operand is missing, on division by zero and on overflow.
  @inline(__always)
  func apply(_ left: Double, _ right: Double) -> Double {
    let result =
      switch self {
      case .add: left + right
      case .subtract: left - right
      case .multiply: left * right
      case .divide: left / right
      }
    return result.isFinite ? result : .nan
  }
}

enum ComparisonOperator: String, Hashable, Sendable {
  case equal = "="
  case unequal = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  @inline(__always)
  func apply<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .unequal: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  /// The operator that says the same with the sides exchanged.
  var mirrored: Self {
    switch self {
    case .equal, .unequal: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
