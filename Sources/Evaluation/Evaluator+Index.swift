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
        guard case .index(let parts) = indicator.formula else { return true }
        return !parts.contains { names.contains($0.text) }
      }
      guard !ready.isEmpty else { break }
      ordered += ready
      let done = Set(ready.map(\.id))
      rest.removeAll { done.contains($0.id) }
    }
    return ordered
  }

  /// The mean of the parts' z-scores among the places of the primary level, each part in its latest period.
  ///
  /// z = (x − mean) ÷ standard deviation with divisor n (methods: `standardise`), turned for favourable parts, so
  /// that more of the index is always worse. A place that lacks a part has no index. The city has none: it is the
  /// mean by construction.
  func index(_ indicator: Indicator, _ results: [String: IndicatorResult]) -> IndicatorResult? {
    guard case .index(let names) = indicator.formula, !names.isEmpty,
      let table = geographies.tables[plan.geography.primary.text]
    else { return nil }
    let parts = names.compactMap { name in results[name.text].flatMap { scores($0, table) } }
    guard parts.count == names.count, let first = parts.map(\.period.firstMonth).min(),
      let last = parts.map(\.period.endMonth).max()
    else { return nil }
    let period = Period(firstMonth: first, months: last - first)
    var series = CellSeries(roster: geographies.roster, levels: [table.level], periods: [period])
    series.set(.missing(.cannotBeAggregated), at: 0, level: geographies.whole.id.level, period)
    series.set(level: table.level, period, count: table.places.count) { position in
      let scores = parts.compactMap { $0.scores[position] }
      guard scores.count == parts.count else { return .missing(.partial) }
      return .estimate(Estimate(scores.compensatedSum / Double(parts.count), .unpublished), .good)
    }
    return judged(indicator.id, series, Coverage(rowsRead: 0, rowsUsed: 0, leftOut: []))
  }

  /// By position; nil for a place without a value.
  private func scores(_ result: IndicatorResult, _ table: PlaceTable) -> (period: Period, scores: [Double?])?
  {
    func values(_ period: Period) -> [Double?] {
      table.places.indices.map { result.series.known(at: $0, level: table.level, period)?.estimate?.value }
    }
    guard let indicator = plan.indicators.first(where: { $0.id == result.indicator }),
      let period = result.periods.last(where: { period in values(period).contains { $0 != nil } })
    else { return nil }
    let all = values(period)
    // Places that are all alike say nothing about which of them is worse off.
    guard Set(all.compactMap { $0 }).count > 1, let scores = try? zScores(all) else { return nil }
    let sign: Double = indicator.direction == .favourable ? -1 : 1
    return (period, scores.map { $0.map { sign * $0 } })
  }
}
