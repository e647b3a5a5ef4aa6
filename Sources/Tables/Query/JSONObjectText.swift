/// One object for a row (RFC 8259).
package enum JSONObjectText {
  static func append(_ names: [String], _ chunk: Chunk, _ row: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for index in chunk.columns.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(names[index], to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      append(chunk.columns[index], row, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func append(_ column: ColumnData, _ row: Int, to bytes: inout [UInt8]) {
    switch column {
    case .text(let text) where text.codes[row] >= 0: append(text.entries[Int(text.codes[row])], to: &bytes)
    case .number(let values) where !values[row].isNaN: ValueText.append(values[row], to: &bytes)
    case .instant(let values) where values[row] != ColumnData.noInstant:
      bytes.append(UInt8(ascii: "\""))
      ValueText.append(instant: values[row], to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    case .boolean(let values) where values[row] >= 0: ValueText.append(values[row], to: &bytes)
    default: bytes.append(contentsOf: "null".utf8)
    }
  }

  /// A text in quotation marks.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
