/// A number with what is known about its uncertainty.
///
/// A value never travels as a bare `Double`: it is an `Estimate`, or a reason why there is none.
package struct Estimate: Hashable, Sendable {
  /// The value in the measure's own unit; finite.
  package let value: Double
  package let uncertainty: Uncertainty
  /// Events or people in the numerator, where the estimate was counted.
  package let cases: Double?
  /// People, homes or person-years in the denominator, where there is one.
  package let denominator: Double?

  package init(
    _ value: Double, _ uncertainty: Uncertainty, cases: Double? = nil, denominator: Double? = nil
  ) {
    self.value = value
    self.uncertainty = uncertainty
    self.cases = cases
    self.denominator = denominator
  }
}

/// How sure an estimate is.
package enum Uncertainty: Hashable, Sendable {
  /// Everybody was counted; there is no sampling error.
  case fullCount
  /// The source publishes no margin, and none can be derived.
  case unpublished
  /// Half-width of the 90 % confidence interval, in the estimate's unit; never negative.
  case margin(Double)
  /// An interval that need not be symmetric (Poisson, Wilson), at 90 %.
  case interval(Interval)
}

/// A confidence interval at a stated level.
package struct Interval: Hashable, Sendable {
  package let low: Double
  package let high: Double
  /// The confidence level as a share, 0.9 for 90 %.
  package let level: Double

  package init(low: Double, high: Double, level: Double) {
    self.low = low
    self.high = high
    self.level = level
  }
}

extension Estimate {
  /// The 90 % interval; nil where the uncertainty is not known. A full count has an interval of width 0.
  package var interval: Interval? {
    switch uncertainty {
    case .fullCount: Interval(low: value, high: value, level: 0.9)
    case .unpublished: nil
    case .margin(let margin): Interval(low: value - margin, high: value + margin, level: 0.9)
    case .interval(let interval): interval
    }
  }

  /// The 90 % margin of error: for an asymmetric interval, half its width. Nil where it is not known.
  package var marginOfError: Double? {
    // Through the interval a margin would lose its last bits.
    if case .margin(let margin) = uncertainty { return margin }
    return interval.map { ($0.high - $0.low) / 2 }
  }
}
