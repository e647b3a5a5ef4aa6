import Catalog
import Tables

/// Quantities of one request for targets × windows: index `target * windows + window`.
struct PooledQuantities: Sendable {
  let windowCount: Int
  private(set) var quantities: [Quantity]

  init(windowCount: Int, quantities: [Quantity]) {
    self.windowCount = windowCount
    self.quantities = quantities
  }

  subscript(target: Int, window: Int) -> Quantity { quantities[target * windowCount + window] }
}

/// Where the values of a target come from.
struct TargetSources: Sendable {
  /// Source places to targets.
  let partition: Partition
  /// The target that is the whole city, where there is one: it takes all source places, or the rows that
  /// describe the whole where the feed has such.
  let whole: Int?

  var count: Int { max(partition.targetCount, whole.map { $0 + 1 } ?? 0) }
}

/// Merges a feed's groups into targets and windows, then reads the values off.
struct Pooling: Sendable {
  let grouping: Grouping
  let set: SetResult
  let plan: Int
  let request: ValueRequest
  let periods: [Period]
  let zeroMargins: ZeroMargins

  init?(_ aggregates: FeedAggregates, level: String?, request: ValueRequest, zeroMargins: ZeroMargins) {
    guard let grouping = aggregates.grouping(level),
      let set = grouping.sets.first(where: { $0.filters == request.filters }),
      let plan = set.plan(of: request)
    else { return nil }
    self.grouping = grouping
    self.set = set
    self.plan = plan
    self.request = request
    self.zeroMargins = zeroMargins
    periods = aggregates.periods
  }

  /// Base periods in which any row of the set fell, sorted.
  var basePeriods: [Period] { Set(set.groups.map { periods[$0.period] }).sorted() }

  /// The quantities; nil where an aggregate cannot be divided by the partition's weights.
  func pool(_ sources: TargetSources, _ windows: [Window]) -> PooledQuantities? {
    let (shares, entered) = shares(sources, windows)
    var pooled = GroupedAggregates(set.aggregates.plans)
    pooled.grow(to: sources.count * windows.count)
    do { try pooled.merge(set.aggregates, shares: shares) } catch { return nil }
    let values = pooled.values(plan)
    let expected = expectedSources(sources)
    let quantities = values.indices.map { index -> Quantity in
      let (target, window) = index.quotientAndRemainder(dividingBy: max(1, windows.count))
      let parts = expected[target] * windows[window].parts.count
      return quantity(values[index], hasAll: entered[index] >= parts || parts == 0)
    }
    return PooledQuantities(windowCount: windows.count, quantities: quantities)
  }

  private func quantity(_ value: AggregateValue, hasAll: Bool) -> Quantity {
    let rows = Int(value.rows.rounded(.up))
    if request.isExplicit {
      let isCounted = request.expression.isSingleSum || request.expression.isSingleCount
      let number = value.number ?? (rows == 0 && isCounted ? 0 : nil)
      return Quantity(value: number, margin: margin(value), rows: rows, missing: value.missingRows)
    }
    guard rows > 0 else { return Quantity(value: nil, margin: nil, rows: 0, missing: 0) }
    guard hasAll, value.missingParts == 0 else {
      return Quantity(value: nil, margin: nil, rows: rows, missing: max(1, value.missingRows))
    }
    return Quantity(value: value.number, margin: margin(value), rows: rows, missing: 0)
  }

  private func margin(_ value: AggregateValue) -> Double? {
    value.margin(zeroMargins == .each ? .each : .largest)
  }

  /// Which share of each group goes where, and how many source places entered each target and window.
  private func shares(_ sources: TargetSources, _ windows: [Window]) -> ([GroupShare], [Int]) {
    var windowsOf: [Period: [Int]] = [:]
    for (number, window) in windows.enumerated() {
      for part in window.parts { windowsOf[part, default: []].append(number) }
    }
    let bySource = Dictionary(grouping: sources.partition.shares, by: \.source)
    var shares: [GroupShare] = []
    var entered = [Int](repeating: 0, count: sources.count * windows.count)
    for (group, key) in set.groups.enumerated() {
      for window in windowsOf[periods[key.period]] ?? [] {
        for (target, weight) in targets(of: key.slot, sources, bySource) {
          let to = target * windows.count + window
          shares.append(GroupShare(from: group, to: to, share: weight))
          if key.slot < grouping.placeCount { entered[to] += 1 }
        }
      }
    }
    return (shares, entered)
  }

  private func targets(of slot: Int, _ sources: TargetSources, _ bySource: [Int: [Partition.Share]])
    -> [(Int, Double)]
  {
    if slot >= grouping.placeCount {
      guard let whole = sources.whole else { return [] }
      if slot == grouping.wholeSlot { return [(whole, 1)] }
      return grouping.hasWholeRows ? [] : [(whole, 1)]
    }
    var targets = (bySource[slot] ?? []).map { ($0.target, $0.weight) }
    if let whole = sources.whole, !grouping.hasWholeRows { targets.append((whole, 1)) }
    return targets
  }

  /// How many source places each target is made of, of those that the feed knows at all.
  private func expectedSources(_ sources: TargetSources) -> [Int] {
    let known = Set(set.groups.map(\.slot).filter { $0 < grouping.placeCount })
    var expected = [Int](repeating: 0, count: sources.count)
    for share in sources.partition.shares where known.contains(share.source) { expected[share.target] += 1 }
    if let whole = sources.whole, !grouping.hasWholeRows { expected[whole] = known.count }
    return expected
  }
}
