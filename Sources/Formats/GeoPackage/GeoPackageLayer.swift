import Notation

/// A layer of a GeoPackage: a table, and where its shapes are.
struct GeoPackageLayer {
  let entry: SQLiteSchema.Entry
  /// The column of shapes, and the name of their kind in capitals, `GEOMETRY` for any; nil for a plain table.
  let shapes: (column: Int, kind: String)?
  let system: Int64
  let rows: Int?
}

/// What a GeoPackage says of itself (OGC 12-128, §1.1 and §2.1).
struct GeoPackageContents {
  let source: SQLiteSource
  let layers: [GeoPackageLayer]
  var path: String { source.file.path }

  /// - Throws: `bad-file` where what must be there is not, `unsupported-format` where there are but pictures.
  init(_ bytes: FileBytes) throws(Diagnostic) {
    source = try SQLiteSource(bytes)
    let geometries = Self.byName(
      try source.rows("gpkg_geometry_columns", ["table_name", "column_name", "geometry_type_name"]))
    let counts = Self.byName(try source.rows("gpkg_ogr_contents", ["table_name", "feature_count"]))
    let contents = try source.rows("gpkg_contents", ["table_name", "data_type", "srs_id"])
    var layers: [GeoPackageLayer] = []
    var seen = Set<String>()
    for content in contents {
      // “aspatial” is what GDAL called plain tables before the standard did.
      guard let name = content[0].text, let kind = content[1].text?.lowercased(),
        ["features", "attributes", "aspatial"].contains(kind), seen.insert(name.lowercased()).inserted
      else { continue }
      guard let entry = try source.schema.entry(name) else { throw Self.missing(name, source) }
      let count = counts[name.lowercased()]?[1].integer
      layers.append(
        GeoPackageLayer(
          entry: entry,
          shapes: kind == "features"
            ? try Self.shapes(of: entry, geometries[name.lowercased()], bytes.path) : nil,
          system: content[2].integer ?? 0, rows: count.flatMap { Int(exactly: $0) }))
    }
    guard !layers.isEmpty else {
      throw .unsupportedFormat(
        bytes.path,
        contents.isEmpty ? "is a GeoPackage without layers" : "holds pictures of maps and no shapes",
        fix: "ask the publisher for the layers as features")
    }
    self.layers = layers
  }

  /// Rows by the table's name that is their first value.
  private static func byName(_ rows: [[SQLiteValue]]) -> [String: [SQLiteValue]] {
    Dictionary(rows.map { ($0[0].text?.lowercased() ?? "", $0) }) { first, _ in first }
  }

  private static func shapes(
    of entry: SQLiteSchema.Entry, _ geometry: [SQLiteValue]?, _ path: String
  ) throws(Diagnostic) -> (column: Int, kind: String) {
    guard let geometry, let column = entry.table.columns.firstIndex(where: { geometry[1].isName($0.name) })
    else { throw .badFile(path, "does not say which column of “\(entry.name)” holds its shapes") }
    return (column, geometry[2].text?.uppercased() ?? "GEOMETRY")
  }

  /// - Throws: `choose-table` where it is not clear which layer is meant.
  func chosen(_ selection: FormatSelection) throws(Diagnostic) -> GeoPackageLayer {
    let name = try selection.choose(among: layers.map(\.entry.name), kind: "layers", in: path)
    return layers.first { $0.entry.name == name } ?? layers[0]
  }

  /// The way from a layer's positions to longitude and latitude. An EPSG number is taken where it is known, else
  /// the definition that stands beside it.
  func projection(of layer: GeoPackageLayer) throws(Diagnostic) -> SourceProjection {
    // 0 means degrees on an unnamed datum; 4326 means WGS 84 whatever the table says (§1.1.2.1).
    guard layer.system != 0, layer.system != 4326 else { return .degrees }
    let systems = try source.rows(
      "gpkg_spatial_ref_sys", ["srs_id", "organization", "organization_coordsys_id", "definition"])
    guard layer.system != -1, let system = systems.first(where: { $0[0].integer == layer.system }) else {
      throw .unsupportedFormat(
        path, "does not say where on Earth the positions of “\(layer.entry.name)” are",
        fix: "give the layer its coordinate system, for example with `ogr2ogr -a_srs EPSG:…`")
    }
    if system[1].isName("EPSG"), let code = system[2].integer.flatMap({ Int(exactly: $0) }),
      let known = try? SourceProjection(epsg: code, in: path)
    {
      return known
    }
    return try SourceProjection(wkt: system[3].text ?? "", in: path)
  }

  private static func missing(_ name: String, _ source: SQLiteSource) -> Diagnostic {
    guard source.schema.views.contains(name.lowercased()) else {
      return .badFile(source.file.path, "announces a layer “\(name)” that is not there")
    }
    return .unsupportedFormat(
      source.file.path, "has the layer “\(name)” as a view, which stores no rows",
      fix: "copy the layer into a file of its own, for example with `ogr2ogr copy.gpkg FILE \(name)`")
  }
}

extension SQLiteValue {
  /// Whether this is a name, in any case as in SQL.
  func isName(_ name: String) -> Bool { text?.lowercased() == name.lowercased() }
}
