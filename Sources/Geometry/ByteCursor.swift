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
  mutating func rawText() throws(GeometryProblem) -> Range<Int> { try quoted().range }

  /// The bytes of a text between its quotes, and whether there are no escapes among them.
  @inline(__always)
  mutating func quoted() throws(GeometryProblem) -> (range: Range<Int>, isPlain: Bool) {
    try expect(UInt8(ascii: "\""), "a text in quotes")
    let start = position
    var at = start
    var isPlain = true
    while true {
      at = endOfPlainText(at)
      guard at < bytes.count else { break }
      if bytes[at] == UInt8(ascii: "\"") {
        position = at + 1
        return (start..<at, isPlain)
      }
      position = at
      if bytes[at] < 0x20 { throw unexpected("the closing quote of the text") }
      isPlain = false
      at += 2
    }
    position = bytes.count
    throw unexpected("the closing quote of the text")
  }

  /// Whether a byte is a character of ASCII that leaves a mark.
  @inline(__always)
  func isVisible(_ at: Int) -> Bool { 0x21...0x7E ~= bytes[at] }

  /// The first quote, backslash or control character from `start` on, or a place at or behind the end; eight
  /// bytes at a time.
  @inline(__always)
  private func endOfPlainText(_ start: Int) -> Int {
    let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var at = start
    while at + 8 <= bytes.count {
      let raw = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let chunk = UInt64(littleEndian: raw)
      let quote = chunk ^ (ones &* 0x22)
      let slash = chunk ^ (ones &* 0x5C)
      // A zero byte, or one below 0x20, borrows into its top bit; false marks only stand behind a true one.
      let marks =
        ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((chunk &- ones &* 0x20) & ~chunk)
      if marks & tops != 0 { return at + (marks & tops).trailingZeroBitCount >> 3 }
      at += 8
    }
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return at }
      at += 1
    }
    return at
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
      _ = try decimal()
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
