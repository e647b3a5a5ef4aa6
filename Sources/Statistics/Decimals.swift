/// Estimates and margins are published as decimals, which a `Double` only comes near: a coefficient of variation
/// of exactly 12 % may arrive as 12.000000000000002. What is exactly on a limit is judged as being on it.
extension Double {
  /// Whether the value lies above a limit by more than the rounding of decimals (a relative 1e-12). What is not a
  /// number is within no limit.
  /// - Parameter limit: not negative.
  func exceeds(_ limit: Double) -> Bool { !(self <= limit * (1 + 1e-12)) }

  /// The difference of two products of two decimals each, neither negative; 0 where it is within what rounding
  /// four decimals and two products can make of equal ones (six halves of a unit in the last place).
  static func gap(_ first: Double, _ second: Double) -> Double {
    let gap = first - second
    return gap.magnitude < 0x1p-50 * max(first, second) ? 0 : gap
  }
}
