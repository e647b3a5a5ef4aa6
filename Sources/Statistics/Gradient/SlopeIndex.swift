import Foundation

/// The straight line through outcomes over the people in order, from the worst off (0) to the best off (1): its rise
/// is the slope index of inequality, the ratio of its ends the relative index.
package struct SlopeIndex: Hashable, Sendable {
  /// The line's value at the worst-off end.
  package let intercept: Double
  /// SII: the best-off end less the worst-off end, in the unit of the values. Below 0 where the worse off have more.
  package let slope: Double
  /// With n − 2 degrees of freedom; nil for fewer than 3 units.
  package let slopeError: Double?
  package let mean: Double
  /// How many units are used.
  package let count: Int
  /// The standard error of the mean, which the relative index needs.
  private let meanError: Double?

  /// Weighted least squares on the middle ranks.
  /// - Throws: `zeroDenominator` for fewer than two different ranks, `notFinite`.
  /// - Complexity: O(n).
  package init(_ sample: RankedSample) throws(Undefined) {
    guard sample.blocks.count > 1 else { throw .zeroDenominator }
    let spread = sample.spread
    let slope = try (sample.covariance / spread).finite
    self.slope = slope
    mean = sample.mean
    count = sample.count
    intercept = try (sample.mean - slope / 2).finite
    guard sample.count > 2 else {
      (slopeError, meanError) = (nil, nil)
      return
    }
    let residuals = zip(sample.deviations, sample.positions).map { $0 - slope * $1 }
    let error = try (shareNorm(residuals, sample.shares) / Double(sample.count - 2).squareRoot()).finite
    meanError = error
    slopeError = try (error / spread.squareRoot()).finite
  }

  /// The line's value at the best-off end.
  package var end: Double { mean + slope / 2 }

  /// RII: the best-off end ÷ the worst-off end; nil unless both are positive.
  package var ratio: Double? {
    guard intercept > 0, end > 0 else { return nil }
    let ratio = end / intercept
    return ratio.isFinite ? ratio : nil
  }

  /// The standard error of ln RII, by the delta method; nil where either is not defined.
  package var ratioLogError: Double? {
    guard ratio != nil, let meanError, let slopeError else { return nil }
    // In terms of mean and slope, whose errors are independent: ∂ ln RII/∂mean and ∂ ln RII/∂slope.
    let byMean = 1 / end - 1 / intercept
    let bySlope = (1 / end + 1 / intercept) / 2
    let error = norm(byMean * meanError, bySlope * slopeError)
    return error.isFinite ? error : nil
  }

  /// Slope ÷ mean (Pamuk's relative index); nil where the mean is 0.
  package var ratioToMean: Double? {
    guard mean != 0 else { return nil }
    let ratio = slope / mean
    return ratio.isFinite ? ratio : nil
  }

  /// Student's interval of the slope; nil for fewer than 3 units.
  /// - Throws: `outOfRange` for the level, `notFinite`.
  package func slopeInterval(level: Double) throws(Undefined) -> Interval? {
    guard let slopeError else { return nil }
    return try studentInterval(slope, error: slopeError, degreesOfFreedom: count - 2, level: level)
  }

  /// The normal interval of RII on the log scale; nil where `ratioLogError` is.
  /// - Throws: `outOfRange` for the level, `notFinite`.
  package func ratioInterval(level: Double) throws(Undefined) -> Interval? {
    guard let ratio, let ratioLogError else { return nil }
    return try logInterval(ratio, error: ratioLogError, level: level)
  }
}

extension Method {
  package static let slopeIndex = Method(
    id: "slope_index", title: "Slope and relative index of inequality",
    formula: "y = a + b·x by least squares on the middle rank x of 0…1; SII = b; RII = (a + b)/a, or b/μ",
    meaning: """
      The gap between the two ends of society, if the outcome rose or fell in a straight line from the worst off to the \
      best off. It uses everybody and not only the two extreme groups. SII is in the unit of the outcome; RII says how \
      many times the worst-off end the best-off end has.
      """,
    caution: """
      It supposes a straight line: draw it with the groups. The groups must cover everybody and have an order. Bodies \
      differ in the sign: here the best-off end less the worst-off end, so a burden on the worse off is negative. The \
      ratio does not exist where an end of the line is not positive.
      """,
    source:
      "Pamuk (1985), Population Studies 39, 17–31; Mackenbach and Kunst (1997), Social Science & Medicine 44, 757–771",
    scale: .absolute, isOrdered: true, isWeighted: true)
}
