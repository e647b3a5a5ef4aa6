import Catalog
import Statistics

/// The gap between two groups in one period.
struct PeriodGap {
  var period: Period
  /// The first group against the second: the worst off of a lens against the best off, a group of people against the
  /// reference group.
  var gap: Comparison
}

extension Change {
  /// Whether the gap of the latest period differs from that of the last one that shares no data with it; nil where
  /// there are no two such periods.
  init?(_ gaps: [PeriodGap]) {
    guard let latest = gaps.last,
      let earlier = gaps.last(where: { $0.period < latest.period && !$0.period.overlaps(latest.period) }),
      let compared = Comparison(latest.gap.difference, earlier.gap.difference)
    else { return nil }
    self.init(from: earlier.period, to: latest.period, comparison: compared)
  }
}

extension GapTrend {
  /// The trend of the gap between two groups; nil where no period has a gap.
  ///
  /// Periods that share data are not independent, and the test is void on them, so from the latest back each period
  /// is taken that ends before the last taken begins. Of months and quarters only those of the latest one's season
  /// are taken: a gap that comes back every winter is no trend.
  init?(_ gaps: [PeriodGap]) {
    guard let latest = gaps.last?.period else { return nil }
    var taken: [(period: Period, gap: Double)] = []
    for value in gaps.reversed() {
      guard value.period.months == latest.months, Self.isSameSeason(value.period, latest) else { continue }
      if let last = taken.last, value.period.endMonth > last.period.firstMonth { continue }
      taken.append((value.period, value.gap.difference.value))
    }
    taken.reverse()
    self.init(periods: taken.map(\.period), line: Self.line(taken))
  }

  private static func isSameSeason(_ period: Period, _ latest: Period) -> Bool {
    latest.months >= 12 || period.monthOfYear == latest.monthOfYear
  }

  /// Nil where there are too few points, and for values that no line can be drawn through.
  private static func line(_ points: [(period: Period, gap: Double)]) -> Line? {
    guard points.count >= leastPeriods else { return nil }
    // Years at the middle of the periods.
    let times = points.map { (Double($0.period.firstMonth) + Double($0.period.months) / 2) / 12 }
    guard let first = times.first, let last = times.last,
      let series = try? TimeSeries(times: times, values: points.map(\.gap)),
      let line = try? TheilSen(series, level: 0.9)
    else { return nil }
    let test = MannKendall(series)
    // Gaps that are all equal have no order at all.
    let p = test.exactP ?? test.p ?? 1
    let isClear = p <= 0.1
    return Line(
      slope: Estimate(line.slope, line.interval.map(Uncertainty.interval) ?? .unpublished), p: p,
      verdict: !isClear ? .cannotTell : test.score > 0 ? .higher : .lower,
      ends: ClosedEnds(
        first: line.intercept + line.slope * first, last: line.intercept + line.slope * last))
  }
}
