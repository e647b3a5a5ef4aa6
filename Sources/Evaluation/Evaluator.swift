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

  /// The values of one formula for the places of a level (and the whole) or for groups of places.
  struct Values: Sendable {
    let windows: [Window]
    /// By target, then window.
    let outcomes: [[Outcome]]
  }

  func values(
    _ group: GroupPlan, of indicator: Indicator, to level: String, grouped: Partition? = nil,
    windows known: [Window]? = nil
  ) -> Values? {
    guard let home = aggregates[indicator.feed.text],
      let pooling = Pooling(
        home, level: sourceLevel(indicator.feed.text, level), request: group.numerator,
        zeroMargins: indicator.zeroMargins),
      let sources = sources(indicator.feed.text, pooling.grouping, to: level, grouped: grouped)
    else { return nil }
    let windows = known ?? Windows.make(pooling.basePeriods, plan: indicator.periods)
    let rule = FormulaRule(formula: group.formula, unit: indicator.unit, method: indicator.uncertainty)
    guard let numerators = pooling.pool(sources, windows) else {
      return refused(sources.count, windows)
    }
    let denominators = group.denominator.map { bottom in
      self.denominators(bottom, of: indicator, to: level, grouped: grouped, windows)
    }
    let isPublished: Bool = if case .published = group.formula { true } else { false }
    let outcomes = (0..<sources.count).map { target in
      windows.indices.map { window -> Outcome in
        let top = numerators[target, window]
        let isPooledWhole = target == sources.whole && !pooling.grouping.hasWholeRows && pooling.grouping.level != nil
        if isPublished, isPooledWhole || grouped != nil {
          return Outcome(cell: .missing(.cannotBeAggregated), numerator: top, denominator: nil)
        }
        if isPublished, top.rows > 1 {
          return Outcome(cell: .missing(.ambiguous(top.rows)), numerator: top, denominator: nil)
        }
        let bottom = denominators.map { $0.isEmpty ? .absent : $0[target][window] }
        return rule.outcome(top, bottom)
      }
    }
    return Values(windows: windows, outcomes: outcomes)
  }

  private func refused(_ targets: Int, _ windows: [Window]) -> Values {
    let outcome = Outcome(cell: .missing(.cannotBeAggregated), numerator: .absent, denominator: nil)
    return Values(
      windows: windows, outcomes: Array(repeating: Array(repeating: outcome, count: windows.count), count: targets))
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
  private func sources(_ feed: String, _ grouping: Grouping, to level: String, grouped: Partition?)
    -> TargetSources?
  {
    guard let table = geographies.tables[level] else { return nil }
    let count = table.places.count
    guard let source = grouping.level else {
      return TargetSources(partition: Partition(targetCount: count, shares: []), whole: grouped == nil ? count : nil)
    }
    guard let way = geographies.partition(from: source, to: level) else { return nil }
    guard let grouped else { return TargetSources(partition: way, whole: count) }
    return TargetSources(partition: way.followed(by: grouped), whole: nil)
  }

  /// Denominators by target, then window; empty where the feed has none.
  private func denominators(
    _ bottom: DenominatorPlan, of indicator: Indicator, to level: String, grouped: Partition?, _ windows: [Window]
  ) -> [[Quantity]] {
    guard let home = aggregates[bottom.feed],
      let pooling = Pooling(
        home, level: sourceLevel(bottom.feed, level), request: bottom.request,
        zeroMargins: indicator.zeroMargins),
      let sources = sources(bottom.feed, pooling.grouping, to: level, grouped: grouped)
    else { return [] }
    let isOwn = bottom.feed == indicator.feed.text && bottom.period == .same
    if isOwn {
      guard let pooled = pooling.pool(sources, windows) else { return [] }
      let alignment = DenominatorAlignment(plan: bottom, available: [])
      return (0..<sources.count).map { target in
        windows.indices.map { window in
          Self.scaled(pooled[target, window], by: alignment.factor(for: windows[window].parts[0]))
        }
      }
    }
    let alignment = DenominatorAlignment(plan: bottom, available: pooling.basePeriods)
    let single = alignment.available.map { Window(period: $0, parts: [$0]) }
    guard let pooled = pooling.pool(sources, single) else { return [] }
    let position = Dictionary(
      alignment.available.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return (0..<sources.count).map { target in
      windows.map { window in
        alignment.pooled(window) { period in position[period].map { pooled[target, $0] } ?? .absent }
      }
    }
  }

  private static func scaled(_ quantity: Quantity, by factor: Double) -> Quantity {
    guard factor != 1 else { return quantity }
    return Quantity(
      value: quantity.value.map { $0 * factor }, margin: quantity.margin.map { $0 * factor },
      rows: quantity.rows, missing: quantity.missing)
  }
}
