import Notation

/// The cells of one row that hold something.
struct SheetRow {
  /// From 1.
  var number = 0
  /// In the file's order; columns from 0.
  var cells: [(column: Int, value: FormatValue)] = []
  /// Bytes of its texts.
  var size = 0

  /// What a row may hold at most, where honest ones hold some hundred bytes.
  static let largest = 32 << 20

  mutating func removeAll() {
    cells.removeAll(keepingCapacity: true)
    size = 0
  }

  mutating func append(_ value: FormatValue, _ column: Int) {
    if case .text(let text) = value { size += text.utf8.count }
    cells.append((column, value))
  }
}

/// Reads a sheet row by row; nothing but the row at hand and the workbook's texts is held.
struct SheetReader {
  private var scanner: XMLScanner
  private let path: String
  private var values: CellValues
  private var lastRow = 0
  private var isPastRows = false
  /// Off in tests, which compare the two ways.
  var readsPlainCells = true

  /// Formulas whose result is not stored, and errors, with the first cell of each.
  var unknown: CellValues.Slips { values.unknown }
  var errors: CellValues.Slips { values.errors }
  /// Ranges of merged cells, which come behind the rows: known at the end.
  private(set) var merged: [String] = []

  static let mostColumns = 16_384
  private static let mostRows = 1_048_576

  init(_ book: Workbook, _ sheet: WorkbookSheet) throws(Diagnostic) {
    scanner = try WorkbookParts.scanner(book.parts.archive, sheet.member)
    path = book.parts.archive.path(of: sheet.member)
    values = CellValues(book, path)
  }

  /// The next row that is written down, in `row`; false behind the last. The file is then read to its end.
  mutating func next(_ row: inout SheetRow) throws(Diagnostic) -> Bool {
    row.removeAll()
    while !isPastRows, let event = try scanner.next() {
      switch event {
      case .start("row"):
        let number = try scanner.attribute("r").flatMap { Int($0) } ?? lastRow + 1
        guard number > lastRow, number <= Self.mostRows else {
          throw .badFile(path, "has a row \(number) behind row \(lastRow)")
        }
        lastRow = number
        row.number = number
        try cells(&row)
        return true
      case .end("sheetData"): isPastRows = true
      case .start("mergeCell"): try merge()
      default: continue
      }
    }
    while let event = try scanner.next() {
      if event == .start("mergeCell") { try merge() }
    }
    isPastRows = true
    return false
  }

  private mutating func merge() throws(Diagnostic) {
    if let range = try scanner.attribute("ref"), merged.count < 100_000 { merged.append(range) }
  }

  private mutating func cells(_ row: inout SheetRow) throws(Diagnostic) {
    let depth = scanner.depth
    var next = 0
    while scanner.depth >= depth {
      if readsPlainCells, scanner.depth == depth, let cell = scanner.take(whole: PlainCell.read) {
        let column = cell.column ?? next
        if let stored = cell.stored {
          let value = try values.value(stored, cell.type, cell.style, row.number, column)
          try Self.add(value, column, to: &row, path)
        } else {
          try Self.check(column, row, path)
        }
        next = column + 1
        continue
      }
      guard let event = try scanner.next() else { break }
      guard event == .start("c") else { continue }
      var column = next
      if let reference = try scanner.attribute("r") {
        guard let named = CellReference.column(reference) else {
          throw .badFile(path, "has a cell “\(reference)” in row \(row.number)")
        }
        column = named
      }
      try Self.add(try cell(row.number, column), column, to: &row, path)
      next = column + 1
    }
  }

  private static func check(_ column: Int, _ row: SheetRow, _ path: String) throws(Diagnostic) {
    guard column < mostColumns else { throw .badFile(path, "has too many cells in row \(row.number)") }
  }

  private static func add(
    _ value: FormatValue, _ column: Int, to row: inout SheetRow, _ path: String
  ) throws(Diagnostic) {
    try check(column, row, path)
    if value != .missing { row.append(value, column) }
    guard row.size <= SheetRow.largest else {
      throw .tooLargeInside(path, "holds more than \(SheetRow.largest >> 20) MiB in row \(row.number)")
    }
  }

  /// The value of the cell that began last, whose end is passed.
  private mutating func cell(_ row: Int, _ column: Int) throws(Diagnostic) -> FormatValue {
    let type = CellType(try scanner.attribute("t") ?? "n")
    let style = try scanner.attribute("s").flatMap { Int($0) } ?? 0
    let depth = scanner.depth
    var stored: String?
    var isFormula = false
    while scanner.depth >= depth, let event = try scanner.next() {
      switch event {
      case .start("v"): stored = try scanner.text()
      case .start("is"): stored = try RichText.written(&scanner)
      case .start("f"):
        isFormula = true
        try scanner.skip()
      default: continue
      }
    }
    guard let stored else {
      if isFormula { values.unknown.add(CellReference.name(row, column)) }
      return .missing
    }
    return try values.value(.text(stored), type, style, row, column)
  }
}

/// Names of cells: `B12`.
enum CellReference {
  /// The column, from 0; nil where the name begins with no letters, or with too many.
  static func column(_ name: String) -> Int? {
    var column = 0
    for byte in name.utf8 {
      guard byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A else { break }
      column = column * 26 + Int(byte | 0x20) - 0x60
      guard column <= SheetReader.mostColumns else { return nil }
    }
    return column > 0 ? column - 1 : nil
  }

  /// The row, from 1.
  static func row(_ name: String) -> Int? { Int(name.drop { !$0.isNumber }) }

  static func name(_ row: Int, _ column: Int) -> String {
    var letters = ""
    var left = column + 1
    while left > 0 {
      letters = String(Unicode.Scalar(UInt8(0x41 + (left - 1) % 26))) + letters
      left = (left - 1) / 26
    }
    return "\(letters)\(row)"
  }
}
