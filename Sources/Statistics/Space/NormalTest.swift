/// A statistic's variance if the null hypothesis holds, with its z score and two-sided p.
package struct NormalTest: Hashable, Sendable {
  package let variance: Double
  /// (Statistic − expectation) ÷ √variance; nil where the variance is 0.
  package let z: Double?
  /// Two-sided, from the normal distribution; nil where `z` is.
  package var p: Double? { z.map(twoSidedP) }

  /// - Parameter variance: taken as 0 below `floor`, where it is only rounding.
  init(_ value: Double, expected: Double, variance: Double, floor: Double = 0) {
    self.variance = variance > floor ? variance : 0
    z = variance > floor ? (value - expected) / variance.squareRoot() : nil
  }
}
