/// Points that stand for an area: its centre, or a grid over it.
package struct AreaPoints: Sendable {
  /// Points along each side of the box around an area.
  private static let side = 10

  private let shape: Shape

  package init(_ shape: Shape) { self.shape = shape }

  /// The centre of mass where it lies inside, as it does but for crescents and islands; else the grid point inside
  /// that is nearest to it, so that a ring's residents are not put into the hole. Nil for an empty shape.
  /// O(positions), O(100 positions) where the centre lies outside.
  package var centre: Position? {
    guard let centre = shape.centroid, centre.x.isFinite, centre.y.isFinite else { return nil }
    // A centroid's longitude lies within ±180, whatever the shape's own do.
    let inside = [0, -360, 360].contains { shape.contains(centre.x + $0, centre.y) }
    if inside { return centre }
    let point = GroundPoint(centre.x, centre.y)
    return grid.min {
      GroundPoint($0.x, $0.y).squaredChord(to: point) < GroundPoint($1.x, $1.y).squaredChord(to: point)
    } ?? centre
  }

  /// Up to 100 points at even distances inside the area, row by row from the south-west; none for an empty shape or
  /// one so thin that none falls inside. Each stands for the same part of it. O(100 positions).
  package var grid: [Position] {
    guard let box = shape.bounds else { return [] }
    let (stepX, stepY) = (box.width / Double(Self.side), box.height / Double(Self.side))
    return (0..<Self.side * Self.side).compactMap { number in
      let x = box.minX + (Double(number % Self.side) + 0.5) * stepX
      let y = box.minY + (Double(number / Self.side) + 0.5) * stepY
      return shape.contains(x, y) ? Position(x: x, y: y) : nil
    }
  }
}

extension Shape {
  /// Whether a point lies inside, by the even–odd rule over all rings; on a border either may be told. O(positions).
  func contains(_ x: Double, _ y: Double) -> Bool {
    withPositions { xs, ys in
      var isInside = false
      for ring in 0..<ringCount {
        let range = self.ring(ring)
        for index in range.dropFirst() {
          let (fromY, toY) = (ys[index - 1], ys[index])
          guard (fromY > y) != (toY > y) else { continue }
          let crossing = xs[index - 1] + (y - fromY) / (toY - fromY) * (xs[index] - xs[index - 1])
          if x < crossing { isInside.toggle() }
        }
      }
      return isInside
    }
  }
}
