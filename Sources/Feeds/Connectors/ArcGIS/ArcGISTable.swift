import Catalog
import Formats
import Notation

/// Pages of an ArcGIS layer as one table or one collection of features.
enum ArcGISTable {
  static let read:
    @Sendable (SnapshotPages, FeedSource.Part, inout TranslationWriter) throws(Diagnostic) -> Void = {
      (pages, part, writer) throws(Diagnostic) in
      var document = try pages.page(ArcGISAsk.layerPage)?.document() ?? .null
      let rows = pages.pages(ArcGISAsk.rowsStem)
      var names = RowColumns(part.grouped?.names ?? [])
      var rests: [JSONValue] = []
      for page in rows {
        rests.append(try page.rows(at: ["features"]) { names.add(attributes($0, part)) })
      }
      // A page says itself what its fields are; where the description has none, that is what is known.
      if document["fields"] == nil, let first = rests.first { document = first }
      let columns = ArcGISColumns(ArcGISLayer(document), names)
      try columns.begin(&writer)
      for (page, rest) in zip(rows, rests) {
        let place = try ArcGISProjection(rest["spatialReference"], page.bytes.path)
        try page.rows(at: ["features"]) { (row) throws(Diagnostic) in
          let shape = try columns.wantsShapes(writer.form) ? place.shape(row["geometry"]) : nil
          try columns.write(attributes(row, part), shape, &writer)
        }
      }
      try writer.end()
    }

  /// A row's values: of Esri's JSON, or of a GeoJSON that a server gave. Of groups, under the names asked for.
  private static func attributes(_ row: JSONValue, _ part: FeedSource.Part) -> JSONValue {
    let values = row["attributes"] ?? row["properties"] ?? .null
    return part.grouped.map { values.renamed(to: $0.names) } ?? values
  }
}

/// How a page's positions become longitude and latitude. Asked for are degrees, but old servers give what they have.
struct ArcGISProjection {
  private let path: String
  private let code: Int?
  private let text: String?
  /// The way there; nil where it is not known. Only a shape that is wanted makes that an error.
  private var projection: SourceProjection?

  init(_ reference: JSONValue?, _ path: String) throws(Diagnostic) {
    self.path = path
    code = reference?.first("latestWkid", "wkid")?.integer
    text = reference?["wkt"]?.string
    if let code {
      projection =
        [102_100, 102_113].contains(code)
        ? try? SourceProjection(epsg: 3857, in: path) : try? SourceProjection(epsg: code, in: path)
    } else if let text {
      projection = try? SourceProjection(wkt: text, in: path)
    } else {
      projection = .degrees
    }
  }

  func shape(_ value: JSONValue?) throws(Diagnostic) -> FormatGeometry? {
    guard let value, value != .null else { return nil }
    guard var shape = FormatGeometry(esri: value) ?? FormatGeometry(geoJSON: value) else { return nil }
    guard let projection else { throw problem() }
    if projection.isIdentity { return shape }
    for polygon in shape.polygons.indices {
      for ring in shape.polygons[polygon].indices {
        for index in shape.polygons[polygon][ring].indices {
          let position = shape.polygons[polygon][ring][index]
          let place = projection.geographic(position.x, position.y)
          shape.polygons[polygon][ring][index] = .init(place.longitude, place.latitude)
        }
      }
    }
    return shape
  }

  private func problem() -> Diagnostic {
    .unsupportedFormat(
      path,
      "is in the coordinate system \(code.map { "\($0)" } ?? text.map { "“\($0.prefix(60))…”" } ?? "of the server"), "
        + "although degrees were asked for",
      fix: "ask the layer's publisher for longitude and latitude, or for a newer server")
  }
}
