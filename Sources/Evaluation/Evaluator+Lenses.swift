import Catalog
import Statistics

extension Evaluator {
  /// The indicator through each lens it names, at the primary level.
  func lenses(_ indicator: Indicator, _ results: [String: IndicatorResult], _ population: [PlaceID: Double])
    -> [LensResult]
  {
    guard let planned = plan.plans[indicator.id], let group = planned.groups.first else { return [] }
    if case .published = indicator.formula { return [] }
    return indicator.lenses.compactMap { name in
      guard let lens = plan.geography.lenses.first(where: { $0.id == name.text }),
        let ordering = results[lens.by.text]
      else { return nil }
      return result(indicator, group, lens, ordering, population)
    }
  }

  private func result(
    _ indicator: Indicator, _ group: GroupPlan, _ lens: Lens, _ ordering: IndicatorResult,
    _ population: [PlaceID: Double]
  ) -> LensResult? {
    let level = plan.geography.primary.text
    guard let table = geographies.tables[level],
      let groups = LensGroups(
        lens, ordering: ordering, places: table.places.map(\.id), population: population)
    else { return nil }
    var targets = [Int?](repeating: nil, count: table.places.count)
    for (number, places) in groups.groups.enumerated() {
      for place in places { if let index = table.indexByID[place.id] { targets[index] = number } }
    }
    let partition = Partition(targets: targets, count: lens.groups)
    guard let planned = plan.plans[indicator.id],
      let values = values(
        Subject(indicator: indicator, group: group, level: level, grouped: partition), windows(planned, level)
      )
    else { return nil }
    let suppression = PrimarySuppression(plan: indicator.suppress, formula: group.formula)
    let periods = values.windows.indices.map { self.period(values, $0, groups, suppression, population) }
    return LensResult(
      lens: lens.id, orderedBy: groups.period, periods: periods, gapChange: gapChange(periods))
  }

  private func period(
    _ values: Values, _ window: Int, _ groups: LensGroups, _ suppression: PrimarySuppression,
    _ population: [PlaceID: Double]
  ) -> LensResult.PeriodValue {
    let shown = groups.groups.enumerated().map { number, places in
      LensResult.GroupValue(
        index: number, cell: suppression.cell(values.outcomes[number][window].cell), places: places,
        population: Self.residents(of: places, population))
    }
    let gap = shown.first.flatMap { worst in shown.last.flatMap { Comparison(worst.cell, $0.cell) }
    }
    return LensResult.PeriodValue(period: values.windows[window].period, groups: shown, gap: gap)
  }

  /// Nil where those of one place are not known: a partial total is a wrong total.
  private static func residents(of places: [PlaceID], _ population: [PlaceID: Double]) -> Double? {
    let known = places.compactMap { population[$0] }
    return known.count == places.count && !known.isEmpty ? known.compensatedSum : nil
  }

  /// Whether the gap of the latest period differs from that of the last one that shares no data with it.
  private func gapChange(_ periods: [LensResult.PeriodValue]) -> Change? {
    let known = periods.filter { $0.gap != nil }
    guard let latest = known.last, let now = latest.gap,
      let earlier = known.last(where: { $0.period < latest.period && !$0.period.overlaps(latest.period) }),
      let then = earlier.gap, let compared = Comparison(now.difference, then.difference)
    else { return nil }
    return Change(from: earlier.period, to: latest.period, comparison: compared)
  }
}
