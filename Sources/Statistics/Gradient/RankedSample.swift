/// Values of units that have an order of their own, from the worst off to the best off, with weights; complete cases
/// only.
package struct RankedSample: Sendable {
  /// Ascending by rank.
  let values: [Double]
  /// Each weight as a share of the total.
  let shares: [Double]
  /// The middle of each unit's stretch of the cumulative weight, less ½: −½ is the worst-off end, ½ the best-off
  /// end. Units with the same rank share it. Σf·position is 0.
  let positions: [Double]
  /// The units of each rank.
  let blocks: [Range<Int>]
  /// Σwx ÷ W, never outside the values.
  package let mean: Double
  /// What each value differs from the mean, without the mean's rounding.
  let deviations: [Double]

  /// Drops units with a missing value, rank or weight, and units of weight 0.
  /// - Parameters:
  ///   - ranks: one a value; higher is better off. Only their order counts.
  ///   - weights: one a value, or nil for equal weights.
  /// - Throws: `empty` where no unit is left, `negativeWeights`, `unequalLengths`, `notFinite`
  ///   (also above 1e300).
  /// - Complexity: O(n log n).
  package init(_ values: [Double?], ranks: [Double?], weights: [Double?]? = nil) throws(Undefined) {
    let cases = try CompleteCase.all(values, weights: weights, ranks: ranks)
    self.values = cases.map(\.value)
    shares = try cases.shares()
    blocks = runs(of: cases.map(\.rank))
    (mean, deviations) = centred(self.values, shares)
    positions = Self.positions(shares, blocks)
  }

  private static func positions(_ shares: [Double], _ blocks: [Range<Int>]) -> [Double] {
    guard blocks.count > 1 else { return shares.map { _ in 0 } }
    var positions: [Double] = []
    positions.reserveCapacity(shares.count)
    var below = CompensatedSum()
    for block in blocks {
      var through = below
      for share in shares[block] { through.add(share) }
      let middle = (below.total + through.total - 1) / 2
      positions.append(contentsOf: repeatElement(middle, count: block.count))
      below = through
    }
    return positions
  }

  /// How many units are used.
  package var count: Int { values.count }

  /// Σf·position², the variance of the middle ranks; 0 where all are tied.
  var spread: Double { zip(shares, positions).lazy.map { $0 * $1 * $1 }.compensatedSum }

  /// Σf(x − mean)·position: the covariance of value and middle rank.
  var covariance: Double {
    zip(shares, zip(positions, deviations)).lazy.map { $0 * $1.0 * $1.1 }.compensatedSum
  }
}

/// Student's interval value ± t·error.
/// - Throws: `outOfRange` for the level or fewer than 1 degree of freedom, `notFinite`.
func studentInterval(
  _ value: Double, error: Double, degreesOfFreedom: Int, level: Double
) throws(Undefined) -> Interval {
  guard level > 0, level < 1, degreesOfFreedom > 0 else { throw .outOfRange }
  let t = try studentTQuantile((1 + level) / 2, degreesOfFreedom: Double(degreesOfFreedom))
  let half = try (t * error).finite
  return Interval(low: try (value - half).finite, high: try (value + half).finite, level: level)
}
