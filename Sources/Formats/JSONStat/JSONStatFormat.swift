import Notation

extension FileFormat {
  /// JSON-stat 2 and 1: a cube of numbers.
  ///
  /// A row is a cell: the code of each dimension under the dimension's id, its label beside it as `<id>_label` where
  /// labels say more than codes, then `value`, and `status` where the cube has any. A list of values gives a row for
  /// each cell; a sparse one gives a row where there is a value or a status. Periods are written as feeds read them.
  package static let jsonStat = FileFormat(
    id: "json-stat",
    summary: "JSON-stat 2 and 1 (Eurostat and the statistical offices of Norway, Sweden, Ireland)",
    reference: "JSON-stat format 2.0 (Badosa 2013–2018), json-stat.org/format", endings: ["json"],
    recognises: { JSONStatDocument.isSuch($0) },
    tables: { (file) throws(Diagnostic) in
      try JSONStatDocument(file).cubes.map { FileTable(name: $0.name) }
    },
    translate: { (file, selection, writer) throws(Diagnostic) in
      var document = try JSONStatDocument(file)
      var cube = try document.cube(selection.table)
      try cube.write(&document.cursor, to: &writer)
    })
}
