/// Finds where simplified arcs meet outside their common vertices and brings vertices back until they do not.
///
/// Each round brings the heaviest left-out vertex back on both sides of every meeting, so it ends with the full
/// arcs at the latest. The first round tests all segments, each later one only those that the round before made
/// against what stands around them. Meetings that the original borders have already remain and are counted.
enum Crossings {
  /// Mends `lines`; returns the number of pairs of segments that meet with nothing left to bring back.
  static func mend(_ lines: inout Simplification) -> Int {
    var grid = SegmentGrid(segments(lines))
    var fresh = Array(0..<Int32(grid.segments.count))
    var pairs = grid.allMeetings()
    var unmended = 0
    while !pairs.isEmpty {
      var loose: [Int32] = []
      for pair in pairs {
        let (one, other) = (grid.segments[Int(pair.x)], grid.segments[Int(pair.y)])
        if one.isLoose { loose.append(pair.x) }
        if other.isLoose { loose.append(pair.y) }
        if !one.isLoose, !other.isLoose { unmended += 1 }
      }
      fresh.removeAll(keepingCapacity: true)
      for number in loose where grid.isAlive(Int(number)) {
        let old = grid.segments[Int(number)]
        guard let middle = lines.restore(between: Int(old.first), and: Int(old.last)) else { continue }
        grid.remove(Int(number))
        fresh.append(grid.add(segment(lines, Int(old.first), middle)))
        fresh.append(grid.add(segment(lines, middle, Int(old.last))))
      }
      pairs = grid.meetings(of: fresh)
    }
    return unmended
  }

  /// The segments of all arcs in order.
  private static func segments(_ lines: Simplification) -> [Segment] {
    var out: [Segment] = []
    let topology = lines.topology
    for arc in 0..<topology.arcCount {
      let range = topology.arc(arc)
      var first = range.lowerBound
      for index in (range.lowerBound + 1)..<range.upperBound where lines.isKept[index] {
        out.append(segment(lines, first, index))
        first = index
      }
    }
    return out
  }

  @inline(__always)
  private static func segment(_ lines: Simplification, _ first: Int, _ last: Int) -> Segment {
    let (from, to) = (lines.topology.arcVertices[first], lines.topology.arcVertices[last])
    return Segment(
      a: lines.canvas.places[Int(from)], b: lines.canvas.places[Int(to)], from: from, to: to,
      first: Int32(first), last: Int32(last))
  }
}

/// A straight piece of a simplified arc.
struct Segment {
  /// Ends on the canvas.
  var a: SIMD2<Int32>
  var b: SIMD2<Int32>
  /// Vertices of the ends.
  var from: Int32
  var to: Int32
  /// Arc positions of the ends.
  var first: Int32
  var last: Int32

  /// Whether a vertex was left out between the ends.
  var isLoose: Bool { last - first > 1 }

  @inline(__always)
  var left: Int32 { min(a.x, b.x) }
  @inline(__always)
  var right: Int32 { max(a.x, b.x) }
  @inline(__always)
  var top: Int32 { min(a.y, b.y) }
  @inline(__always)
  var bottom: Int32 { max(a.y, b.y) }

  /// Whether the boxes of two segments have no point in common.
  @inline(__always)
  func isApart(from other: Segment) -> Bool {
    left > other.right || other.left > right || top > other.bottom || other.top > bottom
  }

  /// Whether two segments meet elsewhere than in a vertex both end in. Exact, and the same for both orders.
  func meets(_ other: Segment) -> Bool {
    if from == other.from { return to == other.to || Self.folds(a, b, other.b) }
    if from == other.to { return to == other.from || Self.folds(a, b, other.a) }
    if to == other.from { return Self.folds(b, a, other.b) }
    if to == other.to { return Self.folds(b, a, other.a) }
    let (s0, s1) = (Self.side(a, b, other.a), Self.side(a, b, other.b))
    if s0 * s1 > 0 { return false }
    let (t0, t1) = (Self.side(other.a, other.b, a), Self.side(other.a, other.b, b))
    if t0 * t1 > 0 { return false }
    // On one line: also when one of them, or both, has no length.
    return s0 != 0 || s1 != 0 || t0 != 0 || t1 != 0 || !isApart(from: other)
  }

  /// Whether two segments from one place lie on each other.
  private static func folds(_ from: SIMD2<Int32>, _ one: SIMD2<Int32>, _ other: SIMD2<Int32>) -> Bool {
    guard side(from, one, other) == 0 else { return false }
    let dot =
      (Int64(one.x) - Int64(from.x)) * (Int64(other.x) - Int64(from.x))
      + (Int64(one.y) - Int64(from.y)) * (Int64(other.y) - Int64(from.y))
    return dot > 0
  }

  @inline(__always)
  private static func side(_ from: SIMD2<Int32>, _ to: SIMD2<Int32>, _ point: SIMD2<Int32>) -> Int64 {
    let cross =
      (Int64(to.x) - Int64(from.x)) * (Int64(point.y) - Int64(from.y))
      - (Int64(to.y) - Int64(from.y)) * (Int64(point.x) - Int64(from.x))
    return cross.signum()
  }
}
