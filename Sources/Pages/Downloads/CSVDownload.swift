import Catalog
import Statistics

/// A measure's cells as CSV: UTF-8 with a byte order mark (so that Excel reads it right), RFC 4180.
struct CSVDownload: Sendable {
  let rows: DownloadRows

  static let columns = [
    "area", "area_code", "period", "value", "lower", "upper", "moe", "n", "denominator", "unit", "status",
    "quality", "note", "level", "breakdown", "group",
  ]

  var bytes: [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    Self.append(Self.columns, to: &bytes)
    for row in rows.rows { Self.append(fields(row), to: &bytes) }
    return bytes
  }

  private func fields(_ row: DownloadRows.Row) -> [String] {
    let estimate = row.cell.estimate
    let interval = estimate?.interval
    return [
      Self.safe(row.name), Self.safe(row.place.id), DownloadRows.iso(row.period),
      number(estimate?.value), number(interval?.low), number(interval?.high), number(estimate?.marginOfError),
      number(estimate?.cases), number(estimate?.denominator), Self.safe(rows.wording.unit),
      DownloadRows.status(row.cell), DownloadRows.quality(row.cell), Self.safe(rows.note(row.cell)),
      row.place.level, row.group?.breakdown ?? "", row.group?.group ?? "",
    ]
  }

  private func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return rows.number(value)
  }

  /// A text that a spreadsheet would take for a formula gets an apostrophe before it.
  static func safe(_ text: String) -> String {
    guard let first = text.first, "=+-@\t\r".contains(first) else { return text }
    return "'" + text
  }

  private static func append(_ fields: [String], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += quoted(field).utf8
    }
    bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
  }
}
