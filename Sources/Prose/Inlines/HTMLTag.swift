/// Where the tag that starts at the first byte (`<`) ends, or nil where it is no complete open or closing tag
/// (CommonMark 0.31, section 6.6).
func htmlTagEnd(_ text: ArraySlice<UInt8>) -> Int? {
  var scan = TagScanner(text: text, index: text.startIndex + 1)
  return scan.isClosing() ? scan.closingTag() : scan.openTag()
}

private struct TagScanner {
  let text: ArraySlice<UInt8>
  var index: Int

  private var byte: UInt8? { index < text.endIndex ? text[index] : nil }

  mutating func isClosing() -> Bool { take(UInt8(ascii: "/")) }

  mutating func closingTag() -> Int? {
    guard name() else { return nil }
    skipSpace()
    return take(Byte.greater) ? index : nil
  }

  mutating func openTag() -> Int? {
    guard name() else { return nil }
    while true {
      let hasSpace = skipSpace()
      if take(Byte.greater) { return index }
      if take(UInt8(ascii: "/")) { return take(Byte.greater) ? index : nil }
      guard hasSpace, attribute() else { return nil }
    }
  }

  private mutating func name() -> Bool {
    guard let first = byte, first.isLetter else { return false }
    while let next = byte, next.isAlphanumeric || next == Byte.hyphen { index += 1 }
    return true
  }

  private mutating func attribute() -> Bool {
    guard let first = byte, first.isLetter || first == UInt8(ascii: "_") || first == Byte.colon else {
      return false
    }
    while let next = byte, next.isAlphanumeric || "_.:-".utf8.contains(next) { index += 1 }
    let afterName = index
    skipSpace()
    guard take(UInt8(ascii: "=")) else {
      index = afterName
      return true
    }
    skipSpace()
    return value()
  }

  private mutating func value() -> Bool {
    guard let first = byte else { return false }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      guard let end = text[(index + 1)...].firstIndex(of: first) else { return false }
      index = end + 1
      return true
    }
    let start = index
    while let next = byte, !next.isSpace, !"\"'=<>`".utf8.contains(next) { index += 1 }
    return index > start
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = index
    while let next = byte, next.isSpace { index += 1 }
    return index > start
  }

  private mutating func take(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    index += 1
    return true
  }
}
