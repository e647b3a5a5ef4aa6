import Notation

extension FileFormat {
  /// Parquet and GeoParquet: flat columns, packed with snappy, gzip or not at all.
  ///
  /// Members of structures are columns with a point in their name (`bbox.xmin`). Columns of lists and maps are left
  /// out, as nothing in a table could hold them; a feed that names one is told that there is none. Times are ISO
  /// 8601, with “Z” where the file says that they are in UTC. Decimals keep every digit.
  package static let parquet = FileFormat(
    id: "parquet", summary: "a Parquet or GeoParquet file",
    reference: "https://parquet.apache.org/docs/file-format/",
    endings: ["parquet", "geoparquet", "pq", "parq"],
    recognises: { bytes in
      guard let first = try? bytes.read(0, 4) else { return false }
      return first == ParquetFooter.magic || first == ParquetFooter.sealedMagic
    },
    tables: { (bytes) throws(Diagnostic) in
      let footer = try ParquetFooter(bytes)
      let shapes = try GeoParquet(footer, named: bytes.path)
      return [FileTable(name: "", hasShapes: shapes != nil, rows: footer.rows)]
    },
    translate: { (bytes, selection, writer) throws(Diagnostic) in
      var source = try ParquetSource(bytes)
      try source.write(&writer)
    })
}

/// A Parquet file on its way into rows.
struct ParquetSource {
  private let bytes: FileBytes
  private let footer: ParquetFooter
  private let shapes: GeoParquet?
  /// The columns that become cells, by their place among those that are read.
  private let shown: [Int]
  private var rows = 0
  /// Bytes of text that may still be written: a long text in a dictionary can stand in millions of rows.
  private var textLeft: Int

  init(_ bytes: FileBytes) throws(Diagnostic) {
    self.bytes = bytes
    textLeft = (1 << 30) + 1024 * min(bytes.count, 1 << 40)
    let footer = try ParquetFooter(bytes)
    let shapes = try GeoParquet(footer, named: bytes.path)
    self.footer = footer
    self.shapes = shapes
    shown = footer.schema.columns.indices.filter {
      $0 != shapes?.column && shapes?.others.contains($0) != true
    }
    guard !shown.isEmpty || shapes != nil else {
      let names = footer.schema.nested.prefix(10).map { "“\($0)”" }.joined(separator: ", ")
      throw .unsupportedFormat(
        bytes.path,
        names.isEmpty ? "has no columns (Parquet)" : "has but columns of lists or maps: \(names) (Parquet)",
        fix: "unfold them first: in DuckDB `SELECT unnest(…)`")
    }
  }

  mutating func write(_ writer: inout TranslationWriter) throws(Diagnostic) {
    let arePoints = try shapes.map { (shapes) throws(Diagnostic) in
      if let said = shapes.arePoints { return said }
      return try firstIsPoint(shapes.column)
    }
    // Where shapes are that a table does not keep, they are not even read.
    let wanted = writer.form == .features || arePoints == true ? shapes : nil
    let projected = wanted.map { ProjectedShapes(path: bytes.path, projection: $0.projection) }
    try writer.begin(
      DistinctNames.of(shown.map { footer.schema.columns[$0].name }), points: arePoints == true)
    for group in footer.groups where group.rows > 0 {
      var room = ParquetRoom(for: bytes)
      var readers: [ParquetColumnReader] = []
      for column in shown { readers.append(try reader(column, of: group)) }
      var shapeReader: ParquetColumnReader?
      if let wanted { shapeReader = try reader(wanted.column, of: group, isStored: true) }
      for _ in 0..<group.rows {
        rows += 1
        var cells: [FormatValue] = []
        cells.reserveCapacity(readers.count)
        for index in readers.indices {
          if case .cell(let cell) = try readers[index].next(&room) {
            if case .text(let text) = cell { textLeft -= text.utf8.count }
            cells.append(cell)
          } else {
            cells.append(.missing)
          }
        }
        guard textLeft >= 0 else {
          throw .tooLargeInside(bytes.path, "holds texts of more than a thousand times the file's own size")
        }
        var shape: FormatGeometry?
        if case .stored(let bytes)? = try shapeReader?.next(&room) {
          shape = try projected?.shape(bytes, row: rows)
        }
        try writer.row(cells, shape)
      }
    }
    try writer.end()
  }

  private func reader(
    _ column: Int, of group: ParquetGroup, isStored: Bool = false
  ) throws(Diagnostic) -> ParquetColumnReader {
    let column = footer.schema.columns[column]
    return try ParquetColumnReader(
      column, group.chunks[column.place], rows: group.rows, of: bytes, limit: footer.start, isStored: isStored
    )
  }

  /// Whether the first shape that there is is a point; all are then taken to be.
  private func firstIsPoint(_ column: Int) throws(Diagnostic) -> Bool {
    for group in footer.groups where group.rows > 0 {
      var room = ParquetRoom(for: bytes)
      var reader = try reader(column, of: group, isStored: true)
      for _ in 0..<group.rows {
        guard case .stored(let bytes) = try reader.next(&room) else { continue }
        if let shape = try? WKBReader.shape(bytes) { return shape.kind == .point }
      }
    }
    return false
  }
}
