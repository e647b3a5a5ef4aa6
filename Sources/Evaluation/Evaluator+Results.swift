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
    if let result, result.cells.values.contains(where: { if case .missing = $0 { false } else { true } }) {
      return nil
    }
    return Diagnostic(
      .warning, .noValues, "indicator “\(indicator.id)” has no value at all", at: indicator.location,
      fix: "run `almanac explain \(indicator.id)` to see which rows were left out, and why")
  }

  private func result(_ planned: IndicatorPlan) -> IndicatorResult {
    let indicator = planned.indicator
    var cells: [CellKey: Cell] = [:]
    var periods: Set<Period> = []
    var hasWhole = false
    for level in planned.levels {
      guard let table = geographies.tables[level] else { continue }
      let windows = windows(planned, level)
      // The whole is computed once, with the first level: at another, points may lie outside all places.
      let targets = table.places.map(\.id) + (hasWhole ? [] : [geographies.whole.id])
      for group in planned.groups {
        guard let values = values(Subject(indicator: indicator, group: group, level: level), windows) else {
          continue
        }
        let suppression = PrimarySuppression(plan: indicator.suppress, formula: group.formula)
        for (target, place) in targets.enumerated() {
          for (number, window) in windows.enumerated() {
            cells[CellKey(place, window.period, group: group.key)] = suppression.cell(
              values.outcomes[target][number].cell)
          }
        }
        hasWhole = true
      }
      periods.formUnion(windows.map(\.period))
    }
    let shown = markNotDelivered(planned, &cells, periods)
    return judged(indicator.id, planned.levels, shown.sorted(), cells, coverage(planned))
  }

  /// Periods that the publisher has not delivered become cells that say so.
  private func markNotDelivered(
    _ planned: IndicatorPlan, _ cells: inout [CellKey: Cell], _ periods: Set<Period>
  ) -> Set<Period> {
    let indicator = planned.indicator
    guard let feed = plan.feeds[indicator.feed.text]?.feed, indicator.periods.window == 1 else {
      return periods
    }
    let missing = feed.source.notDelivered.filter { !periods.contains($0) && indicator.periods.holds($0) }
    let places =
      planned.levels.flatMap { geographies.tables[$0]?.places.map(\.id) ?? [] } + [geographies.whole.id]
    for period in missing {
      for place in places {
        for group in planned.groups {
          cells[CellKey(place, period, group: group.key)] = .missing(.notDelivered)
        }
      }
    }
    return periods.union(missing)
  }

  /// The result with its judgements; they look at the latest period that was delivered.
  func judged(
    _ id: String, _ levels: [String], _ periods: [Period], _ cells: [CellKey: Cell], _ coverage: Coverage
  ) -> IndicatorResult {
    let whole = geographies.whole.id
    let delivered = Set(cells.lazy.filter { $0.value != .missing(.notDelivered) }.map(\.key.period))
    let shown = periods.filter { delivered.contains($0) }
    let places = levels.flatMap { geographies.tables[$0]?.places.map(\.id) ?? [] }
    var ranks: [PlaceID: RankRange] = [:]
    var against: [PlaceID: Comparison] = [:]
    if let latest = shown.last {
      for level in levels {
        let own = geographies.tables[level]?.places.map(\.id) ?? []
        ranks.merge(Judgements.ranks(cells, places: own, period: latest)) { first, _ in first }
      }
      against = Judgements.againstWhole(cells, places: places, whole: whole, period: latest)
    }
    return IndicatorResult(
      indicator: id, periods: periods, levels: levels, cells: cells, againstWhole: against,
      change: Judgements.changes(cells, places: places + [whole], periods: shown), ranks: ranks, lenses: [],
      coverage: coverage)
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
