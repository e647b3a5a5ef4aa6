import Notation

/// The cells of one row that hold something.
struct SheetRow {
  /// From 1.
  var number = 0
  /// In the file's order; columns from 0.
  var cells: [(column: Int, value: FormatValue)] = []
}

/// Reads a sheet row by row; nothing but the row at hand and the workbook's texts is held.
struct SheetReader {
  private var scanner: XMLScanner
  private let path: String
  private let strings: SharedStrings
  private let styles: [NumberStyle]
  private let from1904: Bool
  private var lastRow = 0
  private var isPastRows = false

  /// Formulas whose result is not stored, and errors, with the first cell of each.
  private(set) var unknown = Slips()
  private(set) var errors = Slips()
  /// Ranges of merged cells, which come behind the rows: known at the end.
  private(set) var merged: [String] = []

  struct Slips {
    var count = 0
    var first = ""

    mutating func add(_ cell: @autoclosure () -> String) {
      if count == 0 { first = cell() }
      count += 1
    }
  }

  static let mostColumns = 16_384
  private static let mostRows = 1_048_576

  init(_ book: Workbook, _ sheet: WorkbookSheet) throws(Diagnostic) {
    scanner = try WorkbookParts.scanner(book.parts.archive, sheet.member)
    path = book.parts.archive.path(of: sheet.member)
    strings = book.strings
    styles = book.styles
    from1904 = book.parts.countsFrom1904
  }

  /// The next row that is written down, in `row`; false behind the last. The file is then read to its end.
  mutating func next(_ row: inout SheetRow) throws(Diagnostic) -> Bool {
    row.cells.removeAll(keepingCapacity: true)
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
    var column = 0
    while scanner.depth >= depth, let event = try scanner.next() {
      guard event == .start("c") else { continue }
      if let reference = try scanner.attribute("r") {
        guard let named = CellReference.column(reference) else {
          throw .badFile(path, "has a cell “\(reference)” in row \(row.number)")
        }
        column = named
      }
      guard column < Self.mostColumns else { throw .badFile(path, "has too many cells in row \(row.number)") }
      let value = try cell(row.number, column)
      if value != .missing { row.cells.append((column, value)) }
      column += 1
    }
  }

  /// The value of the cell that began last, whose end is passed.
  private mutating func cell(_ row: Int, _ column: Int) throws(Diagnostic) -> FormatValue {
    let type = try scanner.attribute("t") ?? "n"
    let style = try scanner.attribute("s").flatMap { Int($0) } ?? 0
    let depth = scanner.depth
    var stored: String?
    var isFormula = false
    while scanner.depth >= depth, let event = try scanner.next() {
      switch event {
      case .start("v"): stored = try scanner.text()
      case .start("is"): stored = try RichText.text(&scanner)
      case .start("f"):
        isFormula = true
        try scanner.skip()
      default: continue
      }
    }
    guard let stored else {
      if isFormula { unknown.add(CellReference.name(row, column)) }
      return .missing
    }
    return try value(stored, type, style, row, column)
  }

  private mutating func value(
    _ stored: String, _ type: String, _ style: Int, _ row: Int, _ column: Int
  ) throws(Diagnostic) -> FormatValue {
    switch type {
    case "s":
      guard let index = Int(stored), let text = strings[index] else {
        throw .badFile(
          path, "refers in \(CellReference.name(row, column)) to text \(stored) of \(strings.count)")
      }
      return text.isEmpty ? .missing : .text(text)
    case "inlineStr": return stored.isEmpty ? .missing : .text(stored)
    case "str":
      let text = RichText.unescaped(stored)
      return text.isEmpty ? .missing : .text(text)
    case "b": return .boolean(stored == "1" || stored == "true")
    case "e":
      errors.add("\(stored) in \(CellReference.name(row, column))")
      return .missing
    case "d": return .text(stored)
    default:
      guard !stored.isEmpty else { return .missing }
      guard let number = Double(stored), number.isFinite else {
        throw .badFile(path, "has in \(CellReference.name(row, column)) a number “\(stored.prefix(40))”")
      }
      let style = styles.indices.contains(style) ? styles[style] : .number
      guard style != .number else { return .number(number) }
      if let text = SerialDay.text(number, style, from1904: from1904) { return .text(text) }
      return number == 0 ? .missing : .number(number)
    }
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
