/// A recursive-descent reader over the bytes. Problems it can step over are collected; the first it cannot
/// is thrown. The buffer is only borrowed: a parser lives inside `JSON5.parse`.
struct JSON5Parser {
  let bytes: UnsafeBufferPointer<UInt8>
  let path: String
  let isJSON: Bool
  var at: Int
  var locator: Locator
  var diagnostics: [Diagnostic] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, path: String, dialect: JSON5.Dialect) {
    self.bytes = bytes
    self.path = path
    isJSON = dialect == .json
    let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    at = hasMark ? 3 : 0
    locator = Locator(bytes, start: at)
  }

  var isAtEnd: Bool { at >= bytes.count }

  /// The byte at the reading position; 0 at the end.
  var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

  /// The byte some way ahead; 0 past the end.
  func byte(ahead distance: Int) -> UInt8 { at + distance < bytes.count ? bytes[at + distance] : 0 }

  mutating func document() -> JSONNode? {
    do throws(Diagnostic) {
      try refuseMalformed()
      try skipSpace()
      if isAtEnd { throw error(.emptyFile, "the file holds no value", fix: "write an object: { … }") }
      let root = try value(depth: 0)
      try skipSpace()
      if !isAtEnd { throw trailing() }
      return root
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  private mutating func refuseMalformed() throws(Diagnostic) {
    guard let offset = firstMalformedUTF8(bytes) else { return }
    let number = "0x" + String(bytes[offset], radix: 16, uppercase: true)
    throw error(
      .notUTF8, "the byte \(number) is not part of any UTF-8 character", at: offset,
      fix: "save the file with the encoding UTF-8")
  }

  private mutating func trailing() -> Diagnostic {
    error(
      .syntax, "expected nothing more after the end of the value, not \(offence(at))",
      fix: byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
        ? "remove it: it closes nothing" : "remove it, or put everything into one object")
  }

  // MARK: Values

  mutating func value(depth: Int) throws(Diagnostic) -> JSONNode {
    let mark = locator.mark(at)
    let kind: JSONNode.Kind
    switch byte {
    case UInt8(ascii: "{"): kind = try object(mark, depth: deeper(depth))
    case UInt8(ascii: "["): kind = try array(mark, depth: deeper(depth))
    case UInt8(ascii: "\""): kind = .string(try text())
    case UInt8(ascii: "'") where !isJSON: kind = .string(try text())
    case 0x30...0x39, UInt8(ascii: "-"): kind = try number()
    case UInt8(ascii: "+"), UInt8(ascii: "."): kind = try number()
    default: kind = try word()
    }
    return JSONNode(kind: kind, path: path, mark: mark)
  }

  private mutating func deeper(_ depth: Int) throws(Diagnostic) -> Int {
    guard depth < JSON5.deepest else {
      throw error(
        .tooDeep, "lists and objects are nested more than \(JSON5.deepest) deep",
        fix: "make the structure flatter, or close the brackets left open above")
    }
    return depth + 1
  }

  private mutating func array(_ mark: Mark, depth: Int) throws(Diagnostic) -> JSONNode.Kind {
    at += 1
    var items: [JSONNode] = []
    try skipSpace()
    var isOpen = byte != UInt8(ascii: "]")
    while isOpen {
      if isAtEnd { throw unclosed("list", mark, with: "]") }
      items.append(try value(depth: depth))
      isOpen = try separator("list", mark, closing: UInt8(ascii: "]"))
    }
    at += 1
    return .array(items)
  }

  private mutating func object(_ mark: Mark, depth: Int) throws(Diagnostic) -> JSONNode.Kind {
    at += 1
    var members: [JSONNode.Member] = []
    try skipSpace()
    var isOpen = byte != UInt8(ascii: "}")
    while isOpen {
      if isAtEnd { throw unclosed("object", mark, with: "}") }
      members.append(try member(mark, depth: depth))
      isOpen = try separator("object", mark, closing: UInt8(ascii: "}"))
    }
    at += 1
    reportDuplicates(members)
    return .object(members)
  }

  private mutating func member(_ opening: Mark, depth: Int) throws(Diagnostic) -> JSONNode.Member {
    let mark = locator.mark(at)
    let key = try key()
    try skipSpace()
    if byte != UInt8(ascii: ":") {
      if isAtEnd { throw unclosed("object", opening, with: "}") }
      throw error(
        .syntax, "expected a colon after the key \(quoted(key)), not \(offence(at))",
        fix: "write \(key): and then the value")
    }
    at += 1
    try skipSpace()
    if isAtEnd { throw unclosed("object", opening, with: "}") }
    return JSONNode.Member(key: key, value: try value(depth: depth), mark: mark)
  }

  /// Past a comma; false where the list or object closes. A missing comma is reported and stepped over.
  private mutating func separator(
    _ what: String, _ mark: Mark, closing: UInt8
  ) throws(Diagnostic) -> Bool {
    try skipSpace()
    if byte == closing { return false }
    if isAtEnd { throw unclosed(what, mark, with: Character(Unicode.Scalar(closing))) }
    guard byte == UInt8(ascii: ",") else {
      try reportMissingComma(what, closing: closing)
      return true
    }
    let comma = at
    at += 1
    try skipSpace()
    guard byte == closing else { return true }
    if isJSON {
      report(error(.syntax, "JSON has no comma after the last item", at: comma, fix: "remove the comma"))
    }
    return false
  }

  private mutating func reportMissingComma(_ what: String, closing: UInt8) throws(Diagnostic) {
    let close = Character(Unicode.Scalar(closing))
    let problem = error(
      .missingComma, "expected a comma or \(close) after this item of the \(what), not \(offence(at))",
      fix: "put a comma between the two items")
    guard beginsItem(byte, inObject: closing == UInt8(ascii: "}")) else {
      throw closingProblem(problem, close)
    }
    report(problem)
  }

  /// A wrong closing bracket, or a stray mark, is not a missing comma.
  private mutating func closingProblem(_ problem: Diagnostic, _ close: Character) -> Diagnostic {
    let isBracket = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    return error(
      .syntax, problem.message,
      fix: isBracket ? "write \(close) here" : "remove \(offence(at)), or put a comma in its place")
  }

  private func beginsItem(_ byte: UInt8, inObject: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "$"):
      true
    case UInt8(ascii: "{"), UInt8(ascii: "["), 0x30...0x39, UInt8(ascii: "-"): !inObject
    default: false
    }
  }

  // MARK: Duplicates

  /// Up to 16 members are compared pair by pair; a dictionary costs more than it saves there.
  private mutating func reportDuplicates(_ members: [JSONNode.Member]) {
    guard members.count > 1 else { return }
    if members.count <= 16 {
      for index in 1..<members.count {
        guard let first = members[..<index].firstIndex(where: { $0.key == members[index].key }) else {
          continue
        }
        reportDuplicate(members[index], of: members[first])
      }
    } else {
      var seen: [String: Int] = Dictionary(minimumCapacity: members.count)
      for (index, member) in members.enumerated() {
        if let first = seen[member.key] {
          reportDuplicate(member, of: members[first])
        } else {
          seen[member.key] = index
        }
      }
    }
  }

  private mutating func reportDuplicate(_ second: JSONNode.Member, of first: JSONNode.Member) {
    report(
      Diagnostic(
        .error, .duplicateKey,
        "the key \(quoted(second.key)) is given twice in one object, first at \(inWords(first.mark))",
        at: second.keyLocation, fix: "keep one of the two"))
  }
}
