import Catalog

/// A measure's cells as CSV: UTF-8 with a byte order mark (so that Excel reads it right), RFC 4180.
struct CSVDownload: Sendable {
  let rows: DownloadRows
  let places: PlaceTexts<CSVRows>

  static let columns = [
    "area", "area_code", "period", "value", "lower", "upper", "moe", "n", "denominator", "unit", "status",
    "quality", "note", "level", "breakdown", "group",
  ]

  /// Numbers that were standardised or smoothed have the number as counted beside them; those that may be pooled
  /// rather than withheld say last how many base periods each holds; those for which larger places stand in say which.
  static func columns(of rows: DownloadRows) -> [String] {
    let last =
      (rows.indicator.periods.pooled == nil ? [] : ["pooled_periods"]) + (rows.rollsUp ? ["shown_for"] : [])
    guard rows.indicator.adjustment != nil, let end = columns.firstIndex(of: "unit") else {
      return columns + last
    }
    return columns[..<end] + ["crude"] + columns[end...] + last
  }

  /// - Parameter full: called between pieces.
  func write(into bytes: inout [UInt8], full: OutputFile.Full = { _ in }) {
    bytes += [0xEF, 0xBB, 0xBF]
    bytes += Array(Self.columns(of: rows).joined(separator: ",").utf8) + Self.lineEnd
    var writer = RowWriter(rows, places)
    writer.write(into: &bytes, full: full)
  }

  /// A text that a spreadsheet would take for a formula gets an apostrophe before it.
  static func safe(_ text: String) -> String {
    // The first byte decides: with a combining mark behind it the first character would be another.
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return text }
    return "'" + text
  }

  static let lineEnd: [UInt8] = [UInt8(ascii: "\r"), UInt8(ascii: "\n")]

  /// Appends a field, in quotation marks where it needs them.
  static func append(_ field: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let isPlain = field.utf8.withContiguousStorageIfAvailable { field in
      guard field.allSatisfy({ $0 != quote && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }) else { return false }
      bytes.append(contentsOf: field)
      return true
    }
    if isPlain == true { return }
    bytes.append(quote)
    for byte in field.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}

/// The rows of the table.
enum CSVRows: RowFormat {
  static let separator = ""
  private static let comma = UInt8(ascii: ",")

  static func write(_ place: PlaceID, name: String, into bytes: inout [UInt8]) {
    CSVDownload.append(CSVDownload.safe(name), to: &bytes)
    bytes.append(comma)
    CSVDownload.append(CSVDownload.safe(place.id), to: &bytes)
    bytes.append(comma)
  }

  static func write(_ period: String, _ group: DownloadRows.Group?, into bytes: inout [UInt8]) {
    CSVDownload.append(period, to: &bytes)
    bytes.append(comma)
  }

  static func write(_ cell: CellNumbers, _ shape: RowShape, into out: inout RowBytes) {
    guard shape.isEstimate else {
      out.put(",,,,,")
      if shape.hasCrude { out.put(comma) }
      return
    }
    out.put(cell.value)
    if let bounds = RowBounds(cell, shape) {
      out.put(comma)
      out.put(bounds.low)
      out.put(comma)
      out.put(bounds.high)
      out.put(comma)
      out.put(bounds.margin)
      out.put(comma)
    } else {
      out.put(",,,,")
    }
    switch shape.cases {
    case .none: break
    case .value: out.put(cell.value)
    case .apart: out.put(cell.cases)
    }
    out.put(comma)
    if shape.hasDenominator { out.put(cell.denominator) }
    if shape.hasCrude {
      out.put(comma)
      if let crude = shape.crude(cell) { out.put(crude) }
    }
  }

  static func write(
    _ cell: Cell, _ group: DownloadRows.Group?, level: String, shownFor larger: PlaceID?,
    of rows: DownloadRows, into bytes: inout [UInt8]
  ) {
    let periods = rows.indicator.periods
    var fields = [
      CSVDownload.safe(group == nil ? rows.wording.unit : rows.wording.groupUnit), DownloadRows.status(cell),
      DownloadRows.quality(cell),
      CSVDownload.safe(rows.note(cell)), level, group?.breakdown ?? "", group?.group ?? "",
    ]
    if periods.pooled != nil { fields.append(String(periods.window)) }
    if rows.rollsUp { fields.append(CSVDownload.safe(larger.map(DownloadRows.text) ?? "")) }
    for field in fields {
      bytes.append(comma)
      CSVDownload.append(field, to: &bytes)
    }
    bytes += CSVDownload.lineEnd
  }
}
