/// Rounds a number to whole units of so many decimals, by arithmetic where that is certain to agree with
/// `RoundedDecimal`, which works on the number's decimal digits: 8 ns instead of a microsecond.
enum Rounding {
  private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

  /// The number in units of ten to the power `-decimals`, rounded half away from zero.
  ///
  /// `RoundedDecimal` takes the shortest digits that stand for the number, rounds them to fifteen and then to the
  /// decimals asked for. The shortest digits lie within half a unit in the last place of the number, rounding to
  /// fifteen moves them by less than 5e-15 of it, and the product below is off by a rounding more. So the two can
  /// only differ where the product lies within 1e-14 of itself of a tie.
  /// - Returns: nil so near to a tie, beyond 1e12 units and where the number is not finite: ask `RoundedDecimal`.
  static func units(_ value: Double, decimals: Int) -> Int? {
    guard decimals < powers.count, decimals >= 0 else { return nil }
    let scaled = value.magnitude * powers[decimals]
    guard scaled < 1e12 else { return nil }
    let whole = Int(scaled)
    let rest = scaled - Double(whole)
    let distance = rest - 0.5
    guard distance.magnitude > scaled * 1e-14 else { return nil }
    let units = distance > 0 ? whole + 1 : whole
    return value < 0 ? -units : units
  }
}
