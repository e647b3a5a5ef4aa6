import Notation

/// The tables of a database, by their definitions on its first page (§2.6).
struct SQLiteSchema {
  struct Entry {
    let name: String
    /// The page of the table's root.
    let root: Int
    let table: SQLiteTable
  }

  private struct Definition {
    let name: String
    let root: Int
    let sql: String
  }

  /// By name in lower case.
  private let definitions: [String: Definition]
  /// Names of the tables that are stored, in the order in which they were made; SQLite's own ones too.
  let names: [String]
  /// Names of views, which hold nothing themselves, in lower case.
  let views: Set<String>
  private let path: String

  init(_ file: SQLiteFile) throws(Diagnostic) {
    var rows = try SQLiteRows(file, root: 1)
    var definitions: [String: Definition] = [:]
    var names: [String] = []
    var views = Set<String>()
    while let row = try rows.next() {
      var record = try SQLiteRecord(row, of: file)
      let type = try record.next()?.text
      guard let name = try record.next()?.text else { throw file.damaged("has a table without a name") }
      _ = try record.next()
      let root = try record.next()?.integer ?? 0
      let sql = try record.next()?.text ?? ""
      if type == "view" { views.insert(name.lowercased()) }
      // Virtual tables have no root.
      guard type == "table", root > 0, root <= Int64(file.pageCount) else { continue }
      let definition = Definition(name: name, root: Int(root), sql: sql)
      guard definitions.updateValue(definition, forKey: name.lowercased()) == nil else {
        throw file.damaged("has two tables “\(name)”")
      }
      names.append(name)
    }
    (self.definitions, self.names, self.views, path) = (definitions, names, views, file.path)
  }

  /// A table by name, in any case as in SQL; nil where there is none. Definitions are read one at a time, when their
  /// table is wanted: a file may hold thousands.
  /// - Throws: `unsupported-format` where the definition is not understood.
  func entry(_ name: String) throws(Diagnostic) -> Entry? {
    guard let found = definitions[name.lowercased()] else { return nil }
    guard let table = SQLiteTable(definition: found.sql) else {
      throw .unsupportedFormat(
        path,
        "defines “\(found.name)” in a way that is not read, or with more than \(SQLiteTable.mostColumns) columns",
        fix:
          "copy it with `sqlite3 FILE \"CREATE TABLE copy AS SELECT * FROM \(found.name)\"` and name the copy"
      )
    }
    return Entry(name: found.name, root: found.root, table: table)
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
