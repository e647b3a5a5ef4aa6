import Catalog
import Evaluation
import Statistics

/// What `almanac explain` says of the groups of an indicator: what went into each equity measure and what came out.
struct ExplainEquity {
  let indicator: Indicator
  let result: IndicatorResult
  let period: Period

  var lines: [String] { result.lenses.flatMap { lens($0) } + result.breakdowns.flatMap { breakdown($0) } }

  private func lens(_ lens: LensResult) -> [String] {
    guard let value = lens.periods.first(where: { $0.period == period }) else { return [] }
    var lines = ["  lens         \(lens.lens), places ordered in \(lens.orderedBy); group 1 is the worst off"]
    for group in value.groups {
      let people = group.population.map { ", \(plain($0)) residents" } ?? ", residents not known"
      lines.append(
        "    group \(group.index + 1)    \(words(group.cell)), \(group.places.count) place\(group.places.count == 1 ? "" : "s")\(people)"
      )
    }
    lines += value.measures.map { measure($0) }
    return lines + (lens.trend.map { [trend($0, of: nil)] } ?? [])
  }

  private func breakdown(_ breakdown: BreakdownResult) -> [String] {
    guard let value = breakdown.periods.first(where: { $0.period == period }),
      !value.measures.isEmpty || !breakdown.trends.isEmpty
    else { return [] }
    let reference = breakdown.reference.map { ", against “\($0)”" } ?? ""
    let groups = value.groups.map { group in
      let people = group.cell.estimate?.denominator.map { ", denominator \(plain($0))" } ?? ""
      return "    \(group.group)    \(words(group.cell))\(people)"
    }
    return ["  breakdown    \(breakdown.breakdown)\(reference)"] + groups + value.measures.map { measure($0) }
      + breakdown.trends.map { trend($0.trend, of: $0.group) }
  }

  private func words(_ cell: Cell) -> String {
    ExplainOperation.value(cell, indicator)
      + (cell.estimate?.marginOfError.map { ", standard error \(plain($0 / Census.z90))" } ?? "")
  }

  private func measure(_ value: EquityValue) -> String {
    let over =
      switch value.base {
      case .groups(let count): "over \(count) groups"
      case .pair(let group, let reference): "\(group) against \(reference)"
      case .places(let used, let all): "over \(used) of \(all) places, weighted by residents"
      }
    let text =
      switch value.outcome {
      case .none(let reason): "not computed: \(words(reason))"
      case .estimate(let estimate, _):
        plain(estimate.value) + "  "
          + (estimate.interval == nil ? "(no interval derived)" : ExplainOperation.uncertainty(estimate))
      }
    return "    \(value.measure)  \(text)  \(over)"
  }

  private func words(_ reason: EquityValue.Reason) -> String {
    switch reason {
    case .withheld: "the number of a group is withheld"
    case .missing: "a group has no number"
    case .unreliable: "the margin of a group is too large"
    case .unknownPeople: "how many people a group has is not known"
    case .tooFewPeople: "more than 5 % of the residents live in places without a number"
    case .undefined(let reason): "undefined (\(reason.rawValue))"
    }
  }

  /// - Parameter group: the group of people whose gap it is; nil for the ends of a lens.
  private func trend(_ trend: GapTrend, of group: String?) -> String {
    let name = "    trend of the gap" + (group.map { " of \($0)" } ?? "")
    let periods = trend.periods.map(\.description).joined(separator: ", ")
    guard let line = trend.line else {
      return "\(name)  too few periods to tell: \(periods); needed, \(GapTrend.leastPeriods)"
    }
    return """
      \(name)  \(plain(line.slope.value)) a year (Theil–Sen), \
      \(ExplainOperation.uncertainty(line.slope)), p = \(plain(line.p)) (Mann–Kendall) over \(periods)
      """
  }

  private func plain(_ value: Double) -> String { ExplainOperation.plain(value) }
}
