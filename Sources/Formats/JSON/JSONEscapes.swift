import Notation

/// Reads the escapes of JSON's texts.
enum JSONEscapes {
  /// The bytes of a stretch between quotes, escapes resolved; they are UTF-8 where the others are.
  static func resolved(_ cursor: JSONCursor, _ range: Range<Int>) throws(Diagnostic) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = cursor.bytes[index]
      guard byte == 0x5C else {
        output.append(byte)
        index += 1
        continue
      }
      switch cursor.bytes[index + 1] {
      case let plain where plain == 0x22 || plain == 0x5C || plain == 0x2F: output.append(plain)
      case 0x62: output.append(0x08)
      case 0x66: output.append(0x0C)
      case 0x6E: output.append(0x0A)
      case 0x72: output.append(0x0D)
      case 0x74: output.append(0x09)
      case 0x75:
        index += try unicode(cursor, index, range.upperBound, &output)
        continue
      default: throw cursor.bad("this escape is none of JSON's", at: index)
      }
      index += 2
    }
    return output
  }

  /// Appends the scalar of `\uXXXX`, or of two that are a pair: how many bytes it took.
  private static func unicode(
    _ cursor: JSONCursor, _ at: Int, _ end: Int, _ output: inout [UInt8]
  ) throws(Diagnostic) -> Int {
    guard let first = unit(cursor, at, end) else {
      throw cursor.bad("four hexadecimal digits are missing", at: at)
    }
    if let scalar = Unicode.Scalar(first) {
      output += String(Character(scalar)).utf8
      return 6
    }
    guard first < 0xDC00, let second = unit(cursor, at + 6, end), (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else {
      guard cursor.tolerance.contains(.brokenText) else {
        throw cursor.bad("this escape is half of a character", at: at)
      }
      output += "\u{FFFD}".utf8
      return 6
    }
    output += String(Character(scalar)).utf8
    return 12
  }

  private static func unit(_ cursor: JSONCursor, _ at: Int, _ end: Int) -> UInt32? {
    guard at + 6 <= end, cursor.bytes[at] == 0x5C, cursor.bytes[at + 1] == 0x75 else { return nil }
    var value: UInt32 = 0
    for byte in cursor.bytes[at + 2..<at + 6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
