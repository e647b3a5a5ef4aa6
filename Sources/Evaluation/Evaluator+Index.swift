import Catalog
import Statistics

extension Evaluator {
  /// Index indicators such that each comes after those it is made of; circles are refused when definitions are read.
  func indicesInOrder() -> [Indicator] {
    var rest = plan.indicators.filter { if case .index = $0.formula { true } else { false } }
    var ordered: [Indicator] = []
    while !rest.isEmpty {
      let names = Set(rest.map(\.id))
      let ready = rest.filter { indicator in
        guard case .index(let index) = indicator.formula else { return true }
        return !index.names.contains { names.contains($0.text) }
      }
      guard !ready.isEmpty else { break }
      ordered += ready
      let done = Set(ready.map(\.id))
      rest.removeAll { done.contains($0.id) }
    }
    return ordered
  }

  /// An index among the places of the primary level. A place that lacks more of its parts than the definition allows
  /// has no index. The city has none: a score is where a place stands among others.
  func index(_ indicator: Indicator, _ results: [String: IndicatorResult]) -> IndicatorResult? {
    guard let scored = indexPeriods(indicator, results), !scored.isEmpty,
      let table = geographies.tables[plan.geography.primary.text]
    else { return nil }
    var series = CellSeries(
      roster: geographies.roster, levels: [table.level], periods: scored.map(\.period))
    for own in scored {
      series.set(.missing(.cannotBeAggregated), at: 0, level: geographies.whole.id.level, own.period)
      series.set(level: table.level, own.period, count: table.places.count) { position in
        guard let total = own.total(at: position) else { return .missing(.partial) }
        return .estimate(Estimate(total, .unpublished), .good)
      }
    }
    return judged(indicator.id, series, Coverage(rowsRead: 0, rowsUsed: 0, leftOut: []))
  }

  /// The scores behind an index, one set for each of its periods in their order; nil where a part has no scores, so
  /// that there is no index. Of what is shown alone, so that nobody can reckon back from it to what is withheld.
  ///
  /// With the base `latest` each part comes in its own latest period, and the index's period spans them. Otherwise
  /// its periods are those in which every part has values.
  func indexPeriods(_ indicator: Indicator, _ results: [String: IndicatorResult]) -> [IndexPeriod]? {
    guard case .index(let index) = indicator.formula, !index.parts.isEmpty,
      let table = geographies.tables[plan.geography.primary.text]
    else { return nil }
    let sources = index.parts.compactMap { part -> IndexSource? in
      guard let result = results[part.indicator.text],
        let own = plan.indicators.first(where: { $0.id == part.indicator.text })
      else { return nil }
      return IndexSource(part, own, turnedFor: indicator.direction, result, table)
    }
    guard sources.count == index.parts.count else { return nil }
    if index.base == .latest {
      let parts = sources.compactMap { source in
        source.periods.last.flatMap { source.scored($0, base: $0, index.scores) }
      }
      guard parts.count == sources.count, let first = parts.map(\.period.firstMonth).min(),
        let last = parts.map(\.period.endMonth).max()
      else { return nil }
      return [
        IndexPeriod(period: Period(firstMonth: first, months: last - first), parts: parts, index: index)
      ]
    }
    let shared = sources.dropFirst().reduce(Set(sources[0].periods)) { $0.intersection($1.periods) }
    return shared.sorted().filter(indicator.periods.holds).compactMap { period in
      let base = if case .fixed(let fixed) = index.base { fixed } else { period }
      let parts = sources.compactMap { $0.scored(period, base: base, index.scores) }
      return parts.count == sources.count ? IndexPeriod(period: period, parts: parts, index: index) : nil
    }
  }
}
