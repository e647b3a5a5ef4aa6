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
    _ = try peek()
    let start = at
    let isNegative = bytes[at] == 0x2D
    if isNegative { at += 1 }
    var (mantissa, digits): (Int64, Int) = (0, 0)
    let whole = at
    digits += takeDigits(&mantissa)
    guard digits > 0, digits == 1 || bytes[whole] != 0x30 else {
      at = start
      throw bad("this is no value of JSON")
    }
    var (places, isInteger) = (0, true)
    if at < bytes.count, bytes[at] == 0x2E {
      at += 1
      places = takeDigits(&mantissa)
      digits += places
      isInteger = false
      guard places > 0 else { throw bad("a digit is missing behind the point") }
    }
    if at < bytes.count, bytes[at] | 0x20 == 0x65 {
      at += 1
      if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
      var exponent: Int64 = 0
      guard takeDigits(&exponent) > 0 else { throw bad("a digit is missing in the exponent") }
      return try Number(value: slowly(start))
    }
    if isInteger, digits <= 18 {
      return Number(
        value: Double(isNegative ? -mantissa : mantissa), integer: isNegative ? -mantissa : mantissa)
    }
    guard digits <= 15 else { return try Number(value: slowly(start)) }
    let value = Double(mantissa) / Self.powers[places]
    return Number(value: isNegative ? -value : value)
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
    let text =
      isPlain
      ? bytes[range].withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
      : try JSONEscapes.resolved(self, range)
    guard let text else { throw bad("a text is not UTF-8", at: range.lowerBound) }
    return text
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
    guard try isNumber() else { return try string() }
    let start = at
    _ = try number()
    return String(decoding: bytes[start..<at], as: UTF8.self)
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

/// Reads the escapes of JSON's texts.
enum JSONEscapes {
  /// The text of a stretch between quotes; nil where it is not UTF-8.
  static func resolved(_ cursor: JSONCursor, _ range: Range<Int>) throws(Diagnostic) -> String? {
    var output: [UInt8] = []
    output.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = cursor.bytes[index]
      guard byte == 0x5C else {
        output.append(byte)
        index += 1
        continue
      }
      switch cursor.bytes[index + 1] {
      case let plain where plain == 0x22 || plain == 0x5C || plain == 0x2F: output.append(plain)
      case 0x62: output.append(0x08)
      case 0x66: output.append(0x0C)
      case 0x6E: output.append(0x0A)
      case 0x72: output.append(0x0D)
      case 0x74: output.append(0x09)
      case 0x75:
        index += try unicode(cursor, index, range.upperBound, &output)
        continue
      default: throw cursor.bad("this escape is none of JSON's", at: index)
      }
      index += 2
    }
    return String(validating: output, as: UTF8.self)
  }

  /// Appends the scalar of `\uXXXX`, or of two that are a pair: how many bytes it took.
  private static func unicode(
    _ cursor: JSONCursor, _ at: Int, _ end: Int, _ output: inout [UInt8]
  ) throws(Diagnostic) -> Int {
    guard let first = unit(cursor, at, end) else {
      throw cursor.bad("four hexadecimal digits are missing", at: at)
    }
    if let scalar = Unicode.Scalar(first) {
      output += String(Character(scalar)).utf8
      return 6
    }
    guard first < 0xDC00, let second = unit(cursor, at + 6, end), (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw cursor.bad("this escape is half of a character", at: at) }
    output += String(Character(scalar)).utf8
    return 12
  }

  private static func unit(_ cursor: JSONCursor, _ at: Int, _ end: Int) -> UInt32? {
    guard at + 6 <= end, cursor.bytes[at] == 0x5C, cursor.bytes[at + 1] == 0x75 else { return nil }
    var value: UInt32 = 0
    for byte in cursor.bytes[at + 2..<at + 6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
