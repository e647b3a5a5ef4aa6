/// A survey estimate with its 90 % margin of error, as the American Community Survey publishes them.
///
/// The algebra on it follows the US Census Bureau's “Understanding and Using American Community Survey Data”
/// (2020), chapters 7 and 8. It takes the components as independent, which overstates or understates the
/// truth: use as few components as possible.
package struct Margined: Hashable, Sendable {
  package let value: Double
  /// 90 % margin, never negative; nil where the source gives none. A controlled number has margin 0.
  package let margin: Double?

  package init(_ value: Double, margin: Double?) {
    self.value = value
    self.margin = margin
  }

  /// Margin ÷ 1.645; nil without a margin.
  package var standardError: Double? { margin.map { $0 / Census.z90 } }

  /// Standard error ÷ |value|, as a share; nil without a margin or where the value is 0.
  package var coefficientOfVariation: Double? {
    guard let standardError, value != 0 else { return nil }
    let share = standardError / value.magnitude
    return share.isFinite ? share : nil
  }

  /// The interval at one of the Census Bureau's levels, not clipped to any range; nil without a margin.
  package func interval(_ level: Census.Level) -> Interval? {
    guard let margin else { return nil }
    let half = level == .ninety ? margin : level.z * (margin / Census.z90)
    return Interval(low: value - half, high: value + half, level: level.rawValue)
  }

  /// The value and margin as they are; throws where they are not finite or the margin is negative.
  func checked() throws(Undefined) -> Margined {
    _ = try value.finite
    if let margin {
      guard try margin.finite >= 0 else { throw .negativeWeights }
    }
    return self
  }
}

/// The rounded normal quantiles that are part of the Census Bureau's method.
package enum Census {
  /// Margin of error ÷ standard error at the published level of 90 %.
  package static let z90 = 1.645

  package enum Level: Double, CaseIterable, Sendable {
    case ninety = 0.9
    case ninetyFive = 0.95
    case ninetyNine = 0.99

    package var z: Double {
      switch self {
      case .ninety: 1.645
      case .ninetyFive: 1.960
      case .ninetyNine: 2.576
      }
    }
  }
}
