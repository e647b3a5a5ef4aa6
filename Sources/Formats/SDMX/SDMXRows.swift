import Notation

/// Writes the rows of an SDMX-CSV file.
struct SDMXRows {
  private let file: FileBytes
  private let header: SDMXHeader
  private let value: Int
  private let period: Int?
  private let status: Int?
  private let multiplier: Int?
  private let action: Int?

  /// Statuses that say that there is no value: not collected, cannot exist, missing, suppressed (CL_OBS_STATUS), and
  /// Eurostat's mark.
  static let missing: Set<String> = ["L", "M", "O", "Q", ":"]

  init(_ file: FileBytes) throws(Diagnostic) {
    self.file = file
    header = try SDMXHeader(file)
    guard let value = header.index("OBS_VALUE") else {
      throw .badFile(file.path, "has no column “OBS_VALUE”")
    }
    self.value = value
    period = header.index("TIME_PERIOD")
    status = header.index(anyOf: ["OBS_STATUS", "OBS_FLAG"])
    multiplier = header.index("UNIT_MULT")
    action = header.columns.first?.id == "STRUCTURE" ? header.index("ACTION") : nil
  }

  func write(to writer: inout TranslationWriter) throws(Diagnostic) {
    var columns = ColumnNames()
    for column in header.columns {
      try columns.add(columns.free(column.id, or: column.id + "_2"), in: file.path)
      if column.hasLabels {
        try columns.add(columns.free(column.id + "_label", or: column.id + "_text"), in: file.path)
      }
    }
    try columns.add(columns.free("value", or: "scaled_value"), in: file.path)
    try writer.begin(columns.names)
    let blocks = FileBlocks(file)
    var table = try SeparatedTable(named: file.path, delimiter: header.delimiter, next: blocks.next)
    while try table.read() {
      guard table.reader.fields.count == header.columns.count else {
        throw table.reader.bad(
          "the row has \(table.reader.fields.count) fields where the header has \(header.columns.count)")
      }
      if let action, code(table, action) == "D" { continue }
      try writer.row(try row(table))
    }
    try writer.end()
  }

  private func row(_ table: SeparatedTable) throws(Diagnostic) -> [FormatValue] {
    var row: [FormatValue] = []
    row.reserveCapacity(header.columns.count * 2)
    for (index, column) in header.columns.enumerated() {
      let text = table.text(index)
      if column.hasLabels {
        let parts = SDMXLabel.split(text)
        row.append(Self.cell(parts?.code ?? text))
        row.append(Self.cell(parts?.label ?? ""))
      } else {
        row.append(Self.cell(index == period ? StatisticalPeriod.normalised(text) : text))
      }
    }
    row.append(try scaled(table))
    return row
  }

  /// OBS_VALUE times ten to the power of UNIT_MULT, rounded once: the power goes into the text that is read.
  private func scaled(_ table: SeparatedTable) throws(Diagnostic) -> FormatValue {
    let text = table.text(value)
    if text.isEmpty || text.lowercased() == "nan" { return .missing }
    if let status, Self.missing.contains(code(table, status)) { return .missing }
    let written = multiplier.map { code(table, $0) } ?? ""
    guard let power = written.isEmpty ? 0 : Int(written), abs(power) <= 30 else {
      throw table.reader.bad("UNIT_MULT “\(written)” is no power of ten")
    }
    // A measure of words stays one; that a number was wanted is told by who reads the column as numbers.
    return Self.number(text, power).map(FormatValue.number) ?? .text(text)
  }

  /// A decimal number times a power of ten.
  private static func number(_ text: String, _ power: Int) -> Double? {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    let isDecimal = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
    }
    guard isDecimal, let exponent = parts.count > 1 ? Int(parts[1]) : 0, abs(exponent) < 1_000,
      let number = Double("\(parts[0])e\(exponent + power)"), number.isFinite
    else { return nil }
    return number
  }

  /// A value without its label.
  private func code(_ table: SeparatedTable, _ column: Int) -> String {
    let text = table.text(column)
    guard header.columns[column].hasLabels else { return text }
    return SDMXLabel.split(text)?.code ?? text
  }

  private static func cell(_ text: String) -> FormatValue { text.isEmpty ? .missing : .text(text) }
}
