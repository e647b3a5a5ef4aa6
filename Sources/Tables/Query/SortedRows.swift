/// The results of a query with `order by`, and the columns they are sorted by.
struct SortedRows: Sendable {
  private let plan: QueryPlan
  private var store: RowStore
  /// With a limit, the first sorting word of the last row that is kept: rows beyond it need not be looked at.
  private var bound: UInt64?

  init(_ plan: QueryPlan) {
    self.plan = plan
    store = RowStore(Self.types(plan))
  }

  private static func types(_ plan: QueryPlan) -> [ColumnType] {
    plan.types + plan.order.map(\.expression.type)
  }

  /// - Parameter kept: the columns that are read.
  mutating func add(_ chunk: Chunk, _ index: [String: Int], keeping kept: Set<Int>) {
    let chunk = candidates(chunk, index, kept)
    let evaluator = Evaluator(chunk, columns: index)
    let columns = (plan.outputs + plan.order.map(\.expression)).map { evaluator.data($0) }
    store.append(Chunk(firstRecord: chunk.firstRecord, count: chunk.count, columns: columns))
    prune()
  }

  /// The rows that can be among the first; the words of texts cannot be compared between chunks.
  private func candidates(_ chunk: Chunk, _ index: [String: Int], _ kept: Set<Int>) -> Chunk {
    guard let bound, let first = plan.order.first, first.expression.type != .text else { return chunk }
    let words = RowOrder.words(
      Evaluator(chunk, columns: index).data(first.expression), plan.directions[0])
    let rows = words.indices.filter { words[$0] <= bound }.map { Int32($0) }
    return chunk.gathered(rows, keeping: kept)
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
    if best.count > 0 {
      let last = best.columns[plan.outputs.count].gathered([Int32(best.count - 1)])
      bound = RowOrder.words(last, plan.directions[0]).first
    }
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
    RowOrder.rows(columns, directions, count: count)
  }

  var directions: [RowOrder.Direction] {
    order.map { RowOrder.Direction(isDescending: $0.isDescending, missingFirst: $0.missingFirst) }
  }
}
