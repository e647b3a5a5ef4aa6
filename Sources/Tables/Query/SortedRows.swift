/// The results of a query with `order by`, and the columns they are sorted by.
struct SortedRows: Sendable {
  private let plan: QueryPlan
  private var store: RowStore

  init(_ plan: QueryPlan) {
    self.plan = plan
    store = RowStore(Self.types(plan))
  }

  private static func types(_ plan: QueryPlan) -> [ColumnType] {
    plan.types + plan.order.map(\.expression.type)
  }

  mutating func add(_ chunk: Chunk, _ index: [String: Int]) {
    let evaluator = Evaluator(chunk, columns: index)
    let columns = (plan.outputs + plan.order.map(\.expression)).map { evaluator.data($0) }
    store.append(Chunk(firstRecord: chunk.firstRecord, count: chunk.count, columns: columns))
    prune()
  }

  mutating func merge(_ next: SortedRows) {
    store.append(next.store.chunk)
    prune()
  }

  func result() -> Chunk {
    let sorted = first(plan.reach)
    let shown = sorted.gathered(Array(Int32(min(plan.offset, sorted.count))..<Int32(sorted.count)))
    return Chunk(firstRecord: 1, count: shown.count, columns: Array(shown.columns.prefix(plan.outputs.count)))
  }

  /// With a limit the rows beyond it are dropped now and then: whenever twice as many have gathered, so that each row
  /// is sorted but a few times.
  private mutating func prune() {
    guard let reach = plan.reach, store.count >= max(2 * reach, 4096) else { return }
    let best = first(reach)
    store = RowStore(Self.types(plan))
    store.append(best)
  }

  private func first(_ count: Int?) -> Chunk {
    let chunk = store.chunk
    let rows = plan.sorted(Array(chunk.columns.dropFirst(plan.outputs.count)), count: chunk.count)
    return chunk.gathered(count.map { Array(rows.prefix($0)) } ?? rows)
  }
}

extension QueryPlan {
  /// The order of rows by the columns of `order by`.
  func sorted(_ columns: [ColumnData], count: Int) -> [Int32] {
    let directions = order.map {
      RowOrder.Direction(isDescending: $0.isDescending, missingFirst: $0.missingFirst)
    }
    return RowOrder.rows(columns, directions, count: count)
  }
}
