import Notation

/// Resolves names and positions, then checks every expression of a query in its place.
struct QueryPlanner {
  private let query: Query
  private let star: [ExpressionColumn]
  private var checker: Checker
  /// Names given with `as` that are no column's.
  private let aliases: [String: SyntaxNode]
  private var used: Set<String> = []

  var problems: [Diagnostic] { checker.sortedProblems }

  init(_ query: Query, _ table: [ExpressionColumn], star: [ExpressionColumn]) {
    self.query = query
    self.star = star
    checker = Checker(query.source, columns: table, aggregates: .refused)
    checker.isQuery = true
    let names = Set(table.map(\.name))
    let named = (query.items ?? []).filter { $0.isNamed && !names.contains($0.name) }
    aliases = Dictionary(named.map { ($0.name, $0.node) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func plan() -> QueryPlan? {
    let filter = query.filter.map { $0.replacing(aliases) }
    let groups = query.groups.map { group($0) }
    let order = query.order.map { (place: $0, node: ordered($0.node)) }
    let having = query.having.map { $0.replacing(aliases) }
    let items = query.items ?? stars
    let after = items.map(\.node) + [having].compactMap { $0 } + order.map(\.node)
    let isAggregated = !groups.isEmpty || having != nil || after.contains(where: \.hasAggregates)
    // `select distinct a, b` is one row for each pair, as `group by a, b` is.
    let keyNodes = !isAggregated && query.isDistinct ? items.map(\.node) : groups
    let isGrouped = isAggregated || query.isDistinct

    let test = filter.flatMap { checker.boolean($0, for: "“where”") }
    let keys = keyNodes.map { checker.typed($0) }
    if isGrouped { gather(keyNodes, keys, isAggregated: isAggregated) }
    let outputs = items.map { checker.typed($0.node) }
    let condition = having.flatMap { checker.boolean($0, for: "“having”") }
    let sorting = order.compactMap { order in
      checker.typed(order.node).map { expression in
        QueryPlan.Order(
          expression: expression, isDescending: order.place.isDescending,
          missingFirst: order.place.missingFirst)
      }
    }
    guard checker.problems.isEmpty else { return nil }
    for node in after + keyNodes + [filter].compactMap({ $0 }) { note(node) }
    return QueryPlan(
      names: Self.distinct(items.map(\.name)), columns: used, limit: query.limit, offset: query.offset,
      filter: test, isGrouped: isGrouped, keys: keys.compactMap { $0 }, leaves: checker.leaves,
      outputs: outputs.compactMap { $0 }, having: condition, order: sorting,
      isDistinct: query.isDistinct && isAggregated)
  }

  /// From here on expressions are about groups.
  private mutating func gather(_ nodes: [SyntaxNode], _ keys: [RowExpression?], isAggregated: Bool) {
    checker.aggregates = .gathered
    for (index, (node, key)) in zip(nodes, keys).enumerated() {
      if let key { checker.keys[node.bare] = key.type.column(GroupColumns.key(index)) }
    }
    if query.isStar, isAggregated {
      checker.report(
        .queryGroup, "* shows rows, but this query shows groups",
        SyntaxNode(.null, query.star..<query.star + 1), fix: "name what to show of each group: count(*)")
    }
  }

  // MARK: Names and positions

  private var stars: [Query.Item] {
    star.map { column in
      let place = query.star..<query.star + 1
      return Query.Item(
        node: SyntaxNode(.column(column.name, quoted: true), place), name: column.name, isNamed: false)
    }
  }

  private mutating func group(_ node: SyntaxNode) -> SyntaxNode {
    position(node, "group by") ?? node.replacing(aliases)
  }

  /// In `order by` the name of a result comes before the name of a column.
  private mutating func ordered(_ node: SyntaxNode) -> SyntaxNode {
    if let found = position(node, "order by") { return found }
    if case .column(let name, _) = node.kind,
      let item = query.items?.first(where: { $0.isNamed && $0.name == name })
    {
      return item.node
    }
    return node.replacing(aliases)
  }

  /// The expression at the position that a bare number names.
  private mutating func position(_ node: SyntaxNode, _ clause: String) -> SyntaxNode? {
    guard case .number(let value) = node.kind else { return nil }
    let items = query.items ?? stars
    guard let position = Int(exactly: value), items.indices.contains(position - 1) else {
      checker.report(
        .queryPosition,
        "“\(clause) \(checker.source.excerpt(node.range))” names none of the \(items.count) results",
        node, fix: "write a number from 1 to \(items.count), or an expression")
      return SyntaxNode(.null, node.range)
    }
    return items[position - 1].node
  }

  private mutating func note(_ node: SyntaxNode) {
    node.visit { if case .column(let name, _) = $0.kind { used.insert(name) } }
  }

  /// Names in their order, a later one of a kind with a number.
  private static func distinct(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      var candidate = name
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = "\(name)_\(number)"
        number += 1
      }
      return candidate
    }
  }
}
