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
    if percent <= limits.high { return .high }
    return percent <= limits.medium ? .medium : .low
  }
}
