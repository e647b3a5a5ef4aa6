extension FormatGeometry {
  /// A ring as RFC 7946 wants it: closed, an outer one counter-clockwise and a hole clockwise. Nil where fewer than
  /// three of its positions differ, because it then encloses nothing.
  static func ring(_ positions: [Position], isHole: Bool) -> [Position]? {
    var ring: [Position] = []
    ring.reserveCapacity(positions.count + 1)
    for position in positions where ring.last != position { ring.append(position) }
    guard ring.count > 2, let first = ring.first else { return nil }
    if ring.last != first { ring.append(first) }
    guard ring.count > 3 else { return nil }
    let isClockwise = doubleArea(ring) < 0
    if isClockwise != isHole { ring.reverse() }
    return ring
  }

  /// A polygon of rings, the outer one first; nil where that encloses nothing.
  static func polygon(_ rings: [[Position]]) -> [[Position]]? {
    guard let first = rings.first, let outer = ring(first, isHole: false) else { return nil }
    return [outer] + rings.dropFirst().compactMap { ring($0, isHole: true) }
  }

  /// One geometry of the parts of a collection: of areas, lines and points the first kind that is there, since a
  /// row has one shape. A point beside an area is its label's place.
  static func union(_ parts: [FormatGeometry]) -> FormatGeometry? {
    let areas = parts.filter { $0.kind == .polygons }.flatMap(\.polygons)
    if !areas.isEmpty { return FormatGeometry(.polygons, areas) }
    let lines = parts.filter { $0.kind == .lines }.flatMap(\.polygons).flatMap { $0 }
    if !lines.isEmpty { return FormatGeometry(.lines, [lines]) }
    let points = parts.flatMap(\.polygons).flatMap { $0 }.flatMap { $0 }
    guard let first = points.first else { return nil }
    return points.count == 1 ? .point(first.x, first.y) : FormatGeometry(.multiPoint, [[points]])
  }

  /// Twice the signed area, relative to the first position so that far-off rings lose no digits.
  private static func doubleArea(_ ring: [Position]) -> Double {
    guard let origin = ring.first else { return 0 }
    var sum = 0.0
    for (from, to) in zip(ring, ring.dropFirst()) {
      sum += (from.x - origin.x) * (to.y - origin.y) - (to.x - origin.x) * (from.y - origin.y)
    }
    return sum
  }
}
