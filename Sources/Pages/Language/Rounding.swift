/// Rounds a number to whole units of so many decimals, by arithmetic where that is certain to agree with
/// `RoundedDecimal`, which works on the number's decimal digits: a few nanoseconds instead of a microsecond.
enum Rounding {
  /// A switch, because a table would be looked for, checked and counted at every number.
  static func power(_ decimals: Int) -> Double? {
    switch decimals {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1000
    case 4: 10_000
    case 5: 100_000
    case 6: 1_000_000
    default: nil
    }
  }

  /// The number in units of ten to the power `-decimals`, rounded half away from zero.
  ///
  /// `RoundedDecimal` takes the shortest digits that stand for the number, rounds them to fifteen and then to the
  /// decimals asked for. The shortest digits lie within half a unit in the last place of the number, rounding to
  /// fifteen moves them by less than 5e-15 of it, and the product below is off by a rounding more. So the two can
  /// only differ where the product lies within 1e-14 of itself of a tie.
  /// - Returns: nil so near to a tie, beyond 1e12 units and where the number is not finite: ask `RoundedDecimal`.
  static func units(_ value: Double, decimals: Int) -> Int? {
    power(decimals).flatMap { units(value, power: $0) }
  }

  /// As `units(_:decimals:)`, with ten to the power of the decimals found beforehand.
  @inline(__always)
  static func units(_ value: Double, power: Double) -> Int? {
    let scaled = value.magnitude * power
    guard scaled < 1e12 else { return nil }
    let whole = Int(scaled)
    let rest = scaled - Double(whole)
    let distance = rest - 0.5
    guard distance.magnitude > scaled * 1e-14 else { return nil }
    let units = distance > 0 ? whole &+ 1 : whole
    return value < 0 ? 0 &- units : units
  }
}
