import Notation

/// The columns of an SDMX-CSV file.
struct SDMXHeader {
  struct Column {
    let id: String
    /// Whether the values are “code: label”, as the column's own name is.
    let hasLabels: Bool
  }

  let delimiter: UInt8
  let columns: [Column]

  init(_ file: FileBytes) throws(Diagnostic) {
    delimiter = try Self.delimiter(file)
    let blocks = FileBlocks(file, size: 1 << 16)
    let table = try SeparatedTable(named: file.path, delimiter: delimiter, next: blocks.next)
    columns = table.names.map(Self.column)
  }

  /// Whether the columns are SDMX's: the first says which structure they follow, or both names that every flow has
  /// are there.
  var isSDMX: Bool {
    guard index("OBS_VALUE") != nil else { return false }
    return ["DATAFLOW", "STRUCTURE"].contains(columns.first?.id ?? "") || index("TIME_PERIOD") != nil
  }

  func index(_ id: String) -> Int? { columns.firstIndex { $0.id == id } }

  /// The first of some columns that is there.
  func index(anyOf ids: [String]) -> Int? { ids.lazy.compactMap { index($0) }.first }

  /// The separator that occurs most in the first line: comma by the standard, semicolon and tab by custom.
  private static func delimiter(_ file: FileBytes) throws(Diagnostic) -> UInt8 {
    let line = try file.read(0, 1 << 16).prefix { $0 != 0x0A && $0 != 0x0D }
    let counts = [0x2C, 0x3B, 0x09].map { mark in (UInt8(mark), line.count { $0 == UInt8(mark) }) }
    return counts.max { $0.1 < $1.1 }.flatMap { $0.1 > 0 ? $0.0 : nil } ?? 0x2C
  }

  /// `FREQ: Frequency` is the column FREQ whose values have labels. An identifier has no colon of its own.
  private static func column(_ name: String) -> Column {
    guard let (id, _) = SDMXLabel.split(name), id.utf8.allSatisfy(isIdentifier) else {
      return Column(id: name, hasLabels: false)
    }
    return Column(id: id, hasLabels: !["DATAFLOW", "STRUCTURE_ID", "OBS_VALUE", "TIME_PERIOD"].contains(id))
  }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x40, 0x24: true
    default: false
    }
  }
}

/// A code with its label, as `labels=both` writes them: `A: Annual`.
enum SDMXLabel {
  /// The two parts; nil where there is no colon behind something.
  static func split(_ text: String) -> (code: String, label: String)? {
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else { return nil }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]).trimmingSpaces())
  }
}
