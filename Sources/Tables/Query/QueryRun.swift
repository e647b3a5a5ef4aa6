/// The state of a query over the rows of a table, or of a part of it: chunks in, results out.
///
/// Partial states of consecutive parts are merged in the order of the table. Memory: for rows nothing is kept; with
/// `order by` all results, with a limit as well at most twice that many rows; for groups O(groups), to which `median`
/// and `quantile` add eight bytes a row and `count(distinct x)` some sixteen for each distinct value of each group.
package struct QueryRun: Sendable {
  private let plan: QueryPlan
  private let index: [String: Int]
  private let kept: Set<Int>
  private let filter: BooleanNode?
  private var memo: TestMemo
  private var state: State

  private enum State: Sendable {
    case rows(taken: Int)
    case sorted(SortedRows)
    case groups(GroupTable)
  }

  /// - Parameters:
  ///   - index: where each column lies in the chunks.
  ///   - filter: what must be true of a row besides the query's own `where`; an expression that is not boolean is a
  ///     programmer's error.
  package init(_ plan: QueryPlan, columns index: [String: Int], where filter: TypedExpression? = nil) {
    self.plan = plan
    let outer = filter.map(\.condition)
    self.filter = outer.map { outer in plan.filter.map { .and(outer, $0) } ?? outer } ?? plan.filter
    memo = TestMemo(self.filter)
    self.index = index
    kept = Set(plan.columns.compactMap { index[$0] })
    state =
      switch plan.shape {
      case .rows: .rows(taken: 0)
      case .sorted: .sorted(SortedRows(plan))
      case .groups: .groups(GroupTable(plan))
      }
  }

  /// Takes the next chunk of the table. Of a query that shows rows, the results come at once; nil where there are none.
  package mutating func add(_ chunk: Chunk) -> Chunk? {
    memo.update(chunk, index)
    let chunk = selected(chunk)
    switch state {
    case .rows(let taken):
      let (shown, next) = window(chunk, taken)
      state = .rows(taken: next)
      return shown
    case .sorted(var rows):
      state = .rows(taken: 0)
      rows.add(chunk, index, keeping: kept)
      state = .sorted(rows)
    case .groups(var table):
      state = .rows(taken: 0)
      table.add(chunk, index)
      state = .groups(table)
    }
    return nil
  }

  /// Takes the state of the part that follows.
  package mutating func merge(_ next: consuming QueryRun) {
    switch (state, next.state) {
    case (.sorted(var mine), .sorted(let theirs)):
      state = .rows(taken: 0)
      mine.merge(theirs)
      state = .sorted(mine)
    case (.groups(var mine), .groups(let theirs)):
      state = .rows(taken: 0)
      mine.merge(theirs)
      state = .groups(mine)
    default: preconditionFailure("a query that shows rows has nothing to merge")
    }
  }

  /// Whether no further row can change the results: a query that shows rows has shown as many as its limit.
  package var isComplete: Bool {
    if case .rows(let taken) = state, let reach = plan.reach { return taken >= reach }
    return false
  }

  /// The results that were not handed out as they came.
  package consuming func result() -> Chunk? {
    switch state {
    case .rows: nil
    case .sorted(let rows): rows.result()
    case .groups(let table): table.result()
    }
  }

  // MARK: Rows

  /// The rows that `where` lets through, with the columns that are used.
  private func selected(_ chunk: Chunk) -> Chunk {
    guard let filter,
      let rows = Evaluator(chunk, columns: index, memo: memo).booleans(filter).rows(chunk.count)
    else { return chunk }
    return chunk.gathered(rows, keeping: kept)
  }

  /// The results among a chunk's rows that lie within offset and limit, and how many have been passed then.
  private func window(_ chunk: Chunk, _ taken: Int) -> (Chunk?, Int) {
    let end = min(chunk.count, max(0, (plan.reach ?? .max) - taken))
    let start = min(end, max(0, plan.offset - taken))
    guard start < end else { return (nil, taken + end) }
    var used = chunk
    if end - start < chunk.count { used = chunk.gathered(Array(Int32(start)..<Int32(end)), keeping: kept) }
    return (plan.outputs(used, index), taken + end)
  }
}

extension QueryPlan {
  /// The results for the rows of a chunk.
  func outputs(_ chunk: Chunk, _ index: [String: Int]) -> Chunk {
    let evaluator = Evaluator(chunk, columns: index)
    return Chunk(
      firstRecord: chunk.firstRecord, count: chunk.count, columns: outputs.map { evaluator.data($0) })
  }
}
