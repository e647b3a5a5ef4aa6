import Notation

extension FileFormat {
  /// Esri shapefiles: an archive with `.shp`, `.dbf` and `.prj`, or a bare `.shp` with the others beside it.
  package static let shapefile = FileFormat(
    id: "shapefile", summary: "Esri shapefile, in a ZIP or bare",
    reference: "ESRI Shapefile Technical Description, July 1998", endings: ["shp", "zip"],
    recognises: { file in
      if let head = try? file.read(0, 32), ShapeReader.recognises(head) { return true }
      guard ZipArchive.isZip(file), let archive = try? ZipArchive(file) else { return false }
      return archive.members.contains { $0.ending == "shp" }
    },
    tables: { (file) throws(Diagnostic) in
      var tables: [FileTable] = []
      for layer in try ShapefileParts.layers(file) {
        tables.append(
          FileTable(name: layer.name, hasShapes: true, rows: try layer.table()?.header.recordCount))
      }
      guard !tables.isEmpty else { throw .badFile(file.path, "holds no `.shp`") }
      return tables
    },
    translate: { (file, selection, writer) throws(Diagnostic) in
      let layers = try ShapefileParts.layers(file)
      let name = try selection.choose(
        among: layers.map { $0.name }, kind: "layers", endings: ["shp"], in: file.path)
      guard let layer = layers.first(where: { $0.name == name }) else { return }
      var translation = try ShapefileTranslation(layer)
      try translation.run(into: &writer)
    })
}

/// Writes one layer: shapes and rows go side by side, the first with the first.
private struct ShapefileTranslation {
  private var shapes: ShapeReader
  private var table: DBFReader?
  private let projection: SourceProjection
  private let path: String

  init(_ layer: ShapefileParts) throws(Diagnostic) {
    shapes = try layer.shapes()
    table = try layer.table()
    projection = try layer.projection(shapes)
    path = layer.name
  }

  mutating func run(into writer: inout TranslationWriter) throws(Diagnostic) {
    // Shapes without rows are told apart by their number.
    try writer.begin(table?.columns ?? ["record"], points: shapes.type == 1)
    var values: [FormatValue] = []
    while let shape = try shapes.next() {
      if table != nil {
        switch try table?.next(&values) {
        case .deleted: continue
        case .record: break
        case .end, nil:
          throw .badFile(path, "has more shapes than rows: the `.dbf` belongs to another `.shp`")
        }
      } else {
        values = [.integer(Int64(shapes.count))]
      }
      var placed: FormatGeometry?
      if let shape {
        placed = projection.geographic(shape)
        guard placed != nil else {
          throw .badFile(
            path,
            "has a record \(shapes.count) that lies outside of what its projection, “\(projection.name)”, reaches"
          )
        }
      }
      try writer.row(values, placed)
    }
    while let status = try table?.next(&values), status != .end {
      guard status == .deleted else {
        throw .badFile(path, "has more rows than shapes: the `.dbf` belongs to another `.shp`")
      }
    }
    try writer.end()
  }
}
