import Catalog
import Markup
import Statistics

/// A measure's cells as CSV: UTF-8 with a byte order mark (so that Excel reads it right), RFC 4180.
struct CSVDownload: Sendable {
  let rows: DownloadRows

  static let columns = [
    "area", "area_code", "period", "value", "lower", "upper", "moe", "n", "denominator", "unit", "status",
    "quality", "note", "level", "breakdown", "group",
  ]

  /// - Parameter full: called between pieces.
  func write(into bytes: inout [UInt8], full: OutputFile.Full = { _ in }) {
    bytes += [0xEF, 0xBB, 0xBF]
    bytes += Array(Self.columns.joined(separator: ",").utf8) + Self.lineEnd
    RowBytes.append(to: &bytes, decimals: rows.decimals, full: full) { out in
      var writer = CSVWriter(rows)
      rows.write(with: &writer, into: &out)
    }
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
    let needsQuotes = field.utf8.contains { $0 == quote || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
    bytes.append(quote)
    for byte in field.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}

/// Writes a row of the table: what a place, a period and a cell say beside numbers is put together once.
private struct CSVWriter: DownloadWriter {
  /// `,2012,` by period.
  private let periods: [[UInt8]]
  /// Everything from the unit on, for the level that is being written.
  private var ends: RowEnds
  private var place: [UInt8] = []
  private let rows: DownloadRows

  private static let comma = UInt8(ascii: ",")

  init(_ rows: DownloadRows) {
    self.rows = rows
    periods = rows.result.periods.map { Self.fields(["", DownloadRows.iso($0), ""]) }
    ends = Self.ends(rows, "")
  }

  private static func ends(_ rows: DownloadRows, _ level: String) -> RowEnds {
    RowEnds(groups: rows.groups.count + 1) { cell, group in
      let group = group == 0 ? ("", "") : (rows.groups[group - 1].breakdown, rows.groups[group - 1].group)
      return fields([
        "", CSVDownload.safe(rows.wording.unit), DownloadRows.status(cell), DownloadRows.quality(cell),
        CSVDownload.safe(rows.note(cell)), level, group.0, group.1,
      ]) + CSVDownload.lineEnd
    }
  }

  private static func fields(_ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(comma) }
      CSVDownload.append(field, to: &bytes)
    }
    return bytes
  }

  mutating func begin(level: String) { ends = Self.ends(rows, level) }

  mutating func begin(_ place: Place, name: String) {
    self.place.removeAll(keepingCapacity: true)
    CSVDownload.append(CSVDownload.safe(name), to: &self.place)
    self.place.append(Self.comma)
    CSVDownload.append(CSVDownload.safe(place.id.id), to: &self.place)
  }

  mutating func write(_ cell: Cell, period: Int, group: Int, into out: inout RowBytes) {
    let end = ends.bytes(cell, group: group)
    out.reserve(place.count + end.count)
    out.put(place)
    out.put(periods[period])
    if case .estimate(let estimate, _) = cell {
      out.put(estimate.value)
      if let bounds = RowBounds(estimate) {
        out.put(Self.comma)
        out.put(bounds.low)
        out.put(Self.comma)
        out.put(bounds.high)
        out.put(Self.comma)
        out.put(bounds.margin)
        out.put(Self.comma)
      } else {
        out.put(",,,,")
      }
      if let cases = estimate.cases { out.put(cases) }
      out.put(Self.comma)
      if let denominator = estimate.denominator { out.put(denominator) }
    } else {
      out.put(",,,,,")
    }
    out.put(end)
  }
}
