/// Records of separated values (RFC 4180).
package enum DelimitedText {
  static func append(_ names: [String], to bytes: inout [UInt8]) {
    for (index, name) in names.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(name, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  static func append(_ chunk: Chunk, _ row: Int, to bytes: inout [UInt8]) {
    for index in chunk.columns.indices {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch chunk.columns[index] {
      case .text(let text): if text.codes[row] >= 0 { append(text.entries[Int(text.codes[row])], to: &bytes) }
      case .number(let values): if !values[row].isNaN { ValueText.append(values[row], to: &bytes) }
      case .instant(let values):
        if values[row] != ColumnData.noInstant { ValueText.append(instant: values[row], to: &bytes) }
      case .boolean(let values): if values[row] >= 0 { ValueText.append(values[row], to: &bytes) }
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// A field, quoted only where it must be.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    let isPlain = bytes[start...].allSatisfy { $0 != quote && $0 != comma && $0 != 0x0A && $0 != 0x0D }
    if isPlain, bytes.count > start, bytes[start] != 0x20, bytes[bytes.count - 1] != 0x20 { return }
    bytes.removeLast(bytes.count - start)
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
}
