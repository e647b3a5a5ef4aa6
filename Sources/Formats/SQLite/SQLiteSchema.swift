import Notation

/// The tables of a database, by their definitions on its first page (§2.6).
struct SQLiteSchema {
  struct Entry {
    let name: String
    /// The page of the table's root.
    let root: Int
    let table: SQLiteTable
  }

  /// Tables with columns, in the order in which they were made; SQLite's own ones too, virtual ones not.
  let entries: [Entry]
  /// Names of views, which hold nothing themselves.
  let views: [String]

  init(_ file: SQLiteFile) throws(Diagnostic) {
    var rows = try SQLiteRows(file, root: 1)
    var entries: [Entry] = []
    var views: [String] = []
    while let row = try rows.next() {
      var record = try SQLiteRecord(row, of: file)
      let type = try record.next()?.text
      guard let name = try record.next()?.text else { throw file.damaged("has a table without a name") }
      _ = try record.next()
      let root = try record.next()?.integer ?? 0
      let sql = try record.next()?.text ?? ""
      if type == "view" { views.append(name) }
      guard type == "table", root > 0, root <= Int64(file.pageCount) else { continue }
      guard let table = SQLiteTable(definition: sql) else {
        throw file.damaged("has a definition of “\(name)” that cannot be read")
      }
      entries.append(Entry(name: name, root: Int(root), table: table))
    }
    self.entries = entries
    self.views = views
  }

  /// A table by name, in any case as in SQL.
  func entry(_ name: String) -> Entry? {
    entries.first { $0.name.lowercased() == name.lowercased() }
  }
}

/// The rows of one table as values, one for each column.
struct SQLiteTableRows {
  private var rows: SQLiteRows
  private let file: SQLiteFile
  private let table: SQLiteTable
  private(set) var count = 0

  /// - Throws: `unsupported-format` for a table that is stored as an index.
  init(_ entry: SQLiteSchema.Entry, of file: SQLiteFile) throws(Diagnostic) {
    guard !entry.table.isWithoutRowID else {
      throw .unsupportedFormat(
        file.path, "keeps “\(entry.name)” as an index (WITHOUT ROWID), which is not read",
        fix:
          "copy it with `sqlite3 FILE \"CREATE TABLE copy AS SELECT * FROM \(entry.name)\"` and name the copy"
      )
    }
    self.file = file
    table = entry.table
    rows = try SQLiteRows(file, root: entry.root)
  }

  /// The next row's values, of computed columns null; nil behind the last.
  mutating func next() throws(Diagnostic) -> [SQLiteValue]? {
    guard let row = try rows.next() else { return nil }
    count += 1
    var record = try SQLiteRecord(row, of: file)
    var values: [SQLiteValue] = []
    values.reserveCapacity(table.columns.count)
    for (index, column) in table.columns.enumerated() {
      if column.isComputed {
        values.append(.null)
      } else if let value = try record.next() {
        values.append(index == table.rowNumber ? .integer(row.number) : value)
      } else {
        values.append(column.standard)
      }
    }
    return values
  }
}
