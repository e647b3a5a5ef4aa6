import Foundation

/// How much of one shape lies in another.
package struct ShapeOverlap: Sendable, Equatable {
  /// Index of the shape whose area is shared out.
  package var source: Int
  /// Index of the shape that takes the share.
  package var target: Int
  /// Of the source's area, above 0 and at most 1.
  package var share: Double
}

/// The plane on which overlaps are measured.
package enum OverlapPlane: Sendable {
  /// Longitude and latitude, measured as areas of the WGS 84 ellipsoid (cylindrical equal-area).
  case degrees
  /// Coordinates of a plane as they are.
  case planar
}

/// The shares of each source's area that lie in each target, ordered by source, then target.
///
/// The common area is ∬ of both winding numbers: each shape is the signed sum of the strips below its edges,
/// and two strips share ∫ min(e, f) dx, in closed form. Nothing is clipped, so borders that coincide, touch or
/// cross need no care, and holes come out by their winding. Shares below 1e-9 are left out, those above 1 are
/// rounding and become 1. Rounding is below 1e-12 of the source. Overlapping targets each get their share.
/// O(pairs of edges whose x-ranges overlap, for pairs of shapes whose boxes do).
package func overlap(
  of sources: [Shape?], with targets: [Shape?], on plane: OverlapPlane = .degrees
) -> [ShapeOverlap] {
  let targetEdges = targets.map { $0.flatMap { OverlapEdges($0, plane) } }
  let order = targetEdges.indices.filter { targetEdges[$0] != nil }
    .sorted { ((targetEdges[$0]?.box.minX ?? 0), $0) < ((targetEdges[$1]?.box.minX ?? 0), $1) }
  let lefts = order.map { targetEdges[$0]?.box.minX ?? 0 }
  let widest = targetEdges.reduce(0) { max($0, $1?.box.width ?? 0) }
  var out: [ShapeOverlap] = []
  for (number, source) in sources.enumerated() {
    guard let source, let edges = OverlapEdges(source, plane) else { continue }
    let whole = edges.common(with: nil)
    guard whole > 0 else { continue }
    var own: [ShapeOverlap] = []
    // No target that begins farther left than the widest is wide reaches the source; a hair more, for rounding.
    let first = lefts.partitionPoint { $0 >= edges.box.minX - widest * (1 + 1e-9) }
    for target in order[first...] {
      guard let other = targetEdges[target] else { continue }
      if other.box.minX >= edges.box.maxX { break }
      guard edges.box.overlaps(other.box) else { continue }
      let share = min(1, edges.common(with: other) / whole)
      if share >= 1e-9 { own.append(ShapeOverlap(source: number, target: target, share: share)) }
    }
    out.append(contentsOf: own.sorted { $0.target < $1.target })
  }
  return out
}

/// The edges of a shape on the plane of measurement, from left to right, ordered by their left ends.
private struct OverlapEdges {
  struct Edge {
    var x0: Double
    var y0: Double
    var x1: Double
    var y1: Double
    /// +1 where the shape lies below the edge, −1 where above.
    var sign: Double
  }

  var edges: [Edge] = []
  var box: Bounds
  private var widest = 0.0

  init?(_ shape: Shape, _ plane: OverlapPlane) {
    // q grows as 2 sin φ: with longitudes in radians the plane's area is twice the ellipsoid's over a².
    let radians = Double.pi / 180
    let xs = plane == .planar ? Array(shape.xs) : shape.xs.map { $0 * radians }
    let ys = plane == .planar ? Array(shape.ys) : shape.ys.map { Ellipsoid.q(sine: sin($0 * radians)) }
    guard let box = Bounds(xs: xs, ys: ys) else { return nil }
    self.box = box
    edges.reserveCapacity(xs.count)
    for ring in 0..<shape.ringCount {
      for index in shape.ring(ring).dropFirst() where xs[index] != xs[index - 1] {
        add(xs[index - 1], ys[index - 1], xs[index], ys[index])
      }
    }
    edges.sort { ($0.x0, $0.x1, $0.y0, $0.y1, $0.sign) < ($1.x0, $1.x1, $1.y0, $1.y1, $1.sign) }
  }

  private mutating func add(_ ax: Double, _ ay: Double, _ bx: Double, _ by: Double) {
    // Outer rings run counter-clockwise: their upper edges run leftwards.
    let edge =
      ax < bx
      ? Edge(x0: ax, y0: ay, x1: bx, y1: by, sign: -1) : Edge(x0: bx, y0: by, x1: ax, y1: ay, sign: 1)
    widest = max(widest, edge.x1 - edge.x0)
    edges.append(edge)
  }

  /// The area in common with `other`, or the shape's own area for nil.
  func common(with other: OverlapEdges?) -> Double {
    var sum = Compensated()
    let base = other.map { max($0.box.minY, box.minY) } ?? box.minY
    guard let other else {
      for edge in edges {
        sum.add(edge.sign * (edge.x1 - edge.x0) * ((edge.y0 - base) + (edge.y1 - base)) / 2)
      }
      return sum.total
    }
    other.edges.withUnsafeBufferPointer { others in
      for edge in edges where edge.x1 > other.box.minX && edge.x0 < other.box.maxX {
        var index = other.firstEdge(from: edge.x0 - other.widest)
        while index < others.count, others[index].x0 < edge.x1 {
          if others[index].x1 > edge.x0 { sum.add(Self.strip(edge, others[index], base)) }
          index += 1
        }
      }
    }
    return sum.total
  }

  /// The first edge whose left end is not left of `x`.
  private func firstEdge(from x: Double) -> Int { edges.partitionPoint { $0.x0 >= x } }

  /// ∫ (min(e, f) − base) over the common x-range, signed. `base` cancels over closed rings; near the shapes
  /// it keeps the terms small.
  @inline(__always)
  private static func strip(_ e: Edge, _ f: Edge, _ base: Double) -> Double {
    let left = max(e.x0, f.x0)
    let right = min(e.x1, f.x1)
    let (e0, e1) = (e.height(left) - base, e.height(right) - base)
    let (f0, f1) = (f.height(left) - base, f.height(right) - base)
    let (d0, d1) = (e0 - f0, e1 - f1)
    let sign = e.sign * f.sign * (right - left)
    guard (d0 < 0) != (d1 < 0), d0 != d1 else { return sign * (min(e0, f0) + min(e1, f1)) / 2 }
    // The edges cross at t of the way.
    let t = d0 / (d0 - d1)
    let middle = e0 + (e1 - e0) * t
    return sign * (t * (min(e0, f0) + middle) + (1 - t) * (middle + min(e1, f1))) / 2
  }
}

extension OverlapEdges.Edge {
  @inline(__always)
  fileprivate func height(_ x: Double) -> Double {
    if x == x0 { return y0 }
    return x == x1 ? y1 : y0 + (y1 - y0) * ((x - x0) / (x1 - x0))
  }
}

extension Array {
  /// The first index whose element satisfies `isBehind`, which all after it do too; the end if none does.
  fileprivate func partitionPoint(_ isBehind: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Neumaier's compensated sum (1974).
private struct Compensated {
  private var sum = 0.0
  private var lost = 0.0
  var total: Double { sum + lost }

  @inline(__always)
  mutating func add(_ value: Double) {
    let next = sum + value
    lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }
}
