import Foundation

/// The comparison of two shares of counted people.
package struct TwoProportions: Hashable, Sendable {
  /// p₁ − p₂.
  package let difference: Double
  /// Newcombe's hybrid score interval (1998, method 10) from the two Wilson intervals.
  package let differenceInterval: Interval
  /// p₁ ÷ p₂; nil where p₂ is 0.
  package let ratio: Double?
  /// Katz's log interval (1978); nil where either share is 0. No 0.5 is added: an invented count has no place in an
  /// official ratio.
  package let ratioInterval: Interval?
  /// The pooled test; nil where everyone or nobody has the property.
  package let z: Double?
  /// Two-sided; nil where `z` is.
  package let p: Double?

  /// Compares x₁ of n₁ with x₂ of n₂. Interval and test can disagree at the edge: quote the interval.
  /// - Throws: `zeroDenominator`, `negativeValues`, `partAboveWhole`, `outOfRange` for the level.
  package init(
    _ x1: Double, of n1: Double, _ x2: Double, of n2: Double, level: Double = 0.9
  ) throws(Undefined) {
    let first = try ProportionInterval.wilson(x1, of: n1, level: level)
    let second = try ProportionInterval.wilson(x2, of: n2, level: level)
    let (p1, p2) = (x1 / n1, x2 / n2)
    difference = p1 - p2
    differenceInterval = moverDifference((p1, first), (p2, second))
    (ratio, ratioInterval) = try Self.katz(x1, n1, x2, n2, level)
    let pooled = (x1 + x2) / (n1 + n2)
    let variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2)
    z = variance > 0 ? (p1 - p2) / variance.squareRoot() : nil
    p = z.map(twoSidedP)
  }

  private static func katz(
    _ x1: Double, _ n1: Double, _ x2: Double, _ n2: Double, _ level: Double
  ) throws(Undefined) -> (Double?, Interval?) {
    guard x2 > 0 else { return (nil, nil) }
    let ratio = try ((x1 / n1) / (x2 / n2)).finite
    guard x1 > 0 else { return (ratio, nil) }
    let spread = max(0, 1 / x1 - 1 / n1 + 1 / x2 - 1 / n2).squareRoot()
    return (ratio, try logInterval(ratio, error: spread, level: level))
  }
}

/// exp(ln ratio ∓ z × error) at the level.
func logInterval(_ ratio: Double, error: Double, level: Double) throws(Undefined) -> Interval {
  let factor = try exp(normalMultiplier(level: level) * error).finite
  return Interval(low: ratio / factor, high: try (ratio * factor).finite, level: level)
}

extension Method {
  static let twoProportions = Method(
    id: "two_proportions", title: "Difference and ratio of two shares of counts",
    formula: """
      d = p₁ − p₂: from d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²), Wilson’s l to u \
      (Newcombe); ln(p₁/p₂) ∓ z √(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂) (Katz)
      """,
    meaning: """
      How far two shares of counted people lie apart, as a gap and as a ratio, each with its interval, and a \
      pooled test of whether they differ at all.
      """,
    caution: """
      No ratio interval where one count is 0: nothing is added to the counts. Interval and test can disagree \
      at the edge: quote the interval.
      """,
    source:
      "Newcombe 1998, Statistics in Medicine 17:873–890 (method 10); Katz et al. 1978, Biometrics 34:469–474",
    scale: .other)
}
