import Catalog
import Tables

/// Quantities of one request for targets × windows.
struct PooledQuantities: Sendable {
  let windowCount: Int
  /// Index `target * windowCount + window`.
  let quantities: [Quantity]
  /// Targets that take shares of places, where the aggregate cannot be divided (a median, a distinct count).
  let refusedTargets: Set<Int>

  subscript(target: Int, window: Int) -> Quantity { quantities[target * windowCount + window] }
}

/// Where the values of a target come from.
struct TargetSources: Sendable {
  /// Source places to targets.
  let partition: Partition
  /// The target that is the whole city, where there is one: it takes all source places, or the rows that
  /// describe the whole in the periods that have such.
  let whole: Int?

  var count: Int { max(partition.targetCount, whole.map { $0 + 1 } ?? 0) }
}

/// Merges a feed's groups into targets and windows, then reads the values off.
///
/// The whole city in one base period is the row that describes it, where the request's rows have one in that
/// period. Else it is all rows of places and those without a point; where rows are records (the request names an
/// aggregate) also those whose place key is missing or matches no place: they happened in the city, though nobody
/// knows where. Variables of an unknown place may be a total or another town's, so they do not count. Points
/// outside all places are outside the city.
struct Pooling: Sendable {
  let grouping: Grouping
  let set: SetResult
  let request: ValueRequest
  let periods: [Period]
  private let aggregates: GroupedAggregates
  private let marks: [Int: String]
  private let zeroMargins: ZeroMargins
  /// Numbers of the periods in which a row describes the whole.
  private let wholePeriods: Set<Int>
  /// Source places that the rows name in any period.
  private let knownPlaces: Set<Int>

  /// Nil where the pass was not asked for it.
  init?(_ feed: FeedAggregates, level: String?, request: ValueRequest, zeroMargins: ZeroMargins) {
    guard let grouping = feed.grouping(level), let set = grouping.set(request.filters),
      let result = set.result(of: request)
    else { return nil }
    self.grouping = grouping
    self.set = set
    self.request = request
    self.zeroMargins = zeroMargins
    (aggregates, marks) = result
    periods = feed.periods
    wholePeriods = Set(set.groups.lazy.filter { $0.slot == grouping.wholeSlot }.map(\.period))
    knownPlaces = Set(set.groups.lazy.map(\.slot).filter { $0 < grouping.placeCount })
  }

  /// The base periods, sorted. For records those in which the feed has any row, because a period without a row
  /// that the filters let through counts zero; for variables those in which the filtered rows lie.
  var basePeriods: [Period] {
    let groups = request.isExplicit ? grouping.set([])?.groups ?? set.groups : set.groups
    return Set(Set(groups.map(\.period)).map { periods[$0] }).sorted()
  }

  /// Whether rows describe the whole city in every one of a window's base periods.
  func hasWholeRows(_ window: Window) -> Bool {
    let described = Set(wholePeriods.map { periods[$0] })
    return window.parts.allSatisfy { described.contains($0) }
  }

  /// Rows of the values, and their rows without a value, by group.
  var rowsAndMissing: [(rows: Int, missing: Int)] {
    zip(set.rows, aggregates.values(0)).map { ($0, min($0, $1.missingRows)) }
  }

  /// The quantities of all targets and windows. O(groups × shares × windows that hold a period).
  func pool(_ sources: TargetSources, _ windows: [Window]) -> PooledQuantities {
    let refused = refusedTargets(sources)
    var flow = Flow(targets: sources.count, windows: windows)
    for (group, key) in set.groups.enumerated() {
      let entering = targets(of: key, sources).filter { !refused.contains($0.target) }
      flow.add(
        group, periods[key.period], entering, mark: marks[group], isPlace: key.slot <= grouping.wholeSlot)
    }
    var pooled = GroupedAggregates(aggregates.plans)
    pooled.grow(to: sources.count * windows.count)
    // Only shares of 0 or 1 are left where the aggregate cannot be divided, so nothing is thrown.
    try? pooled.merge(aggregates, shares: flow.shares)
    let parts = expectedParts(sources, windows)
    let reached = Set(sources.partition.shares.map(\.target) + [sources.whole].compactMap { $0 })
    let quantities = pooled.values(0).enumerated().map { index, value -> Quantity in
      // Where no source place reaches a target nobody could be counted: that is not zero.
      guard reached.contains(index / windows.count) else { return .absent }
      return quantity(value, expected: parts[index], entered: flow.entered[index], mark: flow.marks[index])
    }
    return PooledQuantities(windowCount: windows.count, quantities: quantities, refusedTargets: refused)
  }

