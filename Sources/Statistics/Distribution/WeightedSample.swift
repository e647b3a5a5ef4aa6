/// Values with weights, complete cases only: what moments, quantiles and inequality are computed from.
package struct WeightedSample: Sendable {
  /// Ascending by value.
  let values: [Double]
  /// Beside `values`; all positive.
  let weights: [Double]
  /// Each weight as a share of the total.
  let shares: [Double]
  /// Whether weights were given, rather than taken as equal.
  let isWeighted: Bool
  package let totalWeight: Double
  /// Σwx ÷ W, never outside the values.
  package let mean: Double
  /// What each value differs from the mean, without the mean's rounding.
  let deviations: [Double]

  /// Drops units with a missing value or weight, and units of weight 0.
  /// - Parameter weights: one a value, or nil for equal weights.
  /// - Throws: `empty` where no unit is left, `negativeWeights`, `unequalLengths`, `notFinite`
  ///   (also above 1e300, so that no difference overflows).
  /// - Complexity: O(n log n).
  package init(_ values: [Double?], weights: [Double?]? = nil) throws(Undefined) {
    let cases = try CompleteCase.all(values, weights: weights)
    self.values = cases.map(\.value)
    self.weights = cases.map(\.weight)
    shares = try cases.shares()
    isWeighted = weights != nil
    totalWeight = cases.totalWeight
    (mean, deviations) = centred(self.values, shares)
  }

  /// How many units are used.
  package var count: Int { values.count }
}

extension WeightedSample {
  /// The mean, where something can be stated relative to it.
  /// - Throws: `zeroMean`, or `negativeValues` for a mean below 0.
  func positiveMean() throws(Undefined) -> Double {
    guard mean != 0 else { throw .zeroMean }
    guard mean > 0 else { throw .negativeValues }
    return mean
  }

  /// The mean of values that are amounts: none below 0, and not all 0.
  /// - Throws: `negativeValues`, `zeroMean`.
  func meanOfAmounts() throws(Undefined) -> Double {
    guard (values.first ?? 0) >= 0 else { throw .negativeValues }
    return try positiveMean()
  }
}
