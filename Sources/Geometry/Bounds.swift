/// A place on the plane or on the globe: x is longitude and y latitude when the unit is degrees.
package struct Position: Sendable, Equatable, Hashable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// A closed box.
package struct Bounds: Sendable, Equatable {
  package var minX: Double
  package var minY: Double
  package var maxX: Double
  package var maxY: Double

  package init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }

  /// The box around the positions; nil when there are none.
  package init?(xs: [Double], ys: [Double]) {
    let box = xs.withUnsafeBufferPointer { xs in ys.withUnsafeBufferPointer { Bounds(xs: xs, ys: $0) } }
    guard let box else { return nil }
    self = box
  }

  /// The box around the positions; nil when there are none.
  init?(xs: UnsafeBufferPointer<Double>, ys: UnsafeBufferPointer<Double>) {
    guard let firstX = xs.first, let firstY = ys.first else { return nil }
    self.init(minX: firstX, minY: firstY, maxX: firstX, maxY: firstY)
    widen(xs, ys)
  }

  /// Widens the box by the positions.
  @inline(__always)
  mutating func widen(_ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>) {
    // In locals and by one comparison each, so that the loop holds nothing but `minsd` and `maxsd`.
    var (lowX, lowY, highX, highY) = (minX, minY, maxX, maxY)
    for index in 0..<min(xs.count, ys.count) {
      let (x, y) = (xs[index], ys[index])
      lowX = x < lowX ? x : lowX
      highX = x > highX ? x : highX
      lowY = y < lowY ? y : lowY
      highY = y > highY ? y : highY
    }
    (minX, minY, maxX, maxY) = (lowX, lowY, highX, highY)
  }

  package var width: Double { maxX - minX }
  package var height: Double { maxY - minY }
  package var centre: Position { Position(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }

  /// The box around both.
  package func union(_ other: Bounds) -> Bounds {
    Bounds(
      minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
      maxY: max(maxY, other.maxY))
  }

  /// Whether the boxes share more than a border.
  package func overlaps(_ other: Bounds) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }
}
