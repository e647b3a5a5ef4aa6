import Catalog
import Notation
import Statistics

extension Evaluator {
  /// All results, with the residents of each place, and warnings such as an indicator without any value.
  package struct Results: Sendable {
    package var byIndicator: [String: IndicatorResult]
    package var population: [PlaceID: Double]
    package var populationPeriod: Period?
    package var problems: [Diagnostic]
  }

  /// Evaluates everything: plain indicators first, then indices of them, then lenses.
  package func results() -> Results {
    let (population, populationPeriod) = residents()
    var results: [String: IndicatorResult] = [:]
    for indicator in plan.indicators {
      guard let planned = plan.plans[indicator.id] else { continue }
      results[indicator.id] = result(planned)
    }
    for indicator in indicesInOrder() { results[indicator.id] = index(indicator, results) }
    let problems = plan.indicators.compactMap { withoutValues($0, results[$0.id]) }
    for indicator in plan.indicators where results[indicator.id] != nil {
      let seen = lenses(indicator, results, population)
      results[indicator.id]?.lenses = seen
    }
    return Results(
      byIndicator: results, population: population, populationPeriod: populationPeriod, problems: problems)
  }

  private func withoutValues(_ indicator: Indicator, _ result: IndicatorResult?) -> Diagnostic? {
    if let result, result.series.hasAnyValue { return nil }
    return Diagnostic(
      .warning, .noValues, "indicator “\(indicator.id)” has no value at all", at: indicator.location,
      fix: "run `almanac explain \(indicator.id)` to see which rows were left out, and why")
  }

  private func result(_ planned: IndicatorPlan) -> IndicatorResult {
    let indicator = planned.indicator
    let whole = geographies.whole.id.level
    let windows = planned.levels.map { level in
      geographies.tables[level] == nil ? [] : self.windows(planned, level)
    }
    let known = Set(windows.joined().map(\.period))
    let undelivered = undelivered(planned, known)
    var series = CellSeries(
      roster: geographies.roster, levels: planned.levels, periods: Array(known.union(undelivered)),
      groups: planned.groups.compactMap(\.key))
    var hasWhole = false
    for (level, windows) in zip(planned.levels, windows) {
      guard let table = geographies.tables[level] else { continue }
      let count = table.places.count
      // The whole is computed once, with the first level: at another, points may lie outside all places.
      let needsWhole = !hasWhole
      for group in planned.groups {
        guard let values = values(Subject(indicator: indicator, group: group, level: level), windows) else {
          continue
        }
        let suppression = PrimarySuppression(plan: indicator.suppress, formula: group.formula)
        for (number, window) in windows.enumerated() {
          series.set(level: level, window.period, group: group.key, count: count) {
            suppression.cell(values.outcomes[$0][number].cell)
          }
          guard needsWhole, values.outcomes.count > count else { continue }
          let cell = suppression.cell(values.outcomes[count][number].cell)
          series.set(cell, at: 0, level: whole, window.period, group: group.key)
        }
        hasWhole = true
      }
    }
    for period in undelivered { markNotDelivered(period, planned, &series) }
    return judged(indicator.id, series, coverage(planned))
  }

  /// Periods that the publisher has not delivered.
  private func undelivered(_ planned: IndicatorPlan, _ periods: Set<Period>) -> Set<Period> {
    let indicator = planned.indicator
    guard let feed = plan.feeds[indicator.feed.text]?.feed, indicator.periods.window == 1 else { return [] }
    return Set(feed.source.notDelivered.filter { !periods.contains($0) && indicator.periods.holds($0) })
  }

  /// Cells that say so.
  private func markNotDelivered(_ period: Period, _ planned: IndicatorPlan, _ series: inout CellSeries) {
    for group in planned.groups {
      series.set(.missing(.notDelivered), at: 0, level: geographies.whole.id.level, period, group: group.key)
      for level in planned.levels {
        let count = geographies.tables[level]?.places.count ?? 0
        series.set(level: level, period, group: group.key, count: count) { _ in .missing(.notDelivered) }
      }
    }
  }

  /// The result with its ranks, which look at the latest period that was delivered.
  func judged(_ id: String, _ series: CellSeries, _ coverage: Coverage) -> IndicatorResult {
    var result = IndicatorResult(indicator: id, series: series, coverage: coverage)
    guard let latest = result.latestDelivered else { return result }
    for level in series.levels.compactMap({ geographies.roster.level($0) }) {
      result.ranks[level.id] = Judgements.ranks(series, level: level, period: latest)
    }
    return result
  }

  // MARK: population

  private func residents() -> ([PlaceID: Double], Period?) {
    let level = plan.geography.primary.text
    guard let request = plan.population, let home = aggregates[request.feed],
      let pooling = Pooling(
        home, level: sourceLevel(request.feed, level), request: request.request, zeroMargins: .largest),
      let source = pooling.grouping.level, let way = geographies.partition(from: source, to: level),
      let table = geographies.tables[level]
    else { return ([:], nil) }
    let alignment = DenominatorAlignment(plan: request, available: pooling.basePeriods)
    let period: Period? =
      if case .fixed(let fixed) = request.period { alignment.period(for: fixed) } else {
        alignment.available.last
      }
    guard let period else { return ([:], nil) }
    let pooled = pooling.pool(
      TargetSources(partition: way, whole: table.places.count), [Window(period: period, parts: [period])])
    var residents: [PlaceID: Double] = [:]
    for (target, place) in (table.places.map(\.id) + [geographies.whole.id]).enumerated() {
      residents[place] = pooled[target, 0].value
    }
    return (residents, period)
  }
}
