/// On which side of a line a point lies, exactly.
///
/// A rounded cross product decides when it is clear; close calls repeat it in error-free sums of products
/// (Dekker, 1971; Shewchuk, 1997). Without that, a point on a shared border could fall into both places
/// or neither.
enum Orientation {
  /// The sign of (b − a) × (p − a): positive when `p` lies left of the line from `a` to `b`.
  @inline(__always)
  static func sign(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ px: Double, _ py: Double
  ) -> Int {
    let left = (ax - px) * (by - py)
    let right = (ay - py) * (bx - px)
    let value = left - right
    // Shewchuk's ccwerrboundA = (3 + 16ε)ε with ε = 2⁻⁵³.
    let bound = 3.330_669_073_875_472e-16 * (abs(left) + abs(right))
    if value > bound { return 1 }
    if value < -bound { return -1 }
    return bound == 0 ? 0 : exactSign(ax, ay, bx, by, px, py)
  }

  /// ax·by − ay·bx − ax·py + ay·px + bx·py − by·px … as a sum of exact products.
  @inline(never)
  private static func exactSign(
    _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double, _ px: Double, _ py: Double
  ) -> Int {
    var sum = Expansion()
    sum.add(product: ax, by)
    sum.add(product: -ay, bx)
    sum.add(product: -ax, py)
    sum.add(product: ay, px)
    sum.add(product: bx, py)
    sum.add(product: -by, px)
    return sum.sign
  }
}

/// A sum held without rounding as non-overlapping parts, smallest first.
private struct Expansion {
  private var parts: [Double] = []

  mutating func add(product one: Double, _ other: Double) {
    let high = one * other
    add((-high).addingProduct(one, other))
    add(high)
  }

  /// Shewchuk's grow-expansion: two-sum down the parts, exact.
  private mutating func add(_ value: Double) {
    var carried = value
    for index in parts.indices {
      let part = parts[index]
      let sum = carried + part
      let virtual = sum - carried
      parts[index] = (carried - (sum - virtual)) + (part - virtual)
      carried = sum
    }
    parts.append(carried)
  }

  var sign: Int {
    for part in parts.reversed() where part != 0 { return part > 0 ? 1 : -1 }
    return 0
  }
}
