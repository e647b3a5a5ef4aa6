/// Finds where simplified arcs meet outside their common vertices and brings vertices back until they do not.
///
/// A grid over the canvas holds the segments; only pairs with a segment new in this round are tested. Each
/// round brings the heaviest left-out vertex back on both sides of a meeting, so it ends with the full arcs
/// at the latest. Meetings that the original borders have already remain and are counted.
struct Crossings {
  private struct Segment {
    var first: Int
    var last: Int
    var isNew: Bool
  }

  /// Mends `lines`; returns the number of pairs of segments that meet with nothing left to bring back.
  static func mend(_ lines: inout Simplification) -> Int {
    var segments = self.segments(lines, known: [])
    var unmended = 0
    while true {
      var loose: Set<Int> = []
      for pair in meetings(lines, segments) {
        for number in [pair.first, pair.second]
        where lines.canRestore(between: segments[number].first, and: segments[number].last) {
          loose.insert(number)
        }
        if !loose.contains(pair.first), !loose.contains(pair.second) { unmended += 1 }
      }
      if loose.isEmpty { return unmended }
      for number in loose.sorted() {
        lines.restore(between: segments[number].first, and: segments[number].last)
      }
      segments = self.segments(lines, known: segments)
    }
  }

  /// The segments of all arcs in order; those among `known` are not new.
  private static func segments(_ lines: Simplification, known: [Segment]) -> [Segment] {
    var out: [Segment] = []
    var old = 0
    for arc in 0..<lines.topology.arcCount {
      let range = lines.topology.arc(arc)
      var first = range.lowerBound
      for index in range.dropFirst() where lines.isKept[index] {
        while old < known.count, known[old].first < first { old += 1 }
        let same = old < known.count && known[old].first == first && known[old].last == index
        out.append(Segment(first: first, last: index, isNew: !same))
        first = index
      }
    }
    return out
  }

  private static func meetings(_ lines: Simplification, _ segments: [Segment]) -> [PlacePair] {
    let grid = SegmentGrid(segments.map { lines.box($0.first, $0.last) })
    var found: Set<PlacePair> = []
    grid.forEachPair { one, other in
      let (a, b) = (segments[one], segments[other])
      guard a.isNew || b.isNew, lines.meet(a.first, a.last, b.first, b.last) else { return }
      found.insert(PlacePair(one, other))
    }
    return found.sorted()
  }
}

extension Simplification {
  /// The box of a segment: left, top, right, bottom.
  func box(_ first: Int, _ last: Int) -> SIMD4<Int32> {
    let (a, b) = (Int(topology.arcVertices[first]), Int(topology.arcVertices[last]))
    return SIMD4(min(xs[a], xs[b]), min(ys[a], ys[b]), max(xs[a], xs[b]), max(ys[a], ys[b]))
  }

  /// Whether two segments, given by arc positions, meet elsewhere than in a vertex both end in. Exact.
  func meet(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Bool {
    let v = (topology.arcVertices[a], topology.arcVertices[b])
    let w = (topology.arcVertices[c], topology.arcVertices[d])
    if v.0 == w.0 { return v.1 == w.1 || folds(v.0, v.1, w.1) }
    if v.0 == w.1 { return v.1 == w.0 || folds(v.0, v.1, w.0) }
    if v.1 == w.0 { return folds(v.1, v.0, w.1) }
    if v.1 == w.1 { return folds(v.1, v.0, w.0) }
    let (s0, s1) = (side(v.0, v.1, w.0), side(v.0, v.1, w.1))
    let (t0, t1) = (side(w.0, w.1, v.0), side(w.0, w.1, v.1))
    if s0 != 0 || s1 != 0 { return s0 * s1 <= 0 && t0 * t1 <= 0 }
    let (one, other) = (box(a, b), box(c, d))
    return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3]
  }

  /// Whether two segments from one vertex lie on each other.
  private func folds(_ from: Int32, _ one: Int32, _ other: Int32) -> Bool {
    guard side(from, one, other) == 0 else { return false }
    let (f, a, b) = (Int(from), Int(one), Int(other))
    let dot =
      (Int64(xs[a]) - Int64(xs[f])) * (Int64(xs[b]) - Int64(xs[f]))
      + (Int64(ys[a]) - Int64(ys[f])) * (Int64(ys[b]) - Int64(ys[f]))
    return dot > 0
  }

  private func side(_ from: Int32, _ to: Int32, _ point: Int32) -> Int {
    let (f, t, p) = (Int(from), Int(to), Int(point))
    let cross =
      (Int64(xs[t]) - Int64(xs[f])) * (Int64(ys[p]) - Int64(ys[f]))
      - (Int64(ys[t]) - Int64(ys[f])) * (Int64(xs[p]) - Int64(xs[f]))
    return cross.signum() == 0 ? 0 : Int(cross.signum())
  }
}
