/// A reader of JSON over bytes: it never builds a tree and allocates only for text that is asked for.
///
/// It lives on the stack inside `withUnsafeBufferPointer`; the pointer never outlives that call.
struct ByteCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  /// The feature being read, for problems.
  var feature: Int?

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
  }

  /// The next byte that is no white space, or 0 at the end; the cursor stands on it.
  @inline(__always)
  mutating func peek() -> UInt8 {
    while position < bytes.count {
      let byte = bytes[position]
      if byte > 0x20 { return byte }
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position += 1
    }
    return 0
  }

  /// Steps over `byte` if it comes next.
  @inline(__always)
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte, position < bytes.count else { return false }
    position += 1
    return true
  }

  @inline(__always)
  mutating func expect(_ byte: UInt8, _ name: StaticString) throws(GeometryProblem) {
    guard take(byte) else { throw unexpected("\(name)") }
  }

  /// After a value in a list or object: true when another follows the comma.
  @inline(__always)
  mutating func another(before close: UInt8) throws(GeometryProblem) -> Bool {
    if take(UInt8(ascii: ",")) {
      if peek() == close { throw unexpected("a value after the comma") }
      return true
    }
    guard take(close) else { throw unexpected(close == UInt8(ascii: "]") ? "“,” or “]”" : "“,” or “}”") }
    return false
  }

  /// The bytes of a text between its quotes, escapes untouched.
  @inline(__always)
  mutating func rawText() throws(GeometryProblem) -> Range<Int> {
    try expect(UInt8(ascii: "\""), "a text in quotes")
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return start..<(position - 1)
      }
      if byte < 0x20 { throw unexpected("the closing quote of the text") }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    position = bytes.count
    throw unexpected("the closing quote of the text")
  }

  /// A member's name and the colon behind it.
  @inline(__always)
  mutating func key() throws(GeometryProblem) -> Range<Int> {
    let range = try rawText()
    try expect(UInt8(ascii: ":"), "“:”")
    return range
  }

  @inline(__always)
  func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    for index in 0..<range.count where bytes[range.lowerBound + index] != text.utf8Start[index] {
      return false
    }
    return true
  }
}

// MARK: - Values that are stepped over

extension ByteCursor {
  /// Steps over any value, checking its syntax.
  mutating func skipValue(depth: Int = 0) throws(GeometryProblem) {
    guard depth < 256 else { throw problem(.tooDeep, at: position) }
    switch peek() {
    case UInt8(ascii: "\""): _ = try rawText()
    case UInt8(ascii: "{"):
      position += 1
      if take(UInt8(ascii: "}")) { return }
      repeat {
        _ = try key()
        try skipValue(depth: depth + 1)
      } while try another(before: UInt8(ascii: "}"))
    case UInt8(ascii: "["):
      position += 1
      if take(UInt8(ascii: "]")) { return }
      repeat { try skipValue(depth: depth + 1) } while try another(before: UInt8(ascii: "]"))
    default: try skipWord()
    }
  }

  /// Steps over a number, `true`, `false` or `null`.
  private mutating func skipWord() throws(GeometryProblem) {
    let first = peek()
    if first == UInt8(ascii: "-") || (first >= 0x30 && first <= 0x39) {
      _ = try number()
      return
    }
    guard takeWord("null") || takeWord("true") || takeWord("false") else { throw unexpected("a value") }
  }

  /// Steps over `word` if it comes next.
  mutating func takeWord(_ word: StaticString) -> Bool {
    _ = peek()
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count, equals(position..<end, word) else { return false }
    position = end
    return true
  }
}

// MARK: - Numbers

extension ByteCursor {
  /// A JSON number as the nearest Double.
  @inline(__always)
  mutating func number() throws(GeometryProblem) -> Double {
    let start = position
    let negative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if negative { position += 1 }
    let firstDigit = position
    var mantissa: UInt64 = 0
    digits(&mantissa)
    var count = position - firstDigit
    let leadingZero = count > 1 && bytes[firstDigit] == 0x30
    guard count > 0, !leadingZero else { throw badNumber(at: start) }
    var exponent = 0
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      let fraction = position
      digits(&mantissa)
      exponent = fraction - position
      guard exponent < 0 else { throw badNumber(at: start) }
      count -= exponent
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") { exponent += try power(start) }
    // 19 digits always fit 64 bits; more may have wrapped.
    if count <= 19, let value = DecimalNumber.value(mantissa: mantissa, exponent: exponent) {
      return negative ? -value : value
    }
    guard let value = Double(text(start..<position)) else { throw badNumber(at: start) }
    return value
  }

  @inline(__always)
  private mutating func digits(_ mantissa: inout UInt64) {
    while position + 8 <= bytes.count, let eight = eightDigits() {
      mantissa = mantissa &* 100_000_000 &+ eight
      position += 8
    }
    while position < bytes.count {
      let digit = bytes[position] &- 0x30
      guard digit < 10 else { return }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      position += 1
    }
  }

  /// The number that the next eight bytes spell, or nil when one is no digit; pairs, fours, eight at once
  /// (Lemire, 2018). Eight bytes must be left.
  @inline(__always)
  private func eightDigits() -> UInt64? {
    let raw = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: position, as: UInt64.self)
    let chunk = UInt64(littleEndian: raw)
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let carried = ((chunk &+ 0x0606_0606_0606_0606) & high) >> 4
    guard (chunk & high) | carried == 0x3333_3333_3333_3333 else { return nil }
    var value = chunk & 0x0F0F_0F0F_0F0F_0F0F
    value = value &* 10 &+ (value >> 8)
    let even = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let odd = ((value >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (even &+ odd) >> 32
  }

  private mutating func power(_ start: Int) throws(GeometryProblem) -> Int {
    position += 1
    let sign = position < bytes.count ? bytes[position] : 0
    if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { position += 1 }
    let first = position
    var value: UInt64 = 0
    digits(&value)
    guard position > first else { throw badNumber(at: start) }
    // Beyond four digits the value is nothing or infinite whatever the rest says; the library decides.
    let limited = position - first > 4 ? 9_999 : Int(value)
    return sign == UInt8(ascii: "-") ? -limited : limited
  }

  private mutating func badNumber(at start: Int) -> GeometryProblem {
    position = start
    return unexpected("a number")
  }
}

// MARK: - Text and places

extension ByteCursor {
  func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  /// The problem of something else standing here than `expected`.
  mutating func unexpected(_ expected: String) -> GeometryProblem {
    _ = peek()
    let end = min(position + 12, bytes.count)
    let shown = position < end ? "“\(foundText(position..<end))”" : "the end of the file"
    return problem(.syntax(expected: expected, found: shown), at: position)
  }

  private func foundText(_ range: Range<Int>) -> String {
    let first = bytes[range.lowerBound]
    let isMark = [UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ":")].contains(first)
    if isMark || first < 0x20 { return text(range.lowerBound..<(range.lowerBound + 1)) }
    let end = range.first { bytes[$0] < 0x20 || bytes[$0] == UInt8(ascii: ",") } ?? range.upperBound
    return text(range.lowerBound..<end)
  }

  /// A problem at a byte, with its line and column counted now.
  func problem(_ reason: GeometryProblem.Reason, at offset: Int) -> GeometryProblem {
    var line = 1
    var lineStart = 0
    for index in 0..<min(offset, bytes.count) where bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    return GeometryProblem(
      reason: reason, offset: offset, line: line, column: offset - lineStart + 1, feature: feature)
  }
}
