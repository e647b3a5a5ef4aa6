/// One feature of a GeoJSON file: the properties that were asked for and its area.
package struct Feature: Sendable, Equatable {
  /// The feature's `id` as written, text without its quotes; nil when absent or null.
  package var id: String?
  /// Requested properties only. Text has outer white space trimmed, numbers and `true`/`false` stay as
  /// written, lists and objects are their raw JSON; null and absent properties have no entry.
  package var properties: FeatureProperties
  /// The area; nil for null, absent or empty geometry and for points and lines.
  package var shape: Shape?
  /// The place of a `Point` geometry; nil for all others.
  package var point: Position?
  /// Where the feature's `{` stands in the file, in bytes from 0.
  package var offset: Int
}

/// What a GeoJSON file holds and what was mended while reading it. Every count is of the file as written.
package struct GeoJSONReport: Sendable, Equatable {
  /// The outermost `type`, such as “FeatureCollection”.
  package var top = ""
  /// Members of `features`, or 1 for a bare feature; 0 for a bare geometry, though it reads as one feature.
  package var features = 0
  /// Features whose `geometry` is null.
  package var nullGeometries = 0
  /// Features without a `geometry` member.
  package var absentGeometries = 0
  /// Geometries whose coordinates are an empty list.
  package var emptyGeometries = 0
  /// Point and MultiPoint geometries, those inside collections included, as for all the kinds below.
  package var points = 0
  /// LineString and MultiLineString geometries.
  package var lines = 0
  package var polygons = 0
  package var multiPolygons = 0
  package var geometryCollections = 0
  package var outerRingsClockwise = 0
  package var outerRingsCounterClockwise = 0
  package var holes = 0
  /// Holes wound counter-clockwise, turned round.
  package var holesCounterClockwise = 0
  /// Rings of fewer than four positions once closed, dropped (with their holes where they are outer).
  package var ringsTooShort = 0
  /// Rings that enclose nothing, dropped likewise.
  package var ringsWithoutArea = 0
  /// Rings whose last position is not their first, closed.
  package var unclosedRings = 0
  package var positions = 0
  /// Positions with a third number, which is dropped.
  package var positionsWithZ = 0
  /// Requested text properties that had white space at an end, trimmed.
  package var trimmedValues = 0
  /// The name in the `crs` member as written; nil when there is none.
  package var crs: String?
  /// The box around all positions of the file; nil when it has none.
  package var bounds: Bounds?
  /// Whether all latitudes lie south of −60° while the longitudes fit a latitude: a file of inhabited
  /// places with latitude and longitude swapped looks so.
  package var looksSwapped = false
  /// Every property name of any feature, in order of first appearance.
  package var propertyNames: [String] = []

  package init() {}
}

/// A GeoJSON file as read.
package struct GeoJSONDocument: Sendable, Equatable {
  package var features: [Feature] = []
  package var report = GeoJSONReport()
  /// Why the file cannot serve as boundaries; empty for a usable file. `GeoJSON.read` throws the first.
  package var problems: [GeometryProblem] = []
}
