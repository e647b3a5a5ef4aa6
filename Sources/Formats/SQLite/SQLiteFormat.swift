import Notation

extension FileFormat {
  /// A plain database, its tables by name. Views, virtual tables and computed columns are not there: what they
  /// show is not stored. Bytes are written in hexadecimal digits.
  package static let sqlite = FileFormat(
    id: "sqlite", summary: "a table of an SQLite database",
    reference: "https://www.sqlite.org/fileformat2.html",
    endings: ["sqlite", "sqlite3", "db", "db3"],
    recognises: { bytes in (try? bytes.read(0, 16)) == SQLiteFile.magic },
    tables: { (bytes) throws(Diagnostic) in
      try SQLiteSource(bytes).names.map { FileTable(name: $0) }
    },
    translate: { (bytes, selection, writer) throws(Diagnostic) in
      let source = try SQLiteSource(bytes)
      try source.write(try source.chosen(selection), &writer)
    })
}

/// A database and its schema.
struct SQLiteSource {
  let file: SQLiteFile
  let schema: SQLiteSchema

  init(_ bytes: FileBytes) throws(Diagnostic) {
    file = try SQLiteFile(bytes)
    schema = try SQLiteSchema(file)
  }

  /// Names of all tables but SQLite's own.
  var names: [String] { schema.names.filter { !$0.lowercased().hasPrefix("sqlite_") } }

  /// - Throws: `choose-table` where it is not clear which table is meant.
  func chosen(_ selection: FormatSelection) throws(Diagnostic) -> SQLiteSchema.Entry {
    guard !names.isEmpty else { throw noTables }
    if let table = selection.table, schema.views.contains(table.lowercased()) {
      throw .unsupportedFormat(
        file.path, "has “\(table)” as a view, which stores no rows",
        fix: "copy it with `sqlite3 FILE \"CREATE TABLE copy AS SELECT * FROM \(table)\"` and name the copy")
    }
    let name = try selection.choose(among: names, kind: "tables", in: file.path)
    guard let entry = try schema.entry(name) else { throw noTables }
    return entry
  }

  private var noTables: Diagnostic {
    .badFile(file.path, "is an SQLite database without tables", fix: "check that it is the right file")
  }

  /// Writes a table's rows without its computed columns.
  func write(_ entry: SQLiteSchema.Entry, _ writer: inout TranslationWriter) throws(Diagnostic) {
    let shown = entry.table.columns.indices.filter { !entry.table.columns[$0].isComputed }
    var rows = try SQLiteTableRows(entry, of: file)
    try writer.begin(DistinctNames.of(shown.map { entry.table.columns[$0].name }))
    while let values = try rows.next() { try writer.row(shown.map { values[$0].cell }) }
    try writer.end()
  }
}

/// The tables with which an extended database describes itself.
extension SQLiteSource {
  /// The named columns of a table's rows; none where the table is not there. Meant for tables of few rows.
  /// - Throws: `bad-file` where a column is not there.
  func rows(_ name: String, _ columns: [String]) throws(Diagnostic) -> [[SQLiteValue]] {
    guard let entry = try schema.entry(name) else { return [] }
    var places: [Int] = []
    for column in columns {
      guard let place = entry.table.columns.firstIndex(where: { $0.name.lowercased() == column }) else {
        throw .badFile(file.path, "has a table “\(name)” without “\(column)”")
      }
      places.append(place)
    }
    var rows = try SQLiteTableRows(entry, of: file)
    var all: [[SQLiteValue]] = []
    while let values = try rows.next() { all.append(places.map { values[$0] }) }
    return all
  }
}
