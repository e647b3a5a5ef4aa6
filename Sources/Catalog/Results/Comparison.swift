import Statistics

/// A difference or ratio with its interval and what its test says.
package struct Comparison: Hashable, Sendable {
  /// First minus second, in the unit of the measure.
  package var difference: Estimate
  /// First over second; nil where either is not positive.
  package var ratio: Estimate?
  package var verdict: Verdict

  package init(difference: Estimate, ratio: Estimate?, verdict: Verdict) {
    self.difference = difference
    self.ratio = ratio
    self.verdict = verdict
  }

  /// First against second at 90 %; nil where either shows no estimate: what is withheld cannot be compared.
  ///
  /// - Parameter tests: the tests that this is one of, where there are many.
  package init?(_ first: Cell, _ second: Cell, among tests: ManyTests? = nil) {
    guard let first = first.estimate, let second = second.estimate else { return nil }
    self.init(first, second)
    if let tests { verdict = tests.verdict(verdict, of: first, against: second) }
  }

  /// First against second at 90 %; nil where the two cannot be put side by side.
  package init?(_ first: Estimate, _ second: Estimate) {
    // Undefined only for values that are not finite, which no estimate holds.
    guard let compared = try? first.compared(with: second) else { return nil }
    let both = (first.uncertainty, second.uncertainty)
    let uncertainty: Uncertainty =
      if case (.fullCount, .fullCount) = both {
        .fullCount
      } else {
        compared.interval.map(Uncertainty.interval) ?? .unpublished
      }
    difference = Estimate(compared.difference, uncertainty)
    ratio = compared.ratio.map { ratio in
      Estimate(ratio, compared.ratioInterval.map(Uncertainty.interval) ?? .unpublished)
    }
    verdict = compared.verdict
  }
}

/// A comparison in time.
package struct Change: Hashable, Sendable {
  package var from: Period
  package var to: Period
  package var comparison: Comparison

  package init(from: Period, to: Period, comparison: Comparison) {
    self.from = from
    self.to = to
    self.comparison = comparison
  }
}
