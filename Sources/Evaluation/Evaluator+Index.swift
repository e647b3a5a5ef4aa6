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
    var cells: [CellKey: Cell] = [CellKey(geographies.whole.id, period): .missing(.cannotBeAggregated)]
    for place in table.places.map(\.id) {
      let scores = parts.compactMap { $0.scores[place] }
      cells[CellKey(place, period)] =
        scores.count == parts.count
        ? .estimate(Estimate(scores.compensatedSum / Double(parts.count), .unpublished), .good)
        : .missing(.partial)
    }
    let coverage = Coverage(rowsRead: 0, rowsUsed: 0, leftOut: [])
    return judged(indicator.id, [table.level], [period], cells, coverage)
  }

  private func scores(_ result: IndicatorResult, _ table: PlaceTable) -> (
    period: Period, scores: [PlaceID: Double]
  )? {
    let places = table.places.map(\.id)
    guard let indicator = plan.indicators.first(where: { $0.id == result.indicator }),
      let period = result.periods.last(where: { period in
        places.contains { result.cells[CellKey($0, period)]?.estimate != nil }
      })
    else { return nil }
    let values = places.compactMap { place in
      result.cells[CellKey(place, period)]?.estimate.map { (place, $0.value) }
    }
    let mean = values.map(\.1).compensatedSum / Double(values.count)
    let variance = values.map { ($0.1 - mean) * ($0.1 - mean) }.compensatedSum / Double(values.count)
    guard variance > 0 else { return nil }
    let sign: Double = indicator.direction == .favourable ? -1 : 1
    let scores = values.map { ($0.0, sign * ($0.1 - mean) / variance.squareRoot()) }
    return (period, Dictionary(scores, uniquingKeysWith: { first, _ in first }))
  }
}
