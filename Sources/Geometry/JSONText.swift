/// Decoding of JSON text: escapes, surrogate pairs, trimming.
extension ByteCursor {
  /// The text of `range` (between quotes) with its escapes resolved; a lone surrogate becomes U+FFFD.
  func decoded(_ range: Range<Int>) throws(GeometryProblem) -> String {
    guard range.contains(where: { bytes[$0] == UInt8(ascii: "\\") }) else { return text(range) }
    var out: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "\\") {
        index = try appendEscape(at: index, end: range.upperBound, to: &out)
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private func appendEscape(
    at index: Int, end: Int, to out: inout [UInt8]
  ) throws(GeometryProblem) -> Int {
    let letter = index + 1 < end ? bytes[index + 1] : 0
    if letter == UInt8(ascii: "u") { return try appendUnicode(at: index, end: end, to: &out) }
    guard let byte = plainEscape(letter) else {
      throw problem(
        .syntax(expected: "an escape JSON has", found: "“\\\(text(index + 1..<min(index + 2, end)))”"),
        at: index)
    }
    out.append(byte)
    return index + 2
  }

  private func plainEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    default: nil
    }
  }

  private func appendUnicode(
    at index: Int, end: Int, to out: inout [UInt8]
  ) throws(GeometryProblem) -> Int {
    guard let first = hex(at: index + 2, end: end) else {
      throw problem(.syntax(expected: "four hexadecimal digits after “\\u”", found: "other text"), at: index)
    }
    var next = index + 6
    var code = first
    let isPair = next + 1 < end && bytes[next] == UInt8(ascii: "\\") && bytes[next + 1] == UInt8(ascii: "u")
    if first & 0xFC00 == 0xD800, isPair, let low = hex(at: next + 2, end: end), low & 0xFC00 == 0xDC00 {
      code = 0x10000 + (first & 0x3FF) << 10 + (low & 0x3FF)
      next += 6
    }
    out.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    return next
  }

  private func hex(at index: Int, end: Int) -> UInt32? {
    guard index + 4 <= end else { return nil }
    return UInt32(text(index..<(index + 4)), radix: 16)
  }

  /// `text` without white space at its ends, and whether there was any.
  static func trimmed(_ text: String) -> (text: String, changed: Bool) {
    // Visible ASCII at both ends, as nearly always: nothing to trim.
    let bytes = text.utf8
    if let first = bytes.first, let last = bytes.last, 0x21...0x7E ~= first, 0x21...0x7E ~= last {
      return (text, false)
    }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return ("", !text.isEmpty) }
    let kept = String(scalars[first...last])
    return (kept, kept.utf8.count != text.utf8.count)
  }
}
