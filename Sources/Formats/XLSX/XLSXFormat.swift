import Notation

extension FileFormat {
  /// Spreadsheets of Excel 2007 and later (`.xlsx`, `.xlsm`), as any program writes them.
  package static let xlsx = FileFormat(
    id: "xlsx", summary: "Excel workbook", reference: "ECMA-376, Office Open XML, part 1, 5th edition",
    endings: ["xlsx", "xlsm"],
    recognises: { file in WorkbookParts.recognises(file) || isOlder(file) },
    tables: { (file) throws(Diagnostic) in
      try refuseOlder(file)
      return try Workbook(file).readable().map { FileTable(name: $0.name) }
    },
    translate: { (file, selection, writer) throws(Diagnostic) in
      try refuseOlder(file)
      let book = try Workbook(file)
      let sheet = try book.sheet(selection)
      var translation = try SheetTranslation(book, sheet, selection)
      try translation.run(into: &writer)
    })

  /// Whether the bytes are those of Excel before 2007, or of a workbook with a password, which is wrapped alike.
  private static func isOlder(_ file: FileBytes) -> Bool {
    (try? file.read(0, 8)) == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  }

  private static func refuseOlder(_ file: FileBytes) throws(Diagnostic) {
    guard isOlder(file) else { return }
    throw .unsupportedFormat(
      file.path, "is an Excel workbook of before 2007 (.xls), or one with a password",
      fix: "open it and save it as .xlsx without a password, or its sheet as CSV")
  }
}

/// Writes one sheet: the heading is found in its first rows, the rest streams.
private struct SheetTranslation {
  private let book: Workbook
  private let sheet: WorkbookSheet
  private var reader: SheetReader
  private let headerRow: Int?
  /// The first cell that lies beside the table.
  private var beside: String?

  init(_ book: Workbook, _ sheet: WorkbookSheet, _ selection: FormatSelection) throws(Diagnostic) {
    self.book = book
    self.sheet = sheet
    headerRow = selection.headerRow
    reader = try SheetReader(book, sheet)
  }

  mutating func run(into writer: inout TranslationWriter) throws(Diagnostic) {
    var row = SheetRow()
    var first: [SheetRow] = []
    var hasMore = true
    var size = 0
    while first.count < SheetHeading.sample || row.number <= headerRow ?? 0 {
      hasMore = try reader.next(&row)
      guard hasMore else { break }
      // Above a row that is named nothing counts.
      guard !row.cells.isEmpty, row.number >= headerRow ?? 0 else { continue }
      first.append(row)
      size += row.size
      if size > SheetRow.largest { break }
    }
    guard let heading = SheetHeading(first, wanted: headerRow) else {
      let what =
        headerRow.map { "has nothing in row \($0) of sheet" }
        ?? (first.isEmpty ? "has nothing in sheet" : "has no row of column names above the values of sheet")
      throw .badFile(
        book.parts.archive.file.path, "\(what) “\(sheet.name)”",
        fix: "say with `headerRow:` which row names the columns, or 0 where none does")
    }
    let names = heading.hasGaps ? heading.spread(over: try merged()) : heading.names
    try writer.begin(DistinctNames.of(names))
    var values: [FormatValue] = []
    for row in first where row.number > heading.row { try write(row, heading.columns, &values, &writer) }
    while hasMore, try reader.next(&row) { try write(row, heading.columns, &values, &writer) }
    tell(&writer)
    try writer.end()
  }

  private mutating func write(
    _ row: SheetRow, _ columns: Range<Int>, _ values: inout [FormatValue], _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    guard !row.cells.isEmpty else { return }
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(.missing, count: columns.count))
    for cell in row.cells {
      if columns.contains(cell.column) {
        values[cell.column - columns.lowerBound] = cell.value
      } else if beside == nil {
        beside = CellReference.name(row.number, cell.column)
      }
    }
    try writer.row(values)
  }

  /// The sheet's merged cells, for which it is read once more: they come behind the rows.
  private func merged() throws(Diagnostic) -> [String] {
    var reader = try SheetReader(book, sheet)
    var row = SheetRow()
    while try reader.next(&row) {}
    return reader.merged
  }

  /// Tells what was not taken as it stands.
  private func tell(_ writer: inout TranslationWriter) {
    let path = book.parts.archive.file.path
    func note(_ what: String, fix: String) {
      writer.note(
        Diagnostic(
          .warning, .partlyRead, "“\(path)”, sheet “\(sheet.name)”: \(what)", at: SourceLocation(path: path),
          fix: fix))
    }
    if reader.unknown.count > 0 {
      note(
        "\(reader.unknown.count) formulas have no stored result, the first in \(reader.unknown.first); they count as missing",
        fix: "open the file in a spreadsheet program and save it, which works them out")
    }
    if reader.errors.count > 0 {
      note(
        "\(reader.errors.count) cells hold errors, the first \(reader.errors.first); they count as missing",
        fix: "mend the formulas, or take it as it is")
    }
    if let beside {
      note("values beside the table are left out, the first in \(beside)", fix: "give their column a name")
    }
  }
}
