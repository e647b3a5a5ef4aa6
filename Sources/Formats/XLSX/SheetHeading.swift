import Tables

/// Where a sheet's table begins: sheets are made for people, with titles, notes and empty rows above.
struct SheetHeading {
  /// The row that names the columns, from 1.
  let row: Int
  /// The columns of the sheet that the table takes, from 0.
  let columns: Range<Int>
  let names: [String]
  /// Whether a column within has no name of its own.
  let hasGaps: Bool

  /// How many rows with something in them are looked at.
  static let sample = 60

  /// Finds the heading in the first rows that hold something.
  ///
  /// It is the first row with at least half as many filled cells as the widest of the twenty rows behind it, and with
  /// at least two where those have two: a title stands alone, names stand side by side. It must hold texts or years.
  /// - Parameter wanted: the row that a definition names; 0 says that there is none, and calls the columns by their
  ///   places; nil finds it.
  /// nil where there is no such row.
  init?(_ rows: [SheetRow], wanted: Int?) {
    var heading = SheetRow()
    if wanted != 0 {
      let index = wanted == nil ? Self.find(rows) : rows.firstIndex { $0.number == wanted }
      guard let index else { return nil }
      heading = rows[index]
    }
    // Columns of values without a name belong to the table too.
    let used = rows.filter { $0.number >= heading.number }.flatMap { $0.cells.map { $0.column } }
    guard let first = used.min(), let last = used.max() else { return nil }
    row = heading.number
    columns = first..<last + 1
    var names = [String](repeating: "", count: columns.count)
    for cell in heading.cells { names[cell.column - first] = Self.name(cell.value) }
    self.names = names
    hasGaps = wanted != 0 && names.contains("")
  }

  /// The heading with names of merged cells given to every column that they span.
  /// - Parameter merged: ranges such as `B3:D3`.
  func spread(over merged: [String]) -> [String] {
    var names = names
    for range in merged {
      let ends = range.split(separator: ":").map { String($0) }
      guard ends.count == 2, CellReference.row(ends[0]) == row, let first = CellReference.column(ends[0]),
        let last = CellReference.column(ends[1]), first < last, columns.contains(first)
      else { continue }
      let name = names[first - columns.lowerBound]
      for column in first..<min(last + 1, columns.upperBound) where names[column - columns.lowerBound].isEmpty
      {
        names[column - columns.lowerBound] = name
      }
    }
    return names
  }

  private static func find(_ rows: [SheetRow]) -> Int? {
    for (index, row) in rows.enumerated() {
      let widest = rows[(index + 1)...].prefix(20).map { $0.cells.count }.max() ?? 0
      let filled = row.cells.count
      guard filled * 2 >= widest, filled >= min(2, widest) else { continue }
      // Data without names above: to search on would leave out rows, and to take it would lose one.
      return row.cells.allSatisfy { isName($0.value) } ? index : nil
    }
    return nil
  }

  /// Whether a value may name a column: a text, or a year.
  private static func isName(_ value: FormatValue) -> Bool {
    switch value {
    case .text: true
    case .number(let number): number == number.rounded() && (1500...2200).contains(number)
    case .missing, .integer, .boolean: false
    }
  }

  private static func name(_ value: FormatValue) -> String {
    switch value {
    case .missing: ""
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number): ValueText.text(number)
    case .boolean(let truth): truth ? "true" : "false"
    }
  }
}
