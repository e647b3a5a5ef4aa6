/// On which side of a line a point lies, exactly, for all finite doubles.
///
/// A rounded cross product decides when it is clear (Shewchuk, 1997); close calls repeat it without rounding.
/// Without that, a point on a shared border could fall into both places or neither.
enum Orientation {
  /// Shewchuk's ccwerrboundA = (3 + 16ε)ε with ε = 2⁻⁵³.
  @inline(__always) static var relativeError: Double { 3.330_669_073_875_472e-16 }
  /// More than products that underflow can lose.
  @inline(__always) static var absoluteError: Double { 0x1p-1060 }

  /// The sign of (b − a) × (p − a): positive when `p` lies left of the line from `a` to `b`.
  @inline(__always)
  static func sign(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ px: Double, _ py: Double
  ) -> Int {
    let left = (ax - px) * (by - py)
    let right = (ay - py) * (bx - px)
    let value = left - right
    let bound = relativeError * (abs(left) + abs(right)) + absoluteError
    if value > bound { return 1 }
    if value < -bound { return -1 }
    return exactSign(ax, ay, bx, by, px, py)
  }

  /// ax·by − ay·bx − ax·py + ay·px + bx·py − by·px as a sum of exact products.
  @inline(never)
  static func exactSign(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ px: Double, _ py: Double
  ) -> Int {
    // Points at an end of the line, or on an upright or level one: the commonest close calls.
    if ax == px || by == py, ay == py || bx == px { return 0 }
    return ExactSum.sign { sum in
      sum.add(ax, times: by)
      sum.add(-ay, times: bx)
      sum.add(-ax, times: py)
      sum.add(ay, times: px)
      sum.add(bx, times: py)
      sum.add(-by, times: px)
    }
  }
}
