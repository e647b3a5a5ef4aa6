/// How far an estimate can be trusted, by its coefficient of variation.
package enum ReliabilityClass: String, Hashable, Sendable {
  case high, medium, low
  /// The estimate is 0, so there is no coefficient.
  case undefined
  /// There is no margin.
  case unknown
}

/// The coefficients of variation, in percent, up to which an estimate counts as high and as medium.
///
/// The Census Bureau sets none; whoever shows a class must say whose limits they are.
package struct ReliabilityLimits: Hashable, Sendable {
  package let high: Double
  package let medium: Double

  package init(high: Double, medium: Double) {
    self.high = high
    self.medium = medium
  }

  /// Esri (2014), “The American Community Survey”: 12 and 40.
  package static let esri = ReliabilityLimits(high: 12, medium: 40)
}

extension Margined {
  /// The class under the given limits; a value exactly at a limit belongs to the better class.
  package func reliability(_ limits: ReliabilityLimits = .esri) -> ReliabilityClass {
    guard let standardError else { return .unknown }
    guard value != 0 else { return .undefined }
    let percent = 100 * standardError / value.magnitude
    if !percent.exceeds(limits.high) { return .high }
    return percent.exceeds(limits.medium) ? .low : .medium
  }
}

extension Method {
  static let reliability = Method(
    id: "acs_reliability", title: "Standard error (SE), interval and coefficient of variation (CV)",
    formula: "SE = MOE/1.645; interval = estimate ∓ z SE, z = 1.645, 1.960, 2.576; CV = 100 SE/|estimate| %",
    meaning: """
      How far a survey estimate may be off. A CV of 12% means that the typical sampling error is about one \
      eighth of the number.
      """,
    caution: """
      No CV for values near 0, for shares near 0 or 100% or for differences: use the interval there. The \
      limits between the classes are Esri’s, not the Census Bureau’s, which sets none.
      """,
    source: "US Census Bureau 2020, Understanding and Using ACS Data, ch. 7; Esri 2014 (limits 12 and 40)",
    scale: .relative, range: .init(0, nil))
}
