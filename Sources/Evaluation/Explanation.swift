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
  /// Of access: the sites and what the small areas have of them.
  package var reach: ReachTrace?
}

extension Evaluator {
  /// The trace of one cell; nil where the indicator has no such place or period.
  ///
  /// A withheld number's parts are not told either. Of an index the parts are told by `indexTrace`.
  package func explain(_ indicator: Indicator, _ place: PlaceID, _ period: Period?, _ result: IndicatorResult)
    -> Explanation?
  {
    if case .index = indicator.formula { return explainIndex(indicator, place, period, result) }
    guard let planned = plan.plans[indicator.id], let group = planned.groups.first,
      let level = place.level == "whole" ? planned.levels.first : place.level,
      let table = geographies.tables[level]
    else { return nil }
    let windows = windows(planned, level)
    let target = place.level == "whole" ? table.places.count : table.indexByID[place.id]
    guard let target,
      let window = period.map({ wanted in windows.last { $0.period == wanted } }) ?? windows.last
    else { return nil }
    var outcome: Outcome?
    _ = forEachWindow(Subject(indicator: indicator, group: group, level: level), [window]) { _, values in
      if let places = values.first, target < places.numerators.count { outcome = places.outcome(target) }
    }
    guard let outcome else { return nil }
    let cell = result.cell(place, window.period)
    let source = sourceLevel(indicator.feed.text, level)
    let way = source.flatMap { geographies.partition(from: $0, to: level) }
    let count =
      place.level == "whole"
      ? way.map { Set($0.shares.map(\.source)).count } : way.map { $0.sourcesByTarget[target] }
    var explanation = Explanation(
      indicator: indicator, place: place, period: window.period, parts: window.parts, cell: cell,
      numerator: cell.isSuppressed ? .absent : outcome.numerator,
      denominator: cell.isSuppressed ? nil : outcome.denominator,
      sourceLevel: source == level ? nil : source, sourceCount: count ?? 0, coverage: result.coverage)
    if let reach = group.reach, let source, let way {
      let isWhole = place.level == "whole"
      let areas = way.shares.filter { isWhole || $0.target == target }.map(\.source)
      explanation.reach = reachTrace(reach, source, group, areas: isWhole ? nil : areas, window.period)
    }
    return explanation
  }

  private func explainIndex(
    _ indicator: Indicator, _ place: PlaceID, _ period: Period?, _ result: IndicatorResult
  ) -> Explanation? {
    guard let period = period ?? result.latestDelivered, result.periods.contains(period),
      place.level == "whole" || place.level == plan.geography.primary.text
    else { return nil }
    return Explanation(
      indicator: indicator, place: place, period: period, parts: [period], cell: result.cell(place, period),
      numerator: .absent, denominator: nil, sourceLevel: nil, sourceCount: 0, coverage: result.coverage)
  }
}
