import Notation

/// A workbook with what its cells refer to.
struct Workbook {
  let parts: WorkbookParts
  private(set) var strings = SharedStrings()
  private(set) var styles: [NumberStyle] = []

  init(_ file: FileBytes) throws(Diagnostic) {
    parts = try WorkbookParts(file)
    if let member = parts.strings { strings = try SharedStrings(parts.archive, member) }
    if let member = parts.styles { styles = try NumberStyle.all(parts.archive, member) }
  }

  /// The sheets that somebody is to read: not hidden, and with something in them.
  func readable() throws(Diagnostic) -> [WorkbookSheet] {
    var readable: [WorkbookSheet] = []
    for sheet in parts.sheets where !sheet.isHidden {
      var reader = try SheetReader(self, sheet)
      var row = SheetRow()
      var isEmpty = true
      while isEmpty, try reader.next(&row) { isEmpty = row.cells.isEmpty }
      if !isEmpty { readable.append(sheet) }
    }
    return readable
  }

  /// The sheet asked for, hidden or not, or the only one that is readable.
  func sheet(_ selection: FormatSelection) throws(Diagnostic) -> WorkbookSheet {
    let sheets = selection.table == nil ? try readable() : parts.sheets
    guard !sheets.isEmpty else {
      throw .badFile(parts.archive.file.path, "holds no sheet with anything in it")
    }
    let name = try selection.choose(
      among: sheets.map { $0.name }, kind: "sheets", in: parts.archive.file.path)
    return sheets.first { $0.name == name } ?? sheets[0]
  }
}
