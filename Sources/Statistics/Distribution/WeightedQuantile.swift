/// How a quantile is read off a sample.
package enum QuantileMethod: Sendable {
  /// Linear between neighbours at (n − 1)p (Hyndman and Fan 1996, type 7); for equal weights only.
  case linear
  /// The smallest value whose cumulative weight reaches pW (type 1).
  case inverse
  /// As `inverse`, but the mean with the next value where the cumulative weight is exactly pW (type 2): the
  /// weighted median.
  case averaged
}

extension WeightedSample {
  /// The value below which the share `p` of the weight lies.
  ///
  /// Weighted quantiles do not interpolate: every definition that does depends on the scale of the weights.
  /// - Throws: `outOfRange` for p outside 0…1, or for `linear` with weights.
  /// - Complexity: O(n).
  package func quantile(_ p: Double, method: QuantileMethod = .averaged) throws(Undefined) -> Double {
    guard p >= 0, p <= 1 else { throw .outOfRange }
    if method == .linear {
      guard !isWeighted else { throw .outOfRange }
      return linearQuantile(values, p)
    }
    let target = p * totalWeight
    let tolerance = 1e-12 * target
    var below = CompensatedSum()
    for (index, weight) in weights.enumerated() {
      below.add(weight)
      guard below.total >= target - tolerance else { continue }
      let isExact = (below.total - target).magnitude <= tolerance
      guard method == .averaged, isExact, index + 1 < values.count else { return values[index] }
      return values[index] + (values[index + 1] - values[index]) / 2
    }
    return values[values.count - 1]
  }

  /// The weighted median: the averaged quantile at one half.
  package var median: Double { (try? quantile(0.5)) ?? values[values.count / 2] }
}

/// Type 7 on values in ascending order, not empty, with 0 ≤ p ≤ 1.
func linearQuantile(_ sorted: [Double], _ p: Double) -> Double {
  let position = Double(sorted.count - 1) * p
  let index = min(Int(position), sorted.count - 1)
  guard index + 1 < sorted.count else { return sorted[sorted.count - 1] }
  return sorted[index] + (sorted[index + 1] - sorted[index]) * (position - Double(index))
}

extension Method {
  package static let weightedQuantile = Method(
    id: "weighted_quantile", title: "Weighted median and quantiles",
    formula:
      "q(p) = the least x with Σ{w : value ≤ x} ≥ p·Σw; at equality, the mean of it and the next value",
    meaning: """
      The value below which the share p of the people lies. The weighted median is the value with half of the \
      people on either side.
      """,
    caution: """
      With weights there is no interpolation between values, because the answer would then depend on the scale of \
      the weights. Medians of areas cannot be averaged into the median of their people.
      """,
    source: "Hyndman and Fan (1996), The American Statistician 50, 361–365: types 1, 2 and 7",
    scale: .absolute, isWeighted: true)
}
