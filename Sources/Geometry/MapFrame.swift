/// How degrees become places on a map's canvas: an equal-area projection about the middle of what is shown,
/// scaled to the canvas's width, y down.
package struct MapFrame: Sendable, Equatable {
  package let projection: EqualAreaProjection
  /// Canvas units a metre.
  package let scale: Double
  /// Width and height in canvas units.
  package let width: Double
  package let height: Double
  private let left: Double
  private let top: Double

  /// A frame around `shapes`, `margin` units free at every side for strokes; nil when there is no position.
  ///
  /// The height follows from the width, rounded up to whole units. O(positions).
  package init?(shapes: [Shape], width: Double, margin: Double = 1) {
    guard let projection = Self.projection(of: shapes) else { return nil }
    var low = Position(x: .infinity, y: .infinity)
    var high = Position(x: -.infinity, y: -.infinity)
    for shape in shapes {
      for (x, y) in zip(shape.xs, shape.ys) {
        let place = projection.project(x, y)
        low = Position(x: min(low.x, place.x), y: min(low.y, place.y))
        high = Position(x: max(high.x, place.x), y: max(high.y, place.y))
      }
    }
    self.init(projection, low: low, high: high, width: width, margin: margin)
  }

  /// The projection about the middle of what is shown; nil when there is no position.
  static func projection(of shapes: [Shape]) -> EqualAreaProjection? {
    GlobeBox(shapes: shapes).map { EqualAreaProjection(centre: $0.centre) }
  }

  /// A frame around places from `low` to `high`, in metres of the projection.
  init(_ projection: EqualAreaProjection, low: Position, high: Position, width: Double, margin: Double = 1) {
    self.projection = projection
    // A set without width, as one meridian, still gets a scale.
    let extent = max(high.x - low.x, (high.y - low.y) / 100, 1e-3)
    scale = (width - 2 * margin) / extent
    self.width = width
    height = ((high.y - low.y) * scale + 2 * margin).rounded(.up)
    left = low.x - margin / scale
    top = high.y + margin / scale
  }

  /// The canvas place of metres of the projection.
  @inline(__always)
  func place(metres: Position) -> Position {
    Position(x: (metres.x - left) * scale, y: (top - metres.y) * scale)
  }

  /// The canvas place of a longitude and latitude.
  @inline(__always)
  package func place(_ longitude: Double, _ latitude: Double) -> Position {
    place(metres: projection.project(longitude, latitude))
  }
}
