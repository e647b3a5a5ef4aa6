/// Where the reader puts one feature's coordinates before they become a `Shape`.
///
/// A geometry's `type` may come after its coordinates, so everything is taken first and what turns out to be
/// points or lines is taken back.
struct CoordinateSink {
  var xs: [Double] = []
  var ys: [Double] = []
  var ringEnds: [Int32] = []
  var polygonEnds: [Int32] = []
  var withZ = 0

  /// A state to return to.
  struct Mark {
    var positions = 0
    var rings = 0
    var polygons = 0
    var withZ = 0
  }

  var mark: Mark {
    Mark(positions: xs.count, rings: ringEnds.count, polygons: polygonEnds.count, withZ: withZ)
  }

  @inline(__always)
  mutating func push(_ x: Double, _ y: Double, hasZ: Bool) {
    xs.append(x)
    ys.append(y)
    if hasZ { withZ += 1 }
  }

  mutating func closeRing() { ringEnds.append(Int32(xs.count)) }
  mutating func closePolygon() { polygonEnds.append(Int32(ringEnds.count)) }

  mutating func rewind(to mark: Mark) {
    xs.removeLast(xs.count - mark.positions)
    ys.removeLast(ys.count - mark.positions)
    ringEnds.removeLast(ringEnds.count - mark.rings)
    polygonEnds.removeLast(polygonEnds.count - mark.polygons)
  }

  mutating func removeAll() {
    xs.removeAll(keepingCapacity: true)
    ys.removeAll(keepingCapacity: true)
    ringEnds.removeAll(keepingCapacity: true)
    polygonEnds.removeAll(keepingCapacity: true)
    withZ = 0
  }
}

// MARK: - Normalising

extension CoordinateSink {
  /// The shape of what was taken: rings closed, wound as RFC 7946 demands, empty ones dropped; nil when
  /// nothing is left. Empties the sink and counts every repair.
  mutating func takeShape(_ report: inout GeoJSONReport) -> Shape? {
    var out = Shape(xs: [], ys: [], ringStarts: [0], polygonStarts: [0])
    out.xs.reserveCapacity(xs.count)
    out.ys.reserveCapacity(ys.count)
    var ring = 0
    for end in polygonEnds {
      let before = out.ringCount
      let outer = ring
      while ring < Int(end) {
        let kept = appendRing(ring, isOuter: ring == outer, to: &out, &report)
        ring += 1
        // A hole without its outer ring is no hole.
        if !kept, ring == outer + 1 { ring = Int(end) }
      }
      if out.ringCount > before { out.polygonStarts.append(Int32(out.ringCount)) }
    }
    removeAll()
    return out.isEmpty ? nil : out
  }

  private func appendRing(
    _ ring: Int, isOuter: Bool, to out: inout Shape, _ report: inout GeoJSONReport
  ) -> Bool {
    let start = ring == 0 ? 0 : Int(ringEnds[ring - 1])
    let end = Int(ringEnds[ring])
    let closed = end > start && xs[start] == xs[end - 1] && ys[start] == ys[end - 1]
    if end > start, !closed { report.unclosedRings += 1 }
    guard end - start + (closed ? 0 : 1) >= 4 else {
      report.ringsTooShort += 1
      return false
    }
    let area = doubleArea(start, end)
    count(area: area, isOuter: isOuter, &report)
    guard area != 0 else { return false }
    append(start, end, closed: closed, reversed: (area > 0) != isOuter, to: &out)
    return true
  }

  private func count(area: Double, isOuter: Bool, _ report: inout GeoJSONReport) {
    if area == 0 { report.ringsWithoutArea += 1 }
    if !isOuter {
      report.holes += 1
      if area > 0 { report.holesCounterClockwise += 1 }
    } else if area > 0 {
      report.outerRingsCounterClockwise += 1
    } else if area < 0 {
      report.outerRingsClockwise += 1
    }
  }

  private func append(_ start: Int, _ end: Int, closed: Bool, reversed: Bool, to out: inout Shape) {
    if reversed {
      if !closed {
        out.xs.append(xs[start])
        out.ys.append(ys[start])
      }
      for index in stride(from: end - 1, through: start, by: -1) {
        out.xs.append(xs[index])
        out.ys.append(ys[index])
      }
    } else {
      out.xs.append(contentsOf: xs[start..<end])
      out.ys.append(contentsOf: ys[start..<end])
      if !closed {
        out.xs.append(xs[start])
        out.ys.append(ys[start])
      }
    }
    out.ringStarts.append(Int32(out.xs.count))
  }

  /// Twice the signed area, positive counter-clockwise, about the first position so that nothing cancels.
  private func doubleArea(_ start: Int, _ end: Int) -> Double {
    xs.withUnsafeBufferPointer { xs in
      ys.withUnsafeBufferPointer { ys in
        let originX = xs[start]
        let originY = ys[start]
        var sum = 0.0
        var lastX = xs[end - 1] - originX
        var lastY = ys[end - 1] - originY
        for index in start..<end {
          let x = xs[index] - originX
          let y = ys[index] - originY
          sum += lastX * y - x * lastY
          lastX = x
          lastY = y
        }
        return sum
      }
    }
  }
}
