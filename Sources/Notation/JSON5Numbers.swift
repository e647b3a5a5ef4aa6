/// Numbers: read exactly, kept as written.
extension JSON5Parser {
  /// Past a number with its sign. Without a sign it begins with a digit or a point.
  mutating func number() throws(Diagnostic) -> JSONNode.Kind {
    let start = at
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { at += 1 }
    if isJSON, bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: ".") {
      throw numberProblem(start, "JSON numbers begin with a digit or a minus sign")
    }
    if byte == UInt8(ascii: "I") || byte == UInt8(ascii: "N") { return try signedWord(start) }
    let isHex = byte == 0x30 && byte(ahead: 1) | 0x20 == UInt8(ascii: "x")
    let magnitude = isHex ? try hexadecimal(start) : try decimal(start)
    if wordEnd(at) > at || byte == UInt8(ascii: "\\") { throw numberProblem(start, nil) }
    let text = slice(start, at)
    guard magnitude.isFinite else {
      report(
        error(
          .notFinite, "\(quoted(text)) is larger than any number that can be kept", at: start,
          fix: "write a number below 1.8e308"))
      return .null
    }
    return .number(isNegative ? -magnitude : magnitude, text: text)
  }

  /// `-Infinity`, `+NaN`: refused for what they are.
  private mutating func signedWord(_ start: Int) throws(Diagnostic) -> JSONNode.Kind {
    let end = wordEnd(at)
    let word = slice(at, end)
    guard word == "Infinity" || word == "NaN" else { throw numberProblem(start, nil) }
    let written = slice(start, end)
    at = end
    report(notFinite(written, start))
    return .null
  }

  // MARK: Decimal

  /// Exact: up to 19 digits with a power of ten that a double holds exactly need one rounding (Clinger 1990);
  /// everything else goes through the standard library's correctly rounded reading.
  private mutating func decimal(_ start: Int) throws(Diagnostic) -> Double {
    var digits = Digits()
    let whole = at
    takeDigits(&digits, isFraction: false)
    let wholeCount = at - whole
    if wholeCount > 1, bytes[whole] == 0x30 {
      throw numberProblem(start, "a number has no zeros in front")
    }
    var fractionCount = 0
    if byte == UInt8(ascii: ".") {
      at += 1
      let fraction = at
      takeDigits(&digits, isFraction: true)
      fractionCount = at - fraction
      if isJSON, wholeCount == 0 || fractionCount == 0 {
        throw numberProblem(start, "JSON numbers have digits on both sides of the point")
      }
    }
    if wholeCount + fractionCount == 0 { throw numberProblem(start, nil) }
    try takeExponent(&digits, start)
    return digits.exact ?? slowDecimal(from: whole)
  }

  private mutating func takeDigits(_ digits: inout Digits, isFraction: Bool) {
    while at < bytes.count, case let digit = bytes[at] &- 0x30, digit < 10 {
      digits.take(digit, isFraction: isFraction)
      at += 1
    }
  }

  private mutating func takeExponent(_ digits: inout Digits, _ start: Int) throws(Diagnostic) {
    guard byte | 0x20 == UInt8(ascii: "e") else { return }
    at += 1
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { at += 1 }
    let first = at
    var exponent = 0
    while at < bytes.count, case let digit = bytes[at] &- 0x30, digit < 10 {
      exponent = min(exponent * 10 + Int(digit), 100_000)
      at += 1
    }
    if at == first { throw numberProblem(start, "the exponent after “e” has no digits") }
    digits.exponent += isNegative ? -exponent : exponent
  }

  /// The grammar is checked by now, so the library can refuse nothing but the size.
  private func slowDecimal(from whole: Int) -> Double {
    Double("0" + slice(whole, at)) ?? .infinity
  }

  // MARK: Hexadecimal

  private mutating func hexadecimal(_ start: Int) throws(Diagnostic) -> Double {
    if isJSON { throw numberProblem(start, "JSON has no hexadecimal numbers") }
    let prefix = at
    at += 2
    let first = at
    var value: UInt64 = 0
    while at < bytes.count, let digit = hexDigit(bytes[at]) {
      value = value << 4 | UInt64(digit)
      at += 1
    }
    if at == first { throw numberProblem(start, "there is no digit after “0x”") }
    return at - first <= 16 ? Double(value) : Double(slice(prefix, at)) ?? .infinity
  }

  private mutating func numberProblem(_ start: Int, _ reason: String?) -> Diagnostic {
    var end = wordEnd(max(at, start + 1))
    if end < bytes.count, bytes[end] == UInt8(ascii: "+") { end = wordEnd(end + 1) }
    let written = slice(start, end)
    let why = reason.map { ": \($0)" } ?? ""
    return error(
      .badNumber, "\(quoted(written)) is not a number\(why)", at: start,
      fix: "write it like 1250 or -0.5, or put it in quotes if it is a text")
  }
}

/// The digits of a decimal number while they fit a 64-bit whole number.
private struct Digits {
  private var mantissa: UInt64 = 0
  private var isCut = false
  var exponent = 0

  mutating func take(_ digit: UInt8, isFraction: Bool) {
    if mantissa >= 1_000_000_000_000_000_000 {
      isCut = true
    } else {
      mantissa = mantissa * 10 + UInt64(digit)
    }
    if isFraction { exponent -= 1 }
  }

  /// The double, where one multiplication or division of exact doubles gives it; else nil.
  var exact: Double? {
    if mantissa == 0, !isCut { return 0 }
    guard !isCut, mantissa <= 1 << 53, -22...22 ~= exponent else { return nil }
    let power = powersOfTen[abs(exponent)]
    return exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
  }
}

/// The powers of ten that a double holds exactly.
private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
]
