/// A value with its standard error in the same unit, nil where that is not known.
package struct WithError: Hashable, Sendable {
  package let value: Double
  package let standardError: Double?
  /// The method's own interval, which need not be symmetric; nil where it has none.
  package let interval: Interval?

  package init(_ value: Double, standardError: Double?, interval: Interval? = nil) {
    self.value = value
    self.standardError = standardError
    self.interval = interval
  }
}

/// The absolute and the relative gap between a group and its reference, always together: they can move in
/// opposite directions (Harper and Lynch 2005; Keppel et al. 2005, Vital Health Stat 2(141)).
package struct DisparityPair: Hashable, Sendable {
  /// a − b.
  package let difference: Double
  package let differenceError: Double?
  package let differenceInterval: Interval?
  /// a ÷ b; nil where b is 0.
  package let ratio: Double?
  /// The standard error of ln(a ÷ b); nil unless both are positive.
  package let ratioLogError: Double?
  package let ratioInterval: Interval?

  /// Whether the interval of the difference excludes 0; nil where there is none.
  package var isSignificant: Bool? { differenceInterval.map { $0.low > 0 || $0.high < 0 } }

  /// - Throws: `negativeWeights` for a standard error below 0, `outOfRange` for the level, `notFinite`.
  package init(_ a: WithError, reference b: WithError, level: Double = 0.9) throws(Undefined) {
    let z = try normalMultiplier(level: level)
    guard (a.standardError ?? 0) >= 0, (b.standardError ?? 0) >= 0 else { throw .negativeWeights }
    let gap = try (a.value - b.value).finite
    let errors = a.standardError.flatMap { first in b.standardError.map { [first, $0] } }
    difference = gap
    differenceError = errors.map(norm)
    differenceInterval = differenceError.map { error in
      Interval(low: gap - z * error, high: gap + z * error, level: level)
    }
    let quotient = b.value == 0 ? nil : a.value / b.value
    ratio = quotient.flatMap { $0.isFinite ? $0 : nil }
    guard let ratio, let errors, a.value > 0, b.value > 0 else {
      (ratioLogError, ratioInterval) = (nil, nil)
      return
    }
    let logError = norm([errors[0] / a.value, errors[1] / b.value])
    ratioLogError = logError
    ratioInterval = try? logInterval(ratio, error: logError, level: level)
  }
}

extension Method {
  package static let disparityPair = Method(
    id: "disparity_pair", title: "Difference and ratio of two groups",
    formula: "a − b ± z·√(SE_a² + SE_b²); a/b ×÷ exp(z·√((SE_a/a)² + (SE_b/b)²))",
    meaning: """
      The gap between a group and its reference, once in the unit of the outcome and once as a multiple. If the interval \
      of the difference holds 0, the two cannot be told apart.
      """,
    caution: """
      Show both: the difference can shrink while the ratio grows. The reference must be fixed and named; the best group \
      of several small ones is best partly by chance. The two estimates are taken as independent.
      """,
    source:
      "Harper and Lynch (2005), National Cancer Institute; Keppel et al. (2005), Vital and Health Statistics 2(141)",
    scale: .absolute)
}
