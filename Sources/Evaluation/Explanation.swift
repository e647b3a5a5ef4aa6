import Catalog

/// How one number came to be: what `almanac explain` prints.
package struct Explanation: Sendable {
  package let indicator: Indicator
  package let place: PlaceID
  package let period: Period
  /// Base periods pooled in the number.
  package let parts: [Period]
  package let cell: Cell
  package let numerator: Quantity
  package let denominator: Quantity?
  /// The source places that were put together, where there are several.
  package let sourceLevel: String?
  package let sourceCount: Int
  package let coverage: Coverage
}

extension Evaluator {
  /// The trace of one cell; nil where the indicator has no such place or period.
  ///
  /// A withheld number's parts are not told either.
  package func explain(_ indicator: Indicator, _ place: PlaceID, _ period: Period?, _ result: IndicatorResult)
    -> Explanation?
  {
    guard let planned = plan.plans[indicator.id], let group = planned.groups.first,
      let level = place.level == "whole" ? planned.levels.first : place.level,
      let table = geographies.tables[level],
      let values = values(Subject(indicator: indicator, group: group, level: level), windows(planned, level)),
      let window = period.map({ wanted in values.windows.lastIndex { $0.period == wanted } })
        ?? values.windows.indices.last
    else { return nil }
    let target = place.level == "whole" ? table.places.count : table.indexByID[place.id]
    guard let target, values.outcomes.indices.contains(target) else { return nil }
    let outcome = values.outcomes[target][window]
    let cell = result.cell(place, values.windows[window].period)
    var isWithheld = false
    if case .suppressed = cell { isWithheld = true }
    let source = sourceLevel(indicator.feed.text, level)
    let way = source.flatMap { geographies.partition(from: $0, to: level) }
    let count = place.level == "whole" ? way?.sourcesByTarget.count : way.map { $0.sourcesByTarget[target] }
    return Explanation(
      indicator: indicator, place: place, period: values.windows[window].period,
      parts: values.windows[window].parts, cell: cell, numerator: isWithheld ? .absent : outcome.numerator,
      denominator: isWithheld ? nil : outcome.denominator, sourceLevel: source == level ? nil : source,
      sourceCount: count ?? 0, coverage: result.coverage)
  }
}
