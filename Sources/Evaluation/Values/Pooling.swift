import Catalog
import Statistics
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
  /// Where the request is a quantile of records: which of them bound it.
  private let ranks: QuantileRanks?
  /// Of all groups, once they were needed.
  private var allValues: GroupValues?
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
    ranks = request.expression.quantileShare.flatMap { try? QuantileRanks(share: $0) }
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
    let values: GroupValues? = takes.contains(true) ? self.values(states) : nil
    if let values, counts[held[0]] == nil { _ = count(states, values, held[0]) }
    return zip(targets, takes).map { sources, takes in
      if takes, let values { return taken(sources, window, states, values) }
      return merged(sources, window, states)
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

  private mutating func count(_ states: RequestStates, _ values: GroupValues, _ period: Int) -> RowCounts {
    var found = RowCounts()
    let (rows, wholeSlot) = (set.rows, Int32(grouping.wholeSlot))
    for (position, group) in states.groups.enumerated() where states.slots[position] <= wholeSlot {
      let count = Int(rows[Int(group)])
      let missing = min(count, values.missingRows(states.number(position)))
      found.missing += missing
      found.used += count - missing
    }
    counts[period] = found
    return found
  }

  // MARK: places as they are

  /// The values of the states' groups: by position, or by number where the states are of all groups, which serve
  /// all windows.
  private mutating func values(_ states: RequestStates) -> GroupValues {
    guard case .states = states.content else { return states.values(of: request.expression, marginRule) }
    if let allValues { return allValues }
    let values = states.values(of: request.expression, marginRule)
    allValues = values
    return values
  }

  /// Each place's own group of the window's one period, and the whole of all of them.
  private func taken(
    _ sources: TargetSources, _ window: Window, _ states: RequestStates, _ values: GroupValues
  ) -> Quantities {
    var quantities = Quantities(count: sources.count)
    if request.isExplicit, let empty = emptyQuantity {
      for target in 0..<sources.partition.targetCount { quantities[target] = empty }
    }
    if values.isSingle {
      quantities.take(
        values, states, placeCount: grouping.placeCount, isExplicit: request.isExplicit,
        hasMargins: hasMargins)
    } else {
      for (position, group) in states.groups.enumerated() {
        let slot = Int(states.slots[position])
        guard slot < grouping.placeCount else { continue }
        quantities[slot] = quantity(
          values[states.number(position)], expected: 1, entered: 1,
          mark: states.marks.isEmpty ? nil : states.marks[group])
        if case .states(let all) = states.content { bound(&quantities, slot, all, Int(group)) }
      }
    }
    if let whole = sources.whole { quantities[whole] = self.whole(window, states) }
    return quantities
  }

  /// The value of a group that no row has entered: a count of nothing is 0.
  private var emptyQuantity: Quantity? {
    var aggregates = GroupedAggregates([request.expression])
    aggregates.grow(to: 1)
    return aggregates.value(0, group: 0).map {
      quantity(GroupValue($0, marginRule), expected: 0, entered: 0, mark: nil)
    }
  }

  private func whole(_ window: Window, _ states: RequestStates) -> Quantity {
    let none = TargetSources(partition: Partition(targetCount: 0, shares: []), whole: 0)
    return merged(none, window, states)[0]
  }

  // MARK: places put together

  private func merged(_ sources: TargetSources, _ window: Window, _ states: RequestStates) -> Quantities {
    let refused = request.expression.isScalable ? [] : sources.divided
    var flow = Flow(sources.count, groups: states.groups.count, isDirect: sources.isNested && states.hasRows)
    for (position, group) in states.groups.enumerated() {
      let slot = Int(states.slots[position])
      let step = Flow.Step(
        from: states.number(position), isPlace: slot <= grouping.wholeSlot,
        mark: states.marks.isEmpty ? nil : states.marks[group])
      if slot < grouping.placeCount {
        for share in sources.partition.targets(of: slot) where !refused.contains(share.target) {
          flow.add(step, to: share.target, weight: share.weight)
        }
      }
      if let whole = sources.whole, countsForWhole(group, slot) { flow.addToWhole(step, whole) }
    }
    let pooled = flow.pooled(states, request.expression, count: sources.count)
    var places = [Int](repeating: 0, count: sources.count)
    for share in sources.partition.shares where set.isKnown[share.source] { places[share.target] += 1 }
    var quantities = Quantities(count: sources.count, refused: refused)
    for (target, value) in pooled.values(0).enumerated() where sources.isReached[target] {
      let expected =
        target == sources.whole ? expectedOfWhole(window) : places[target] * window.parts.count
      quantities[target] = quantity(
        GroupValue(value, marginRule), expected: expected, entered: flow.entered[target],
        mark: flow.marks[target])
      bound(&quantities, target, pooled, target)
    }
    return quantities
  }

  /// Gives a quantile the limits that its records' order allows.
  private func bound(
    _ quantities: inout Quantities, _ target: Int, _ states: GroupedAggregates, _ group: Int
  ) {
    guard let ranks, quantities.rowCount(target) > 0 else { return }
    quantities[target].limits = states.orderStatistics(0, group: group) { ranks.ranks(of: $0) }
  }

  /// How many pairs of place and base period the whole is made of, of the places that the rows name at all; a base
  /// period with a row of its own is one.
  private func expectedOfWhole(_ window: Window) -> Int {
    window.parts.reduce(0) { sum, part in
      sum + (numbers[part].map { set.isDescribed[$0] } ?? false ? 1 : set.knownCount)
    }
  }

  private func countsForWhole(_ group: Int32, _ slot: Int) -> Bool {
    // Most rows are of places.
    if slot < grouping.placeCount { return !set.isEverDescribed || !set.isDescribed[set.period(group)] }
    if slot == grouping.wholeSlot { return true }
    if set.isDescribed[set.period(group)] { return false }
    switch grouping.reason(slot) {
    case nil, .withoutPoint?: return true
    case .unmatchedPlace?, .withoutPlace?: return request.isExplicit
    default: return false
    }
  }

  private func quantity(_ value: GroupValue, expected: Int, entered: Int, mark: String?) -> Quantity {
    if request.isExplicit {
      let number = value.number ?? (value.rows == 0 && isCounted ? 0 : nil)
      return found(number, value, missing: value.missingRows)
    }
    guard value.rows > 0 else { return .absent }
    guard entered >= expected, value.missingParts == 0 else {
      return Quantity(
        value: nil, rows: value.rows, missing: max(1, value.missingRows),
        mark: expected <= 1 && value.rows == 1 ? mark : nil)
    }
    return found(value.number, value, missing: value.number == nil ? 1 : 0)
  }

  private func found(_ number: Double?, _ value: GroupValue, missing: Int) -> Quantity {
    Quantity(
      value: number, margin: value.margin,
      hasLostMargin: hasMargins && value.margin == nil && value.rows > 0, rows: value.rows, missing: missing)
  }
}

