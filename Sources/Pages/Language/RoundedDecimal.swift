import Markup

/// A finite number as decimal digits, rounded half up (away from zero).
///
/// Rounding works on the decimal digits that stand for the number, not on its binary expansion: 2.675 is
/// taken at its word and becomes 2.68. Digits beyond the fifteenth are noise of binary arithmetic and are
/// rounded off first, so that 28.499999999999996 (0.285 × 100) counts as 28.5.
package struct RoundedDecimal: Hashable, Sendable {
  /// False for zero, whatever the sign before rounding.
  package let isNegative: Bool
  /// Digits before the point, at least one, no leading zeros.
  package let whole: [UInt8]
  /// Digits after the point, exactly as many as asked for.
  package let fraction: [UInt8]

  /// - Parameters:
  ///   - value: a finite number.
  ///   - decimals: digits after the point; 0 or more.
  package init(_ value: Double, decimals: Int) {
    precondition(value.isFinite && decimals >= 0)
    var digits = Self.digits(of: value.magnitude)
    digits.round(keeping: 15)
    digits.round(keeping: digits.point + decimals)
    whole = digits.slice(from: digits.point - max(digits.point, 1), count: max(digits.point, 1))
    fraction = digits.slice(from: digits.point, count: decimals)
    isNegative = value < 0 && (whole + fraction).contains { $0 != 0 }
  }

  /// The digits with a point, ASCII only: for files, never for readers.
  package var plain: String {
    let text = (isNegative ? "-" : "") + Self.text(whole)
    return fraction.isEmpty ? text : text + "." + Self.text(fraction)
  }

  static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }

  /// The shortest decimal digits that read back as the same number.
  private static func digits(of magnitude: Double) -> Digits {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    let parts = magnitude.description.split(separator: "e")
    for byte in (parts.first ?? "0").utf8 {
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - UInt8(ascii: "0")) }
    }
    if parts.count == 2 { exponent = Int(parts[1]) ?? 0 }
    var result = Digits(digits: digits, point: (point ?? digits.count) + exponent)
    result.dropLeadingZeros()
    return result
  }
}

/// Decimal digits with the position of the point: digit `i` is worth ten to the power `point − 1 − i`.
private struct Digits {
  var digits: [UInt8]
  var point: Int

  mutating func dropLeadingZeros() {
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    if digits.isEmpty { point = 0 }
  }

  /// Keeps so many leading digits, rounding half up; a carry may add one in front.
  mutating func round(keeping kept: Int) {
    guard kept < digits.count else { return }
    guard kept >= 0 else {
      digits = []
      point = 0
      return
    }
    let roundsUp = digits[kept] >= 5
    digits.removeLast(digits.count - kept)
    if roundsUp { carry() }
  }

  private mutating func carry() {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  /// Digits from a position, with zeros where there are none.
  func slice(from start: Int, count: Int) -> [UInt8] {
    (start..<start + count).map { digits.indices.contains($0) ? digits[$0] : 0 }
  }
}

extension RoundedDecimal {
  /// The same digits as `RoundedDecimal(value, decimals:).plain`, by arithmetic where that is certain.
  static func plain(_ value: Double, decimals: Int) -> String {
    guard let units = Rounding.units(value, decimals: decimals) else {
      return RoundedDecimal(value, decimals: decimals).plain
    }
    return Decimal.text(units, places: decimals)
  }
}
