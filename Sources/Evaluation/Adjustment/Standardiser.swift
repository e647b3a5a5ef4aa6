import Catalog
import Statistics

/// Standardises the cells of an indicator by the cells of its groups.
///
/// Only cells that are shown are looked at, so a standardised number gives nothing away: where a group of its area is
/// withheld it is withheld too, and where it is shown everybody can work it out from the groups beside it.
struct Standardiser {
  let rule: Standardisation
  let trace: StandardTrace
  /// 100 for percent, 1,000 for a rate per 1,000.
  let scale: Double
  private let suppression: PrimarySuppression

  /// Nil where the standard is the city and no period has a number for each of its groups.
  init?(_ rule: Standardisation, _ indicator: Indicator, _ series: CellSeries) {
    guard let breakdown = indicator.breakdowns.first(where: { $0.id == rule.breakdown }) else { return nil }
    let keys = breakdown.groups.map { "\(breakdown.id)/\($0.id)" }
    self.rule = rule
    scale = indicator.formula.factor(in: indicator.unit)
    suppression = PrimarySuppression(plan: indicator.suppress, formula: indicator.formula)
    switch rule.standard {
    case .city:
      guard let trace = Self.city(keys, series) else { return nil }
      self.trace = trace
    case .weights(let weights), .population(_, let weights):
      let total = weights.compensatedSum
      guard total > 0 else { return nil }
      trace = StandardTrace(period: nil, groups: keys, shares: weights.map { $0 / total }, rates: nil)
    }
  }

  /// The city's own make-up and rates in its latest whole period: one standard for all periods, so that a change is
  /// never one of the standard.
  private static func city(_ keys: [String], _ series: CellSeries) -> StandardTrace? {
    for period in series.periods.reversed() {
      let strata = keys.map { Stratum(series.known(series.roster.whole, period, group: $0)) }
      let all = strata.map(\.people).compensatedSum
      guard strata.allSatisfy({ $0.gap == nil && $0.people > 0 }) else { continue }
      return StandardTrace(
        period: period, groups: keys, shares: strata.map { $0.people / all },
        rates: strata.map { $0.events / $0.people })
    }
    return nil
  }

  /// The standardised cell of an area.
  ///
  /// - Parameters:
  ///   - crude: its cell as counted; one without a number stays as it is.
  ///   - strata: its groups, in the order of the trace.
  func cell(_ crude: Cell, _ strata: [Stratum]) -> Cell {
    guard case .estimate(let counted, _) = crude else { return crude }
    // A group that the standard does not have changes nothing.
    let used = zip(strata, trace.shares).filter { rule.method == .indirect || $0.1 > 0 }.map(\.0)
    if used.contains(where: { $0.gap == .withheld }) { return .suppressed(.complementary) }
    if used.contains(where: { $0.gap == .missing }) { return .missing(.partial) }
    do throws(Undefined) {
      let (value, uncertainty) =
        switch rule.method {
        case .direct: try direct(strata)
        case .indirect: try indirect(strata)
        }
      return suppression.cell(
        .estimate(
          Estimate(value, uncertainty, cases: counted.cases, denominator: counted.denominator)))
    } catch {
      return .missing(error == .zeroDenominator ? .zeroDenominator : .partial)
    }
  }

  private func direct(_ strata: [Stratum]) throws(Undefined) -> (Double, Uncertainty) {
    let rate = try DirectlyStandardisedRate(
      zip(strata, trace.shares).map {
        StandardStratum(events: $0.events, people: $0.people, standard: $1)
      })
    let value = scale * rate.value
    switch knowledge(strata) {
    case .everybody: return (value, .fullCount)
    case .unknown: return (value, .unpublished)
    case .survey:
      let parts = zip(strata, trace.shares).map { $0.margin * $1 }
      return (value, .margin(parts.map { $0 * $0 }.compensatedSum.squareRoot()))
    case .counted:
      // Without an event Dobson's interval does not exist; that of Fay and Feuer has an upper limit.
      let isDobson = rule.limits == .dobson && rate.events > 0
      let limits =
        try isDobson ? rate.dobsonInterval(.exact, level: 0.9) : rate.gammaInterval(level: 0.9)
      return (value, .interval(try limits.scaled(by: scale)))
    }
  }

  private func indirect(_ strata: [Stratum]) throws(Undefined) -> (Double, Uncertainty) {
    guard let rates = trace.rates else { throw .missing }
    let expected = try expectedEvents(
      zip(strata, rates).map { ReferenceStratum(people: $0.people, standardEvents: $1, standardPeople: 1) })
    let ratio = try IndirectlyStandardisedRatio(
      observed: strata.map(\.events).compensatedSum, expected: expected)
    let standard = scale * zip(trace.shares, rates).map { $0 * $1 }.compensatedSum
    let value = standard * ratio.value
    switch knowledge(strata) {
    case .everybody: return (value, .fullCount)
    case .unknown: return (value, .unpublished)
    case .survey:
      let parts = strata.map { $0.people * $0.margin / scale }
      let margin = parts.map { $0 * $0 }.compensatedSum.squareRoot()
      return (value, .margin(standard * margin / expected))
    case .counted:
      return (value, .interval(try ratio.interval(.exact, level: 0.9).scaled(by: standard)))
    }
  }

  private func knowledge(_ strata: [Stratum]) -> Stratum.Knowledge {
    strata.map(\.knowledge).max { $0.rawValue < $1.rawValue } ?? .unknown
  }
}
