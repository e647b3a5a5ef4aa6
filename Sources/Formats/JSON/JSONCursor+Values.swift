import Notation

/// Texts and numbers.
extension JSONCursor {
  /// A number as it is written.
  struct Number {
    var value: Double
    /// The same, where it is written without a point or exponent and fits.
    var integer: Int64?
  }

  /// Reads a number. Most are short: up to 15 digits and a power of ten up to 22 are exact in two operations (Clinger
  /// 1990); the rest goes through the standard library.
  mutating func number() throws(Diagnostic) -> Number {
    let digits = try digits()
    if digits.isInteger, digits.count <= 18 {
      let integer = digits.isNegative ? -digits.mantissa : digits.mantissa
      return Number(value: Double(integer), integer: integer)
    }
    guard digits.count <= 15, !digits.hasExponent else { return try Number(value: slowly(digits.start)) }
    let value = Double(digits.mantissa) / Self.powers[digits.places]
    return Number(value: digits.isNegative ? -value : value)
  }

  /// Passes a number: as it is written, whether or not a Double holds it.
  mutating func numberText() throws(Diagnostic) -> String {
    let start = try digits().start
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// What a number is written of.
  private struct Digits {
    /// Where it begins.
    let start: Int
    let isNegative: Bool
    /// All digits but the exponent's as one number, which has wrapped around beyond 18 of them.
    var mantissa: Int64 = 0
    var count = 0
    /// How many of them stand behind the point.
    var places = 0
    var hasPoint = false
    var hasExponent = false

    var isInteger: Bool { !hasPoint && !hasExponent }
  }

  /// Passes a number, checking its grammar.
  @inline(__always)
  private mutating func digits() throws(Diagnostic) -> Digits {
    let first = try peek()
    var digits = Digits(start: at, isNegative: first == 0x2D)
    if digits.isNegative { at += 1 }
    let whole = at
    digits.count = takeDigits(&digits.mantissa)
    guard digits.count > 0 else {
      at = digits.start
      throw bad("this is no value of JSON")
    }
    guard digits.count == 1 || bytes[whole] != 0x30 || tolerance.contains(.leadingZeros) else {
      at = digits.start
      throw bad("a number begins with a zero that does not count")
    }
    if at < bytes.count, bytes[at] == 0x2E {
      at += 1
      digits.places = takeDigits(&digits.mantissa)
      digits.count += digits.places
      digits.hasPoint = true
      guard digits.places > 0 else { throw bad("a digit is missing behind the point") }
    }
    if at < bytes.count, bytes[at] | 0x20 == 0x65 {
      at += 1
      if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
      var exponent: Int64 = 0
      guard takeDigits(&exponent) > 0 else { throw bad("a digit is missing in the exponent") }
      digits.hasExponent = true
    }
    return digits
  }

  private static let powers: [Double] = (0...22).map { index in
    (0..<index).reduce(1.0) { power, _ in power * 10 }
  }

  /// Passes digits into a number that wraps around where there are too many: how many there were.
  private mutating func takeDigits(_ number: inout Int64) -> Int {
    let start = at
    while at < bytes.count, case let digit = bytes[at] &- 0x30, digit < 10 {
      number = number &* 10 &+ Int64(digit)
      at += 1
    }
    return at - start
  }

  private func slowly(_ start: Int) throws(Diagnostic) -> Double {
    guard let value = Double(String(decoding: bytes[start..<at], as: UTF8.self)), value.isFinite else {
      throw bad("this number is larger than any that is computed with", at: start)
    }
    return value
  }

  /// Reads a text.
  mutating func string() throws(Diagnostic) -> String {
    let (range, isPlain, _) = try stringRange()
    let text = isPlain ? bytes[range] : try JSONEscapes.resolved(self, range)[...]
    if let valid = text.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) }) { return valid }
    guard tolerance.contains(.brokenText) else { throw bad("a text is not UTF-8", at: range.lowerBound) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Passes a text: what lies between its quotes, whether that has no escape, and whether it is ASCII.
  private mutating func stringRange() throws(Diagnostic) -> (range: Range<Int>, isPlain: Bool, isASCII: Bool)
  {
    guard try peek() == 0x22 else { throw bad("a text in quotes is missing here") }
    let start = at + 1
    var index = start
    var isPlain = true
    var bits: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 {
        at = index + 1
        return (start..<index, isPlain, bits < 0x80)
      }
      guard byte >= 0x20 else { throw bad("a text holds a control character", at: index) }
      bits |= byte
      if byte == 0x5C {
        isPlain = false
        index += 1
      }
      index += 1
    }
    throw bad("a text is opened here and never closed")
  }

  /// Passes a text, which is made only where that is needed to see whether it is sound.
  mutating func skipString() throws(Diagnostic) {
    let start = at
    let (_, isPlain, isASCII) = try stringRange()
    if isPlain, isASCII { return }
    at = start
    _ = try string()
  }

  /// Any value as a cell: lists and objects as the text that they are.
  mutating func cell() throws(Diagnostic) -> FormatValue {
    switch try peek() {
    case 0x22: return .text(try string())
    case 0x74:
      try word("true")
      return .boolean(true)
    case 0x66:
      try word("false")
      return .boolean(false)
    case 0x6E:
      try word("null")
      return .missing
    case 0x7B, 0x5B:
      let start = at
      try skip()
      return .text(String(decoding: bytes[start..<at], as: UTF8.self))
    default:
      let number = try number()
      return number.integer.map(FormatValue.integer) ?? .number(number.value)
    }
  }

  /// A text, or a number as it is written: what names are in some documents.
  mutating func name() throws(Diagnostic) -> String {
    try isNumber() ? try numberText() : try string()
  }

  /// A list of names; a single one counts as a list of one.
  mutating func names() throws(Diagnostic) -> [String] {
    guard try isList() else { return [try name()] }
    var all: [String] = []
    try beginList()
    var isFirst = true
    while try element(&isFirst) { all.append(try name()) }
    return all
  }

  /// A whole number that is no less than zero and fits.
  mutating func count() throws(Diagnostic) -> Int {
    let start = at
    guard let integer = try number().integer, let count = Int(exactly: integer), count >= 0 else {
      throw bad("a whole number, zero or more, is wanted here", at: start)
    }
    return count
  }
}
