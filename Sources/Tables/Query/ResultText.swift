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
  private var hasBegun = false

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
    begin(&bytes)
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
      begin(&bytes)
      if format == .json { bytes.append(contentsOf: (rows == 0 ? "]\n" : "\n]\n").utf8) }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private mutating func begin(_ bytes: inout [UInt8]) {
    if hasBegun { return }
    hasBegun = true
    if format == .json {
      bytes.append(contentsOf: "[\n".utf8)
    } else {
      DelimitedText.append(names, to: &bytes)
    }
  }
}
