import Notation

/// Reads `&amp;`, `&#233;` and `&#xE9;`. No other entity exists, since a document type is refused.
enum XMLReferences {
  /// A text of the window with its references read and its line ends made line feeds (XML 1.0, §2.11).
  static func resolved(_ window: XMLWindow, _ range: Range<Int>) throws(Diagnostic) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = window.bytes[index]
      if byte == 0x26 {
        index = try reference(window, index, range.upperBound, &output)
        continue
      }
      if byte == 0x0D {
        output.append(0x0A)
        index += index + 1 < range.upperBound && window.bytes[index + 1] == 0x0A ? 2 : 1
        continue
      }
      output.append(byte)
      index += 1
    }
    guard let text = String(validating: output, as: UTF8.self) else {
      throw window.bad(
        "a text is not in the encoding that the file announces, UTF-8 where it announces none",
        at: range.lowerBound)
    }
    return text
  }

  /// Appends what a reference stands for; the index behind it.
  private static func reference(
    _ window: XMLWindow, _ from: Int, _ end: Int, _ output: inout [UInt8]
  ) throws(Diagnostic) -> Int {
    // The longest there is, `&#x0010FFFF;`, takes 12 bytes; more zeros are nobody's.
    let reach = window.bytes[from..<min(end, from + 16)]
    guard let close = reach.firstIndex(of: 0x3B) else {
      throw window.bad("“&” begins no reference; write “&amp;” for the character itself", at: from)
    }
    let name = String(decoding: window.bytes[from + 1..<close], as: UTF8.self)
    switch name {
    case "amp": output.append(0x26)
    case "lt": output.append(0x3C)
    case "gt": output.append(0x3E)
    case "quot": output.append(0x22)
    case "apos": output.append(0x27)
    default:
      guard let scalar = scalar(name) else {
        throw window.bad("“&\(name);” is no reference that XML defines", at: from)
      }
      output += String(Character(scalar)).utf8
    }
    return close + 1
  }

  private static func scalar(_ name: String) -> Unicode.Scalar? {
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x"
    guard let value = UInt32(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10),
      value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D, value != 0xFFFE, value != 0xFFFF
    else { return nil }
    return Unicode.Scalar(value)
  }
}
