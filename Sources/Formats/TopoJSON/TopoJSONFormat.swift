import Notation

extension FileFormat {
  /// TopoJSON: shapes that share their borders as arcs.
  ///
  /// Each object is a table; each geometry of its collection is a row with its properties, and `id` where it has one.
  /// Positions must be degrees: files that were projected for drawing, such as us-atlas' “albers” ones, are refused.
  package static let topoJSON = FileFormat(
    id: "topojson", summary: "TopoJSON (us-atlas, world-atlas, statistical offices' web maps)",
    reference: "The TopoJSON Format Specification 1.0 (Bostock and Metcalf 2017)",
    endings: ["topojson", "json"],
    recognises: { file in
      JSONRecognition(file).member("type") { (cursor) throws(Diagnostic) in
        try cursor.isString() ? try cursor.string() == "Topology" : false
      }
    },
    tables: { (file) throws(Diagnostic) in
      let topology = try TopoJSONReader(file)
      return topology.objects.keys.map { FileTable(name: $0, hasShapes: true) }
    },
    translate: { (file, selection, writer) throws(Diagnostic) in
      var topology = try TopoJSONReader(file)
      let names = topology.objects.keys
      if let table = selection.table, !names.contains(table) {
        throw .chooseTable(file.path, "objects", names, asked: table)
      }
      guard let name = selection.table ?? (names.count == 1 ? names.first : nil) else {
        if names.isEmpty { throw .badFile(file.path, "holds no objects") }
        throw .chooseTable(file.path, "objects", names, asked: nil)
      }
      try topology.write(name, to: &writer)
    })
}
