/// A border segment from its lower end `a` to its upper end `b` (from left to right when level), so that both
/// sides of a shared border compute the same.
///
/// Every point here stands for one moved by an infinitesimal (δ, δ²), which lies on no border.
struct PlaceEdge: Sendable, Equatable {
  var ax: Double
  var ay: Double
  var bx: Double
  var by: Double

  /// Whether the edge spans the height.
  @inline(__always)
  func spans(y: Double) -> Bool { (ay > y) != (by > y) }

  /// Whether the edge spans the upright line at `x`.
  @inline(__always)
  func spans(x: Double) -> Bool { (ax > x) != (bx > x) }

  /// Whether the edge passes right of the point at the point's height, which it spans. Exact.
  @inline(__always)
  func isRight(of x: Double, _ y: Double) -> Bool {
    if ax > x && bx > x { return true }
    if ax < x && bx < x { return false }
    return Orientation.sign(ax, ay, bx, by, x, y) > 0
  }

  /// Whether the edge passes above the point at the point's x, which it spans. Exact.
  @inline(__always)
  func isAbove(_ x: Double, _ y: Double) -> Bool {
    if ay > y { return true }
    if by < y { return false }
    let side = Orientation.sign(ax, ay, bx, by, x, y)
    // A point on the edge moves by (δ, δ²): below a rising edge, above a falling or level one.
    if side == 0 { return by > ay && bx > ax }
    return bx > ax ? side < 0 : side > 0
  }
}
