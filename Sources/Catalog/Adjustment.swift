/// What is done to the values of a rate or a proportion once they are counted, as an option of its formula says.
package enum Adjustment: Sendable {
  /// Compared as if every place were made up alike, of the same share of each age, say.
  case standardise(Standardisation)
  /// Small places borrow strength from the others; the result is a modelled estimate.
  case smooth(Smoothing)

  package var isSmoothing: Bool {
    if case .smooth = self { true } else { false }
  }
}

/// How a rate is standardised by the groups of a breakdown.
package struct Standardisation: Sendable {
  package enum Method: String, CaseIterable, Sendable {
    /// Each group's own rate, weighted as the standard is made up.
    case direct
    /// The events seen over those that the standard's rates would lead one to expect, times the standard's own rate.
    case indirect
  }

  /// The interval of a directly standardised rate.
  package enum Limits: String, CaseIterable, Sendable {
    case fayFeuer = "fay-feuer"
    case dobson
  }

  /// Whose make-up counts.
  package enum Standard: Sendable {
    /// The whole city's, in the latest period in which all of its groups have a number.
    case city
    /// People, or shares, of each group in the breakdown's order, as the definition lists them.
    case weights([Double])
    /// The same, taken from a published standard population.
    case population(StandardPopulation, [Double])
  }

  /// The id of the breakdown whose groups are the strata.
  package var breakdown: String
  package var method: Method
  package var standard: Standard
  package var limits: Limits

  package init(breakdown: String, method: Method, standard: Standard, limits: Limits) {
    self.breakdown = breakdown
    self.method = method
    self.standard = standard
    self.limits = limits
  }
}

extension Formula {
  /// What a share or a rate per person is multiplied by in a unit: 100 for percent, 1,000 for a rate per 1,000.
  package func factor(in unit: Unit) -> Double {
    switch self {
    case .proportion, .access: unit == .percent ? 100 : 1
    case .rate(_, _, let per, _), .ratio(_, _, let per): per
    case .published(_, let scale): scale
    default: 1
    }
  }
}

/// How small places borrow strength.
package enum Smoothing: String, CaseIterable, Sendable {
  /// Marshall's global estimator: towards the mean of all places of the level.
  case empiricalBayes = "empirical-bayes"
  /// His local estimator: towards the mean of a place and those that share a border or a corner with it.
  case local
}
