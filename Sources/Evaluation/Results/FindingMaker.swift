import Catalog
import Statistics

/// What may be said of an indicator: every statement that a test allows, and "cannot tell" where it was tested and
/// does not.
///
/// Works on cells as they are shown. A modelled estimate may be described but not followed in time or held against a
/// target: it cannot show what anyone has changed.
struct FindingMaker {
  let indicator: Indicator
  let result: IndicatorResult
  private let latest: Period
  /// Lenses that put places in order by this very indicator.
  private let own: Set<String>

  /// - Parameter lenses: those of the project. A lens that is ordered by the indicator itself gives no gap to speak
  ///   of: the groups were made so that there is one.
  init?(_ indicator: Indicator, _ result: IndicatorResult, lenses: [Lens]) {
    guard let latest = result.latestDelivered else { return nil }
    self.indicator = indicator
    self.result = result
    self.latest = latest
    own = Set(lenses.filter { $0.by.text == indicator.id }.map(\.id))
  }

  /// The largest and surest first.
  var findings: [Finding] {
    let inTime = indicator.isModelled ? [] : [change, target].compactMap(\.self)
    return (gaps + groups + inTime + extremes).sorted { $0.precedes($1) }
  }

  private var isJudged: Bool { indicator.judgedDirection != .none }

  private func finding(
    _ subject: Finding.Subject, _ period: Period, _ first: Estimate, _ second: Estimate, _ test: Comparison
  ) -> Finding? {
    // Without a margin nothing was tested, and nothing may be said.
    guard test.verdict != .untested else { return nil }
    let isHigher: Bool? =
      switch test.verdict {
      case .higher: true
      case .lower: false
      case .cannotTell, .untested: nil
      }
    return Finding(
      indicator: indicator.id, subject: subject, period: period, first: first, second: second, test: test,
      isWorse: isJudged ? isHigher.map { $0 == (indicator.direction == .adverse) } : nil, isJudged: isJudged)
  }

  // MARK: kinds

  private var gaps: [Finding] {
    result.lenses.compactMap { lens in
      guard !own.contains(lens.lens), let now = lens.periods.last(where: { $0.gap != nil }),
        let gap = now.gap,
        let worst = now.groups.first, let best = now.groups.last, worst.index != best.index,
        let first = worst.cell.estimate, let second = best.cell.estimate
      else { return nil }
      let change = indicator.isModelled ? nil : lens.gapChange.flatMap { $0.to == now.period ? $0 : nil }
      return finding(
        .gap(lens: lens.lens, worst: worst.index, best: best.index, change: change), now.period, first,
        second,
        gap)
    }
  }

  /// Of each breakdown the group that stands furthest from the reference group; where differences are judged, of
  /// those worse off first: who is left behind is what a breakdown is for.
  ///
  /// It was picked from several, so its test is held to the 10 % divided by their number (Bonferroni); a single group
  /// is spoken of whatever its test says. Totals are not compared, nor groups that are parts of a total over everybody:
  /// a larger group has more of anything. Nor are the groups whose make-up the values are freed of.
  private var groups: [Finding] {
    guard !indicator.formula.isTotal else { return [] }
    return result.breakdowns.compactMap { breakdown in
      guard let reference = breakdown.reference, breakdown.breakdown != standardisedBy,
        !isOfEverybody(breakdown.breakdown),
        let now = breakdown.periods.last(where: { $0.groups.contains { $0.gap != nil } }),
        let second = now.groups.first(where: { $0.group == reference })?.cell.estimate
      else { return nil }
      let tested = now.groups.compactMap { group in
        group.gap.map { (group: group, gap: $0) }
      }
      let found = tested.filter { tested.count == 1 || Self.holds($0.gap, amongst: tested.count) }
        .compactMap { group, gap -> Finding? in
          guard let first = group.cell.estimate else { return nil }
          let change = breakdown.trends.first { $0.group == group.group }?.change
          return finding(
            .group(
              group.group, reference: reference, breakdown: breakdown.breakdown,
              change: indicator.isModelled ? nil : change.flatMap { $0.to == now.period ? $0 : nil }),
            now.period, first, second, gap)
        }
      let worse = found.filter { $0.isWorse == true }
      return (worse.isEmpty ? found : worse).min { $0.precedes($1) }
    }
  }

  /// Whether the groups of a breakdown split what is counted and not the people whom it is counted for: people hurt on
  /// foot and in cars, each for all residents.
  private func isOfEverybody(_ id: String) -> Bool {
    // A group's rows are those of the indicator's own feed.
    guard indicator.formula.denominator?.feed != nil else { return false }
    return indicator.breakdowns.first { $0.id == id }?.groups.allSatisfy { $0.formula == nil } ?? false
  }

  private var standardisedBy: String? {
    if case .standardise(let rule) = indicator.adjustment { rule.breakdown } else { nil }
  }

  private var change: Finding? {
    let whole = result.series.roster.whole
    guard let change = result.change(whole), let now = result.cell(whole, change.to).estimate,
      let then = result.cell(whole, change.from).estimate
    else { return nil }
    let differs = change.comparison.verdict != .cannotTell
    return finding(
      differs ? .change(from: change.from) : .unchanged(from: change.from), change.to, now, then,
      change.comparison)
  }

  private var target: Finding? {
    guard let status = result.target, let value = status.estimate, let path = status.path,
      let test = status.test
    else { return nil }
    // Where the path has only begun nothing is told, however sure the test is.
    if status.state == .cannotTell, test.verdict != .cannotTell { return nil }
    switch status.state {
    case .reached, .onTrack, .offTrack, .cannotTell:
      return finding(.target(status), status.period, value, Estimate(path.limit, .fullCount), test)
    case .notDue, .modelled, .noNumber: return nil
    }
  }

  // MARK: places

  /// The places of the primary level that are surely the highest and the lowest, where they surely differ from the
  /// whole.
  ///
  /// They were picked from many, so their test against the whole is held to the 10 % divided by their number
  /// (Bonferroni). A total has no place that could be held against it.
  private var extremes: [Finding] {
    guard !indicator.formula.isTotal, let level = result.levels.first, let table = result.ranks[level],
      table.ranked > 2, let places = result.series.roster.level(level)?.places,
      let whole = result.cell(result.series.roster.whole, latest).estimate
    else { return [] }
    var found: [Finding] = []
    for position in places.indices {
      guard let range = table[position], range.best == range.worst,
        range.rank == 1 || range.rank == range.of,
        let value = result.cell(at: position, level: level, latest).estimate,
        let test = Comparison(value, whole), Self.holds(test, amongst: range.of),
        // The highest of all may still lie below a whole that is made of others too.
        (test.verdict == .higher) == (range.rank == 1)
      else { continue }
      let subject = Finding.Subject.place(places[position].id, isHighest: range.rank == 1, of: range.of)
      if let finding = finding(subject, latest, value, whole, test) { found.append(finding) }
    }
    return found
  }

  /// Whether a test still holds when it is one of many that could have been told.
  static func holds(_ test: Comparison, amongst count: Int) -> Bool {
    guard test.verdict == .higher || test.verdict == .lower, let interval = test.difference.interval else {
      return false
    }
    let value = test.difference.value
    let half = value > 0 ? value - interval.low : interval.high - value
    guard half > 0 else { return true }
    return twoSidedP(Census.Level.ninety.z * value / half) * Double(count) <= 0.1
  }
}
