import Notation

/// Walks a JSON document (RFC 8259, to the letter) in the order that its reader wants, without a tree.
///
/// A map of 20 MB has millions of numbers; as nodes they take 56 bytes each and a second. The cursor holds the
/// document's bytes and a place in them: an object's members are found once, with where their values begin, and read
/// in any order. Members given twice are refused, as programs differ in which of the two they believe.
///
/// Every method reads one value or mark at the cursor, and leaves it behind that.
struct JSONCursor {
  /// How deep lists and objects may nest.
  static let deepest = 128
  /// The largest document that is held; maps for the web end at a fifth of that.
  static let largest = 128 << 20

  let path: String
  let bytes: [UInt8]
  /// What is taken though the standard forbids it.
  let tolerance: JSONTolerance
  /// Where the next value or mark begins, or white space before it.
  var at = 0
  private var depth = 0

  /// Takes the document in.
  /// - Throws: `too-large-inside` beyond `largest`.
  init(_ file: FileBytes) throws(Diagnostic) {
    guard file.count <= Self.largest else {
      throw .tooLargeInside(
        file.path, "has \(file.count >> 20) MiB; \(Self.largest >> 20) are read of such a document")
    }
    self.init(try file.read(0, file.count), named: file.path)
  }

  /// Takes bytes that are at hand.
  init(_ bytes: [UInt8], named path: String, tolerating tolerance: JSONTolerance = []) {
    self.path = path
    self.bytes = bytes
    self.tolerance = tolerance
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  /// The first byte of the next value or mark, which is not passed.
  mutating func peek() throws(Diagnostic) -> UInt8 {
    while at < bytes.count {
      let byte = bytes[at]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      at += 1
    }
    throw bad("the document ends before it is complete")
  }

  /// Passes a mark.
  mutating func expect(_ mark: UInt8) throws(Diagnostic) {
    guard try peek() == mark else { throw bad("“\(Character(Unicode.Scalar(mark)))” is missing here") }
    at += 1
  }

  /// Enters a list; then `element` until it is false.
  mutating func beginList() throws(Diagnostic) {
    try expect(0x5B)
    try enter()
  }

  /// Moves to the next element of a list, the first where `isFirst`, or behind its end: false.
  mutating func element(_ isFirst: inout Bool) throws(Diagnostic) -> Bool {
    let byte = try peek()
    defer { isFirst = false }
    if byte == 0x5D {
      at += 1
      depth -= 1
      return false
    }
    if !isFirst { try expect(0x2C) }
    return true
  }

  /// Enters an object; then `member` until it is nil.
  mutating func beginObject() throws(Diagnostic) {
    try expect(0x7B)
    try enter()
  }

  /// Moves to the value of the next member of an object: its key; or behind the object's end: nil.
  mutating func member(_ isFirst: inout Bool) throws(Diagnostic) -> String? {
    let byte = try peek()
    defer { isFirst = false }
    if byte == 0x7D {
      at += 1
      depth -= 1
      return nil
    }
    if !isFirst { try expect(0x2C) }
    let key = try string()
    try expect(0x3A)
    return key
  }

  private mutating func enter() throws(Diagnostic) {
    depth += 1
    guard depth <= Self.deepest else { throw bad("lists and objects nest more than \(Self.deepest) deep") }
  }

  /// Whether a list, object, text or number comes next.
  mutating func isList() throws(Diagnostic) -> Bool { try peek() == 0x5B }
  mutating func isObject() throws(Diagnostic) -> Bool { try peek() == 0x7B }
  mutating func isString() throws(Diagnostic) -> Bool { try peek() == 0x22 }
  mutating func isNumber() throws(Diagnostic) -> Bool {
    let byte = try peek()
    return byte == 0x2D || (0x30...0x39).contains(byte)
  }

  /// Passes `null`; false, and nothing passed, where something else comes.
  mutating func null() throws(Diagnostic) -> Bool {
    guard try peek() == 0x6E else { return false }
    try word("null")
    return true
  }

  /// Passes true, false or null.
  mutating func word(_ word: StaticString) throws(Diagnostic) {
    let isThere = word.withUTF8Buffer { bytes[at...].starts(with: $0) }
    guard isThere else { throw bad("this is no value of JSON") }
    at += word.utf8CodeUnitCount
  }

  /// Passes any value, checking its grammar.
  mutating func skip() throws(Diagnostic) {
    var isFirst = true
    switch try peek() {
    case 0x7B:
      try beginObject()
      while try member(&isFirst) != nil { try skip() }
    case 0x5B:
      try beginList()
      while try element(&isFirst) { try skip() }
    case 0x22: try skipString()
    case 0x74: try word("true")
    case 0x66: try word("false")
    case 0x6E: try word("null")
    default: _ = try number()
    }
  }

  /// Passes an object: where the values of its members begin, in the document's order.
  mutating func members() throws(Diagnostic) -> JSONMembers {
    var members = JSONMembers(start: at)
    try beginObject()
    var isFirst = true
    while let key = try member(&isFirst) {
      _ = try peek()
      guard members.add(key, at) else { throw bad("“\(key)” is given twice in one object") }
      try skip()
    }
    return members
  }

  /// Checks that nothing but white space follows.
  mutating func finish() throws(Diagnostic) {
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    guard at == bytes.count else { throw bad("something follows the end of the document") }
  }

  /// Moves to a place that was noted before.
  mutating func move(to place: Int) {
    at = place
    depth = 0
  }

  /// A problem at the cursor. O(bytes before it).
  func bad(_ message: String, at place: Int? = nil) -> Diagnostic {
    let before = bytes[..<min(place ?? at, bytes.count)]
    var (line, column) = (1, 1)
    for byte in before {
      column = byte == 0x0A ? 1 : byte & 0xC0 == 0x80 ? column : column + 1
      line += byte == 0x0A ? 1 : 0
    }
    return Diagnostic(
      .error, .badFile, message, at: SourceLocation(path: path, line: line, column: column),
      fix: "fetch the file again; if it stays so, ask the publisher for a sound one")
  }
}

/// What portals write that RFC 8259 forbids, and their own readers take.
struct JSONTolerance: OptionSet, Sendable {
  let rawValue: UInt8

  /// Numbers that begin with zeros: the example of Open311's own standard has `"service_code":006`.
  static let leadingZeros = JSONTolerance(rawValue: 1)
  /// Texts with bytes that are no UTF-8, or with half of a pair of surrogates, as cutting at a length leaves them:
  /// U+FFFD stands for what cannot be read.
  static let brokenText = JSONTolerance(rawValue: 2)
}

/// The members of an object: each key with the place of its value.
struct JSONMembers {
  /// Where the object begins.
  let start: Int
  private(set) var keys: [String] = []
  private var places: [String: Int] = [:]

  init(start: Int) { self.start = start }

  subscript(_ key: String) -> Int? { places[key] }

  /// False where the key is there already.
  mutating func add(_ key: String, _ place: Int) -> Bool {
    keys.append(key)
    return places.updateValue(place, forKey: key) == nil
  }
}
