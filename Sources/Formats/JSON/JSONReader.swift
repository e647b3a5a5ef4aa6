import Notation

/// Reads JSON (RFC 8259) strictly from bytes at hand: a tree of a small text, or row by row what an array holds.
///
/// A page of a portal may be 50 MB of rows. As one tree it would want many times that; so `items` hands out one element
/// after the other, and memory grows with an element. What `Tables` has for JSON reads typed columns, not values.
/// - Complexity: O(bytes).
package struct JSONReader {
  /// How deep values may nest. Geometry of multipolygons reaches eight.
  package static let deepest = 128

  private let bytes: [UInt8]
  private let path: String
  /// Whether a number may begin with zeros: the example of Open311's own standard has `"service_code":006`.
  private let allowsLeadingZeros: Bool
  private var at = 0

  private init(_ bytes: [UInt8], _ path: String, _ allowsLeadingZeros: Bool) {
    self.bytes = bytes
    self.path = path
    self.allowsLeadingZeros = allowsLeadingZeros
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  /// The whole text as a tree.
  /// - Throws: `bad-file` with the place where it is no JSON.
  package static func value(
    of bytes: [UInt8], named path: String, allowingLeadingZeros: Bool = false
  ) throws(Diagnostic) -> JSONValue {
    var reader = JSONReader(bytes, path, allowingLeadingZeros)
    let value = try reader.value(depth: 0)
    try reader.end()
    return value
  }

  /// Hands out the elements of the array at a path of member names, in their order. A text that is an array itself is
  /// that array, whatever the path.
  /// - Returns: all else that the text holds, the array left empty; so that a missing array is seen, and a count beside
  ///   it read.
  /// - Throws: `bad-file`, and what `each` throws.
  package static func items(
    of bytes: [UInt8], at path: [String], named name: String, allowingLeadingZeros: Bool = false,
    each: (JSONValue) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> JSONValue {
    var reader = JSONReader(bytes, name, allowingLeadingZeros)
    reader.space()
    let rest = try reader.rest(reader.current == 0x5B ? [] : path[...], 0, each)
    try reader.end()
    return rest
  }

  private mutating func rest(
    _ path: ArraySlice<String>, _ depth: Int, _ each: (JSONValue) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> JSONValue {
    space()
    guard let name = path.first else {
      guard current == 0x5B else { return try value(depth: depth) }
      try elements(depth, each)
      return .array([])
    }
    guard current == 0x7B else { return try value(depth: depth) }
    var members: [JSONValue.Member] = []
    try self.members(depth) { (reader, key) throws(Diagnostic) in
      let value =
        key == name
        ? try reader.rest(path.dropFirst(), depth + 1, each) : try reader.value(depth: depth + 1)
      members.append(JSONValue.Member(key, value))
    }
    return .object(members)
  }

  // MARK: values

  private mutating func value(depth: Int) throws(Diagnostic) -> JSONValue {
    guard depth < Self.deepest else { throw problem("nests deeper than \(Self.deepest) levels") }
    space()
    switch current {
    case 0x22: return .string(try string())
    case 0x7B:
      var members: [JSONValue.Member] = []
      try self.members(depth) { (reader, key) throws(Diagnostic) in
        members.append(JSONValue.Member(key, try reader.value(depth: depth + 1)))
      }
      return .object(members)
    case 0x5B:
      var items: [JSONValue] = []
      try elements(depth) { items.append($0) }
      return .array(items)
    case 0x74: return try word("true", .boolean(true))
    case 0x66: return try word("false", .boolean(false))
    case 0x6E: return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func elements(
    _ depth: Int, _ each: (JSONValue) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    at += 1
    space()
    if take(0x5D) { return }
    while true {
      try each(try value(depth: depth + 1))
      space()
      if take(0x5D) { return }
      guard take(0x2C) else { throw expected("a comma or “]”") }
    }
  }

  private mutating func members(
    _ depth: Int, _ each: (inout JSONReader, String) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    guard depth < Self.deepest else { throw problem("nests deeper than \(Self.deepest) levels") }
    at += 1
    space()
    if take(0x7D) { return }
    while true {
      space()
      guard current == 0x22 else { throw expected("a member's name in quotes") }
      let key = try string()
      space()
      guard take(0x3A) else { throw expected("a colon") }
      try each(&self, key)
      space()
      if take(0x7D) { return }
      guard take(0x2C) else { throw expected("a comma or “}”") }
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Diagnostic) -> JSONValue {
    guard bytes[at...].starts(with: word.utf8) else { throw expected("a value") }
    at += word.utf8.count
    return value
  }

  private mutating func number() throws(Diagnostic) -> String {
    let start = at
    _ = take(0x2D)
    let first = at
    guard digits() else { throw expected("a value") }
    guard allowsLeadingZeros || bytes[first] != 0x30 || at - first == 1 else {
      throw expected("a number without leading zeros")
    }
    if take(0x2E), !digits() { throw expected("a figure") }
    if let byte = current, byte | 0x20 == 0x65 {
      at += 1
      if !take(0x2B) { _ = take(0x2D) }
      guard digits() else { throw expected("a figure") }
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func digits() -> Bool {
    let start = at
    while let byte = current, byte &- 0x30 < 10 { at += 1 }
    return at > start
  }

  // MARK: strings

  private mutating func string() throws(Diagnostic) -> String {
    at += 1
    let start = at
    while let byte = current, byte != 0x22, byte != 0x5C, byte >= 0x20 { at += 1 }
    let plain = bytes[start..<at]
    if take(0x22) { return String(decoding: plain, as: UTF8.self) }
    var text = Array(plain)
    while let byte = current {
      at += 1
      switch byte {
      case 0x22: return String(decoding: text, as: UTF8.self)
      case 0x5C: try escape(into: &text)
      case 0..<0x20:
        at -= 1
        throw expected("a text without control characters")
      default: text.append(byte)
      }
    }
    throw expected("the end of a text")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Diagnostic) {
    guard let letter = current else { throw expected("the end of a text") }
    at += 1
    switch letter {
    case 0x22, 0x5C, 0x2F: text.append(letter)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75:
      var unit = try hex()
      if unit & 0xFC00 == 0xD800, bytes[at...].starts(with: [0x5C, 0x75]) {
        let back = at
        at += 2
        let low = try hex()
        if low & 0xFC00 == 0xDC00 {
          unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
        } else {
          at = back
        }
      }
      // Half a pair has no character; U+FFFD stands for it.
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      text += String(Character(scalar)).utf8
    default:
      at -= 1
      throw expected("an escape such as \\n or \\u00e9")
    }
  }

  private mutating func hex() throws(Diagnostic) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        throw expected("four hex figures")
      }
      unit = unit << 4 | UInt32(digit)
      at += 1
    }
    return unit
  }

  // MARK: bytes

  private var current: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    at += 1
    return true
  }

  private mutating func space() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  private mutating func end() throws(Diagnostic) {
    space()
    guard at == bytes.count else { throw expected("the end of the text") }
  }

  private func expected(_ what: String) -> Diagnostic {
    guard let byte = current else { return problem("is cut off: expected \(what), but the text ends") }
    let found = byte > 0x20 && byte < 0x7F ? "“\(Character(UnicodeScalar(byte)))”" : "another character"
    return problem("is no JSON: expected \(what), found \(found)")
  }

  private func problem(_ what: String) -> Diagnostic {
    let before = bytes[..<at]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return Diagnostic(
      .error, .badFile, "“\(path)” \(what)", at: SourceLocation(path: path, line: line, column: column),
      fix: "fetch it again; if it stays so, tell the publisher")
  }
}
