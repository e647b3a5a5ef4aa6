/// Numbers as JSON spells them.
extension ByteCursor {
  /// A JSON number as the nearest Double.
  @inline(__always)
  mutating func number() throws(GeometryProblem) -> Double {
    let start = position
    let decimal = try decimal()
    if let value = decimal.value { return value }
    guard let value = Double(text(start..<position)) else { throw badNumber(at: start) }
    return value
  }

  /// Steps over a JSON number and tells its digits and power of ten.
  @inline(__always)
  mutating func decimal() throws(GeometryProblem) -> JSONDecimal {
    let start = position
    var at = start
    let isNegative = at < bytes.count && bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let firstDigit = at
    var mantissa: UInt64 = 0
    digits(&at, &mantissa)
    var count = at - firstDigit
    let leadingZero = count > 1 && bytes[firstDigit] == 0x30
    guard count > 0, !leadingZero else { throw badNumber(at: start) }
    var exponent = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      let fraction = at
      digits(&at, &mantissa)
      exponent = fraction - at
      guard exponent < 0 else { throw badNumber(at: start) }
      count -= exponent
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") { exponent += try power(&at, start) }
    position = at
    return JSONDecimal(isNegative: isNegative, mantissa: mantissa, digits: count, exponent: exponent)
  }

  @inline(__always)
  private func digits(_ position: inout Int, _ mantissa: inout UInt64) {
    var at = position
    var value = mantissa
    while at + 8 <= bytes.count {
      let raw = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let (eight, count) = DecimalNumber.digits(raw)
      guard count == 8 else { break }
      value = value &* 100_000_000 &+ eight
      at += 8
    }
    while at < bytes.count {
      let digit = bytes[at] &- 0x30
      guard digit < 10 else { break }
      value = value &* 10 &+ UInt64(digit)
      at += 1
    }
    position = at
    mantissa = value
  }

  private mutating func power(_ at: inout Int, _ start: Int) throws(GeometryProblem) -> Int {
    at += 1
    let sign = at < bytes.count ? bytes[at] : 0
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { at += 1 }
    let first = at
    var value: UInt64 = 0
    digits(&at, &value)
    guard at > first else { throw badNumber(at: start) }
    // Beyond four digits the value is nothing or infinite whatever the rest says; the library decides.
    let limited = at - first > 4 ? 9_999 : Int(value)
    return sign == UInt8(ascii: "-") ? -limited : limited
  }

  private mutating func badNumber(at start: Int) -> GeometryProblem {
    position = start
    return unexpected("a number")
  }
}

/// The digits of a number as written: ± mantissa × 10^exponent.
struct JSONDecimal {
  let isNegative: Bool
  /// Wrapped when there are more than nineteen digits.
  let mantissa: UInt64
  let digits: Int
  let exponent: Int

  /// The nearest Double, or nil where only the library can tell.
  @inline(__always)
  var value: Double? {
    // 19 digits always fit 64 bits; more may have wrapped.
    guard digits <= 19, let size = DecimalNumber.value(mantissa: mantissa, exponent: exponent) else {
      return nil
    }
    return isNegative ? -size : size
  }
}
