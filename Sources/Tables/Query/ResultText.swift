/// Results as text: chunks in, pieces of text out.
package struct ResultText: Sendable {
  /// How results are written.
  package enum Format: String, CaseIterable, Sendable {
    /// Aligned columns for reading; rows beyond the first are counted.
    case table
    /// RFC 4180: a missing value is an empty field, an empty text a pair of quotes.
    case csv
    /// An array of objects, one a line; a missing value is null.
    case json
  }

  private let format: Format
  private let names: [String]
  private let types: [ColumnType]
  private let shown: Int?
  private var table: TableText
  private var rows = 0

  /// - Parameter shown: rows that are written; more are counted, and the end says how many. Nil is all.
  package init(_ format: Format, names: [String], types: [ColumnType], shown: Int?) {
    self.format = format
    self.names = names
    self.types = types
    self.shown = shown
    table = TableText(names, types)
  }

  /// Rows that came but are not shown.
  package var hidden: Int { max(0, rows - (shown ?? .max)) }

  /// The text that can be written after these rows; of a table nothing before the end.
  package mutating func add(_ chunk: Chunk) -> String {
    let room = max(0, (shown ?? .max) - rows)
    let part = min(room, chunk.count)
    let isFirst = rows == 0
    rows += chunk.count
    if format == .table {
      table.add(chunk, rows: part)
      return ""
    }
    var bytes: [UInt8] = []
    if isFirst { begin(&bytes) }
    for row in 0..<part {
      if format == .csv {
        DelimitedText.append(chunk, row, to: &bytes)
      } else {
        bytes.append(contentsOf: (isFirst && row == 0 ? "" : ",\n").utf8)
        JSONObjectText.append(names, chunk, row, to: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The rest.
  package mutating func finish() -> String {
    switch format {
    case .table: return table.text(hidden: hidden)
    case .csv, .json:
      var bytes: [UInt8] = []
      if rows == 0 { begin(&bytes) }
      if format == .json { bytes.append(contentsOf: (rows == 0 ? "]\n" : "\n]\n").utf8) }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private func begin(_ bytes: inout [UInt8]) {
    if format == .json {
      bytes.append(contentsOf: "[\n".utf8)
    } else {
      DelimitedText.append(names, to: &bytes)
    }
  }
}

/// Records of separated values.
enum DelimitedText {
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

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes =
      text.isEmpty || text.utf8.contains { [quote, UInt8(ascii: ","), 0x0A, 0x0D].contains($0) }
      || text.utf8.first == 0x20 || text.utf8.last == 0x20
    guard needsQuotes else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}

/// One object for a row (RFC 8259).
enum JSONObjectText {
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

  private static func append(_ text: String, to bytes: inout [UInt8]) {
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
