import Catalog
import Statistics

/// Smooths the places of a level towards their common mean, or towards that of their neighbours.
///
/// Only shown cells enter and are changed: from smoothed numbers the mean and the spread of the places can be worked
/// out, and so could a withheld count that had a part in them. The whole stays as it was counted. The interval
/// of a smoothed number is not known: the usual one takes the estimated mean and spread for true and is too narrow.
struct Smoother {
  let smoothing: Smoothing
  /// By level, who shares a border or a corner with whom; only looked at where neighbours are drawn to.
  let neighbours: [String: Neighbours]

  /// Smooths everyone and every group, in all levels and periods, and tells how.
  func smooth(_ planned: IndicatorPlan, _ series: inout CellSeries) -> [SmoothingTrace] {
    var traces: [SmoothingTrace] = []
    for group in planned.groups {
      let scale = group.formula.factor(in: planned.indicator.unit)
      for level in series.levels {
        for period in series.periods {
          let run = Run(series, level, period, group.key, scale)
          traces += smooth(run, &series)
        }
      }
    }
    return traces
  }

  private func smooth(_ run: Run, _ series: inout CellSeries) -> [SmoothingTrace] {
    switch smoothing {
    case .empiricalBayes:
      guard let all = try? EmpiricalBayesRates(events: run.events, people: run.people) else { return [] }
      run.put(all.rates, into: &series)
      let count = all.rates.count { $0 != nil }
      return [run.trace(mean: all.overall, variance: all.priorVariance, places: count)]
    case .local:
      guard let around = neighbours[run.level],
        let local = try? LocalEmpiricalBayesRates(events: run.events, people: run.people, neighbours: around)
      else { return [] }
      run.put(local.rates.map { $0?.shrunk }, into: &series)
      return local.rates.enumerated().compactMap { place, rate in
        rate.map { run.trace(at: place, mean: $0.mean, variance: $0.priorVariance, places: $0.units) }
      }
    }
  }

  /// What is shown of the places of one level in one period.
  private struct Run {
    let level: String
    private let period: Period
    private let group: String?
    private let scale: Double
    private let shown: [Estimate?]

    init(_ series: CellSeries, _ level: String, _ period: Period, _ group: String?, _ scale: Double) {
      (self.level, self.period, self.group, self.scale) = (level, period, group, scale)
      let count = series.roster.level(level)?.places.count ?? 0
      shown = (0..<count).map { series.known(at: $0, level: level, period, group: group)?.estimate }
    }

    var events: [Double?] { shown.map { $0?.cases } }
    var people: [Double?] { shown.map { $0?.denominator } }

    func put(_ rates: [ShrunkRate?], into series: inout CellSeries) {
      for (position, rate) in rates.enumerated() {
        guard let rate, let counted = shown[position] else { continue }
        series.set(
          .estimate(
            Estimate(
              scale * rate.smoothed, .unpublished, cases: counted.cases, denominator: counted.denominator),
            .good),
          at: position, level: level, period, group: group)
      }
    }

    func trace(at place: Int? = nil, mean: Double, variance: Double, places: Int) -> SmoothingTrace {
      SmoothingTrace(
        level: level, period: period, group: group, place: place, mean: scale * mean,
        variance: scale * scale * variance, places: places, scale: scale)
    }
  }
}
