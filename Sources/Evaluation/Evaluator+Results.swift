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
    var problems: [Diagnostic] = []
    for indicator in plan.indicators {
      guard let planned = plan.plans[indicator.id] else { continue }
      results[indicator.id] = result(planned)
    }
    for indicator in indicesInOrder() {
      results[indicator.id] = index(indicator, results)
    }
    for indicator in plan.indicators {
      guard let result = results[indicator.id] else { continue }
      if !result.cells.values.contains(where: { $0.estimate != nil }) {
        problems.append(
          Diagnostic(
            .warning, .noValues, "indicator “\(indicator.id)” has no value at all", at: indicator.location,
            fix: "run `almanac explain \(indicator.id)` to see which rows were left out, and why"))
      }
      let lenses = lenses(indicator, results, population)
      results[indicator.id]?.lenses = lenses
    }
    return Results(
      byIndicator: results, population: population, populationPeriod: populationPeriod, problems: problems)
  }

  private func result(_ planned: IndicatorPlan) -> IndicatorResult {
    let indicator = planned.indicator
    var cells: [CellKey: Cell] = [:]
    var periods: Set<Period> = []
    for level in planned.levels {
      guard let table = geographies.tables[level] else { continue }
      let targets = table.places.map(\.id) + [geographies.whole.id]
      for group in planned.groups {
        guard let values = values(group, of: indicator, to: level) else { continue }
        let suppression = PrimarySuppression(plan: indicator.suppress, formula: group.formula)
        for (target, place) in targets.enumerated() {
          for (number, window) in values.windows.enumerated() {
            let key = CellKey(place, window.period, group: group.key)
            let cell = suppression.cell(values.outcomes[target][number].cell)
            // The whole is computed at each level; the first that has a number stands.
            if let known = cells[key], known.estimate != nil || cell.estimate == nil { continue }
            cells[key] = cell
          }
        }
        if group.key == nil { periods.formUnion(values.windows.map(\.period)) }
      }
    }
    let delivered = markNotDelivered(indicator, &cells, periods, levels: planned.levels)
    return judged(indicator.id, planned.levels, delivered.sorted(), cells, coverage(planned))
  }

  /// Periods that the publisher has not delivered become cells that say so.
  private func markNotDelivered(
    _ indicator: Indicator, _ cells: inout [CellKey: Cell], _ periods: Set<Period>, levels: [String]
  ) -> Set<Period> {
    guard let feed = plan.feeds[indicator.feed.text]?.feed, indicator.periods.window == 1 else { return periods }
    let missing = feed.source.notDelivered.filter { period in
      !periods.contains(period)
        && (indicator.periods.from.map { period.firstMonth >= $0.firstMonth } ?? true)
        && (indicator.periods.to.map { period.endMonth <= $0.endMonth } ?? true)
    }
    let places = levels.flatMap { geographies.tables[$0]?.places.map(\.id) ?? [] } + [geographies.whole.id]
    for period in missing {
      for place in places { cells[CellKey(place, period)] = .missing(.notDelivered) }
    }
    return periods.union(missing)
  }

  func judged(
    _ id: String, _ levels: [String], _ periods: [Period], _ cells: [CellKey: Cell], _ coverage: Coverage
  ) -> IndicatorResult {
    let whole = geographies.whole.id
    let shown = periods.filter { period in
      cells.contains { $0.key.period == period && $0.value != .missing(.notDelivered) }
    }
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

  // MARK: coverage

  private func coverage(_ planned: IndicatorPlan) -> Coverage {
    let none = Coverage(rowsRead: 0, rowsUsed: 0, leftOut: [])
    guard let group = planned.groups.first, let level = planned.levels.first,
      let home = aggregates[planned.indicator.feed.text],
      let pooling = Pooling(
        home, level: sourceLevel(planned.indicator.feed.text, level), request: group.numerator,
        zeroMargins: planned.indicator.zeroMargins)
    else { return none }
    var left: [Coverage.LeftOut] = []
    func leave(_ reason: Coverage.Reason, _ rows: Int, _ examples: [String] = []) {
      if rows > 0 { left.append(Coverage.LeftOut(reason: reason, rows: rows, examples: examples)) }
    }
    let windows = Windows.make(pooling.basePeriods, plan: planned.indicator.periods)
    let kept = Set(windows.flatMap(\.parts))
    let counts = pooling.set.aggregates.values(pooling.set.rowCountPlan)
    let values = pooling.set.aggregates.values(pooling.plan)
    var used = 0
    var outside = 0
    var missing = 0
    for (group, key) in pooling.set.groups.enumerated() {
      let rows = Int(counts[group].number ?? 0)
      guard kept.contains(pooling.periods[key.period]) else {
        outside += rows
        continue
      }
      missing += min(rows, values[group].missingRows)
      used += rows - min(rows, values[group].missingRows)
    }
    leave(.feedFilter, home.filteredOut)
    leave(.withoutPeriod, home.withoutPeriod)
    // Rows without a point still count for the whole city, so they are told but not taken off.
    for entry in pooling.grouping.leftOut { leave(entry.reason, entry.rows, entry.examples) }
    let placedElsewhere = pooling.grouping.leftOut.filter { $0.reason != .withoutPoint }.map(\.rows).reduce(0, +)
    let before = home.filteredOut + home.withoutPeriod + placedElsewhere
    leave(.indicatorFilter, home.rowsRead - before - used - outside - missing)
    leave(.outsidePeriods, outside)
    leave(.missingValue, missing)
    return Coverage(rowsRead: home.rowsRead, rowsUsed: used, leftOut: left)
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
      if case .fixed(let fixed) = request.period { alignment.period(for: fixed) } else { alignment.available.last }
    guard let period,
      let pooled = pooling.pool(
        TargetSources(partition: way, whole: table.places.count), [Window(period: period, parts: [period])])
    else { return ([:], nil) }
    var residents: [PlaceID: Double] = [:]
    for (target, place) in (table.places.map(\.id) + [geographies.whole.id]).enumerated() {
      residents[place] = pooled[target, 0].value
    }
    return (residents, period)
  }
}
