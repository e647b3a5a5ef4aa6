extension RowExpression {
  /// The names of the columns that the expression reads. O(nodes).
  var columnNames: Set<String> {
    switch self {
    case .number(let node): node.columnNames
    case .text(let node): node.columnNames
    case .date(let node): node.columnNames
    case .boolean(let node): node.columnNames
    }
  }
}

extension NumberNode {
  var columnNames: Set<String> {
    switch self {
    case .literal, .slot: []
    case .column(let name): [name]
    case .negated(let node), .absolute(let node), .rounded(let node, _): node.columnNames
    case .arithmetic(_, let left, let right): left.columnNames.union(right.columnNames)
    case .length(let node): node.columnNames
    case .part(_, let node): node.columnNames
    case .daysBetween(let from, let to), .secondsBetween(let from, let to):
      from.columnNames.union(to.columnNames)
    case .choice(let choice): choice.columnNames(\.columnNames)
    case .coalesce(let nodes): nodes.reduce(into: []) { $0.formUnion($1.columnNames) }
    }
  }
}

extension TextNode {
  var columnNames: Set<String> {
    switch self {
    case .literal: []
    case .column(let name): [name]
    case .mapped(_, let node): node.columnNames
    case .concat(let nodes), .coalesce(let nodes): nodes.reduce(into: []) { $0.formUnion($1.columnNames) }
    case .choice(let choice): choice.columnNames(\.columnNames)
    }
  }
}

extension DateNode {
  var columnNames: Set<String> {
    switch self {
    case .literal: []
    case .column(let name): [name]
    case .truncated(_, let node): node.columnNames
    case .choice(let choice): choice.columnNames(\.columnNames)
    case .coalesce(let nodes): nodes.reduce(into: []) { $0.formUnion($1.columnNames) }
    }
  }
}

extension BooleanNode {
  var columnNames: Set<String> {
    switch self {
    case .literal: []
    case .column(let name): [name]
    case .not(let node): node.columnNames
    case .and(let left, let right), .or(let left, let right), .booleans(_, let left, let right):
      left.columnNames.union(right.columnNames)
    case .numbers(_, let left, let right): left.columnNames.union(right.columnNames)
    case .texts(_, let left, let right): left.columnNames.union(right.columnNames)
    case .dates(_, let left, let right): left.columnNames.union(right.columnNames)
    case .test(_, let node): node.columnNames
    case .isNull(let expression): expression.columnNames
    case .choice(let choice): choice.columnNames(\.columnNames)
    case .coalesce(let nodes): nodes.reduce(into: []) { $0.formUnion($1.columnNames) }
    }
  }
}

extension Choice {
  fileprivate func columnNames(_ names: (Node) -> Set<String>) -> Set<String> {
    var found = otherwise.map(names) ?? []
    for branch in branches { found.formUnion(branch.condition.columnNames.union(names(branch.result))) }
    return found
  }
}
