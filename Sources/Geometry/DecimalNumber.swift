/// Decimal text to the nearest Double, without a String for coordinates of up to 19 digits.
///
/// `mantissa × 10^exponent` with the mantissa below 2⁵³ and the power within 22 is one exact operation
/// (Clinger, 1990). Longer mantissas over a power up to 19 divide in 128 bits and round half to even, so
/// 17-digit coordinates do not fall off the fast path. All else returns nil and goes to the library.
enum DecimalNumber {
  @inline(__always)
  static func value(mantissa: UInt64, exponent: Int) -> Double? {
    if mantissa < 1 << 53 {
      if exponent <= 0, exponent >= -22 { return Double(mantissa) / powers[-exponent] }
      if exponent > 0, exponent <= 22 { return Double(mantissa) * powers[exponent] }
      return nil
    }
    return exponent <= 0 && exponent >= -19 ? quotient(mantissa, wholePowers[-exponent]) : nil
  }

  /// `numerator ÷ denominator` rounded half to even; the numerator is at least 2⁵³.
  private static func quotient(_ numerator: UInt64, _ denominator: UInt64) -> Double {
    let shiftTop = numerator.leadingZeroBitCount
    let shiftBottom = denominator.leadingZeroBitCount
    let top = numerator << UInt64(shiftTop)
    let (q, rest) = (denominator << UInt64(shiftBottom)).dividingFullWidth((top >> 1, top << 63))
    // q holds 63 or 64 bits of the answer: value = q × 2^(shiftBottom − shiftTop − 63).
    let spare = UInt64(11 - q.leadingZeroBitCount)
    var kept = q >> spare
    let cut = q & ((1 << spare) - 1)
    let half: UInt64 = 1 << (spare - 1)
    if cut > half || (cut == half && (rest != 0 || kept & 1 == 1)) { kept += 1 }
    let scale = shiftBottom - shiftTop - 63 + Int(spare)
    // A power of two by its bits: the library's scaling costs more than all the rest.
    return Double(kept) * Double(bitPattern: UInt64(1023 + scale) << 52)
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
  ]
  private static let wholePowers: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]
}
