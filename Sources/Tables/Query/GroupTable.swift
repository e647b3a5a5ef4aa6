/// The groups of a query and the states of their aggregates.
struct GroupTable: Sendable {
  private let plan: QueryPlan
  private var grouper: Grouper
  private var leaves: [LeafStates]
  /// Counts that a sum of the same values keeps anyway, as in `avg(x)`: the leaf of the sum.
  private let sums: [Int: Int]
  private var room = 0

  init(_ plan: QueryPlan) {
    self.plan = plan
    grouper = Grouper(plan.keys.map(\.type))
    leaves = plan.leaves.map { LeafStates($0) }
    var sums: [Int: Int] = [:]
    for (index, leaf) in plan.leaves.enumerated() {
      if case .count(.number(let node)) = leaf { sums[index] = plan.leaves.firstIndex(of: .sum(node)) }
    }
    self.sums = sums
    grow()
  }

  mutating func add(_ chunk: Chunk, _ index: [String: Int]) {
    guard chunk.count > 0 else { return }
    let evaluator = Evaluator(chunk, columns: index)
    let groups = grouper.groups(of: plan.keys.map { evaluator.data($0) }, count: chunk.count)
    grow()
    let input = LeafInput(evaluator: evaluator, groups: groups)
    for leaf in leaves.indices where sums[leaf] == nil { leaves[leaf].add(plan.leaves[leaf], input) }
  }

  /// Groups that are new come after those known, in their own order.
  mutating func merge(_ next: GroupTable) {
    let groups = grouper.groups(of: next.grouper.columns, count: next.grouper.count)
    grow()
    let shares = (0..<next.grouper.count).map { GroupShare(from: $0, to: groups[$0]) }
    for leaf in leaves.indices { leaves[leaf].merge(next.leaves[leaf], shares) }
  }

  private mutating func grow() {
    guard grouper.count > room else { return }
    for leaf in leaves.indices { leaves[leaf].grow(by: grouper.count - room) }
    room = grouper.count
  }

  /// The groups that `having` lets through, in order, within offset and limit.
  func result() -> Chunk {
    let index = Self.index(plan)
    var groups = Chunk(
      firstRecord: 1, count: room, columns: grouper.columns + leaves.indices.map(column))
    if let having = plan.having,
      let rows = Evaluator(groups, columns: index).booleans(having).rows(groups.count)
    {
      groups = groups.gathered(rows)
    }
    let evaluator = Evaluator(groups, columns: index)
    var rows = plan.sorted(plan.order.map { evaluator.data($0.expression) }, count: groups.count)
    var outputs = plan.outputs(groups, index)
    if plan.isDistinct { rows = Self.distinct(rows, outputs) }
    rows = Array(rows.dropFirst(plan.offset).prefix(plan.limit ?? .max))
    outputs = outputs.gathered(rows)
    return outputs
  }

  private func column(_ leaf: Int) -> ColumnData {
    if let sum = sums[leaf], case .sums(let states) = leaves[sum] {
      return .number(states.cells.map { Double($0.values) })
    }
    return leaves[leaf].column(0..<room)
  }

  private static func index(_ plan: QueryPlan) -> [String: Int] {
    let names =
      plan.keys.indices.map { GroupColumns.key($0) } + plan.leaves.indices.map { GroupColumns.aggregate($0) }
    return Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The first of equal rows.
  private static func distinct(_ rows: [Int32], _ outputs: Chunk) -> [Int32] {
    var grouper = Grouper(outputs.columns.map(\.type))
    let groups = grouper.groups(of: outputs.gathered(rows).columns, count: rows.count)
    var seen: Set<Int> = []
    return rows.indices.filter { seen.insert(groups[$0]).inserted }.map { rows[$0] }
  }
}

extension ColumnData {
  var type: ColumnType {
    switch self {
    case .text: .text
    case .number: .number
    case .instant: .date
    case .boolean: .boolean
    }
  }
}
