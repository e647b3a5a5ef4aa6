/// Texts and their escapes.
extension JSON5Parser {
  /// Past a quoted text. Text without an escape is copied in one piece.
  mutating func text() throws(Diagnostic) -> String {
    let opening = at
    let quote = byte
    at += 1
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte == quote {
        at += 1
        return slice(start, at - 1)
      }
      if byte == UInt8(ascii: "\\") || byte < 0x20 || byte == 0xE2 {
        return try escapedText(opening, from: start)
      }
      at += 1
    }
    throw unterminated(opening)
  }

  /// The slow path: a text with an escape, a control character, or what may be a line separator.
  private mutating func escapedText(_ opening: Int, from start: Int) throws(Diagnostic) -> String {
    let quote = bytes[opening]
    var units = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case quote:
        at += 1
        return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(opening, into: &units)
      case 0x0A, 0x0D: throw unterminated(opening)
      case 0..<0x20 where isJSON || byte != 0x09:
        reportControl(byte)
        at += 1
      default:
        if !isJSON, byte == 0xE2, separatorLength(at) > 0 { reportSeparator() }
        units.append(byte)
        at += 1
      }
    }
    throw unterminated(opening)
  }

  private mutating func unterminated(_ opening: Int) -> Diagnostic {
    let quote = Character(Unicode.Scalar(bytes[opening]))
    return error(
      .unclosed, "the text that begins here is not closed on its line", at: opening,
      fix: "close it with \(quote), or end the line with \\ to go on in the next")
  }

  private mutating func reportControl(_ byte: UInt8) {
    let digits = String(byte, radix: 16)
    let escape = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    report(
      error(
        .controlCharacter, "a control character (\(escape)) stands unescaped in a text",
        fix: "remove it, or write it as \(byte == 0x09 ? "\\t" : escape)"))
  }

  private mutating func reportSeparator() {
    let escape = bytes[at + 2] == 0xA8 ? "\\u2028" : "\\u2029"
    report(
      Diagnostic(
        .warning, .lineSeparator, "an invisible line separator (\(escape)) stands in a text",
        at: location(at), fix: "remove it, or write it as \(escape) if it is meant"))
  }

  // MARK: Escapes

  private mutating func escape(_ opening: Int, into units: inout [UInt8]) throws(Diagnostic) {
    let start = at
    at += 1
    guard let (scalar, length) = scalar(at) else { throw unterminated(opening) }
    at += length
    if let plain = plainEscape(scalar) {
      units.append(plain)
    } else if scalar == "u" {
      append(unicodeEscape(from: start), to: &units)
    } else if isJSON {
      reportEscape(start, "JSON knows no escape \\\(scalar)", "double the \\, or remove it")
    } else {
      extendedEscape(scalar, from: start, into: &units)
    }
  }

  /// Escapes that JSON and JSON5 share.
  private func plainEscape(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "\"", "\\", "/": UInt8(ascii: scalar)
    case "b": 0x08
    case "f": 0x0C
    case "n": 0x0A
    case "r": 0x0D
    case "t": 0x09
    default: nil
    }
  }

  /// Escapes of JSON5 alone: `\v`, `\0`, `\xHH`, line continuations, and any other character as itself.
  private mutating func extendedEscape(
    _ scalar: Unicode.Scalar, from start: Int, into units: inout [UInt8]
  ) {
    switch scalar {
    case "v": units.append(0x0B)
    case "\r": if byte == 0x0A { at += 1 }
    case "\n", "\u{2028}", "\u{2029}": break
    case "x": append(hexDigits(2, from: start).flatMap(Unicode.Scalar.init), to: &units)
    case "0" where !(0x30...0x39).contains(byte): units.append(0)
    case "0"..."9":
      reportEscape(start, "a text has no octal escape \\\(scalar)", "write the character itself or \\u00XX")
    case "\u{0}"..<"\u{20}": reportControl(UInt8(scalar.value))
    default: append(scalar, to: &units)
    }
  }

  /// The scalar of `\uHHHH`, or of a pair of them; nil where it was refused.
  mutating func unicodeEscape(from start: Int) -> Unicode.Scalar? {
    guard let unit = hexDigits(4, from: start) else { return nil }
    guard 0xD800...0xDFFF ~= unit else { return Unicode.Scalar(unit) }
    if unit < 0xDC00, byte == UInt8(ascii: "\\"), byte(ahead: 1) == UInt8(ascii: "u"),
      let low = hexValue(4, at: at + 2), 0xDC00...0xDFFF ~= low
    {
      at += 6
      return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    }
    report(
      error(
        .loneSurrogate, "\(quoted(slice(start, at))) is half of a character", at: start,
        fix: "write both halves, as in \\ud83d\\ude00, or the character itself"))
    return nil
  }

  /// Past so many hexadecimal digits; reports and stays where they are not all there.
  private mutating func hexDigits(_ count: Int, from start: Int) -> UInt32? {
    guard let value = hexValue(count, at: at) else {
      let kind = count == 2 ? "\\x" : "\\u"
      reportEscape(
        start, "\(kind) must be followed by \(count == 2 ? "two" : "four") hexadecimal digits",
        count == 2 ? "write it like \\xE9" : "write it like \\u00e9")
      return nil
    }
    at += count
    return value
  }

  private func hexValue(_ count: Int, at offset: Int) -> UInt32? {
    guard offset + count <= bytes.count else { return nil }
    var value: UInt32 = 0
    for index in offset..<offset + count {
      guard let digit = hexDigit(bytes[index]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  private mutating func reportEscape(_ start: Int, _ message: String, _ fix: String) {
    report(error(.badEscape, message, at: start, fix: fix))
  }

  /// Nil is an escape that was refused and reported: nothing is written.
  private func append(_ scalar: Unicode.Scalar?, to units: inout [UInt8]) {
    if let scalar { units.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
  }
}
