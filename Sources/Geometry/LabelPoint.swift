/// The pole of inaccessibility: the point inside a polygon farthest from its border, where a name fits best.
///
/// Quadtree search of Agafonkin (polylabel, 2016): squares that might hold a better point are cut in four,
/// the most promising first, until none can be better by `precision`.
struct LabelPoint {
  /// Rings of one polygon, flat and closed.
  let xs: [Double]
  let ys: [Double]
  let ringStarts: [Int]

  private struct Square {
    var x: Double
    var y: Double
    var half: Double
    /// From the middle to the border, negative outside.
    var distance: Double
    /// The most any point of the square can have.
    var most: Double
  }

  /// The label point within a hundredth of the box's shorter side of the best distance; ties go to the first
  /// found. O(edges × squares), some hundred squares.
  func find() -> Position? {
    guard let box = Bounds(xs: xs, ys: ys) else { return nil }
    let size = min(box.width, box.height)
    guard size > 0 else { return box.centre }
    let precision = size / 100
    var best = square(box.centre.x, box.centre.y, 0)
    var queue = cover(box, size)
    var budget = 2_000
    while let next = queue.indices.max(by: { queue[$0].most < queue[$1].most }), budget > 0 {
      let square = queue.remove(at: next)
      budget -= 1
      if square.distance > best.distance { best = square }
      if square.most - best.distance <= precision { break }
      let half = square.half / 2
      for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
        let part = self.square(square.x + dx, square.y + dy, half)
        if part.most - best.distance > precision || part.distance > best.distance { queue.append(part) }
      }
    }
    return Position(x: best.x, y: best.y)
  }

  private func cover(_ box: Bounds, _ size: Double) -> [Square] {
    // A needle is covered by at most a hundred squares.
    let step = max(size, max(box.width, box.height) / 100)
    var out: [Square] = []
    for row in 0..<max(1, Int((box.height / step).rounded(.up))) {
      for column in 0..<max(1, Int((box.width / step).rounded(.up))) {
        let x = box.minX + (Double(column) + 0.5) * step
        out.append(square(x, box.minY + (Double(row) + 0.5) * step, step / 2))
      }
    }
    return out
  }

  private func square(_ x: Double, _ y: Double, _ half: Double) -> Square {
    let distance = self.distance(x, y)
    return Square(x: x, y: y, half: half, distance: distance, most: distance + half * 2.0.squareRoot())
  }

  /// The distance to the border, negative outside.
  private func distance(_ x: Double, _ y: Double) -> Double {
    var inside = false
    var least = Double.infinity
    for ring in 0..<(ringStarts.count - 1) {
      for index in (ringStarts[ring] + 1)..<max(ringStarts[ring] + 1, ringStarts[ring + 1]) {
        let (ax, ay, bx, by) = (xs[index - 1], ys[index - 1], xs[index], ys[index])
        if (ay > y) != (by > y), x < (bx - ax) * (y - ay) / (by - ay) + ax { inside.toggle() }
        least = min(least, Self.squaredDistance(x - ax, y - ay, bx - ax, by - ay))
      }
    }
    return (inside ? 1 : -1) * least.squareRoot()
  }

  /// From (px, py) to the segment from the origin to (dx, dy).
  private static func squaredDistance(_ px: Double, _ py: Double, _ dx: Double, _ dy: Double) -> Double {
    let length = dx * dx + dy * dy
    let t = length > 0 ? max(0, min(1, (px * dx + py * dy) / length)) : 0
    let (ox, oy) = (px - t * dx, py - t * dy)
    return ox * ox + oy * oy
  }
}

extension Shape {
  /// Where to put a name, in degrees: the pole of inaccessibility of the largest polygon in an equal-area
  /// projection about the shape; nil for an empty shape. Always inside. O(positions × some hundred).
  package var labelPoint: Position? {
    guard let globe = GlobeBox(shapes: [self]), polygonCount > 0 else { return nil }
    let projection = EqualAreaProjection(centre: globe.centre)
    let sizes = (0..<polygonCount).map { polygon in
      rings(ofPolygon: polygon).reduce(0) { $0 + ringArea(ring($1)) }
    }
    let largest = sizes.indices.max { (sizes[$0], $1) < (sizes[$1], $0) } ?? 0
    let chosen = self.rings(ofPolygon: largest).map { ring($0) }
    let base = chosen.first?.lowerBound ?? 0
    let end = chosen.last?.upperBound ?? 0
    let flat = withPositions { xs, ys in (base..<end).map { projection.project(xs[$0], ys[$0]) } }
    let starts = [0] + chosen.map { $0.upperBound - base }
    let found = LabelPoint(xs: flat.map(\.x), ys: flat.map(\.y), ringStarts: starts).find()
    return found.map { projection.unproject($0.x, $0.y) }
  }
}
