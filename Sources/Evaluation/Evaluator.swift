import Catalog
import Notation
import Statistics
import Tables

/// Turns the aggregates of all feeds into the results of all indicators: roll-up, windows, formulas,
/// suppression, lenses, judgements.
package struct Evaluator: Sendable {
  /// With the periods of indicators that are pooled rather than withheld.
  package internal(set) var plan: EvaluationPlan
  let geographies: Geographies
  var aggregates: [String: FeedAggregates]
  /// Of indicators that no pooling has helped enough.
  var poolingProblems: [Diagnostic] = []

  package init(
    plan: EvaluationPlan, geographies: Geographies, aggregates: [String: FeedAggregates]
  ) {
    self.plan = plan
    self.geographies = geographies
    self.aggregates = aggregates
    settlePooling()
  }

  /// What values are computed of: a formula at a level.
  struct Subject {
    let indicator: Indicator
    let group: GroupPlan
    let level: String
    /// Groups of the level's places that are put together too: those of lenses.
    var grouped: [Partition] = []
    /// Whether the places themselves, and the whole, are wanted.
    var hasPlaces = true
  }

  /// The periods that an indicator shows at a level: those of everyone, whatever its groups have.
  func windows(_ planned: IndicatorPlan, _ level: String) -> [Window] {
    guard let everyone = planned.groups.first,
      let pooling = pooling(planned.indicator.feed.text, everyone.numerator, level, planned.indicator)
    else { return [] }
    return reachable(Windows.make(pooling.basePeriods, plan: planned.indicator.periods), everyone)
  }

  /// Calls `body` with the values of each window in turn: first those of the level's places and the whole, where
  /// they are wanted, then those of each grouping. One window's parts are in memory at a time.
  ///
  /// - Returns: the numerators as they are afterwards; nil where the feed has no way to the level, and then nothing
  ///   was called.
  func forEachWindow(
    _ subject: Subject, _ windows: [Window], _ body: (Window, [WindowValues]) -> Void
  ) -> Pooling? {
    let (indicator, group) = (subject.indicator, subject.group)
    if let reach = group.reach { return forEachReachWindow(subject, reach, windows, body) }
    guard var numerators = pooling(indicator.feed.text, group.numerator, subject.level, indicator),
      let targets = targets(indicator.feed.text, numerators.grouping, subject)
    else { return nil }
    var denominators = group.denominator.map { DenominatorPooling($0, subject, self) }
    let rule = FormulaRule(formula: group.formula, unit: indicator.unit, method: indicator.uncertainty)
    var records = (rule.needsRecords ? group.records : nil).flatMap {
      pooling(indicator.feed.text, $0, subject.level, indicator)
    }
    // Of the numerator's own rows.
    var contributors = group.contributors.flatMap {
      pooling(indicator.feed.text, $0, subject.level, indicator)
    }
    let recordTargets = records.flatMap { self.targets(indicator.feed.text, $0.grouping, subject) }
    let isPublished = if case .published = group.formula { true } else { false }
    let isShare = if case .proportion = group.formula { true } else { false }
    for window in windows {
      let tops = numerators.pool(targets, window)
      let bottoms = denominators?.pool(window, counts: targets.map(\.count))
      let counts = recordTargets.flatMap { records?.pool($0, window) }
      let concentrations = contributors?.pool(targets, window)
      let isDescribed = numerators.hasWholeRows(window)
      let shares = isShare ? denominators?.shares(window) : nil
      body(
        window,
        targets.indices.map { number in
          WindowValues(
            isPublished: isPublished, isExplicit: group.numerator.isExplicit, rule: rule,
            whole: targets[number].whole, isWholeDescribed: isDescribed,
            isGrouped: !(subject.hasPlaces && number == 0), numerators: tops[number],
            denominators: bottoms?[number], records: counts?[number],
            concentrations: concentrations?[number], shares: shares)
        })
    }
    return numerators
  }

  // MARK: parts

  func pooling(_ feed: String, _ request: ValueRequest, _ level: String, _ indicator: Indicator) -> Pooling? {
    aggregates[feed].flatMap { home in
      Pooling(home, level: sourceLevel(feed, level), request: request, zeroMargins: indicator.zeroMargins)
    }
  }

  /// The level at which a feed's rows lie when they are wanted at another.
  func sourceLevel(_ feed: String, _ level: String) -> String? {
    guard let plan = plan.feeds[feed] else { return nil }
    switch plan.feed.place?.key {
    case .point?: return level
    case .whole?, nil: return nil
    case .id?, .name?: return plan.feed.place?.level?.text
    }
  }

  /// Places of the level and the whole, then groups of places; nil where there is no way to the level.
  func targets(_ feed: String, _ grouping: Grouping, _ subject: Subject) -> [TargetSources]? {
    guard let count = geographies.tables[subject.level]?.places.count else { return nil }
    guard let source = grouping.level else {
      let places = TargetSources(partition: Partition(targetCount: count, shares: []), whole: count)
      let groups = subject.grouped.map {
        TargetSources(partition: Partition(targetCount: $0.targetCount, shares: []), whole: nil)
      }
      return (subject.hasPlaces ? [places] : []) + groups
    }
    guard let way = geographies.partition(from: source, to: subject.level) else { return nil }
    let groups = subject.grouped.map { TargetSources(partition: way.followed(by: $0), whole: nil) }
    return (subject.hasPlaces ? [TargetSources(partition: way, whole: count)] : []) + groups
  }
}

