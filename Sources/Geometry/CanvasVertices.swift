/// The vertices of a topology on the canvas, in whole hundredths of a unit, so that every area and side is exact
/// and what is checked is what is drawn.
struct CanvasVertices: Sendable {
  let frame: MapFrame
  let places: [SIMD2<Int32>]

  /// Projects each position, in degrees, once. There is one at least. O(positions).
  init(_ positions: consuming [Position], _ projection: EqualAreaProjection, width: Double) {
    var metres = positions
    var low = Position(x: .infinity, y: .infinity)
    var high = Position(x: -.infinity, y: -.infinity)
    metres.withUnsafeMutableBufferPointer { metres in
      for index in metres.indices {
        let place = projection.project(metres[index].x, metres[index].y)
        metres[index] = place
        low = Position(x: min(low.x, place.x), y: min(low.y, place.y))
        high = Position(x: max(high.x, place.x), y: max(high.y, place.y))
      }
    }
    let frame = MapFrame(projection, low: low, high: high, width: width)
    self.frame = frame
    places = metres.map { metres in
      let place = frame.place(metres: metres)
      return SIMD2(Int32((place.x * 100).rounded()), Int32((place.y * 100).rounded()))
    }
  }
}
