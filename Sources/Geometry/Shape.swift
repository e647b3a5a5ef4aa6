/// One area: polygons with holes, a slice of storage that all areas of a file share.
///
/// Ring `r` is the positions `ring(r)`, closed (its last position repeats its first). Polygon `p` is the rings
/// `rings(ofPolygon: p)`: the outer ring first, counter-clockwise, then its holes, clockwise (RFC 7946, 2016,
/// §3.1.6). All numbers count from the shape's own first position and ring. Coordinates are longitude and
/// latitude in degrees unless a function says otherwise. A shape is 24 bytes beside the coordinates and copies
/// without touching them; it keeps its whole file's coordinates alive.
package struct Shape: Sendable {
  let storage: ShapeStorage
  /// The polygons of the storage that are this shape's.
  private let firstPolygon: Int32
  private let endPolygon: Int32
  /// And its positions.
  private let firstPosition: Int32
  private let endPosition: Int32

  /// - Parameter polygons: of the storage.
  init(_ storage: ShapeStorage, polygons: Range<Int32>) {
    self.storage = storage
    firstPolygon = polygons.lowerBound
    endPolygon = polygons.upperBound
    firstPosition = storage.ringStarts[Int(storage.polygonStarts[Int(firstPolygon)])]
    endPosition = storage.ringStarts[Int(storage.polygonStarts[Int(endPolygon)])]
  }

  /// A shape of its own storage.
  ///
  /// - Parameters:
  ///   - ringStarts: ring count + 1 offsets into `xs` and `ys`.
  ///   - polygonStarts: polygon count + 1 offsets into the rings.
  package init(xs: [Double], ys: [Double], ringStarts: [Int32], polygonStarts: [Int32]) {
    precondition(xs.count == ys.count && !ringStarts.isEmpty && !polygonStarts.isEmpty)
    let storage = ShapeStorage(xs: xs, ys: ys, ringStarts: ringStarts, polygonStarts: polygonStarts)
    self.init(storage, polygons: 0..<Int32(polygonStarts.count - 1))
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
    let kept = sink.takeShape(&report) ?? 0..<0
    self.init(sink.storage(), polygons: kept)
  }

  /// A shape without any ring.
  package static let empty = Shape(xs: [], ys: [], ringStarts: [0], polygonStarts: [0])

  package var polygonCount: Int { Int(endPolygon - firstPolygon) }
  package var ringCount: Int { Int(storage.polygonStarts[Int(endPolygon)]) - firstRing }
  package var isEmpty: Bool { firstPosition == endPosition }

  private var firstRing: Int { Int(storage.polygonStarts[Int(firstPolygon)]) }

  /// The shape's positions in its storage.
  var positions: Range<Int> { Int(firstPosition)..<Int(endPosition) }

  /// Longitudes. In a loop over many positions take the property once, not for each.
  package var xs: CoordinateSlice { CoordinateSlice(storage.xs, firstPosition, endPosition) }
  /// Latitudes.
  package var ys: CoordinateSlice { CoordinateSlice(storage.ys, firstPosition, endPosition) }

  /// The positions of ring `ring`, the closing one included.
  package func ring(_ ring: Int) -> Range<Int> {
    let number = firstRing + ring
    let first = Int(firstPosition)
    return (Int(storage.ringStarts[number]) - first)..<(Int(storage.ringStarts[number + 1]) - first)
  }

  /// The rings of polygon `polygon`, the outer one first.
  package func rings(ofPolygon polygon: Int) -> Range<Int> {
    let number = Int(firstPolygon) + polygon
    let first = firstRing
    return (Int(storage.polygonStarts[number]) - first)..<(Int(storage.polygonStarts[number + 1]) - first)
  }

  /// Calls `body` with all longitudes and latitudes.
  @inline(__always)
  package func withPositions<Result>(
    _ body: (_ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>) -> Result
  ) -> Result {
    let range = positions
    return storage.xs.withUnsafeBufferPointer { xs in
      storage.ys.withUnsafeBufferPointer { ys in
        body(UnsafeBufferPointer(rebasing: xs[range]), UnsafeBufferPointer(rebasing: ys[range]))
      }
    }
  }

  /// The same rings with every position moved; winding and closure are the caller's to keep. O(positions).
  package func mapPositions(_ move: (_ x: Double, _ y: Double) -> (x: Double, y: Double)) -> Shape {
    let moved = zip(xs, ys).map { move($0, $1) }
    let rings = (0..<ringCount).map { Int32(ring($0).upperBound) }
    let polygons = (0..<polygonCount).map { Int32(self.rings(ofPolygon: $0).upperBound) }
    return Shape(
      xs: moved.map(\.x), ys: moved.map(\.y), ringStarts: [0] + rings, polygonStarts: [0] + polygons)
  }

  /// The smallest box around all positions; nil when there are none. O(positions).
  package var bounds: Bounds? { withPositions { Bounds(xs: $0, ys: $1) } }
}

extension Shape: Equatable {
  /// Whether both have the same rings of the same positions.
  package static func == (one: Shape, other: Shape) -> Bool {
    guard one.polygonCount == other.polygonCount, one.ringCount == other.ringCount else { return false }
    return (0..<one.polygonCount).allSatisfy { one.rings(ofPolygon: $0) == other.rings(ofPolygon: $0) }
      && (0..<one.ringCount).allSatisfy { one.ring($0) == other.ring($0) }
      && one.xs.elementsEqual(other.xs) && one.ys.elementsEqual(other.ys)
  }
}
