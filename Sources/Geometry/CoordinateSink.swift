/// Where the reader puts the coordinates of a file: at the end of arrays that all shapes share.
///
/// A geometry's `type` may come after its coordinates, so everything is taken first and what turns out to be
/// points or lines is taken back.
struct CoordinateSink {
  private(set) var xs: [Double] = []
  private(set) var ys: [Double] = []
  /// Per ring and one past: its first position.
  private(set) var ringStarts: [Int32] = [0]
  /// Per polygon and one past: its first ring.
  private(set) var polygonStarts: [Int32] = [0]
  private(set) var withZ = 0
  /// Where the shape being read began.
  private var settled = Mark()
  /// Per ring of the shape being read; kept so that its memory is.
  private var areas: [Double] = []

  /// A state to return to.
  struct Mark {
    var positions = 0
    var rings = 0
    var polygons = 0
    var withZ = 0
  }

  var mark: Mark {
    Mark(
      positions: xs.count, rings: ringStarts.count - 1, polygons: polygonStarts.count - 1, withZ: withZ)
  }

  /// Makes room for the positions that a file of `bytes` is likely to hold; what stays empty is never touched.
  mutating func reserve(bytes: Int) {
    xs.reserveCapacity(bytes / 20)
    ys.reserveCapacity(bytes / 20)
    LargePages.advise(&xs)
    LargePages.advise(&ys)
  }

  /// Makes room for the rings of so many shapes of one ring.
  mutating func reserve(shapes: Int) {
    ringStarts.reserveCapacity(shapes)
    polygonStarts.reserveCapacity(shapes)
  }

  @inline(__always)
  mutating func push(_ x: Double, _ y: Double, hasZ: Bool) {
    xs.append(x)
    ys.append(y)
    if hasZ { withZ += 1 }
  }

  /// Appends positions without a third number.
  mutating func push(_ newXs: UnsafeBufferPointer<Double>, _ newYs: UnsafeBufferPointer<Double>) {
    xs.append(contentsOf: newXs)
    ys.append(contentsOf: newYs)
  }

  mutating func closeRing() { ringStarts.append(Int32(xs.count)) }
  mutating func closePolygon() { polygonStarts.append(Int32(ringStarts.count - 1)) }

  mutating func rewind(to mark: Mark) {
    xs.removeLast(xs.count - mark.positions)
    ys.removeLast(ys.count - mark.positions)
    ringStarts.removeLast(ringStarts.count - 1 - mark.rings)
    polygonStarts.removeLast(polygonStarts.count - 1 - mark.polygons)
  }

  /// The storage of all shapes taken; empties the sink.
  mutating func storage() -> ShapeStorage {
    let full = ShapeStorage(xs: xs, ys: ys, ringStarts: ringStarts, polygonStarts: polygonStarts)
    self = CoordinateSink()
    return full
  }
}

// MARK: - Normalising

extension CoordinateSink {
  /// The polygons of what was taken since the last shape: rings closed, wound as RFC 7946 demands, empty
  /// ones dropped; nil when nothing is left. Counts every repair.
  ///
  /// Rings that are closed and enclose something, as nearly all do, stay where they are.
  mutating func takeShape(_ report: inout GeoJSONReport) -> Range<Int32>? {
    let start = settled
    if !windInPlace(&report) { rebuild(&report) }
    settled = mark
    let found = Int32(start.polygons)..<Int32(settled.polygons)
    return found.isEmpty ? nil : found
  }

  /// Turns the shape's rings round where they stand; false, with nothing changed or counted, when a ring must
  /// be closed or dropped.
  private mutating func windInPlace(_ report: inout GeoJSONReport) -> Bool {
    areas.removeAll(keepingCapacity: true)
    var ring = settled.rings
    for polygon in settled.polygons..<(polygonStarts.count - 1) {
      guard Int(polygonStarts[polygon + 1]) > ring else { return false }
      while ring < Int(polygonStarts[polygon + 1]) {
        let (start, end) = (Int(ringStarts[ring]), Int(ringStarts[ring + 1]))
        guard end - start >= 4, xs[start] == xs[end - 1], ys[start] == ys[end - 1] else { return false }
        let area = doubleArea(start, end)
        guard area != 0 else { return false }
        areas.append(area)
        ring += 1
      }
    }
    for polygon in settled.polygons..<(polygonStarts.count - 1) {
      for ring in Int(polygonStarts[polygon])..<Int(polygonStarts[polygon + 1]) {
        let isOuter = ring == Int(polygonStarts[polygon])
        let area = areas[ring - settled.rings]
        Self.count(area: area, isOuter: isOuter, &report)
        if (area > 0) != isOuter { reverse(Int(ringStarts[ring]), Int(ringStarts[ring + 1])) }
      }
    }
    return true
  }

  private mutating func reverse(_ start: Int, _ end: Int) {
    var (low, high) = (start, end - 1)
    while low < high {
      xs.swapAt(low, high)
      ys.swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  /// Takes the shape out and puts back what can be kept of it, ring by ring.
  private mutating func rebuild(_ report: inout GeoJSONReport) {
    let old = RawRings(self, from: settled)
    rewind(to: settled)
    var ring = 0
    for end in old.polygonEnds {
      let before = ringStarts.count
      let outer = ring
      while ring < end {
        let kept = append(old, ring, isOuter: ring == outer, &report)
        ring += 1
        // A hole without its outer ring is no hole.
        if !kept, ring == outer + 1 { ring = end }
      }
      if ringStarts.count > before { closePolygon() }
    }
  }

  private mutating func append(
    _ old: RawRings, _ ring: Int, isOuter: Bool, _ report: inout GeoJSONReport
  ) -> Bool {
    let start = ring == 0 ? 0 : old.ringEnds[ring - 1]
    let end = old.ringEnds[ring]
    let closed = end > start && old.xs[start] == old.xs[end - 1] && old.ys[start] == old.ys[end - 1]
    if end > start, !closed { report.unclosedRings += 1 }
    guard end - start + (closed ? 0 : 1) >= 4 else {
      report.ringsTooShort += 1
      return false
    }
    let first = xs.count
    xs.append(contentsOf: old.xs[start..<end])
    ys.append(contentsOf: old.ys[start..<end])
    let area = doubleArea(first, xs.count)
    Self.count(area: area, isOuter: isOuter, &report)
    guard area != 0 else {
      xs.removeLast(end - start)
      ys.removeLast(end - start)
      return false
    }
    if !closed { push(old.xs[start], old.ys[start], hasZ: false) }
    if (area > 0) != isOuter { reverse(first, xs.count) }
    closeRing()
    return true
  }

  private static func count(area: Double, isOuter: Bool, _ report: inout GeoJSONReport) {
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
