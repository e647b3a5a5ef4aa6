extension EquityMeasure {
  /// What is true of a measure: what a page must know to write its value down, and the laws it obeys.
  package struct Traits: Sendable {
    package var unit: Unit
    /// Absolute: unmoved when all values gain the same. Relative: unmoved when all are multiplied.
    package var scale: Method.Scale
    package var subject: Subject
    package var needs: Set<Need> = []
    package var uncertainty: Uncertainty = .none
    /// Whether units count by their people, so that a unit split in two changes nothing.
    package var isWeighted = true
    /// What the values must be for there always to be an answer.
    package var domain: Domain = .any
    package var range: Method.Range?
    /// The value where all units have the same.
    package var equality = 0.0
    /// What a gift from a better-off unit to a worse-off one does, as long as it does not turn them round.
    package var transfers: Transfers = .unknown

    /// Whether units must have an order of their own.
    package var isOrdered: Bool { needs.contains(.ranks) }
  }

  /// In what the value is counted.
  package enum Unit: Sendable {
    /// As the values.
    case values
    /// As the values, squared.
    case squares
    /// A pure number.
    case number
    case percent

    /// The power of a factor on all values that comes out as a factor on the measure.
    package var degree: Int {
      switch self {
      case .values: 1
      case .squares: 2
      case .number, .percent: 0
      }
    }
  }

  /// What the values belong to.
  package enum Subject: Sendable {
    /// Many units, such as all areas.
    case units
    /// A handful of groups.
    case groups
    case either
  }

  /// What must be known beside values and weights.
  package enum Need: Hashable, Sendable {
    case ranks
    /// Whether a high value is good.
    case direction
    case bounds
  }

  /// Where the error of the value comes from.
  package enum Uncertainty: Sendable {
    case none
    /// From how the units scatter round a line; needs three of them.
    case scatter
    /// From the standard errors of the values; nil where one is missing.
    case sampling
  }

  /// Values for which a measure is always defined.
  package enum Domain: Sendable {
    case any
    /// A mean above 0.
    case positiveMean
    /// None below 0, and not all 0.
    case amounts
    /// All above 0.
    case positive
  }

  /// How a measure answers a gift from a better-off unit to a worse-off one.
  package enum Transfers: Sendable {
    /// It always falls.
    case lower
    /// It never rises.
    case neverRaise
    case unknown
  }
}
