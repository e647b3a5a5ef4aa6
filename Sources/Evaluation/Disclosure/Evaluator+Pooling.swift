import Catalog
import Notation
import Statistics

/// Pooling rather than withholding: `suppress: { …, instead: "pool" }`.
///
/// One length is chosen for all of an indicator, its levels, groups and lenses, and its windows share no period. A place
/// that was pooled by itself beside places that are not would be told apart: the totals of single years less the other
/// places' years give its years away. With one length nothing of a single year is published, and what is published is
/// what `periods: { window }` would have: the relations of the disclosure model hold for it as they are.
extension Evaluator {
  /// How many declared windows may become one.
  private static let factors = [1, 2, 3, 5]

  /// Chooses the length for each indicator that asks for it, where its feed's aggregates are at hand.
  ///
  /// An indicator that was settled before is left alone. Nothing is computed where none asks; else the places' cells
  /// of everyone are made once for each length that is tried.
  mutating func settlePooling() {
    for number in plan.indicators.indices {
      let indicator = plan.indicators[number]
      guard indicator.suppress.instead == .pool, indicator.periods.pooled == nil,
        aggregates[indicator.feed.text] != nil, let planned = plan.plans[indicator.id]
      else { continue }
      let periods = pooledPeriods(planned)
      plan.indicators[number].periods = periods
      plan.plans[indicator.id]?.indicator.periods = periods
    }
  }

  /// The shortest periods of which enough numbers meet the rules; the declared ones where none do.
  private mutating func pooledPeriods(_ planned: IndicatorPlan) -> PeriodPlan {
    let wanted = planned.indicator.suppress.poolUntil
    var tried: [(periods: PeriodPlan, share: Double)] = []
    for factor in Self.factors {
      let periods = planned.indicator.periods.pooled(by: factor)
      guard let share = shareShown(planned, periods) else { continue }
      if share >= wanted { return periods }
      tried.append((periods, share))
    }
    if !tried.isEmpty {
      let list = tried.map { "\($0.periods.window): \(Self.percent($0.share))" }.joined(separator: ", ")
      poolingProblems.append(
        Diagnostic(
          .warning, .poolingInVain,
          "“\(planned.indicator.id)” is not pooled: no length makes \(Self.percent(wanted)) of its numbers large enough "
            + "(periods pooled and share shown: \(list))",
          at: planned.indicator.location,
          fix: "lower `poolUntil`, show it at a larger level, or remove `instead`"))
    }
    return planned.indicator.periods.pooled(by: 1)
  }

  /// The share of the numbers of everyone, at the first level, that no rule withholds; nil where there is no number.
  private func shareShown(_ planned: IndicatorPlan, _ periods: PeriodPlan) -> Double? {
    var candidate = planned
    candidate.indicator.periods = periods
    guard let level = candidate.levels.first, let group = candidate.groups.first,
      let count = geographies.tables[level]?.places.count
    else { return nil }
    let suppression = PrimarySuppression(plan: candidate.indicator.suppress, formula: group.formula)
    let subject = Subject(indicator: candidate.indicator, group: group, level: level)
    var tally = (shown: 0, all: 0)
    _ = forEachWindow(subject, windows(candidate, level)) { _, values in
      for place in 0..<count {
        guard values[0].estimate(place) != nil else { continue }
        tally.all += 1
        if suppression.shown(place, values[0]) != nil { tally.shown += 1 }
      }
    }
    return tally.all == 0 ? nil : Double(tally.shown) / Double(tally.all)
  }

  /// Rounded down, so that a share below the wanted one never reads like it.
  private static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded(.down))) %" }
}

extension PeriodPlan {
  /// As many windows in one, which then share no base period; a factor of 1 leaves them as they are declared.
  fileprivate func pooled(by factor: Int) -> PeriodPlan {
    var periods = self
    periods.pooled = factor
    guard factor > 1 else { return periods }
    periods.window = window * factor
    periods.step = max(step, periods.window)
    return periods
  }
}

extension IndicatorPlanner {
  /// What cannot be pooled over periods cannot be pooled instead of being withheld.
  mutating func checkPooling(_ indicator: Indicator) {
    guard indicator.suppress.instead == .pool else { return }
    switch indicator.formula {
    case .published, .access, .index:
      report(
        .error, .cannotPool, "“\(indicator.id)” cannot be pooled over periods instead of being withheld",
        at: indicator.location, fix: "remove `instead`, or compute the value from counts")
    default: break
    }
  }
}
