import Notation

extension FileFormat {
  /// A GeoPackage, its layers by name: features and plain tables.
  ///
  /// Positions are brought to longitude and latitude; heights and measures are left away. Booleans are told by
  /// their column's type, other values by themselves. Times are passed on as they stand: GDAL writes offsets where
  /// the standard has only “Z”, and both are ISO 8601.
  package static let geoPackage = FileFormat(
    id: "gpkg", summary: "a layer of a GeoPackage", reference: "https://www.geopackage.org/spec131/",
    endings: ["gpkg"],
    recognises: { bytes in
      guard let head = try? bytes.read(0, 100), head.count == 100, head.starts(with: SQLiteFile.magic) else {
        return false
      }
      // “GPKG”, and what versions before 1.2 wrote: “GP10”, “GP11”. Some programs write neither.
      if head[68] == UInt8(ascii: "G"), head[69] == UInt8(ascii: "P") { return true }
      return (try? SQLiteSource(bytes))?.schema.names.contains("gpkg_contents") == true
    },
    tables: { (bytes) throws(Diagnostic) in
      try GeoPackageContents(bytes).layers.map {
        FileTable(name: $0.entry.name, hasShapes: $0.shapes != nil, rows: $0.rows)
      }
    },
    translate: { (bytes, selection, writer) throws(Diagnostic) in
      let contents = try GeoPackageContents(bytes)
      let layer = try contents.chosen(selection)
      if let shapes = layer.shapes {
        try contents.write(layer, shapes.column, shapes.kind, &writer)
      } else {
        try contents.source.write(layer.entry, &writer)
      }
    })
}

extension GeoPackageContents {
  /// Writes a layer of shapes.
  func write(
    _ layer: GeoPackageLayer, _ shapeColumn: Int, _ kind: String, _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    let table = layer.entry.table
    let shown = table.columns.indices.filter { $0 != shapeColumn && !table.columns[$0].isComputed }
    let truths = Set(shown.filter { table.columns[$0].type.uppercased() == "BOOLEAN" })
    let arePoints = kind == "GEOMETRY" ? try firstIsPoint(layer, shapeColumn) : kind == "POINT"
    // Where shapes are that a table does not keep, nobody needs to know.
    let shapes =
      arePoints || writer.form == .features
      ? ProjectedShapes(path: path, projection: try projection(of: layer)) : nil
    var rows = try SQLiteTableRows(layer.entry, of: source.file)
    try writer.begin(DistinctNames.of(shown.map { table.columns[$0].name }), points: arePoints)
    while let values = try rows.next() {
      let cells = shown.map { column in
        if let truth = values[column].integer, truths.contains(column) {
          return FormatValue.boolean(truth != 0)
        }
        return values[column].cell
      }
      var shape: FormatGeometry?
      if let shapes { shape = try self.shape(values[shapeColumn], shapes, row: rows.count) }
      try writer.row(cells, shape)
    }
    try writer.end()
  }
}
