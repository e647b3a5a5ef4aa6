import Formats

extension FormatGeometry {
  /// A geometry of Esri's JSON; nil where it is empty.
  ///
  /// Rings come as a flat list: outer ones clockwise, holes against it. Each hole goes to the smallest outer ring around
  /// it; one that lies in none is an outer ring drawn the wrong way, as real layers have them. Open rings are closed,
  /// and rings of fewer than four positions dropped. What comes out runs as RFC 7946 wants it.
  package init?(esri value: JSONValue) {
    if let x = value["x"]?.number, let y = value["y"]?.number {
      guard x.isFinite, y.isFinite else { return nil }
      self = .point(x, y)
    } else if let points = value["points"] {
      let positions = points.items.compactMap(Position.init)
      guard !positions.isEmpty else { return nil }
      self.init(.multiPoint, [[positions]])
    } else if let paths = value["paths"] {
      let lines = paths.items.map { $0.items.compactMap(Position.init) }.filter { $0.count > 1 }
      guard !lines.isEmpty else { return nil }
      self.init(.lines, [lines])
    } else if let rings = value["rings"] {
      let polygons = EsriRings.polygons(rings.items.map { $0.items.compactMap(Position.init) })
      guard !polygons.isEmpty else { return nil }
      self.init(.polygons, polygons)
    } else {
      return nil
    }
  }
}

/// Groups a flat list of rings into polygons.
enum EsriRings {
  private struct Ring {
    let positions: [FormatGeometry.Position]
    let area: Double
    let low: FormatGeometry.Position
    let high: FormatGeometry.Position

    init(_ positions: [FormatGeometry.Position]) {
      self.positions = positions
      area = EsriRings.area(positions)
      var (low, high) = (positions[0], positions[0])
      for position in positions {
        low = .init(min(low.x, position.x), min(low.y, position.y))
        high = .init(max(high.x, position.x), max(high.y, position.y))
      }
      (self.low, self.high) = (low, high)
    }

    func mayHold(_ other: Ring) -> Bool {
      low.x <= other.low.x && low.y <= other.low.y && high.x >= other.high.x && high.y >= other.high.y
    }

    /// Whether another ring lies inside: the first of its positions that is not on this one's line decides.
    func holds(_ other: Ring) -> Bool {
      guard mayHold(other) else { return false }
      for position in other.positions {
        if let inside = EsriRings.contains(positions, position) { return inside }
      }
      return abs(area) >= abs(other.area)
    }
  }

  /// - Complexity: O(rings²) looks at boxes, and O(positions) for each box around another.
  static func polygons(_ rings: [[FormatGeometry.Position]]) -> [[[FormatGeometry.Position]]] {
    let closed = rings.compactMap(closed).map(Ring.init)
    var outers = closed.filter { $0.area < 0 }
    var holes: [[Ring]] = outers.map { _ in [] }
    for hole in closed where hole.area > 0 {
      let around = outers.indices.filter { outers[$0].holds(hole) }
      if let smallest = around.min(by: { abs(outers[$0].area) < abs(outers[$1].area) }) {
        holes[smallest].append(hole)
      } else {
        outers.append(hole)
        holes.append([])
      }
    }
    return zip(outers, holes).map { outer, holes in
      [outer.area < 0 ? outer.positions.reversed() : outer.positions] + holes.map { $0.positions.reversed() }
    }
  }

  private static func closed(_ ring: [FormatGeometry.Position]) -> [FormatGeometry.Position]? {
    guard let first = ring.first, ring.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { return nil }
    let closed = ring.last == first ? ring : ring + [first]
    return closed.count >= 4 && area(closed) != 0 ? closed : nil
  }

  /// Twice the signed area, positive against the clock; taken from the first position on, so that far-away rings keep
  /// their figures.
  static func area(_ ring: [FormatGeometry.Position]) -> Double {
    guard let origin = ring.first else { return 0 }
    var sum = 0.0
    for (a, b) in zip(ring, ring.dropFirst()) {
      sum += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
    }
    return sum
  }

  /// Whether a position is inside a closed ring; nil where it lies on its line.
  static func contains(_ ring: [FormatGeometry.Position], _ point: FormatGeometry.Position) -> Bool? {
    var isInside = false
    for (a, b) in zip(ring, ring.dropFirst()) {
      let cross = (b.x - a.x) * (point.y - a.y) - (point.x - a.x) * (b.y - a.y)
      if cross == 0, min(a.x, b.x) <= point.x, point.x <= max(a.x, b.x), min(a.y, b.y) <= point.y,
        point.y <= max(a.y, b.y)
      {
        return nil
      }
      if (a.y > point.y) != (b.y > point.y), (cross > 0) == (b.y > a.y) { isInside.toggle() }
    }
    return isInside
  }
}
