/// One area: polygons with holes in flat storage.
///
/// Ring `r` is the positions `ringStarts[r] ..< ringStarts[r + 1]`, closed (its last position repeats its
/// first). Polygon `p` is the rings `polygonStarts[p] ..< polygonStarts[p + 1]`: the outer ring first,
/// counter-clockwise, then its holes, clockwise (RFC 7946, 2016, §3.1.6). Coordinates are longitude and
/// latitude in degrees unless a function says otherwise. Flat arrays, because a hot loop over 50,000
/// positions must not chase a pointer for each ring.
package struct Shape: Sendable, Equatable {
  package var xs: [Double]
  package var ys: [Double]
  /// Ring count + 1 offsets into `xs` and `ys`.
  package var ringStarts: [Int32]
  /// Polygon count + 1 offsets into the rings.
  package var polygonStarts: [Int32]

  package init(xs: [Double], ys: [Double], ringStarts: [Int32], polygonStarts: [Int32]) {
    precondition(xs.count == ys.count && !ringStarts.isEmpty && !polygonStarts.isEmpty)
    self.xs = xs
    self.ys = ys
    self.ringStarts = ringStarts
    self.polygonStarts = polygonStarts
  }

  /// A shape from nested lists: polygons of rings of positions, the outer ring first.
  ///
  /// Unclosed rings are closed, winding is normalised and rings of fewer than three distinct places are
  /// dropped, exactly as the GeoJSON reader does. O(positions); for tests and small shapes.
  package init(polygons: [[[Position]]]) {
    var sink = CoordinateSink()
    for polygon in polygons {
      for ring in polygon {
        for position in ring { sink.push(position.x, position.y, hasZ: false) }
        sink.closeRing()
      }
      sink.closePolygon()
    }
    var report = GeoJSONReport()
    self = sink.takeShape(&report) ?? Shape.empty
  }

  /// A shape without any ring.
  package static let empty = Shape(xs: [], ys: [], ringStarts: [0], polygonStarts: [0])

  package var ringCount: Int { ringStarts.count - 1 }
  package var polygonCount: Int { polygonStarts.count - 1 }
  package var isEmpty: Bool { xs.isEmpty }

  /// The positions of ring `ring`, the closing one included.
  package func ring(_ ring: Int) -> Range<Int> { Int(ringStarts[ring])..<Int(ringStarts[ring + 1]) }

  /// The rings of polygon `polygon`, the outer one first.
  package func rings(ofPolygon polygon: Int) -> Range<Int> {
    Int(polygonStarts[polygon])..<Int(polygonStarts[polygon + 1])
  }

  /// The smallest box around all positions; nil when there are none. O(positions).
  package var bounds: Bounds? { Bounds(xs: xs, ys: ys) }
}

/// A place on the plane or on the globe: x is longitude and y latitude when the unit is degrees.
package struct Position: Sendable, Equatable, Hashable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// A closed box.
package struct Bounds: Sendable, Equatable {
  package var minX: Double
  package var minY: Double
  package var maxX: Double
  package var maxY: Double

  package init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The box around the positions; nil when there are none.
  package init?(xs: [Double], ys: [Double]) {
    guard let firstX = xs.first, let firstY = ys.first else { return nil }
    self.init(minX: firstX, minY: firstY, maxX: firstX, maxY: firstY)
    for x in xs {
      minX = min(minX, x)
      maxX = max(maxX, x)
    }
    for y in ys {
      minY = min(minY, y)
      maxY = max(maxY, y)
    }
  }

  package var width: Double { maxX - minX }
  package var height: Double { maxY - minY }
  package var centre: Position { Position(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }

  /// The box around both.
  package func union(_ other: Bounds) -> Bounds {
    Bounds(
      minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
      maxY: max(maxY, other.maxY))
  }

  /// Whether the boxes share more than a border.
  package func overlaps(_ other: Bounds) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }
}