/// The values of one formula in one window for the places of a level and then the whole, or for groups of places.
struct WindowValues {
  /// Whether values are shown as the source gives them: then none can be put together of several.
  let isPublished: Bool
  /// Whether the definition names an aggregate.
  let isExplicit: Bool
  let rule: FormulaRule
  /// The target that is the whole.
  let whole: Int?
  let isWholeDescribed: Bool
  /// Whether targets are groups of places.
  let isGrouped: Bool
  let numerators: Quantities
  let denominators: Quantities?
  let records: Quantities?
  /// How few contributors make up each numerator, where a rule looks at that.
  var concentrations: Quantities?
  /// Of a share whose denominator is another feed's: that feed's periods.
  var shares: [PeriodShare]?
  /// Of access: how much of each small area counts.
  var reached: ReachedAreas?

  /// The cell of a target with what it was made from.
  func outcome(_ target: Int) -> Outcome {
    let top = numerators[target]
    if let reason = refusal(top, target) { return Outcome(cell: .missing(reason), numerator: top) }
    return rule.outcome(top, denominators?[target], records: records?[target])
  }

  /// The estimate of a target without what it was made from; nil where the cell of its outcome is none.
  func estimate(_ target: Int) -> Estimate? {
    guard let top = numerators.amount(target), !isRefused(target) else { return nil }
    return try? rule.estimate(top, denominators?.amount(target), records: records?.amount(target)?.value)
  }

  /// How few contributors make up a target's numerator; nil where nobody contributes and where no rule asks.
  func concentration(_ target: Int) -> Double? { concentrations?.amount(target)?.value }

  private func isRefused(_ target: Int) -> Bool {
    if !numerators.refused.isEmpty, numerators.refused.contains(target) { return true }
    guard isPublished else { return false }
    return isGrouped || (target == whole && !isWholeDescribed)
      || (numerators.rowCount(target) > 1 && !isExplicit)
  }

  /// Why a formula has no value although there are rows.
  private func refusal(_ top: Quantity, _ target: Int) -> MissingReason? {
    if numerators.refused.contains(target) { return .cannotBeAggregated }
    guard isPublished else { return nil }
    let isOneSource = !isGrouped && (target != whole || isWholeDescribed)
    if !isOneSource { return .cannotBeAggregated }
    // An aggregate that the definition names has already made one value of several rows.
    if top.rows > 1, !isExplicit { return .ambiguous(top.rows) }
    // The one row has an empty cell: nothing was to be added up, so nothing is missing from a sum.
    return top.value == nil ? .noData : nil
  }
}
