import Notation

/// Which column of a file holds shapes, and where on Earth their positions are.
///
/// Source: GeoParquet 1.1 (OGC 24-013), the note “geo”; and the logical types GEOMETRY and GEOGRAPHY of Parquet.
struct GeoParquet {
  /// The column's place among those that are read.
  let column: Int
  let projection: SourceProjection
  /// Whether all shapes are points; nil where the file does not say.
  let arePoints: Bool?
  /// Further columns of shapes, which are left away: a row has one shape.
  let others: Set<Int>

  /// nil where the file has no shapes.
  init?(_ footer: ParquetFooter, named path: String) throws(Diagnostic) {
    let columns = footer.schema.columns
    guard let note = footer.notes["geo"] else {
      let shapes = columns.indices.filter { columns[$0].meaning.isShape }
      guard let first = shapes.first, case .shape(let system) = columns[first].meaning else { return nil }
      column = first
      projection = try Self.projection(system, footer, path)
      arePoints = nil
      others = Set(shapes.dropFirst())
      return
    }
    let reading = JSON5.parse(Array(note.utf8), path: path, dialect: .json)
    guard reading.isSound, let root = reading.root, let primary = root["primary_column"]?.string,
      let shape = root["columns"]?[primary]
    else { throw .badFile(path, "has a note on its shapes that cannot be read (GeoParquet)") }
    guard let column = columns.firstIndex(where: { $0.name == primary && $0.physical == .bytes }),
      let encoding = shape["encoding"]?.string, encoding.uppercased() == "WKB"
    else {
      throw .unsupportedFormat(
        path,
        "has its shapes in “\(primary)” encoded as “\(shape["encoding"]?.string ?? "nothing")” (GeoParquet)",
        fix: "save it with shapes as WKB: in GeoPandas `to_parquet(…, geometry_encoding=\"WKB\")`")
    }
    self.column = column
    let kinds = (shape["geometry_types"]?.array ?? []).compactMap(\.string)
    arePoints = kinds.isEmpty ? nil : kinds.allSatisfy { $0 == "Point" || $0 == "Point Z" }
    let names = (root["columns"]?.members ?? []).map(\.key)
    others = Set(columns.indices.filter { $0 != column && names.contains(columns[$0].name) })
    projection = try Self.projection(of: shape["crs"], path)
  }

  /// By PROJJSON: its code where it is known, else its definition. Absent means longitude and latitude. Null means that nobody knows: taken as degrees, which the
  /// reader of shapes holds to the bounds of the Earth.
  private static func projection(of system: JSONNode?, _ path: String) throws(Diagnostic) -> SourceProjection
  {
    guard let system, system.members != nil else { return .degrees }
    if let id = system["id"], let authority = id["authority"]?.string,
      let code = id["code"]?.string ?? id["code"]?.number.flatMap({ Int(exactly: $0) }).map({ String($0) }),
      let known = try? SourceProjection(named: "\(authority):\(code)", in: path)
    {
      return known
    }
    guard let definition = ProjJSON.wellKnownText(system) else {
      throw .badFile(path, "has a coordinate system “\(system["name"]?.string ?? "")” without a definition")
    }
    return try SourceProjection(wkt: definition, in: path)
  }

  /// By the name in a column's type: `srid:5070`, `projjson:NOTE`, `EPSG:5070`, `OGC:CRS84`; PROJJSON itself is met too.
  private static func projection(
    _ system: String?, _ footer: ParquetFooter, _ path: String
  ) throws(Diagnostic) -> SourceProjection {
    guard let system, !system.isEmpty else { return .degrees }
    let note = system.hasPrefix("projjson:") ? footer.notes[String(system.dropFirst(9))] : system
    if let note, note.hasPrefix("{") {
      return try projection(of: JSON5.parse(Array(note.utf8), path: path, dialect: .json).root, path)
    }
    return try SourceProjection(
      named: system.hasPrefix("srid:") ? String(system.dropFirst(5)) : system, in: path)
  }
}

extension ParquetMeaning {
  var isShape: Bool { if case .shape = self { true } else { false } }
}
