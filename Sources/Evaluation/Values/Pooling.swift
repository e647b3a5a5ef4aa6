import Catalog
import Tables

/// Merges a feed's groups into targets, one window at a time, and reads the values off.
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
  private let numbers: [Period: Int]
  private let marginRule: ZeroMarginRule
  /// Whether the request is one sum or one count: then no rows are zero.
  private let isCounted: Bool
  /// Whether its columns have margins; a number of rows has no sampling error of its own.
  private let hasMargins: Bool
  /// Of all groups, once they were needed.
  private var allValues: [AggregateValue]?
  /// By period number, as far as they were counted.
  private var counts: [Int: RowCounts] = [:]

  /// The rows of places and the whole in one base period.
  struct RowCounts: Sendable {
    /// With a value.
    var used = 0
    var missing = 0
  }

  /// Nil where the pass was not asked for it.
  init?(_ feed: FeedAggregates, level: String?, request: ValueRequest, zeroMargins: ZeroMargins) {
    guard let grouping = feed.grouping(level), let set = grouping.set(request.filters), set.has(request)
    else {
      return nil
    }
    self.grouping = grouping
    self.set = set
    self.request = request
    marginRule = zeroMargins == .each ? .each : .largest
    isCounted = request.expression.isSingleSum || request.expression.isSingleCount
    hasMargins = request.expression.marginSource != .none && !request.expression.isSingleCount
    periods = feed.periods
    numbers = Dictionary(feed.periods.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// The base periods, sorted. For records those in which the feed has any row, because a period without a row
  /// that the filters let through counts zero; for variables those in which the filtered rows lie.
  var basePeriods: [Period] {
    let shown = request.isExplicit ? grouping.set([]) ?? set : set
    return shown.periodNumbers.map { periods[$0] }.sorted()
  }

  /// Whether rows describe the whole city in every one of a window's base periods.
  func hasWholeRows(_ window: Window) -> Bool {
    window.parts.allSatisfy { part in numbers[part].map { set.isDescribed[$0] } ?? false }
  }

  /// The quantities of one window for each of several sets of targets. O(groups of its periods × shares).
  mutating func pool(_ targets: [TargetSources], _ window: Window) -> [Quantities] {
    let held = window.parts.compactMap { numbers[$0] }
    guard let states = set.states(of: request, periods: held) else {
      return targets.map { Quantities(count: $0.count) }
    }
    let isSingle = held.count == 1 && window.parts.count == 1
    let takes = targets.map { isSingle && $0.partition.isIdentity }
    let values = takes.contains(true) ? self.values(states) : []
    if takes.contains(true), counts[held[0]] == nil { _ = count(states, values, held[0]) }
    return zip(targets, takes).map { sources, takes in
      takes ? taken(sources, window, states, values) : merged(sources, window, states)
    }
  }

  /// The only set's quantities.
  mutating func pool(_ sources: TargetSources, _ window: Window) -> Quantities {
    pool([sources], window)[0]
  }

  /// The rows of places and the whole in a base period, by its number.
  mutating func rowCounts(period: Int) -> RowCounts {
    if let known = counts[period] { return known }
    guard let states = set.states(of: request, periods: [period]) else { return RowCounts() }
    return count(states, values(states), period)
  }

  private mutating func count(_ states: RequestStates, _ values: [AggregateValue], _ period: Int) -> RowCounts
  {
    var found = RowCounts()
    for (position, group) in states.groups.enumerated() where set.slot(group) <= grouping.wholeSlot {
      let rows = Int(set.rows[Int(group)])
      let missing = min(rows, values[states.number(position)].missingRows)
      found.missing += missing
      found.used += rows - missing
    }
    counts[period] = found
    return found
  }

  // MARK: places as they are

  /// The values of the states' groups: by position, or by number where the states are of all groups, which serve
  /// all windows.
  private mutating func values(_ states: RequestStates) -> [AggregateValue] {
    guard states.isForAll else { return states.aggregates.values(0) }
    if let allValues { return allValues }
    let values = states.aggregates.values(0)
    allValues = values
    return values
  }

  /// Each place's own group of the window's one period, and the whole of all of them.
  private func taken(
    _ sources: TargetSources, _ window: Window, _ states: RequestStates, _ values: [AggregateValue]
  ) -> Quantities {
    var quantities = Quantities(count: sources.count)
    if request.isExplicit, let empty = emptyQuantity {
      for target in 0..<sources.partition.targetCount { quantities[target] = empty }
    }
    for (position, group) in states.groups.enumerated() {
      let slot = set.slot(group)
      guard slot < grouping.placeCount else { continue }
      quantities[slot] = quantity(
        values[states.number(position)], expected: 1, entered: 1,
        mark: states.marks.isEmpty ? nil : states.marks[group])
    }
    if let whole = sources.whole { quantities[whole] = self.whole(window, states) }
    return quantities
  }

  /// The value of a group that no row has entered: a count of nothing is 0.
  private var emptyQuantity: Quantity? {
    var aggregates = GroupedAggregates([request.expression])
    aggregates.grow(to: 1)
    return aggregates.value(0, group: 0).map { quantity($0, expected: 0, entered: 0, mark: nil) }
  }

  private func whole(_ window: Window, _ states: RequestStates) -> Quantity {
    var shares: [GroupShare] = []
    var entered = 0
    var mark: String?
    for (position, group) in states.groups.enumerated() where countsForWhole(group) {
      shares.append(GroupShare(from: states.number(position), to: 0))
      if set.slot(group) <= grouping.wholeSlot { entered += 1 }
      if !states.marks.isEmpty, let found = states.marks[group] { mark = min(mark ?? found, found) }
    }
    var pooled = GroupedAggregates(states.aggregates.plans)
    pooled.grow(to: 1)
    // Shares are whole, so nothing is thrown.
    try? pooled.merge(states.aggregates, shares: shares)
    guard let value = pooled.value(0, group: 0) else { return .absent }
    return quantity(value, expected: expectedOfWhole(window), entered: entered, mark: mark)
  }

  // MARK: places put together

  private func merged(_ sources: TargetSources, _ window: Window, _ states: RequestStates) -> Quantities {
    let refused = request.expression.isScalable ? [] : sources.divided
    var quantities = Quantities(count: sources.count, refused: refused)
    var shares: [GroupShare] = []
    var entered = [Int](repeating: 0, count: sources.count)
    var marks: [Int: String] = [:]
    for (position, group) in states.groups.enumerated() {
      let (slot, number) = (set.slot(group), states.number(position))
      let mark = states.marks.isEmpty ? nil : states.marks[group]
      func add(_ target: Int, _ weight: Double) {
        if refused.contains(target) { return }
        shares.append(GroupShare(from: number, to: target, share: weight))
        if slot <= grouping.wholeSlot { entered[target] += 1 }
        if let mark { marks[target] = min(marks[target] ?? mark, mark) }
      }
      if slot < grouping.placeCount {
        for share in sources.partition.targets(of: slot) { add(share.target, share.weight) }
      }
      if let whole = sources.whole, countsForWhole(group) { add(whole, 1) }
    }
    var pooled = GroupedAggregates(states.aggregates.plans)
    pooled.grow(to: sources.count)
    // Only shares of 0 or 1 are left where the aggregate cannot be divided, so nothing is thrown.
    try? pooled.merge(states.aggregates, shares: shares)
    var places = [Int](repeating: 0, count: sources.count)
    for share in sources.partition.shares where set.isKnown[share.source] { places[share.target] += 1 }
    for (target, value) in pooled.values(0).enumerated() where sources.isReached[target] {
      let expected =
        target == sources.whole ? expectedOfWhole(window) : places[target] * window.parts.count
      quantities[target] = quantity(
        value, expected: expected, entered: entered[target], mark: marks[target])
    }
    return quantities
  }

  /// How many pairs of place and base period the whole is made of, of the places that the rows name at all; a base
  /// period with a row of its own is one.
  private func expectedOfWhole(_ window: Window) -> Int {
    window.parts.reduce(0) { sum, part in
      sum + (numbers[part].map { set.isDescribed[$0] } ?? false ? 1 : set.knownCount)
    }
  }

  private func countsForWhole(_ group: Int32) -> Bool {
    let slot = set.slot(group)
    // Most rows are of places.
    if slot < grouping.placeCount { return !set.isDescribed[set.period(group)] }
    if slot == grouping.wholeSlot { return true }
    if set.isDescribed[set.period(group)] { return false }
    switch grouping.reason(slot) {
    case nil, .withoutPoint?: return true
    case .unmatchedPlace?, .withoutPlace?: return request.isExplicit
    default: return false
    }
  }

  private func quantity(_ value: AggregateValue, expected: Int, entered: Int, mark: String?) -> Quantity {
    let rows = Int(value.rows.rounded(.up))
    if request.isExplicit {
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
    let margin = value.margin(marginRule)
    return Quantity(
      value: number, margin: margin, hasLostMargin: hasMargins && margin == nil && rows > 0, rows: rows,
      missing: missing)
  }
}
