import Catalog

extension Evaluator {
  /// What became of the rows of an indicator's feed, for everyone (not its groups) at its first level.
  ///
  /// Every row read is told exactly once: `rowsRead` is `rowsUsed` plus all rows left out. A row is left out for
  /// the first of these that holds: the feed's filter, no period, the indicator's filters, a period that is not
  /// shown, no place (by its reason), no value. Rows used are those of places and of the whole city; a row without a
  /// point, or of an unknown place, is left out of every place and told so, though it may count for the city
  /// (see `Pooling`).
  ///
  /// - Parameters:
  ///   - windows: those shown at the first level.
  ///   - numerators: everyone's at the first level, after their windows were computed; nil where there are none.
  func coverage(_ planned: IndicatorPlan, _ windows: [Window], _ numerators: Pooling?) -> Coverage {
    guard var pooling = numerators, let home = aggregates[planned.indicator.feed.text] else {
      return Coverage(rowsRead: 0, rowsUsed: 0, leftOut: [])
    }
    let kept = Set(windows.flatMap(\.parts))
    var left: [Coverage.Reason: Int] = [.feedFilter: home.filteredOut, .withoutPeriod: home.withoutPeriod]
    let rows = pooling.set.rows
    left[.indicatorFilter] =
      home.rowsRead - home.filteredOut - home.withoutPeriod - rows.reduce(0) { $0 + Int($1) }
    var used = 0
    for (number, period) in pooling.periods.enumerated() {
      let groups = pooling.set.groupsByPeriod[number]
      guard kept.contains(period) else {
        left[.outsidePeriods, default: 0] += groups.reduce(0) { $0 + Int(rows[Int($1)]) }
        continue
      }
      let counts = pooling.rowCounts(period: number)
      left[.missingValue, default: 0] += counts.missing
      used += counts.used
      let slots = pooling.set.slots(of: groups)
      for (group, slot) in zip(groups, slots) where slot > pooling.grouping.wholeSlot {
        guard let reason = pooling.grouping.reason(Int(slot)) else { continue }
        left[reason, default: 0] += Int(rows[Int(group)])
      }
    }
    let told = Coverage.Reason.allCases.compactMap { reason -> Coverage.LeftOut? in
      guard let rows = left[reason], rows > 0 else { return nil }
      let texts = reason == .unmatchedPlace ? Array(pooling.grouping.unmatched.prefix(20)) : []
      return Coverage.LeftOut(reason: reason, rows: rows, examples: texts)
    }
    return Coverage(rowsRead: home.rowsRead, rowsUsed: used, leftOut: told)
  }
}
