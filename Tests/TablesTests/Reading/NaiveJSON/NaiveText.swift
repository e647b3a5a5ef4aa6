import Notation

@testable import Tables

/// What kind of JSON value was read; a string says whether it has escapes.
enum NaiveKind {
  case string(escaped: Bool)
  case number
  case literal
  case null
  case nested
}

/// Reading JSON (RFC 8259) from a window, byte by byte as it fills: nothing is held that `mark` does not keep.
extension NaiveWindow {
  /// How deep arrays and objects may lie in one another.
  static var deepest: Int { 128 }

  /// The byte at the position, or nil at the end of the source.
  mutating func current() throws(Diagnostic) -> UInt8? {
    while position >= bytes.count {
      if try !more(), position >= bytes.count { return nil }
    }
    return bytes[position]
  }

  /// The next byte that is no white space, or nil at the end of the source.
  mutating func currentToken() throws(Diagnostic) -> UInt8? {
    while let byte = try current() {
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      position += 1
    }
    return nil
  }

  /// Steps over one byte that must come next, white space before it allowed.
  mutating func expect(_ byte: UInt8, _ wanted: String) throws(Diagnostic) {
    guard try currentToken() == byte else { throw try unexpected(wanted) }
    position += 1
  }

  /// Moves to the key of an object's next member; false past the closing brace.
  mutating func nextMember(_ isFirst: inout Bool) throws(Diagnostic) -> Bool {
    if try currentToken() == 0x7D {
      position += 1
      return false
    }
    if !isFirst { try expect(0x2C, "“,” or “}”") }
    isFirst = false
    guard try currentToken() == 0x22 else { throw try unexpected("a member's name in quotes") }
    return true
  }

  /// Moves to an array's next value; false past the closing bracket.
  mutating func nextElement(_ isFirst: inout Bool) throws(Diagnostic) -> Bool {
    if try currentToken() == 0x5D {
      position += 1
      return false
    }
    if !isFirst { try expect(0x2C, "“,” or “]”") }
    isFirst = false
    if try currentToken() == 0x5D { throw try unexpected("a value after “,”") }
    return true
  }

  /// Reads a member's name into `name` and steps over the colon, up to the value.
  mutating func key(into name: inout [UInt8]) throws(Diagnostic) {
    mark = position
    let escaped = try string()
    name.removeAll(keepingCapacity: true)
    let span = (mark ?? position) + 1..<position - 1
    bytes.withUnsafeBufferPointer { text in
      let inside = UnsafeBufferPointer(rebasing: text[span])
      if escaped { naiveUnescape(inside, into: &name) } else { name.append(contentsOf: inside) }
    }
    mark = nil
    try expect(0x3A, "“:”")
    _ = try currentToken()
  }

  /// Steps over the value at the position, checking it on the way.
  mutating func value(depth: Int) throws(Diagnostic) -> NaiveKind {
    switch try currentToken() {
    case 0x22: return .string(escaped: try string())
    case 0x7B: return try nestedObject(depth)
    case 0x5B: return try nestedArray(depth)
    case 0x74: return try literal("true", .literal)
    case 0x66: return try literal("false", .literal)
    case 0x6E: return try literal("null", .null)
    case let byte? where byte == 0x2D || (0x30...0x39).contains(byte): return try numberLiteral()
    default: throw try unexpected("a value")
    }
  }

  private mutating func nestedObject(_ depth: Int) throws(Diagnostic) -> NaiveKind {
    try checkDepth(depth)
    position += 1
    var isFirst = true
    while try nextMember(&isFirst) {
      _ = try string()
      try expect(0x3A, "“:”")
      _ = try value(depth: depth + 1)
    }
    return .nested
  }

  private mutating func nestedArray(_ depth: Int) throws(Diagnostic) -> NaiveKind {
    try checkDepth(depth)
    position += 1
    var isFirst = true
    while try nextElement(&isFirst) { _ = try value(depth: depth + 1) }
    return .nested
  }

  /// Refuses what could only be made to exhaust the stack.
  func checkDepth(_ depth: Int) throws(Diagnostic) {
    guard depth >= Self.deepest else { return }
    throw Diagnostic(
      .error, .jsonSyntax, "values lie more than \(Self.deepest) deep in one another",
      at: location(at: position), fix: "check that the address gives the table that is meant")
  }

