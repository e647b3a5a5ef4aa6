import Catalog
import Geometry
import Notation
import Tables

/// One pass over a feed's rows for all of its indicators: chunks in, mergeable aggregates out.
///
/// Each row is given a period and, at every level asked for, a place; then each set of filters sends it to its
/// groups. Nothing of a row is kept. Time is linear in rows × expressions; memory grows with places × periods.
package struct FeedPass: Sendable {
  private let plan: FeedPlan
  private let index: [String: Int]
  private var placers: [RowPlacer]
  private var cutter: RowCutter
  private var tallies: [FilterTally]
  private var expectations: ExpectationCheck
  private var rowsRead = 0
  private var filteredOut = 0
  private var withoutPeriod = 0

  init(_ plan: FeedPlan, geographies: Geographies) {
    self.plan = plan
    index = Dictionary(
      plan.wanted.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    placers = plan.levels.compactMap { level in
      RowPlacer(plan.feed, level: level, geographies: geographies)
    }
    if placers.isEmpty { placers = [RowPlacer(wholeOf: plan.feed)] }
    cutter = RowCutter(plan.feed)
    tallies = FilterTally.make(plan.requests, placers: placers.count)
    expectations = ExpectationCheck(plan.feed.expect)
  }

  /// Takes the next chunk of a part, with the source columns in the order of the plan's `wanted`.
  package mutating func add(_ source: Chunk, part: Int) throws(Diagnostic) {
    var (chunk, columns) = (source, index)
    for column in plan.columns.computed
    where column.expression.columns.allSatisfy({ columns[$0] != nil }) {
      columns[column.name] = chunk.columns.count
      chunk.columns.append(column.expression.evaluate(chunk, columns: columns))
    }
    rowsRead += chunk.count
    expectations.add(chunk, columns)
    let kept = plan.filter?.mask(chunk, columns: columns) ?? [Bool](repeating: true, count: chunk.count)
    let periods = try cutter.periods(of: chunk, columns, part: part, kept: kept)
    for row in 0..<chunk.count {
      if !kept[row] { filteredOut += 1 } else if periods[row] < 0 { withoutPeriod += 1 }
    }
    let whole = plan.whole?.mask(chunk, columns: columns)
    var masks: [TypedExpression: [Bool]] = [:]
    for tally in tallies.indices {
      for filter in tallies[tally].filters where masks[filter] == nil {
        masks[filter] = filter.mask(chunk, columns: columns)
      }
    }
    for placer in placers.indices {
      let slots = placers[placer].slots(of: chunk, columns, kept: kept, periods: periods, whole: whole)
      for tally in tallies.indices {
        tallies[tally].add(chunk, columns, slots: slots, periods: periods, placer: placer, masks: masks)
      }
    }
  }

  /// What the pass found out, and what its expectations say.
  package consuming func finish() -> (aggregates: FeedAggregates, problems: [Diagnostic]) {
    let groupings = placers.enumerated().map { position, placer in
      Grouping(
        level: placer.level, placeCount: placer.placeCount, hasWholeRows: placer.wholeRows > 0,
        leftOut: placer.leftOut, sets: tallies.map { $0.result(position) })
    }
    let problems = expectations.problems(feed: plan.feed.id)
    let aggregates = FeedAggregates(
      feed: plan.feed.id, periods: cutter.periods, groupings: groupings, rowsRead: rowsRead,
      filteredOut: filteredOut, withoutPeriod: withoutPeriod)
    return (aggregates, problems)
  }
}

/// The results of a pass.
package struct FeedAggregates: Sendable {
  let feed: String
  /// Base periods in the order of their numbers.
  let periods: [Period]
  let groupings: [Grouping]
  let rowsRead: Int
  let filteredOut: Int
  let withoutPeriod: Int

  func grouping(_ level: String?) -> Grouping? {
    groupings.first { level == nil || $0.level == level } ?? nil
  }
}

/// Rows grouped at one level.
struct Grouping: Sendable {
  /// Nil for a feed of the whole city alone.
  let level: String?
  let placeCount: Int
  let hasWholeRows: Bool
  let leftOut: [Coverage.LeftOut]
  let sets: [SetResult]

  /// The slot of rows that describe the whole city.
  var wholeSlot: Int { placeCount }
  /// The slot of rows that lie in the city but nobody knows where.
  var unlocatedSlot: Int { placeCount + 1 }
}

/// The groups of one filter set at one level.
struct SetResult: Sendable {
  let filters: [TypedExpression]
  /// (slot, period number) by group.
  let groups: [(slot: Int, period: Int)]
  /// The last plan counts rows.
  let aggregates: GroupedAggregates
  let requests: [ValueRequest]

  /// Where a request's values lie.
  func plan(of request: ValueRequest) -> Int? { requests.firstIndex(of: request) }

  /// The plan that counts rows.
  var rowCountPlan: Int { requests.count }
}
