import Catalog
import Evaluation
import Statistics

/// How a number came from the one as counted, as lines of text: the standard with every group's part in it, or what a
/// smoothed number was drawn to, and how far.
struct ExplainAdjustment {
  let explanation: Explanation
  let result: IndicatorResult

  private var indicator: Indicator { explanation.indicator }
  private func plain(_ value: Double) -> String { ExplainOperation.plain(value) }

  var lines: [String] {
    switch (indicator.adjustment, result.adjustment) {
    case (.standardise(let rule)?, .standardised(let trace)?): standardised(rule, trace)
    case (.smooth?, .smoothed(let traces)?): smoothed(traces)
    default: []
    }
  }

  private func standardised(_ rule: Standardisation, _ trace: StandardTrace) -> [String] {
    let standard =
      switch rule.standard {
      case .city: "the city in \(trace.period?.description ?? "no period")"
      case .weights: "shares of the definition"
      case .population(let population, _): "\(population.id) (\(population.source))"
      }
    let head =
      "  standardised by “\(rule.breakdown)”, \(rule.method.rawValue), to \(standard)\(limits(rule))"
    return [head]
      + trace.groups.enumerated().map { number, key in
        let cell = result.cell(explanation.place, explanation.period, group: key)
        let rate = trace.rates.map {
          ", the standard's rate \(plain(indicator.formula.factor(in: indicator.unit) * $0[number]))"
        }
        return
          "    \(key)  share \(plain(trace.shares[number]))\(rate ?? ""): \(group(cell))"
      }
  }

  /// Where the interval comes from; nothing where there is none.
  private func limits(_ rule: Standardisation) -> String {
    switch (explanation.cell.estimate?.uncertainty, rule.method, rule.limits) {
    case (.margin?, _, _): "; margins of the groups in squares"
    case (.interval?, .indirect, _): "; exact limits of the count"
    case (.interval?, .direct, .fayFeuer): "; limits of Fay and Feuer"
    case (.interval?, .direct, .dobson): "; limits of Dobson"
    default: ""
    }
  }

  private func group(_ cell: Cell) -> String {
    guard let estimate = cell.estimate, let cases = estimate.cases, let people = estimate.denominator else {
      return ExplainOperation.value(cell, indicator)
    }
    return "\(plain(cases)) of \(plain(people)), \(plain(estimate.value))"
  }

  private func smoothed(_ traces: [SmoothingTrace]) -> [String] {
    guard explanation.place != result.series.roster.whole else {
      return ["  smoothed     no: the whole is as it was counted"]
    }
    let position = result.series.roster.position(of: explanation.place)
    let found = traces.first {
      $0.level == explanation.place.level && $0.period == explanation.period && $0.group == nil
        && ($0.place == nil || $0.place == position)
    }
    guard let found else { return [] }
    let others = found.places - 1
    let places =
      found.place == nil
      ? "\(found.places) places" : "the place and \(others) neighbour\(others == 1 ? "" : "s")"
    var lines = [
      "  smoothed     towards \(plain(found.mean)), the mean of \(places); "
        + "variance between them \(plain(found.variance))"
    ]
    if let people = explanation.cell.estimate?.denominator {
      lines.append("    keeps      \(plain(found.weight(people: people))) of its difference from that mean")
    }
    return lines
  }
}
