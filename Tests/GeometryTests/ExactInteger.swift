@testable import Geometry

/// An integer of any size, to check predicates with arithmetic that shares nothing with theirs.
struct ExactInteger {
  private var isNegative = false
  /// Digits of 32 bits, the lowest first, without leading zeros.
  private var digits: [UInt32] = []

  /// `value` × 2^`power`, which must be whole.
  init(_ value: Double, times power: Int) {
    guard value != 0 else { return }
    // value = significand × 2^exponent, with a whole significand.
    let exponent = Int(value.magnitude.exponent) - 52
    let significand = UInt64(value.magnitude.significand * 0x1p52)
    let shift = exponent + power
    isNegative = value < 0
    if shift >= 0 {
      digits = [UInt32](repeating: 0, count: shift / 32)
      let wide = UInt128(significand) << UInt128(shift % 32)
      for place in 0..<3 { digits.append(UInt32(truncatingIfNeeded: wide >> UInt128(32 * place))) }
    } else {
      precondition(significand.trailingZeroBitCount >= -shift)
      let narrow = significand >> UInt64(-shift)
      digits = [UInt32(truncatingIfNeeded: narrow), UInt32(truncatingIfNeeded: narrow >> 32)]
    }
    trim()
  }

  /// The exponent of the lowest bit of a double; nil for zero.
  static func lowestBit(_ value: Double) -> Int? {
    guard value != 0 else { return nil }
    let significand = UInt64(value.magnitude.significand * 0x1p52)
    return Int(value.exponent) - 52 + significand.trailingZeroBitCount
  }

  var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { isNegative = false }
  }

  static func * (one: ExactInteger, other: ExactInteger) -> ExactInteger {
    var out = one
    out.isNegative = one.isNegative != other.isNegative
    out.digits = [UInt32](repeating: 0, count: one.digits.count + other.digits.count)
    for (i, a) in one.digits.enumerated() {
      var carry: UInt64 = 0
      for (j, b) in other.digits.enumerated() {
        let sum = UInt64(a) * UInt64(b) + UInt64(out.digits[i + j]) + carry
        out.digits[i + j] = UInt32(truncatingIfNeeded: sum)
        carry = sum >> 32
      }
      out.digits[i + other.digits.count] = UInt32(carry)
    }
    out.trim()
    return out
  }

  static func - (one: ExactInteger, other: ExactInteger) -> ExactInteger {
    var out = one
    if one.isNegative != other.isNegative {
      out.digits = sum(one.digits, other.digits)
    } else if isLess(one.digits, other.digits) {
      out.digits = difference(other.digits, one.digits)
      out.isNegative = !one.isNegative
    } else {
      out.digits = difference(one.digits, other.digits)
    }
    if one.digits.isEmpty { out.isNegative = !other.isNegative }
    out.trim()
    return out
  }

  private static func isLess(_ one: [UInt32], _ other: [UInt32]) -> Bool {
    if one.count != other.count { return one.count < other.count }
    for (a, b) in zip(one.reversed(), other.reversed()) where a != b { return a < b }
    return false
  }

  private static func sum(_ one: [UInt32], _ other: [UInt32]) -> [UInt32] {
    var out: [UInt32] = []
    var carry: UInt64 = 0
    for index in 0..<max(one.count, other.count) {
      carry += index < one.count ? UInt64(one[index]) : 0
      carry += index < other.count ? UInt64(other[index]) : 0
      out.append(UInt32(truncatingIfNeeded: carry))
      carry >>= 32
    }
    return out + [UInt32(carry)]
  }

  /// `one` is not less than `other`.
  private static func difference(_ one: [UInt32], _ other: [UInt32]) -> [UInt32] {
    var out = one
    var borrow: Int64 = 0
    for index in out.indices {
      let value = Int64(one[index]) - (index < other.count ? Int64(other[index]) : 0) - borrow
      borrow = value < 0 ? 1 : 0
      out[index] = UInt32(truncatingIfNeeded: value)
    }
    return out
  }
}

/// The sign of (b − a) × (p − a) by whole numbers: positive when p lies left of the line from a to b.
func exactSide(_ a: Position, _ b: Position, _ p: Position) -> Int {
  let all = [a.x, a.y, b.x, b.y, p.x, p.y]
  let power = -(all.compactMap { ExactInteger.lowestBit($0) }.min() ?? 0)
  let n = all.map { ExactInteger($0, times: power) }
  let left: ExactInteger = (n[2] - n[0]) * (n[5] - n[1])
  let right: ExactInteger = (n[3] - n[1]) * (n[4] - n[0])
  return (left - right).sign
}
