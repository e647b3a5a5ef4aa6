/// The kinds of geometry that RFC 7946 has.
enum GeometryKind {
  case point, multiPoint, line, multiLine, polygon, multiPolygon, collection

  /// The kind that the text at `range` names; nil when there is no such kind.
  init?(_ range: Range<Int>, in cursor: ByteCursor) {
    // The lengths tell most apart.
    switch range.count {
    case 5 where cursor.equals(range, "Point"): self = .point
    case 7 where cursor.equals(range, "Polygon"): self = .polygon
    case 10 where cursor.equals(range, "MultiPoint"): self = .multiPoint
    case 10 where cursor.equals(range, "LineString"): self = .line
    case 12 where cursor.equals(range, "MultiPolygon"): self = .multiPolygon
    case 15 where cursor.equals(range, "MultiLineString"): self = .multiLine
    case 18 where cursor.equals(range, "GeometryCollection"): self = .collection
    default: return nil
    }
  }

  /// How deep the lists of its coordinates are nested.
  var height: Int {
    switch self {
    case .point: 1
    case .multiPoint, .line: 2
    case .multiLine, .polygon: 3
    case .multiPolygon: 4
    case .collection: 0
    }
  }
}
