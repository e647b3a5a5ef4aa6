/// Why bytes are not usable areas, and where.
///
/// The caller turns it into a diagnostic: `message` is lower case and quotes the offending text, `remedy`
/// is an imperative, `code` is stable.
package struct GeometryProblem: Error, Sendable, Equatable {
  /// The closed list of causes.
  package enum Reason: Sendable, Equatable {
    /// The bytes are not JSON: what was expected and what stands there.
    case syntax(expected: String, found: String)
    /// Valid JSON nested deeper than 256 levels.
    case tooDeep
    /// Valid JSON that is no GeoJSON object; its `type`, or nil when it has none.
    case notGeoJSON(type: String?)
    /// No feature has a `geometry` member; the members the first one has.
    case noGeometryMember(members: [String])
    /// A geometry without `type` or of a type RFC 7946 does not have.
    case unknownGeometry(type: String?)
    /// Coordinates nested differently from what the geometry's type demands, or not numbers.
    case badCoordinates(detail: String)
    /// The file names a reference system other than WGS 84 longitude and latitude.
    case otherReferenceSystem(name: String)
    /// Coordinates are metres of Web Mercator (EPSG:3857), not degrees; `asDegrees` is the example converted.
    case webMercator(example: Position, asDegrees: Position)
    /// Coordinates are in some other projection, beyond what Web Mercator can hold.
    case projected(example: Position)
    /// Latitudes beyond ±90 where longitudes are not: the two are swapped.
    case swapped(example: Position)
    /// Points or lines where areas are expected: how many of each, and no polygon.
    case noAreas(points: Int, lines: Int)
    /// No feature has any shape.
    case empty
  }

  package var reason: Reason
  /// Bytes from the start of the file, from 0.
  package var offset: Int
  /// From 1.
  package var line: Int
  /// In bytes of the line, from 1.
  package var column: Int
  /// The feature concerned, from 0; nil when it is the file.
  package var feature: Int?
}

extension GeometryProblem {
  /// What is wrong, without the place.
  package var message: String {
    switch reason {
    case .syntax(let expected, let found): "expected \(expected), found \(found)"
    case .tooDeep: "lists and objects are nested deeper than 256 levels"
    case .notGeoJSON(let type): Self.typed("this is no GeoJSON", type)
    case .noGeometryMember(let members):
      "no feature has a “geometry” member; the first has \(Self.quoted(members))"
    case .unknownGeometry(let type): Self.typed("this geometry is of no known kind", type)
    case .badCoordinates(let detail): "coordinates cannot be read: \(detail)"
    case .otherReferenceSystem(let name): "coordinates are declared to be in “\(name)”, not in degrees"
    case .webMercator(let example, let degrees): Self.mercator(example, degrees)
    case .projected(let example):
      "coordinates such as “\(example.x), \(example.y)” are no degrees but some projection"
    case .swapped(let example):
      "coordinates such as “\(example.x), \(example.y)” have latitude before longitude"
    case .noAreas(let points, let lines):
      "areas are expected, but the file has \(points) point and \(lines) line geometries and no polygon"
    case .empty: "no feature has a shape"
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch reason {
    case .syntax(_, let found) where found == "“]”" || found == "“}”":
      "remove the comma before it, or restore what is missing"
    case .syntax: "mend the file there, or download it again: it may be cut off"
    case .tooDeep, .notGeoJSON: "give a file whose “type” is “FeatureCollection”"
    case .noGeometryMember: "rename the member that holds the shape to “geometry”, or export the file again"
    case .unknownGeometry, .badCoordinates: "export the areas again as Polygon or MultiPolygon"
    case .otherReferenceSystem, .webMercator, .projected:
      "export the file again in WGS 84 longitude and latitude (EPSG:4326)"
    case .swapped: "write longitude first, then latitude"
    case .noAreas: "use the file of the areas' boundaries, not of their centres"
    case .empty: "use a file with boundaries"
    }
  }

  /// A stable name for the cause.
  package var code: String {
    switch reason {
    case .syntax: "geojson-syntax"
    case .tooDeep: "geojson-too-deep"
    case .notGeoJSON: "geojson-not"
    case .noGeometryMember: "geojson-no-geometry"
    case .unknownGeometry: "geojson-unknown-geometry"
    case .badCoordinates: "geojson-coordinates"
    case .otherReferenceSystem: "geojson-crs"
    case .webMercator: "geojson-web-mercator"
    case .projected: "geojson-projected"
    case .swapped: "geojson-swapped"
    case .noAreas: "geojson-no-areas"
    case .empty: "geojson-empty"
    }
  }

  private static func typed(_ text: String, _ type: String?) -> String {
    type.map { "\(text): its type is “\($0)”" } ?? "\(text): it has no type"
  }

  private static func quoted(_ members: [String]) -> String {
    members.isEmpty ? "no members" : members.map { "“\($0)”" }.joined(separator: ", ")
  }

  private static func mercator(_ example: Position, _ degrees: Position) -> String {
    let place = "\(hundredths(degrees.y)) north, \(hundredths(degrees.x)) east"
    return
      "coordinates such as “\(example.x), \(example.y)” are metres of Web Mercator (\(place)), not degrees"
  }

  private static func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
