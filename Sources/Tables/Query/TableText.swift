/// Rows as aligned columns: numbers to the right, everything else to the left, two spaces between.
///
/// A number is rounded to six decimals and a text cut to sixty letters, which “…” shows; CSV and JSON have all.
struct TableText: Sendable {
  private let names: [String]
  private let types: [ColumnType]
  private var cells: [[String]] = []

  static let missing = "NULL"
  private static let widest = 60

  init(_ names: [String], _ types: [ColumnType]) {
    self.names = names
    self.types = types
  }

  mutating func add(_ chunk: Chunk, rows: Int) {
    for row in 0..<rows { cells.append(chunk.columns.map { Self.cell($0, row) }) }
  }

  /// The whole table, and how many rows are not in it.
  func text(hidden: Int) -> String {
    let heads = names.map(Self.short)
    let widths = names.indices.map { column in
      cells.reduce(heads[column].count) { max($0, $1[column].count) }
    }
    var lines = [
      line(heads, widths), widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "),
    ]
    lines += cells.map { line($0, widths) }
    if cells.isEmpty { lines.append("no rows") }
    if hidden > 0 {
      lines.append(
        "… \(hidden) more row\(hidden == 1 ? "" : "s"): write --limit \(cells.count + hidden) to see all")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = cells.indices.map { column in
      let space = String(repeating: " ", count: widths[column] - cells[column].count)
      return types[column] == .number ? space + cells[column] : cells[column] + space
    }
    let line = padded.joined(separator: "  ")
    return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
  }

  private static func cell(_ column: ColumnData, _ row: Int) -> String {
    var bytes: [UInt8] = []
    switch column {
    case .text(let text): return text.codes[row] < 0 ? missing : short(text.entries[Int(text.codes[row])])
    case .number(let values) where !values[row].isNaN: ValueText.append(rounded(values[row]), to: &bytes)
    case .instant(let values) where values[row] != ColumnData.noInstant:
      ValueText.append(instant: values[row], to: &bytes)
    case .boolean(let values) where values[row] >= 0: ValueText.append(values[row], to: &bytes)
    default: return missing
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func rounded(_ value: Double) -> Double {
    let scaled = value * 1e6
    return value.magnitude >= 1e-3 && scaled.magnitude < 1e15 ? scaled.rounded() / 1e6 : value
  }

  /// On one line, and not too long.
  private static func short(_ text: String) -> String {
    let line =
      text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
      ? String(
        String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
      : text
    return line.count <= widest ? line : line.prefix(widest - 1) + "…"
  }
}
