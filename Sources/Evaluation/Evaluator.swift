import Catalog
import Notation
import Statistics
import Tables

/// Turns the aggregates of all feeds into the results of all indicators: roll-up, windows, formulas,
/// suppression, lenses, judgements.
package struct Evaluator: Sendable {
  let plan: EvaluationPlan
  let geographies: Geographies
  let aggregates: [String: FeedAggregates]

  package init(
    plan: EvaluationPlan, geographies: Geographies, aggregates: [String: FeedAggregates]
  ) {
    self.plan = plan
    self.geographies = geographies
    self.aggregates = aggregates
  }

  /// The values of one formula for the places of a level and then the whole, or for groups of places.
  struct Values: Sendable {
    let windows: [Window]
    /// By target, then window.
    let outcomes: [[Outcome]]
  }

  /// What values are computed of: a formula at a level, or for groups of a level's places.
  struct Subject {
    let indicator: Indicator
    let group: GroupPlan
    let level: String
    /// Places of the level put together; then there is no whole.
    var grouped: Partition?
  }

  /// The periods that an indicator shows at a level: those of everyone, whatever its groups have.
  func windows(_ planned: IndicatorPlan, _ level: String) -> [Window] {
    guard let everyone = planned.groups.first,
      let pooling = pooling(planned.indicator.feed.text, everyone.numerator, level, planned.indicator)
    else { return [] }
    return Windows.make(pooling.basePeriods, plan: planned.indicator.periods)
  }

  /// Nil where the feed has no way to the level.
  func values(_ subject: Subject, _ windows: [Window]) -> Values? {
    let (indicator, group) = (subject.indicator, subject.group)
    guard let pooling = pooling(indicator.feed.text, group.numerator, subject.level, indicator),
      let sources = sources(indicator.feed.text, pooling.grouping, subject)
    else { return nil }
    let numerators = pooling.pool(sources, windows)
    let denominators = group.denominator.map { self.denominators($0, subject, windows) }
    let records = group.records.flatMap { self.pooled($0, subject, windows) }
    let rule = FormulaRule(formula: group.formula, unit: indicator.unit, method: indicator.uncertainty)
    let outcomes = (0..<sources.count).map { target in
      windows.indices.map { window -> Outcome in
        let top = numerators[target, window]
        let isDescribed = target == sources.whole && pooling.hasWholeRows(windows[window])
        let isOneSource = subject.grouped == nil && (target != sources.whole || isDescribed)
        if let reason = refusal(group, top, numerators.refusedTargets.contains(target), isOneSource) {
          return Outcome(cell: .missing(reason), numerator: top)
        }
        let bottom = denominators.map { $0.isEmpty ? Quantity.absent : $0[target][window] }
        return rule.outcome(top, bottom, records: records?[target, window])
      }
    }
    return Values(windows: windows, outcomes: outcomes)
  }

  /// Why a formula has no value although there are rows.
  private func refusal(_ group: GroupPlan, _ top: Quantity, _ isDivided: Bool, _ isOneSource: Bool)
    -> MissingReason?
  {
    if isDivided { return .cannotBeAggregated }
    guard case .published = group.formula else { return nil }
    if !isOneSource { return .cannotBeAggregated }
    // An aggregate that the definition names has already made one value of several rows.
    if top.rows > 1, !group.numerator.isExplicit { return .ambiguous(top.rows) }
    // The one row has an empty cell: nothing was to be added up, so nothing is missing from a sum.
    return top.value == nil ? .noData : nil
  }

  // MARK: parts

  func pooling(_ feed: String, _ request: ValueRequest, _ level: String, _ indicator: Indicator) -> Pooling? {
    aggregates[feed].flatMap { home in
      Pooling(home, level: sourceLevel(feed, level), request: request, zeroMargins: indicator.zeroMargins)
    }
  }

  private func pooled(_ request: ValueRequest, _ subject: Subject, _ windows: [Window]) -> PooledQuantities? {
    let feed = subject.indicator.feed.text
    guard let pooling = pooling(feed, request, subject.level, subject.indicator),
      let sources = sources(feed, pooling.grouping, subject)
    else { return nil }
    return pooling.pool(sources, windows)
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

  /// Places of the level, then the whole; or groups of places alone.
  private func sources(_ feed: String, _ grouping: Grouping, _ subject: Subject) -> TargetSources? {
    guard let count = geographies.tables[subject.level]?.places.count else { return nil }
    guard let source = grouping.level else {
      let none = Partition(targetCount: subject.grouped?.targetCount ?? count, shares: [])
      return TargetSources(partition: none, whole: subject.grouped == nil ? count : nil)
    }
    guard let way = geographies.partition(from: source, to: subject.level) else { return nil }
    guard let grouped = subject.grouped else { return TargetSources(partition: way, whole: count) }
    return TargetSources(partition: way.followed(by: grouped), whole: nil)
  }

  /// Denominators by target, then window; empty where their feed has none for the level.
  private func denominators(_ bottom: DenominatorPlan, _ subject: Subject, _ windows: [Window])
    -> [[Quantity]]
  {
    guard let pooling = pooling(bottom.feed, bottom.request, subject.level, subject.indicator),
      let sources = sources(bottom.feed, pooling.grouping, subject)
    else { return [] }
    let isOwn = bottom.feed == subject.indicator.feed.text && bottom.period == .same
    if isOwn, bottom.eachMonths == nil {
      // The numerator's own rows: pooled like it in one go.
      let pooled = pooling.pool(sources, windows)
      return (0..<sources.count).map { target in windows.indices.map { pooled[target, $0] } }
    }
    let alignment = DenominatorAlignment(plan: bottom, available: pooling.basePeriods)
    let single = alignment.available.map { Window(period: $0, parts: [$0]) }
    let pooled = pooling.pool(sources, single)
    let position = Dictionary(
      alignment.available.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return (0..<sources.count).map { target in
      windows.map { window in
        alignment.pooled(window) { period in position[period].map { pooled[target, $0] } ?? .absent }
      }
    }
  }
}
