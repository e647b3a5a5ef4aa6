/// A box of longitudes and latitudes on the globe, which may cross the antimeridian.
package struct GlobeBox: Sendable, Equatable {
  /// Longitude of the western side, −180 up to 180.
  package var west: Double
  /// Longitude of the eastern side, `west` up to `west` + 360: more than 180 when the antimeridian is crossed.
  package var east: Double
  package var south: Double
  package var north: Double

  package var centre: Position { Position(x: (west + east) / 2, y: (south + north) / 2) }

  /// The narrowest box around all shapes: its sides are the ends of the widest stretch of longitudes, in
  /// steps of half a degree, that no ring covers. nil when there are no positions. O(positions).
  package init?(shapes: [Shape]) {
    var planar: Bounds?
    for shape in shapes {
      guard let own = shape.bounds else { continue }
      planar = planar?.union(own) ?? own
    }
    guard let planar else { return nil }
    self.init(west: planar.minX, east: planar.maxX, south: planar.minY, north: planar.maxY)
    // Only a set that looks wider than half the globe can be narrower the other way round.
    if planar.width > 180 { recentre(shapes) }
  }

  private init(west: Double, east: Double, south: Double, north: Double) {
    self.west = west
    self.east = east
    self.south = south
    self.north = north
  }

  private mutating func recentre(_ shapes: [Shape]) {
    var taken = [Bool](repeating: false, count: 720)
    for shape in shapes { Self.mark(shape, &taken) }
    guard let cut = Self.widestGap(taken) else { return }
    var low = Double.infinity
    var high = -Double.infinity
    for shape in shapes {
      for x in shape.xs {
        let turned = Self.east(of: cut, x)
        low = min(low, turned)
        high = max(high, turned)
      }
    }
    let turns = low >= 180 ? 360.0 : 0
    west = low - turns
    east = high - turns
  }

  /// Marks every half degree that an edge of the shape covers.
  private static func mark(_ shape: Shape, _ taken: inout [Bool]) {
    let xs = shape.xs
    for ring in 0..<shape.ringCount {
      for index in shape.ring(ring).dropFirst() {
        let step = GroundArea.shortWay(xs[index] - xs[index - 1])
        let from = slot(min(xs[index - 1], xs[index - 1] + step))
        for offset in 0...Int((abs(step) * 2).rounded(.up)) { taken[(from + offset) % 720] = true }
      }
    }
  }

  private static func slot(_ longitude: Double) -> Int {
    let turned = (longitude + 540).truncatingRemainder(dividingBy: 360)
    return min(719, max(0, Int(turned * 2)))
  }

  /// The longitude at the middle of the widest free stretch; nil when there is none.
  private static func widestGap(_ taken: [Bool]) -> Double? {
    var best = 0
    var bestEnd = 0
    var run = 0
    for index in 0..<1440 {
      run = taken[index % 720] ? 0 : run + 1
      if run > best && run <= 720 {
        best = run
        bestEnd = index
      }
    }
    guard best > 0 else { return nil }
    return (Double(bestEnd) - Double(best - 1) / 2).truncatingRemainder(dividingBy: 720) / 2 - 180
  }

  /// `x` shifted by whole turns to lie within 360° east of `cut`.
  private static func east(of cut: Double, _ x: Double) -> Double {
    let offset = (x - cut).truncatingRemainder(dividingBy: 360)
    return cut + (offset < 0 ? offset + 360 : offset)
  }
}
