/// Reads the parts of links: labels, destinations and titles.
struct LinkScanner {
  let text: ArraySlice<UInt8>
  var index: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    index = text.startIndex
  }

  private var byte: UInt8? { index < text.endIndex ? text[index] : nil }

  mutating func take(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    index += 1
    return true
  }

  /// `[…]` without brackets inside and at most 999 bytes long; the text between.
  mutating func label() -> ArraySlice<UInt8>? {
    guard byte == Byte.open else { return nil }
    var end = index + 1
    while end < text.endIndex, end - index <= 1000 {
      switch text[end] {
      case Byte.close:
        defer { index = end + 1 }
        return text[(index + 1)..<end]
      case Byte.open: return nil
      case Byte.backslash: end += 2
      default: end += 1
      }
    }
    return nil
  }

  /// `<…>` or a run without spaces and with balanced parentheses; unescaped. Nil where there is none.
  mutating func destination() -> String? {
    guard let first = byte else { return nil }
    return first == Byte.less ? bracketedDestination() : bareDestination()
  }

  private mutating func bracketedDestination() -> String? {
    var end = index + 1
    while end < text.endIndex {
      switch text[end] {
      case Byte.greater:
        defer { index = end + 1 }
        return unescaped(text[(index + 1)..<end])
      case Byte.less, Byte.newline: return nil
      case Byte.backslash: end += 2
      default: end += 1
      }
    }
    return nil
  }

  private mutating func bareDestination() -> String? {
    let start = index
    var depth = 0
    scan: while let next = byte {
      switch next {
      case Byte.backslash where index + 1 < text.endIndex && text[index + 1].isPunctuation: index += 1
      case UInt8(ascii: "("):
        depth += 1
        if depth > 32 { return nil }
      case UInt8(ascii: ")"):
        if depth == 0 { break scan }
        depth -= 1
      case _ where next.isControl || next == Byte.space: break scan
      default: break
      }
      index += 1
    }
    guard depth == 0, index > start else { return nil }
    return unescaped(text[start..<index])
  }

  /// A title in quotes or parentheses; unescaped.
  mutating func title() -> String? {
    guard let open = byte, "\"'(".utf8.contains(open) else { return nil }
    let close = open == UInt8(ascii: "(") ? UInt8(ascii: ")") : open
    var end = index + 1
    while end < text.endIndex {
      if text[end] == close {
        defer { index = end + 1 }
        return unescaped(text[(index + 1)..<end])
      }
      if text[end] == open, open != close { return nil }
      end += text[end] == Byte.backslash ? 2 : 1
    }
    return nil
  }

  /// True where there was any.
  @discardableResult
  mutating func skipSpaceAndOneNewline() -> Bool {
    let start = index
    var newlines = 0
    while let next = byte, next.isSpace {
      if next == Byte.newline {
        newlines += 1
        if newlines > 1 { break }
      }
      index += 1
    }
    return index > start
  }

  /// Steps over blanks and the line's end; false where something else stands there.
  mutating func skipToLineEnd() -> Bool {
    while let next = byte, next.isBlank { index += 1 }
    return byte == nil || take(Byte.newline)
  }
}
