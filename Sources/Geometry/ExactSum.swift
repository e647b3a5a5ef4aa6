/// A sum of products of doubles without any rounding, whatever their exponents.
///
/// A long accumulator (Kulisch, 2008): a fixed-point number wide enough for the product of any two finite
/// doubles, 2⁻²¹⁴⁸ to 2²⁰⁴⁸, in digits of 32 bits that carry late. Expansions of doubles would be shorter, but
/// they are exact only while no product under- or overflows. The six products of an orientation take some
/// 100 ns; the filter before it lets hardly any point through that does not lie on a border.
struct ExactSum {
  private let digits: UnsafeMutableBufferPointer<Int64>

  /// The sign, −1, 0 or 1, of what `body` adds. All numbers must be finite.
  static func sign(_ body: (inout ExactSum) -> Void) -> Int {
    // 4,196 bits of product from bit 0, and room for carries.
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: 136) { digits in
      digits.initialize(repeating: 0)
      var sum = ExactSum(digits: digits)
      body(&sum)
      return sum.sign
    }
  }

  /// Adds `one` × `other`. Some 2³¹ products fit before a digit could overflow.
  mutating func add(_ one: Double, times other: Double) {
    let (high, low) = Self.significand(one).multipliedFullWidth(by: Self.significand(other))
    let shift = Self.exponent(one) + Self.exponent(other)
    let isNegative = (one.sign == .minus) != (other.sign == .minus)
    var rest = (UInt128(high) << 64 | UInt128(low)) << UInt128(shift % 32)
    // At most 106 + 31 bits: the top nine may be lost to the shift, so they are taken from `high` first.
    let overflow = shift % 32 == 0 ? 0 : high >> UInt64(64 - shift % 32)
    var digit = shift / 32
    for _ in 0..<4 {
      add(Int64(truncatingIfNeeded: rest & 0xFFFF_FFFF), isNegative, at: digit)
      rest >>= 32
      digit += 1
    }
    add(Int64(overflow), isNegative, at: digit)
  }

  private func add(_ value: Int64, _ isNegative: Bool, at digit: Int) {
    digits[digit] += isNegative ? -value : value
  }

  private var sign: Int {
    var carry: Int64 = 0
    var isZero = true
    for digit in digits {
      let value = digit + carry
      if value & 0xFFFF_FFFF != 0 { isZero = false }
      carry = value >> 32
    }
    return carry < 0 ? -1 : isZero ? 0 : 1
  }

  private static func significand(_ value: Double) -> UInt64 {
    value.exponentBitPattern == 0 ? value.significandBitPattern : value.significandBitPattern | 1 << 52
  }

  /// The exponent of the significand's last bit above that of the smallest double.
  private static func exponent(_ value: Double) -> Int { max(0, Int(value.exponentBitPattern) - 1) }
}