  private mutating func literal(_ word: StaticString, _ kind: NaiveKind) throws(Diagnostic) -> NaiveKind {
    for offset in 0..<word.utf8CodeUnitCount {
      guard try current() == word.utf8Start[offset] else { throw try unexpected("“\(word)”") }
      position += 1
    }
    return kind
  }

  private mutating func numberLiteral() throws(Diagnostic) -> NaiveKind {
    if try current() == 0x2D { position += 1 }
    if try current() == 0x30 { position += 1 } else { try figures() }
    if try current() == 0x2E {
      position += 1
      try figures()
    }
    if let byte = try current(), byte | 0x20 == 0x65 {
      position += 1
      if let sign = try current(), sign == 0x2B || sign == 0x2D { position += 1 }
      try figures()
    }
    return .number
  }

  private mutating func figures() throws(Diagnostic) {
    guard let first = try current(), first &- 0x30 < 10 else { throw try unexpected("a figure") }
    while let byte = try current(), byte &- 0x30 < 10 { position += 1 }
  }

  /// Steps over the string at the position; says whether it has escapes.
  private mutating func string() throws(Diagnostic) -> Bool {
    position += 1
    var escaped = false
    while true {
      position = bytes.withUnsafeBufferPointer { plainEnd($0, position) }
      guard let byte = try current() else { throw try unexpected("the end of a text") }
      switch byte {
      case 0x22:
        position += 1
        return escaped
      case 0x5C:
        escaped = true
        try escape()
      case 0..<0x20: throw try unexpected("a text without control characters")
      default: continue
      }
    }
  }

  private mutating func escape() throws(Diagnostic) {
    position += 1
    switch try current() {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: position += 1
    case 0x75:
      position += 1
      for _ in 0..<4 {
        guard let byte = try current(), hexValue(byte) != nil else {
          throw try unexpected("four hex figures")
        }
        position += 1
      }
    default: throw try unexpected("an escape such as \\n or \\u00e9")
    }
  }

  /// The diagnostic for what stands at the position instead of what should.
  mutating func unexpected(_ wanted: String) throws(Diagnostic) -> Diagnostic {
    let found: String
    if let byte = try current() {
      found = byte < 0x80 ? "found “\(Character(UnicodeScalar(byte)))”" : "found another character"
    } else {
      found = "but the text ends"
    }
    return Diagnostic(
      .error, .jsonSyntax, "expected \(wanted), \(found)", at: location(at: position),
      fix: "fetch the file again, or check that the address gives JSON")
  }
}

/// The first quote, backslash or control character from `start` on, or the end.
private func plainEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
  var index = start
  while index < bytes.count {
    let byte = bytes[index]
    if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
    index += 1
  }
  return index
}

private func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte) - 0x30
  case 0x41...0x46: UInt32(byte) - 0x37
  case 0x61...0x66: UInt32(byte) - 0x57
  default: nil
  }
}

/// Appends the text of a string whose escapes have been checked. A lone surrogate becomes U+FFFD.
func naiveUnescape(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
  var index = 0
  while index < bytes.count {
    guard bytes[index] == 0x5C, index + 1 < bytes.count else {
      output.append(bytes[index])
      index += 1
      continue
    }
    let letter = bytes[index + 1]
    index += 2
    switch letter {
    case 0x62: output.append(0x08)
    case 0x66: output.append(0x0C)
    case 0x6E: output.append(0x0A)
    case 0x72: output.append(0x0D)
    case 0x74: output.append(0x09)
    case 0x75: appendEscaped(bytes, &index, into: &output)
    default: output.append(letter)
    }
  }
}

private func appendEscaped(
  _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, into output: inout [UInt8]
) {
  let unit = hexUnit(bytes, index)
  index += 4
  if (0xD800..<0xDC00).contains(unit), index + 6 <= bytes.count, bytes[index] == 0x5C,
    bytes[index + 1] == 0x75
  {
    let low = hexUnit(bytes, index + 2)
    if (0xDC00..<0xE000).contains(low) {
      index += 6
      appendScalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00), to: &output)
      return
    }
  }
  appendScalar((0xD800..<0xE000).contains(unit) ? 0xFFFD : unit, to: &output)
}

private func hexUnit(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32 {
  (start..<min(start + 4, bytes.count)).reduce(0) { $0 << 4 | (hexValue(bytes[$1]) ?? 0) }
}
