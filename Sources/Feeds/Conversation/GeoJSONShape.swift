import Formats

extension FormatGeometry {
  /// A GeoJSON geometry (RFC 7946 §3.1), its positions taken as longitude and latitude; nil where it is empty, or no
  /// geometry that rows have. Of a collection the parts of its first part's kind count.
  package init?(geoJSON value: JSONValue) {
    let coordinates = value["coordinates"] ?? .null
    switch value["type"]?.string {
    case "Point":
      guard let position = Position(coordinates) else { return nil }
      self = .point(position.x, position.y)
    case "MultiPoint":
      guard let points = Self.line(coordinates), !points.isEmpty else { return nil }
      self.init(.multiPoint, [[points]])
    case "LineString":
      guard let line = Self.line(coordinates), line.count > 1 else { return nil }
      self.init(.lines, [[line]])
    case "MultiLineString":
      guard let lines = Self.rings(coordinates), !lines.isEmpty else { return nil }
      self.init(.lines, [lines])
    case "Polygon":
      guard let rings = Self.rings(coordinates), !rings.isEmpty else { return nil }
      self.init(.polygons, [rings])
    case "MultiPolygon":
      let polygons = coordinates.items.compactMap(Self.rings).filter { !$0.isEmpty }
      guard !polygons.isEmpty else { return nil }
      self.init(.polygons, polygons)
    case "GeometryCollection":
      let parts = (value["geometries"]?.items ?? []).compactMap { FormatGeometry(geoJSON: $0) }
      guard let first = parts.first else { return nil }
      let same = parts.filter { $0.kind == first.kind }
      guard same.count > 1, first.kind != .point else {
        self = first
        return
      }
      self.init(
        first.kind,
        first.kind == .polygons ? same.flatMap(\.polygons) : [same.flatMap { $0.polygons.flatMap(\.self) }])
    case "Feature":
      guard let geometry = value["geometry"] else { return nil }
      self.init(geoJSON: geometry)
    default: return nil
    }
  }

  private static func line(_ value: JSONValue) -> [Position]? {
    let positions = value.items.compactMap(Position.init)
    return positions.count == value.items.count ? positions : nil
  }

  private static func rings(_ value: JSONValue) -> [[Position]]? {
    let rings = value.items.compactMap(line)
    return rings.count == value.items.count ? rings : nil
  }
}

extension FormatGeometry.Position {
  /// The first two numbers of a GeoJSON position.
  init?(_ value: JSONValue) {
    let numbers = value.items.prefix(2).compactMap(\.number)
    guard numbers.count == 2, numbers.allSatisfy(\.isFinite) else { return nil }
    self.init(numbers[0], numbers[1])
  }
}
