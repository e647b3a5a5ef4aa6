import Catalog
import Geometry
import Notation
import Tables

/// One pass over a feed's rows for all of its indicators: chunks in, mergeable aggregates out.
///
/// Each row is given a period and, at every level asked for, a place; then each set of filters sends it to its
/// groups. Of a row nothing is kept but its numbers, while it is the only one of its group. A copy of an empty pass
/// is an empty pass: segments of a file are read each by its own and merged in order. Time is linear in rows × expressions; memory grows with places × periods.
package struct FeedPass: Sendable {
  private let plan: FeedPlan
  private let index: [String: Int]
  private var placers: [RowPlacer]
  private var cutter: RowCutter
  private var tallies: [FilterTally]
  private var sites: [SiteTally]
  private var expectations: ExpectationCheck
  /// Whether rows were groups that a portal counted.
  private var hasCounted: Bool
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
    tallies = FilterTally.make(
      plan.requests, markers: plan.columns.markers, placers: placers.count,
      counted: plan.counted)
    sites = plan.sites.map(SiteTally.init)
    expectations = ExpectationCheck(plan.feed)
    hasCounted = plan.counted != nil
  }

  /// Takes the next chunk of a part, with the source columns in the order of the plan's `wanted`.
  package mutating func add(_ source: Chunk, part: Int) throws(Diagnostic) {
    var (chunk, columns) = (source, index)
    for column in plan.columns.computed
    where column.expression.columns.allSatisfy({ columns[$0] != nil }) {
      columns[column.name] = chunk.columns.count
      chunk.columns.append(column.expression.evaluate(chunk, columns: columns))
    }
    let weights = plan.counted?.weights(chunk, columns)
    rowsRead += weights?.reduce(0, +) ?? chunk.count
    if weights == nil { expectations.add(chunk, columns) }
    let kept = plan.filter?.mask(chunk, columns: columns) ?? [Bool](repeating: true, count: chunk.count)
    let periods = try cutter.periods(of: chunk, columns, part: part, kept: kept)
    if let weights {
      for row in weights.indices where !kept[row] { filteredOut += weights[row] }
      for row in weights.indices where kept[row] && periods[row] < 0 { withoutPeriod += weights[row] }
    } else {
      if plan.filter != nil { filteredOut += kept.count { !$0 } }
      withoutPeriod += zip(kept, periods).count { $0 && $1 < 0 }
    }
    let whole = plan.whole?.mask(chunk, columns: columns)
    var masks: [TypedExpression: [Bool]] = [:]
    for tally in tallies.indices {
      for filter in tallies[tally].filters where masks[filter] == nil {
        masks[filter] = filter.mask(chunk, columns: columns)
      }
    }
    for site in sites.indices {
      for filter in sites[site].request.filters where masks[filter] == nil {
        masks[filter] = filter.mask(chunk, columns: columns)
      }
      sites[site].add(chunk, columns, kept: kept, periods: periods, masks: masks)
    }
    for placer in placers.indices {
      let slots = placers[placer].slots(of: chunk, columns, kept: kept, periods: periods, whole: whole)
      if let weights { placers[placer].count(slots, standingFor: weights) }
      for tally in tallies.indices {
        tallies[tally].add(chunk, columns, slots: slots, periods: periods, placer: placer, masks: masks)
      }
    }
  }

  /// Takes in what a pass of the same plan found in the rows that follow: as if this one had read them too.
  ///
  /// Groups and periods are numbered in the order of the rows, whatever the parts; sums agree to the last bit where
  /// `CompensatedSum` is exact, and are always the same for the same parts.
  package mutating func merge(_ later: consuming FeedPass) {
    var later = later
    for tally in later.tallies.indices { later.tallies[tally].compact() }
    if rowsRead == 0 {
      self = later
      return
    }
    hasCounted = hasCounted || later.hasCounted
    rowsRead += later.rowsRead
    filteredOut += later.filteredOut
    withoutPeriod += later.withoutPeriod
    expectations.merge(later.expectations)
    let periods = cutter.merge(later.cutter)
    for placer in placers.indices { placers[placer].merge(later.placers[placer]) }
    for site in sites.indices { sites[site].merge(later.sites[site], periods: periods) }
    for tally in tallies.indices { tallies[tally].merge(later.tallies[tally], periods: periods) }
  }

  /// What the pass found out, and what its expectations say.
  package consuming func finish() -> (aggregates: FeedAggregates, expectations: [ExpectationResult]) {
    let groupings = placers.enumerated().map { position, placer in
      Grouping(
        level: placer.level, placeCount: placer.placeCount, unmatched: placer.unmatched.sorted(),
        sets: tallies.map {
          $0.result(position, placeCount: placer.placeCount, periodCount: cutter.periods.count)
        })
    }
    let joined = placers.map { JoinedRows($0.level, placed: $0.placed, of: $0.placed + $0.lost) }
    let ofRows =
      hasCounted
      ? ExpectationCheck.uncheckedResults(plan.feed) : expectations.results(feed: plan.feed.id)
    let results = ofRows + JoinedRows.results(joined, plan.feed)
    let aggregates = FeedAggregates(
      feed: plan.feed.id, periods: cutter.periods, groupings: groupings,
      sites: Dictionary(sites.map { ($0.request, $0.sites) }) { first, _ in first }, rowsRead: rowsRead,
      filteredOut: filteredOut, withoutPeriod: withoutPeriod)
    return (aggregates, results)
  }
}
