import Catalog
import Statistics

/// What is said over the groups of an indicator once its cells are final: gaps, equity measures, the gap's trend.
///
/// It looks at cells and at nothing behind them, so whatever is withheld cannot be worked out from a measure. It comes
/// after all suppression.
struct EquitySummary {
  private let indicator: Indicator
  private let measures: [EquityMeasure]
  private let level: PlaceRoster.Level?
  private let population: [PlaceID: Double]

  /// - Parameters:
  ///   - level: the primary one, whose places measures over units look at.
  ///   - population: residents by place.
  init(_ indicator: Indicator, level: PlaceRoster.Level?, population: [PlaceID: Double]) {
    self.indicator = indicator
    measures = indicator.measures.compactMap { EquityMeasure.of($0.text) }
    self.level = level
    self.population = population
  }

  func complete(_ result: inout IndicatorResult) {
    let residents =
      measures.contains { $0.traits.subject == .units } && !result.lenses.isEmpty ? self.residents : []
    for lens in result.lenses.indices {
      for period in result.lenses[lens].periods.indices {
        complete(&result.lenses[lens].periods[period], result.series, residents)
      }
      let gaps = result.lenses[lens].periods.compactMap { value in
        value.gap.map { PeriodGap(period: value.period, gap: $0) }
      }
      result.lenses[lens].gapChange = Change(gaps)
      result.lenses[lens].trend = GapTrend(gaps)
    }
    let whole = result.series.roster.whole
    result.breakdowns = indicator.breakdowns.map { breakdown in
      let periods = result.periods.map { period in
        let cells = breakdown.groups.map { group in
          result.cell(whole, period, group: "\(breakdown.id)/\(group.id)")
        }
        return self.period(period, breakdown, cells)
      }
      return BreakdownResult(
        breakdown: breakdown.id, reference: breakdown.reference, periods: periods,
        trends: Self.trends(periods))
    }
  }

  // MARK: lenses

  private func complete(
    _ period: inout LensResult.PeriodValue, _ series: CellSeries, _ residents: [Double?]
  ) {
    let groups = period.groups
    let gap = groups.first.flatMap { worst in groups.last.flatMap { Comparison(worst.cell, $0.cell) } }
    period.gap = gap
    guard !measures.isEmpty else { return }
    let input = EquityInput(groups.map(\.cell), weights: groups.map(\.population), hasOrder: true)
    let places = residents.isEmpty ? nil : self.places(series, period.period, residents)
    period.measures = measures.map { measure in
      switch measure.id {
      case EquityMeasure.difference, EquityMeasure.ratio:
        EquityValue(
          measure.id, over: .groups(groups.count), input.refusal.map { .none($0) } ?? gap.of(measure))
      default:
        if measure.traits.subject == .units {
          places?.value(measure, indicator)
            ?? EquityValue(measure.id, over: .places(0, of: 0), .none(.missing))
        } else {
          input.value(measure, indicator)
        }
      }
    }
  }

  // MARK: places

  /// Residents by position; nil where they are not known.
  private var residents: [Double?] { level.map { $0.places.map { population[$0.id] } } ?? [] }

  private func places(_ series: CellSeries, _ period: Period, _ residents: [Double?]) -> EquityInput? {
    guard let level else { return nil }
    let numbers = series.numbers(level: level.id, [period])
    return EquityInput(
      places: level.places.indices.map { numbers.shown(at: $0, period: 0) }, residents: residents)
  }

  // MARK: breakdowns

  private func period(_ period: Period, _ breakdown: Breakdown, _ cells: [Cell])
    -> BreakdownResult.PeriodValue
  {
    let reference = breakdown.groups.firstIndex { $0.id == breakdown.reference }
    let groups = zip(breakdown.groups.indices, cells).map { position, cell in
      BreakdownResult.GroupValue(
        group: breakdown.groups[position].id, cell: cell,
        gap: reference.flatMap { $0 == position ? nil : Comparison(cell, cells[$0]) })
    }
    let input = EquityInput(cells, weights: cells.map { $0.estimate?.denominator }, hasOrder: false)
    let values = measures.flatMap { measure -> [EquityValue] in
      if measure.isAmongGroups { return [input.value(measure, indicator)] }
      guard measure.id == EquityMeasure.difference || measure.id == EquityMeasure.ratio, let reference else {
        return []
      }
      return groups.indices.filter { $0 != reference }.map { position in
        let pair = EquityInput([cells[position], cells[reference]], weights: [], hasOrder: false)
        return EquityValue(
          measure.id, over: .pair(group: groups[position].group, reference: groups[reference].group),
          pair.refusal.map { .none($0) } ?? groups[position].gap.of(measure))
      }
    }
    return BreakdownResult.PeriodValue(period: period, groups: groups, measures: values)
  }

  private static func trends(_ periods: [BreakdownResult.PeriodValue]) -> [BreakdownResult.GroupTrend] {
    let groups = periods.first?.groups.map(\.group) ?? []
    return groups.enumerated().compactMap { position, group in
      let gaps = periods.compactMap { value in
        value.groups[position].gap.map { PeriodGap(period: value.period, gap: $0) }
      }
      return GapTrend(gaps).map {
        BreakdownResult.GroupTrend(group: group, change: Change(gaps), trend: $0)
      }
    }
  }
}

extension Optional<Comparison> {
  /// Difference and ratio are those of the comparison that figures print: one gap has one interval.
  fileprivate func of(_ measure: EquityMeasure) -> EquityValue.Outcome {
    guard let self else { return .none(.missing) }
    if measure.id == EquityMeasure.difference { return .estimate(self.difference, self.verdict) }
    return self.ratio.map { .estimate($0, self.verdict) } ?? .none(.undefined(.zeroDenominator))
  }
}
