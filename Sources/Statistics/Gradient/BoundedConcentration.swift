/// The concentration index of an outcome that cannot leave an interval, such as a share: turning the outcome
/// round (who has it, who lacks it) only turns the sign.
extension ConcentrationIndex {
  /// Erreygers' index, 4 × generalised ÷ width. −1…1.
  /// - Parameter bounds: the ends that are possible, not those that were seen.
  /// - Throws: `outOfRange` for a mean outside the bounds or bounds without width, `notFinite`.
  package func erreygers(in bounds: ClosedRange<Double>) throws(Undefined) -> Double {
    try (value * erreygersFactor(bounds)).finite
  }

  /// Wagstaff's index, generalised × width ÷ ((upper − mean)(mean − lower)). −1…1.
  /// - Throws: as `erreygers(in:)`, and `zeroDenominator` where the mean is at a bound.
  package func wagstaff(in bounds: ClosedRange<Double>) throws(Undefined) -> Double {
    try (value * wagstaffFactor(bounds)).finite
  }

  /// What C, and with it its standard error, is multiplied by; likewise for Wagstaff.
  func erreygersFactor(_ bounds: ClosedRange<Double>) throws(Undefined) -> Double {
    try 4 * (mean / width(bounds))
  }

  func wagstaffFactor(_ bounds: ClosedRange<Double>) throws(Undefined) -> Double {
    let width = try width(bounds)
    let (below, above) = (mean - bounds.lowerBound, bounds.upperBound - mean)
    guard below > 0, above > 0 else { throw .zeroDenominator }
    return mean / below * (width / above)
  }

  private func width(_ bounds: ClosedRange<Double>) throws(Undefined) -> Double {
    let width = try (bounds.upperBound - bounds.lowerBound).finite
    guard width > 0, bounds.contains(mean) else { throw .outOfRange }
    return width
  }
}
