import Catalog
import Notation
import Tables

/// The rule on few contributors looks at what each of them adds to a number, so the number must be a sum or a count of
/// rows, or have one above the line.
extension IndicatorPlanner {
  mutating func checkDominance(_ indicator: Indicator) {
    guard let dominance = indicator.suppress.dominance else { return }
    for formula in indicator.formulas where !formula.addsUpRows {
      report(
        .error, .dominanceRefused,
        "nobody contributes to a number that is a \(formula.kind), so nobody makes up most of it",
        at: dominance.by.location,
        fix:
          "remove `dominance`, or give the formula as `sum`, `count`, `rate`, `proportion` or `ratio` of rows"
      )
    }
  }

  /// How few contributors make up a numerator; nil where no rule asks, and where a problem was found.
  mutating func contributors(
    _ numerator: ValueRequest, _ formula: Formula, _ indicator: Indicator, _ feed: FeedPlan
  )
    -> ValueRequest?
  {
    guard let dominance = indicator.suppress.dominance, formula.addsUpRows,
      let contributor = Expressions.row(dominance.by, feed.columns.visible, as: nil, problems: &problems)
    else { return nil }
    let found = numerator.expression.concentration(
      dominance.concentration, by: contributor, limit: dominance.limit)
    guard numerator.isExplicit, let found else {
      report(
        .error, .dominanceRefused,
        "what single contributors add to “\(formula.expression?.text ?? "")” cannot be told",
        at: dominance.by.location, fix: "write one sum or count of rows, such as `sum(amount)` or `count(*)`")
      return nil
    }
    return ValueRequest(expression: found, filters: numerator.filters, isExplicit: true)
  }
}

extension Formula {
  /// Whether the value, or its numerator, can be a sum or a count of rows.
  fileprivate var addsUpRows: Bool {
    switch self {
    case .sum, .count, .rate, .proportion, .ratio: true
    case .mean, .median, .quantile, .published, .access, .index: false
    }
  }
}

extension Dominance {
  /// What of a number's contributors the rule looks at.
  fileprivate var concentration: Concentration {
    switch rule {
    case .largest(let count, _): .largest(count)
    case .percent: .largestBesideSecond
    }
  }

  /// Whether a number of that concentration is withheld.
  ///
  /// Rest < p % · largest is the same as largest ÷ (largest + rest) > 100 ÷ (100 + p).
  func withholds(_ concentration: Double) -> Bool {
    switch rule {
    case .largest(_, let share): concentration > share
    case .percent(let percent): concentration > 100 / (100 + percent)
    }
  }
}
