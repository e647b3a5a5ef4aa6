import Catalog
import Statistics

/// Smooths the places of a level towards their common mean.
///
/// Only shown cells enter and are changed: from smoothed numbers the mean and the spread of the places can be worked
/// out, and so could a withheld count that had a part in them. The whole stays as it was counted. The interval
/// of a smoothed number is not known: the usual one takes the estimated mean and spread for true and is too narrow.
struct Smoother {
  /// Smooths everyone and every group, in all levels and periods, and tells how.
  static func smooth(_ planned: IndicatorPlan, _ series: inout CellSeries) -> [SmoothingTrace] {
    var traces: [SmoothingTrace] = []
    for group in planned.groups {
      let scale = group.formula.factor(in: planned.indicator.unit)
      for level in series.levels {
        for period in series.periods {
          guard let rates = smooth(&series, level, period, group.key, scale) else { continue }
          traces.append(
            SmoothingTrace(
              level: level, period: period, group: group.key, mean: scale * rates.overall,
              variance: scale * scale * rates.priorVariance, places: rates.rates.count { $0 != nil },
              scale: scale))
        }
      }
    }
    return traces
  }

  /// Nil where no place has a number.
  private static func smooth(
    _ series: inout CellSeries, _ level: String, _ period: Period, _ group: String?, _ scale: Double
  ) -> EmpiricalBayesRates? {
    guard let count = series.roster.level(level)?.places.count else { return nil }
    let shown = (0..<count).map {
      series.known(at: $0, level: level, period, group: group)?.estimate
    }
    let people = shown.map { $0?.denominator }
    guard let rates = try? EmpiricalBayesRates(events: shown.map { $0?.cases }, people: people) else {
      return nil
    }
    for (position, rate) in rates.rates.enumerated() {
      guard let rate, let counted = shown[position] else { continue }
      series.set(
        .estimate(
          Estimate(
            scale * rate.smoothed, .unpublished, cases: counted.cases, denominator: counted.denominator),
          .good),
        at: position, level: level, period, group: group)
    }
    return rates
  }
}