  private func refusedTargets(_ sources: TargetSources) -> Set<Int> {
    guard !request.expression.isScalable else { return [] }
    return Set(sources.partition.shares.filter { $0.weight != 0 && $0.weight != 1 }.map(\.target))
  }

  private func targets(of key: (slot: Int, period: Int), _ sources: TargetSources) -> [Partition.Target] {
    var targets = key.slot < grouping.placeCount ? sources.partition.targets(of: key.slot) : []
    if let whole = sources.whole, countsForWhole(key) {
      targets.append(Partition.Target(target: whole, weight: 1))
    }
    return targets
  }

  private func countsForWhole(_ key: (slot: Int, period: Int)) -> Bool {
    if key.slot == grouping.wholeSlot { return true }
    if wholePeriods.contains(key.period) { return false }
    switch grouping.reason(key.slot) {
    case nil, .withoutPoint?: return true
    case .unmatchedPlace?, .withoutPlace?: return request.isExplicit
    default: return false
    }
  }

  /// How many pairs of place and base period each target and window is made of, of the places that the rows name
  /// at all; for the whole a base period with a row of its own is one.
  private func expectedParts(_ sources: TargetSources, _ windows: [Window]) -> [Int] {
    let described = Set(wholePeriods.map { periods[$0] })
    var places = [Int](repeating: 0, count: sources.count)
    for share in sources.partition.shares where knownPlaces.contains(share.source) {
      places[share.target] += 1
    }
    return (0..<sources.count).flatMap { target in
      windows.map { window in
        guard target == sources.whole else { return places[target] * window.parts.count }
        return window.parts.reduce(0) { $0 + (described.contains($1) ? 1 : knownPlaces.count) }
      }
    }
  }

  private func quantity(_ value: AggregateValue, expected: Int, entered: Int, mark: String?) -> Quantity {
    let rows = Int(value.rows.rounded(.up))
    if request.isExplicit {
      let isCounted = request.expression.isSingleSum || request.expression.isSingleCount
      let number = value.number ?? (rows == 0 && isCounted ? 0 : nil)
      return found(number, value, rows: rows, missing: value.missingRows)
    }
    guard rows > 0 else { return .absent }
    guard entered >= expected, value.missingParts == 0 else {
      return Quantity(
        value: nil, rows: rows, missing: max(1, value.missingRows),
        mark: expected <= 1 && rows == 1 ? mark : nil)
    }
    return found(value.number, value, rows: rows, missing: value.number == nil ? 1 : 0)
  }

  private func found(_ number: Double?, _ value: AggregateValue, rows: Int, missing: Int) -> Quantity {
    let margin = value.margin(zeroMargins == .each ? .each : .largest)
    // A number of rows has no sampling error of its own.
    let hasMargins = request.expression.marginSource != .none && !request.expression.isSingleCount
    return Quantity(
      value: number, margin: margin, hasLostMargin: hasMargins && margin == nil && rows > 0, rows: rows,
      missing: missing)
  }
}

/// Which shares of groups go to which targets and windows.
private struct Flow {
  private(set) var shares: [GroupShare] = []
  /// Pairs of place and base period that entered, by target and window.
  private(set) var entered: [Int]
  private(set) var marks: [String?]
  private let windowCount: Int
  private var windowsOf: [Period: [Int]] = [:]

  init(targets: Int, windows: [Window]) {
    windowCount = windows.count
    entered = [Int](repeating: 0, count: targets * windows.count)
    marks = [String?](repeating: nil, count: targets * windows.count)
    for (number, window) in windows.enumerated() {
      for part in window.parts { windowsOf[part, default: []].append(number) }
    }
  }

  mutating func add(
    _ group: Int, _ period: Period, _ targets: [Partition.Target], mark: String?, isPlace: Bool
  ) {
    for window in windowsOf[period] ?? [] {
      for step in targets {
        let to = step.target * windowCount + window
        shares.append(GroupShare(from: group, to: to, share: step.weight))
        if isPlace { entered[to] += 1 }
        if let mark { marks[to] = min(marks[to] ?? mark, mark) }
      }
    }
  }
}
