import Formats
import Notation

/// Pages of GeoJSON as one table, as servers of features give them.
///
/// A feature's own id becomes the column `id` where no property has that name: some servers keep a table's key there
/// and nowhere else.
enum FeaturePages {
  static func read(_ pages: [SnapshotPages.Page], _ writer: inout TranslationWriter) throws(Diagnostic) {
    var columns = RowColumns()
    var (hasID, hasPoint) = (false, false)
    for page in pages {
      try page.rows(at: ["features"]) { feature in
        columns.add(feature["properties"] ?? .null)
        hasID = hasID || feature["id"]?.text != nil
        hasPoint = hasPoint || feature["geometry"]?["type"]?.string == "Point"
      }
    }
    let writesID = hasID && columns.position("id") == nil
    // Two columns of one name could not be told apart.
    let points = hasPoint && columns.position("longitude") == nil && columns.position("latitude") == nil
    try writer.begin((writesID ? ["id"] : []) + columns.names, points: points)
    for page in pages {
      try page.rows(at: ["features"]) { (feature) throws(Diagnostic) in
        let cells = columns.values(feature["properties"] ?? .null).map { $0?.cell ?? .missing }
        let id = writesID ? [feature["id"]?.cell ?? .missing] : []
        try writer.row(id + cells, feature["geometry"].flatMap { FormatGeometry(geoJSON: $0) })
      }
    }
    try writer.end()
  }

  /// The coordinate system that a collection names in the old way (GeoJSON 2008 §3), where it is not longitude and
  /// latitude.
  static func foreignSystem(_ rest: JSONValue) -> String? {
    guard let name = rest["crs"]?["properties"]?["name"]?.string else { return nil }
    let isDegrees = name.hasSuffix("CRS84") || name.hasSuffix(":4326") || name.hasSuffix("/4326")
    return isDegrees ? nil : name
  }
}
