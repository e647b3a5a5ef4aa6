import Notation

/// A file format that is not read natively: how it is known, what tables it holds, and its translation.
///
/// Almanac's own engines read separated values, JSON and GeoJSON. Every other format is translated once, row by row,
/// into one of two plain texts: a CSV for a table, a GeoJSON FeatureCollection for shapes. So one seam serves a
/// spreadsheet, a shapefile and a column store, and all that is known about typed cells, periods, places and points
/// holds for them too. A new format is one file with one value, and one line in `all`.
package struct FileFormat: Sendable, Identifiable {
  /// The word of definitions: `format: { type: "xlsx" }`.
  package let id: String
  package let summary: String
  /// Where the format is defined.
  package let reference: String
  /// Usual endings of file names, in lower case, without the dot.
  package let endings: [String]
  /// Whether a file is of this format, by its first bytes or, of a ZIP, by its members' names; never by its ending.
  package let recognises: @Sendable (FileBytes) -> Bool
  /// The tables that a file holds, in its own order: sheets, layers, objects. Never empty for a sound file.
  package let tables: @Sendable (FileBytes) throws(Diagnostic) -> [FileTable]
  /// Writes one table of the file, the first row's columns told before it. Memory grows with a row, a shared
  /// dictionary or a row group, never with the whole file where the format allows it.
  package let translate:
    @Sendable (FileBytes, FormatSelection, inout TranslationWriter) throws(Diagnostic) -> Void
  /// Of a container: what it holds, so that whoever asks can look at it before it is translated, and read a text as
  /// it stands. nil of formats that hold rows themselves.
  package let unpack: (@Sendable (FileBytes, FormatSelection) throws(Diagnostic) -> UnpackedFile)?

  package init(
    id: String, summary: String, reference: String, endings: [String],
    recognises: @escaping @Sendable (FileBytes) -> Bool,
    tables: @escaping @Sendable (FileBytes) throws(Diagnostic) -> [FileTable],
    translate:
      @escaping @Sendable (FileBytes, FormatSelection, inout TranslationWriter) throws(Diagnostic) -> Void,
    unpack: (@Sendable (FileBytes, FormatSelection) throws(Diagnostic) -> UnpackedFile)? = nil
  ) {
    self.id = id
    self.summary = summary
    self.reference = reference
    self.endings = endings
    self.recognises = recognises
    self.tables = tables
    self.translate = translate
    self.unpack = unpack
  }

  /// Every format, in the order in which a file is offered to them.
  package static let all: [FileFormat] = [
    .gtfs,
    .hsds,
    .xlsx,
    .shapefile,
    .kml,
    .dbf,
    .topoJSON,
    .jsonStat,
    .sdmxCSV,
    .geoPackage,
    // After GeoPackage, which is a database too.
    .sqlite,
    .parquet,
    // Last: what an archive is a format for is known before.
    .zip,
  ]

  /// The format of these bytes; nil for what is read without translation, and for what nobody knows.
  package static func of(_ file: FileBytes) -> FileFormat? { all.first { $0.recognises(file) } }
}

/// One table of a file.
package struct FileTable: Hashable, Sendable {
  /// The sheet's, layer's or object's name; empty where the format has no names.
  package let name: String
  package let hasShapes: Bool
  /// As the file announces it; nil where it does not.
  package let rows: Int?

  package init(name: String, hasShapes: Bool = false, rows: Int? = nil) {
    self.name = name
    self.hasShapes = hasShapes
    self.rows = rows
  }
}

/// Which part of a file a feed wants.
package struct FormatSelection: Hashable, Sendable {
  /// The sheet, layer or object by name; nil takes the only one, and is refused, with the names, where there are several.
  package var table: String?
  /// Of a spreadsheet: the row, from 1, that holds the column names; 0 where none does; nil finds it.
  package var headerRow: Int?
  /// What a format asks beyond that, by name: `day` and `windows` of GTFS. The format says which it knows, and refuses
  /// the rest.
  package var options: [String: String] = [:]

  package init(table: String? = nil, headerRow: Int? = nil, options: [String: String] = [:]) {
    self.table = table
    self.headerRow = headerRow
    self.options = options
  }
}

extension FormatSelection {
  /// The name that is meant among those of a file: the one asked for, or the only one.
  ///
  /// Letter case costs nothing, nor does one of `endings` behind the name.
  /// - Throws: `choose-table`, with the names.
  package func choose(
    among names: [String], kind: String, endings: [String] = [], in path: String
  ) throws(Diagnostic) -> String {
    guard let table else {
      guard names.count == 1 else { throw .chooseTable(path, kind, names, asked: nil) }
      return names[0]
    }
    let asked =
      [table]
      + endings.filter { table.lowercased().hasSuffix("." + $0) }
      .map { String(table.dropLast($0.count + 1)) }
    for wanted in asked {
      if let same = names.first(where: { $0 == wanted }) { return same }
      let alike = names.filter { $0.lowercased() == wanted.lowercased() }
      if alike.count == 1 { return alike[0] }
    }
    throw .chooseTable(path, kind, names, asked: table)
  }
}
