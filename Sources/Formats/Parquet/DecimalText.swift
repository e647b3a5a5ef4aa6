/// Decimal numbers as a whole number of any length and the place of the point.
enum DecimalText {
  /// The number as a cell: a number where a double holds all its digits (15 always do), else a text of them, since
  /// money must not change in the last cent.
  static func cell(_ unscaled: Int64, scale: Int) -> FormatValue {
    if scale == 0 { return .integer(unscaled) }
    if unscaled.magnitude < 1_000_000_000_000_000, (1...22).contains(scale) {
      // Both are exact, so the quotient is the nearest double.
      return .number(Double(unscaled) / powers[scale])
    }
    return .text(point(String(unscaled.magnitude), isNegative: unscaled < 0, scale: scale))
  }

  /// Of bytes with the highest first, negative numbers as their complement to two.
  static func cell(_ bytes: ArraySlice<UInt8>, scale: Int) -> FormatValue {
    guard let first = bytes.first else { return .missing }
    let isNegative = first >= 0x80
    if bytes.count <= 8 {
      return cell(bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }, scale: scale)
    }
    guard bytes.count <= longest else { return .text(hexadecimal(bytes)) }
    var magnitude = Array(bytes)
    if isNegative {
      var carry = true
      for index in magnitude.indices.reversed() {
        magnitude[index] = ~magnitude[index] &+ (carry ? 1 : 0)
        carry = carry && magnitude[index] == 0
      }
    }
    let significant = magnitude.drop { $0 == 0 }
    if significant.count <= 7 {
      let small = significant.reduce(Int64(0)) { $0 << 8 | Int64($1) }
      return cell(isNegative ? -small : small, scale: scale)
    }
    return .text(point(digits(Array(significant)), isNegative: isNegative, scale: scale))
  }

  /// Decimals of 256 bits are the longest that any writer has.
  private static let longest = 32

  private static let powers: [Double] = (0...22).map { count in
    (0..<count).reduce(1.0) { power, _ in power * 10 }
  }

  private static func digits(_ magnitude: [UInt8]) -> String {
    var rest = magnitude
    var digits: [UInt8] = []
    while rest.contains(where: { $0 != 0 }) {
      var remainder = 0
      for index in rest.indices {
        let part = remainder << 8 | Int(rest[index])
        rest[index] = UInt8(part / 10)
        remainder = part % 10
      }
      digits.append(UInt8(0x30 + remainder))
    }
    return String(decoding: digits.reversed(), as: UTF8.self)
  }

  private static func point(_ digits: String, isNegative: Bool, scale: Int) -> String {
    let sign = isNegative ? "-" : ""
    guard scale > 0, scale <= 1000 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
  }
}
