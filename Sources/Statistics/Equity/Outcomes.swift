/// What an equity measure is computed from: an outcome of units or groups, and what is known about them.
///
/// A measure reads what its traits name and throws `missing` where that is not there.
package struct Outcomes: Sendable {
  /// Nil where it is not known; the unit is then left out whole.
  package var values: [Double?]
  /// The people of each unit; nil for equal weights.
  package var weights: [Double?]?
  /// How well off each unit is; higher is better off. Only the order counts.
  package var ranks: [Double?]?
  /// The sampling error of each value.
  package var standardErrors: [Double?]?
  /// Whether a high value is good; nil where neither end is.
  package var isFavourable: Bool?
  /// The least and largest value that are possible, such as 0…1 for a share.
  package var bounds: ClosedRange<Double>?
  /// The confidence level of the intervals asked for.
  package var level: Double

  package init(
    _ values: [Double?], weights: [Double?]? = nil, ranks: [Double?]? = nil,
    standardErrors: [Double?]? = nil, isFavourable: Bool? = nil, bounds: ClosedRange<Double>? = nil,
    level: Double = 0.9
  ) {
    self.values = values
    self.weights = weights
    self.ranks = ranks
    self.standardErrors = standardErrors
    self.isFavourable = isFavourable
    self.bounds = bounds
    self.level = level
  }
}

extension Outcomes {
  var sample: WeightedSample { get throws(Undefined) { try WeightedSample(values, weights: weights) } }

  var ranked: RankedSample {
    get throws(Undefined) {
      guard let ranks else { throw .missing }
      return try RankedSample(values, ranks: ranks, weights: weights)
    }
  }

  var groups: GroupDisparity {
    get throws(Undefined) {
      try GroupDisparity(
        values, weights: weights, standardErrors: standardErrors, isFavourable: isFavourable)
    }
  }

  var possible: ClosedRange<Double> {
    get throws(Undefined) {
      guard let bounds else { throw .missing }
      return bounds
    }
  }
}