/// Which groups go to which targets.
private struct Flow {
  /// A group on its way.
  struct Step {
    let from: Int
    /// Whether it is of a place or of the whole, which make up the pairs of place and base period.
    let isPlace: Bool
    let mark: String?
  }

  /// Pairs of place and base period that entered, by target.
  private(set) var entered: [Int]
  private(set) var marks: [Int: String] = [:]
  private var shares: [GroupShare] = []
  /// By row, its target among the places, and the whole where it counts for it: where rows can be added as they are.
  private var targets: [Int32]
  private var wholes: [Int32] = []
  /// Whether any row has a target among the places: where only the whole is asked for, none has.
  private var hasTargets = false

  init(_ count: Int, groups: Int, isDirect: Bool) {
    entered = [Int](repeating: 0, count: count)
    targets = isDirect ? [Int32](repeating: -1, count: groups) : []
  }

  mutating func add(_ step: Step, to target: Int, weight: Double) {
    note(step, target)
    if targets.isEmpty {
      shares.append(GroupShare(from: step.from, to: target, share: weight))
    } else {
      targets[step.from] = Int32(target)
      hasTargets = true
    }
  }

  mutating func addToWhole(_ step: Step, _ whole: Int) {
    note(step, whole)
    if targets.isEmpty {
      shares.append(GroupShare(from: step.from, to: whole))
      return
    }
    if wholes.isEmpty { wholes = [Int32](repeating: -1, count: targets.count) }
    wholes[step.from] = Int32(whole)
  }

  private mutating func note(_ step: Step, _ target: Int) {
    if step.isPlace { entered[target] += 1 }
    if let mark = step.mark { marks[target] = min(marks[target] ?? mark, mark) }
  }

  /// The states of the targets. A row added to its target does there what the state of it alone would.
  func pooled(_ states: RequestStates, _ expression: AggregateExpression, count: Int) -> GroupedAggregates {
    var pooled = GroupedAggregates([expression])
    pooled.grow(to: count)
    if case .rows(let chunk, let index) = states.content, !targets.isEmpty {
      if hasTargets { pooled.add(chunk, columns: index, groups: targets) }
      if !wholes.isEmpty { pooled.add(chunk, columns: index, groups: wholes) }
    } else {
      // Only shares of 0 or 1 are left where the aggregate cannot be divided, so nothing is thrown.
      try? pooled.merge(states.aggregates(of: expression), shares: shares)
    }
    return pooled
  }
}
