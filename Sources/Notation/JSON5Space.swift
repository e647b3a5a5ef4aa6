/// White space, line ends and comments.
extension JSON5Parser {
  /// Past white space and, in JSON5, comments.
  mutating func skipSpace() throws(Diagnostic) {
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      case 0x0B, 0x0C:
        if isJSON { return }
        at += 1
      case UInt8(ascii: "/"): try comment()
      case 0x80...:
        guard !isJSON, let (scalar, length) = scalar(at), isSpace(scalar) else { return }
        at += length
      default: return
      }
    }
  }

  private mutating func comment() throws(Diagnostic) {
    let next = byte(ahead: 1)
    if isJSON, next == UInt8(ascii: "/") || next == UInt8(ascii: "*") {
      throw error(.syntax, "JSON has no comments", fix: "remove the comment")
    }
    switch next {
    case UInt8(ascii: "/"): skipLine()
    case UInt8(ascii: "*"): try skipBlock()
    default:
      throw error(.syntax, "“/” begins a comment only before “/” or “*”", fix: "write // or remove it")
    }
  }

  private mutating func skipLine() {
    while at < bytes.count {
      if bytes[at] == 0x0A || bytes[at] == 0x0D || separatorLength(at) > 0 { return }
      at += 1
    }
  }

  private mutating func skipBlock() throws(Diagnostic) {
    let start = at
    at += 2
    while at + 1 < bytes.count {
      if bytes[at] == UInt8(ascii: "*"), bytes[at + 1] == UInt8(ascii: "/") {
        at += 2
        return
      }
      at += 1
    }
    throw error(.unclosed, "the comment that begins here is not closed", at: start, fix: "close it with */")
  }

  /// 3 where U+2028 or U+2029 begins at the offset, else 0.
  func separatorLength(_ offset: Int) -> Int {
    guard offset + 2 < bytes.count, bytes[offset] == 0xE2, bytes[offset + 1] == 0x80 else { return 0 }
    return bytes[offset + 2] & 0xFE == 0xA8 ? 3 : 0
  }

  /// The scalar at an offset of well-formed UTF-8 and its length in bytes; nil at the end.
  func scalar(_ offset: Int) -> (Unicode.Scalar, Int)? {
    guard offset < bytes.count else { return nil }
    let lead = bytes[offset]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard offset + length <= bytes.count else { return nil }
    var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for index in 1..<length { value = value << 6 | UInt32(bytes[offset + index] & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) }
  }

  /// JSON5 §8: the byte order mark, the no-break space, U+2028, U+2029 and the category Zs.
  func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFEFF, 0xA0, 0x2028, 0x2029: true
    default: scalar.properties.generalCategory == .spaceSeparator
    }
  }
}
