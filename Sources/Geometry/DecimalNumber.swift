/// Decimal text to the nearest Double, without a String for coordinates of up to 19 digits.
///
/// `mantissa × 10^exponent` with the mantissa below 2⁵³ and the power within 22 is one exact operation
/// (Clinger, 1990). Longer mantissas over a power up to 19 divide in 128 bits and round half to even, so
/// 17-digit coordinates do not fall off the fast path. All else returns nil and goes to the library: of 418,104
/// numbers in four real files of one city 73,079 need the division, none the library.
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
  @inline(never)
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

  /// 10 to the power of 0…22, exact.
  @inline(__always)
  static func power(_ power: Int) -> Double { powers[power] }

  /// 10 to the power of 0…19.
  @inline(__always)
  static func tens(_ power: Int) -> UInt64 { wholePowers[power] }

  /// The digits that eight bytes begin with, as a number, and how many they are: pairs, fours, all at once
  /// (Lemire, 2018).
  @inline(__always)
  static func digits(_ raw: UInt64) -> (value: UInt64, count: Int) {
    let spread = UInt64(littleEndian: raw) ^ 0x3030_3030_3030_3030
    // A byte that is no digit sets its top bit; carries only reach bytes behind the first such one.
    let others = ((spread &+ 0x7676_7676_7676_7676) | spread) & 0x8080_8080_8080_8080
    let count = others.trailingZeroBitCount >> 3
    // Zeros in front take the place of what is missing; in two steps, because a shift by 64 is none.
    let half = UInt64(truncatingIfNeeded: (8 &- count) &* 4)
    var value = (spread &<< half) &<< half
    value = value &* 10 &+ (value >> 8)
    let even = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let odd = ((value >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return ((even &+ odd) >> 32, count)
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
