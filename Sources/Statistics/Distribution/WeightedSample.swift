/// Values with weights, complete cases only: what moments and quantiles are computed from.
package struct WeightedSample: Sendable {
  /// Ascending by value.
  let values: [Double]
  /// Beside `values`; all positive.
  let weights: [Double]
  /// Whether weights were given, rather than taken as equal.
  let isWeighted: Bool
  package let totalWeight: Double

  /// Drops units with a missing value or weight, and units of weight 0.
  /// - Parameter weights: one a value, or nil for equal weights.
  /// - Throws: `empty` where no unit is left, `negativeWeights`, `unequalLengths`, `notFinite`
  ///   (also above 1e100, so that no square overflows).
  /// - Complexity: O(n log n).
  package init(_ values: [Double?], weights: [Double?]? = nil) throws(Undefined) {
    if let weights, weights.count != values.count { throw .unequalLengths }
    var pairs: [(value: Double, weight: Double)] = []
    pairs.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      let weight = weights.map { $0[index] } ?? 1
      if let weight, weight < 0 { throw .negativeWeights }
      guard let value, let weight, weight != 0 else { continue }
      guard value.magnitude <= Self.limit, weight <= Self.limit else { throw .notFinite }
      pairs.append((value, weight))
    }
    guard !pairs.isEmpty else { throw .empty }
    pairs.sort { ($0.value, $0.weight) < ($1.value, $1.weight) }
    self.values = pairs.map(\.value)
    self.weights = pairs.map(\.weight)
    isWeighted = weights != nil
    totalWeight = self.weights.compensatedSum
  }

  private static let limit = 1e100

  /// How many units are used.
  package var count: Int { values.count }
}
