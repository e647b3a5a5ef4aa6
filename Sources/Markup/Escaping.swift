/// Where text stands, which decides what must be escaped in it.
enum TextContext: Sendable {
  case content
  /// Between double quotes.
  case attribute
}

extension ByteRoom {
  /// Appends text so that no parser can read markup in it.
  ///
  /// `& < > "` become references; in attributes tabs and newlines too, which an XML parser would turn into spaces.
  /// Characters that XML does not allow, and other control characters, are dropped: they can hide what a reader's
  /// browser runs from a reviewer's editor.
  mutating func appendEscaped(_ text: String, in context: TextContext) {
    let isFast: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaped($0, in: context) }
    if isFast == nil {
      [UInt8](text.utf8).withUnsafeBufferPointer { appendEscaped($0, in: context) }
    }
  }

  /// The same of bytes. Eight at a time are looked at and copied: path data and most words need no second look.
  mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, in context: TextContext) {
    reserve(text.count)
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80, index + 8 <= text.count {
        let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if isPlain(word) {
          UnsafeMutableRawPointer(end).storeBytes(of: word, as: UInt64.self)
          advance(by: 8)
          index += 8
          continue
        }
      }
      guard isNotable(byte) else {
        end.pointee = byte
        advance(by: 1)
        index += 1
        continue
      }
      let (length, replacement) = escape(text, at: index, in: context)
      if let replacement {
        append(replacement)
      } else {
        append(UnsafeBufferPointer(rebasing: text[index..<index + length]))
      }
      index += length
      // What the escape took beyond its own bytes.
      reserve(text.count - index)
    }
  }
}

/// Whether eight bytes are all ASCII and stand for themselves anywhere: no control, `"`, `&`, `<`, `>`, DEL.
private func isPlain(_ word: UInt64) -> Bool {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let highs = ones &* 0x80
  // The high bit of a byte of `hasZero` is set where a byte is zero (Warren, Hacker's Delight, 6-1).
  func hasZero(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
  // `"` and `&` differ in one bit, and so do `<` and `>`.
  let quotes = hasZero((word & ~(ones &* 0x04)) ^ (ones &* 0x22))
  let angles = hasZero((word & ~(ones &* 0x02)) ^ (ones &* 0x3C))
  let deletes = hasZero(word ^ (ones &* 0x7F))
  let controls = (word &- ones &* 0x20) & ~word
  return (quotes | angles | deletes | controls | word) & highs == 0
}

/// Bytes that need a look: controls, `"`, `&`, `<`, `>`, and the first bytes of C1 controls and non-characters.
@inline(__always)
private func isNotable(_ byte: UInt8) -> Bool {
  switch byte {
  case 0..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x7F, 0xC2, 0xEF: true
  default: false
  }
}

/// How many bytes the character at `index` takes and what stands for it; nil where it stands for itself.
private func escape(
  _ text: UnsafeBufferPointer<UInt8>, at index: Int, in context: TextContext
) -> (length: Int, replacement: StaticString?) {
  switch text[index] {
  case UInt8(ascii: "&"): return (1, "&amp;")
  case UInt8(ascii: "<"): return (1, "&lt;")
  case UInt8(ascii: ">"): return (1, "&gt;")
  case UInt8(ascii: "\""): return (1, context == .attribute ? "&quot;" : nil)
  case UInt8(ascii: "\n"): return (1, context == .attribute ? "&#10;" : nil)
  case UInt8(ascii: "\t"): return (1, context == .attribute ? "&#9;" : nil)
  case 0xC2:
    // U+0080…U+009F are controls; from U+00A0 on they are letters and signs.
    let isControl = index + 1 < text.count && text[index + 1] < 0xA0
    return (isControl ? 2 : 1, isControl ? "" : nil)
  case 0xEF:
    let isNonCharacter = index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
    return (isNonCharacter ? 3 : 1, isNonCharacter ? "" : nil)
  default: return (1, "")
  }
}

extension ByteRoom {
  /// Appends the content of a `style` or `script` element, in which an HTML parser decodes nothing.
  ///
  /// Whatever could end the element early is broken by a backslash, which CSS and JavaScript strings read as the
  /// same character: `</style` becomes `<\/style`, `<!--` and `<script` (which change how a script ends) likewise.
  mutating func appendRawText(_ text: String) {
    let bytes = [UInt8](text.utf8)
    for (index, byte) in bytes.enumerated() {
      append(byte)
      if byte == UInt8(ascii: "<"), isDangerous(bytes[(index + 1)...]) { append(UInt8(ascii: "\\")) }
    }
  }
}

private func isDangerous(_ rest: ArraySlice<UInt8>) -> Bool {
  ["/style", "/script", "script", "!--"].contains { (word: StaticString) in
    word.withUTF8Buffer { word in
      rest.count >= word.count && zip(rest, word).allSatisfy { $0 == $1 || ($0 | 0x20) == $1 }
    }
  }
}
