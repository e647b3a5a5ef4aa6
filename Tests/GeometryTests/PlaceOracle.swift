@testable import Geometry

/// The index's naive twin: even–odd over every edge of every place, by whole numbers.
///
/// It counts the edges above the point where the index counts those at its left, so that they agree on a border
/// only if both move the point by the same (δ, δ²).
struct PlaceOracle {
  private let shapes: [Shape?]
  private let boxes: [Bounds?]
  private let isGlobe: Bool

  init(_ shapes: [Shape?]) {
    self.shapes = shapes
    boxes = shapes.map { $0?.bounds }
    isGlobe = boxes.allSatisfy { ($0?.minX ?? 0) >= -360 && ($0?.maxX ?? 0) <= 360 }
  }

  /// The lowest place that holds the point, at its longitude or a turn away; −1 outside all.
  func locate(_ x: Double, _ y: Double) -> Int32 {
    guard x.isFinite, y.isFinite else { return -1 }
    let longitudes = isGlobe && abs(x) <= 360 ? [x, x - 360, x + 360] : [x]
    for place in shapes.indices {
      for longitude in longitudes where holds(place, Position(x: longitude, y: y)) { return Int32(place) }
    }
    return -1
  }

  /// Whether a place holds a point, at the longitude given.
  func holds(_ place: Int, _ point: Position) -> Bool {
    guard let shape = shapes[place], let box = boxes[place], point.x >= box.minX, point.x <= box.maxX,
      point.y >= box.minY, point.y <= box.maxY
    else { return false }
    var isInside = false
    for ring in 0..<shape.ringCount {
      for index in shape.ring(ring).dropFirst() {
        let a = Position(x: shape.xs[index - 1], y: shape.ys[index - 1])
        let b = Position(x: shape.xs[index], y: shape.ys[index])
        if a.x < b.x ? isAbove(a, b, point) : isAbove(b, a, point) { isInside.toggle() }
      }
    }
    return isInside
  }

  /// Whether the edge, from left to right, passes above the moved point.
  private func isAbove(_ left: Position, _ right: Position, _ point: Position) -> Bool {
    guard (left.x > point.x) != (right.x > point.x) else { return false }
    if left.y > point.y && right.y > point.y { return true }
    if left.y < point.y && right.y < point.y { return false }
    let side = exactSide(left, right, point)
    // On the edge: a rise of δ times its slope is more than δ², none or a fall is less.
    return side == 0 ? left.y < right.y : side < 0
  }
}
