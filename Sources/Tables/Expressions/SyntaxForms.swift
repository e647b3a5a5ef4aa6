extension SyntaxNode {
  /// The node without places and in one spelling, so that `year(d)` written twice is one thing. O(nodes).
  var bare: SyntaxNode {
    let inner = kind.mappingChildren(\.bare)
    let kind: SyntaxKind =
      switch inner {
      case .column(let name, _): .column(name, quoted: false)
      case .call(let call):
        .call(
          SyntaxCall(
            name: call.function, arguments: call.arguments, isStar: call.isStar, isDistinct: call.isDistinct))
      default: inner
      }
    return SyntaxNode(kind, 0..<0)
  }

  /// The node with columns of some names replaced by other nodes, which keep their own places. O(nodes).
  func replacing(_ names: [String: SyntaxNode]) -> SyntaxNode {
    if case .column(let name, _) = kind, let other = names[name] { return other }
    return SyntaxNode(kind.mappingChildren { $0.replacing(names) }, range)
  }

  /// Whether an aggregate function is called anywhere in it.
  var hasAggregates: Bool {
    var found = false
    visit { node in
      if case .call(let call) = node.kind, AggregateFunction(rawValue: call.function) != nil { found = true }
    }
    return found
  }
}

extension SyntaxKind {
  func mappingChildren(_ transform: (SyntaxNode) -> SyntaxNode) -> SyntaxKind {
    switch self {
    case .column, .number, .text, .boolean, .null: self
    case .negated(let node): .negated(transform(node))
    case .not(let node): .not(transform(node))
    case .isNull(let node): .isNull(transform(node))
    case .arithmetic(let operation, let left, let right):
      .arithmetic(operation, transform(left), transform(right))
    case .comparison(let operation, let left, let right):
      .comparison(operation, transform(left), transform(right))
    case .and(let left, let right): .and(transform(left), transform(right))
    case .or(let left, let right): .or(transform(left), transform(right))
    case .like(let left, let right): .like(transform(left), transform(right))
    case .isIn(let node, let list): .isIn(transform(node), list.map(transform))
    case .between(let node, let low, let high): .between(transform(node), transform(low), transform(high))
    case .choice(let branches, let otherwise):
      .choice(
        branches.map { SyntaxBranch(condition: transform($0.condition), result: transform($0.result)) },
        otherwise: otherwise.map(transform))
    case .call(let call):
      .call(
        SyntaxCall(
          name: call.name, arguments: call.arguments.map(transform), isStar: call.isStar,
          isDistinct: call.isDistinct))
    }
  }
}
