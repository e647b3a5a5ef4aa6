/// How far groups without an order lie apart: from each other, from the mean, or from the best of them.
///
/// “Weighted” answers how much it is for people, the plain form how much between groups: for a small group the
/// two tell different stories, so both are there.
package struct GroupDisparity: Sendable {
  /// Ascending.
  let values: [Double]
  /// Shares of the people.
  let shares: [Double]
  /// Beside `values`.
  let standardErrors: [Double?]
  /// Whether a high value is good; nil where neither end is the best.
  let isFavourable: Bool?
  /// The mean of the people.
  package let mean: Double
  /// What each value differs from the mean, without the mean's rounding.
  let deviations: [Double]

  /// Drops groups with a missing value or weight, and groups of weight 0.
  /// - Parameters:
  ///   - weights: the people of each group, or nil for equal groups.
  ///   - standardErrors: one a value, or nil.
  /// - Throws: `empty` for fewer than two groups, `negativeWeights` (also for a standard error),
  ///   `unequalLengths`, `notFinite` (also above 1e300).
  /// - Complexity: O(n log n).
  package init(
    _ values: [Double?], weights: [Double?]? = nil, standardErrors: [Double?]? = nil, isFavourable: Bool?
  ) throws(Undefined) {
    let cases = try CompleteCase.all(values, weights: weights, standardErrors: standardErrors)
    guard cases.count > 1 else { throw .empty }
    self.values = cases.map(\.value)
    self.standardErrors = cases.map(\.standardError)
    shares = try cases.shares()
    (mean, deviations) = centred(self.values, shares)
    self.isFavourable = isFavourable
  }

  /// How many groups are used.
  package var count: Int { values.count }

  var least: Double { values[0] }
  var largest: Double { values[values.count - 1] }

  /// The value of the best group.
  /// - Throws: `missing` where it is not known which end is the best.
  package var best: Double {
    get throws(Undefined) {
      guard let isFavourable else { throw .missing }
      return isFavourable ? largest : least
    }
  }

  /// The largest value less the least, in the unit of the values.
  package var rangeDifference: Double { largest - least }

  /// The largest value ÷ the least; 1 where all are equal.
  /// - Throws: `zeroDenominator` or `negativeValues` where the least is not positive.
  package var rangeRatio: Double { get throws(Undefined) { try quotient(largest, least) } }

  /// Σ|y − mean| ÷ n, in the unit of the values.
  package var meanDifferenceFromMean: Double {
    deviations.lazy.map(\.magnitude).compensatedSum / Double(count)
  }

  /// Σ|y − best| ÷ n, in the unit of the values.
  package var meanDifferenceFromBest: Double {
    get throws(Undefined) { try distanceFromBest / Double(count) }
  }

  /// Σf|y − best|, in the unit of the values.
  package var weightedDifferenceFromBest: Double {
    get throws(Undefined) {
      let best = try best
      return weighted(values.map { $0 - best })
    }
  }

  /// The index of disparity from the mean in percent: 100 ÷ n · Σ|y − mean| ÷ mean.
  /// - Throws: `zeroDenominator` or `negativeValues` where the mean is not positive.
  package var disparityFromMean: Double {
    get throws(Undefined) { try quotient(100 * meanDifferenceFromMean, mean) }
  }

  /// The same with each group counted by its people.
  package var weightedDisparityFromMean: Double {
    get throws(Undefined) { try quotient(100 * weighted(deviations), mean) }
  }

  /// The index of disparity from the best group in percent: 100 ÷ (n − 1) · Σ|y − best| ÷ best.
  /// - Throws: `missing`, and `zeroDenominator` or `negativeValues` where the best is not positive.
  package var disparityFromBest: Double {
    get throws(Undefined) {
      let best = try best
      return try quotient(100 * (distanceFromBest / Double(count - 1)), best)
    }
  }

  /// Best − mean: what the mean would gain if all groups were as the best (population attributable risk). At least 0
  /// where high values are good, at most 0 where they are bad.
  package var attributableRisk: Double {
    get throws(Undefined) { try best == least ? deviations[0] : deviations[count - 1] }
  }

  /// The same in percent of the mean (population attributable fraction).
  /// - Throws: `missing`, and `zeroDenominator` or `negativeValues` where the mean is not positive.
  package var attributableFraction: Double {
    get throws(Undefined) { try quotient(100 * attributableRisk, mean) }
  }

  private var distanceFromBest: Double {
    get throws(Undefined) {
      let best = try best
      return values.lazy.map { ($0 - best).magnitude }.compensatedSum
    }
  }

  private func weighted(_ distances: [Double]) -> Double {
    zip(distances, shares).lazy.map { $1 * $0.magnitude }.compensatedSum
  }

  func quotient(_ value: Double, _ base: Double) throws(Undefined) -> Double {
    guard base != 0 else { throw .zeroDenominator }
    guard base > 0 else { throw .negativeValues }
    return try (value / base).finite
  }
}

extension Method {
  package static let groupDisparity = Method(
    id: "group_disparity_summary", title: "Disparity among groups",
    formula: """
      range: max − min; index of disparity: 100·Σ|y − μ|/(n·μ), or 100·Σ|y − best|/((n − 1)·best); BGV = \
      Σf(y − μ)²; PAR = best − μ
      """,
    meaning: """
      One number for how far several groups lie apart. The range names the two extremes; the index of disparity and the \
      mean difference use every group; between-group variance (BGV), Theil’s T and L count groups by their people; the \
      population attributable risk (PAR) is what the mean would gain if all were as well off as the best group.
      """,
    caution: """
      The best group is itself uncertain: with small groups every distance from the best is biased upwards. Say which \
      reference is used. Plain and weighted forms answer different questions. Set absolute and relative forms side by \
      side: they can move in opposite directions.
      """,
    source: """
      Pearcy and Keppel (2002), Public Health Reports 117, 273–280; Harper and Lynch (2005), National Cancer Institute; \
      World Health Organization (2013), Handbook on Health Inequality Monitoring
      """,
    scale: .absolute, isWeighted: true)
}
