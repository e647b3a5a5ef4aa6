/// The pole of inaccessibility: the point inside a polygon farthest from its border, where a name fits best.
///
/// Quadtree search of Agafonkin (polylabel, 2016): squares that might hold a better point are cut in four,
/// the most promising first, until none can be better by `precision`.
struct LabelPoint {
  /// The edges of one polygon's rings.
  private var edges: [Edge] = []
  private var box: Bounds?
  private var queue: [Square] = []

  private struct Edge {
    var ax: Double
    var ay: Double
    var bx: Double
    var by: Double
    /// Of the edge, squared.
    var length: Double
  }

  private struct Square {
    var x: Double
    var y: Double
    var half: Double
    /// From the middle to the border, negative outside.
    var distance: Double
    /// The most any point of the square can have.
    var most: Double
  }

  /// Forgets the polygon, to take the next in the same storage.
  mutating func removeAll() {
    edges.removeAll(keepingCapacity: true)
    box = nil
  }

  /// Adds a ring of hundredths, its last corner not repeated.
  mutating func append(ring corners: ArraySlice<SIMD2<Int32>>) {
    guard let end = corners.last else { return }
    var last = Self.place(end)
    for corner in corners {
      let place = Self.place(corner)
      append(from: last, to: place)
      last = place
    }
  }

  private static func place(_ corner: SIMD2<Int32>) -> Position {
    Position(x: Double(corner.x) / 100, y: Double(corner.y) / 100)
  }

  /// Adds a ring, its last position the first again.
  mutating func append(closed ring: ArraySlice<Position>) {
    for (from, to) in zip(ring, ring.dropFirst()) { append(from: from, to: to) }
  }

  private mutating func append(from a: Position, to b: Position) {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    edges.append(Edge(ax: a.x, ay: a.y, bx: b.x, by: b.y, length: dx * dx + dy * dy))
    let own = Bounds(minX: b.x, minY: b.y, maxX: b.x, maxY: b.y)
    box = box?.union(own) ?? own
  }

  /// The label point within a hundredth of the box's shorter side, or within `least` if that is more, of the best
  /// distance; ties go to the first found. O(edges × squares), some hundred squares.
  mutating func find(precision least: Double = 0) -> Position? {
    guard let box else { return nil }
    let size = min(box.width, box.height)
    guard size > 0 else { return box.centre }
    let precision = max(size / 100, least)
    var best = square(box.centre.x, box.centre.y, 0)
    queue.removeAll(keepingCapacity: true)
    cover(box, size, best.distance, precision)
    var budget = 2_000
    while let next = mostPromising(), budget > 0 {
      let square = queue.remove(at: next)
      budget -= 1
      if square.distance > best.distance { best = square }
      if square.most - best.distance <= precision { break }
      let half = square.half / 2
      for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
        append(square.x + dx, square.y + dy, half, best.distance, precision)
      }
    }
    return Position(x: best.x, y: best.y)
  }

  /// The first square of the queue that none surpasses.
  private func mostPromising() -> Int? {
    guard !queue.isEmpty else { return nil }
    var best = 0
    for index in 1..<max(1, queue.count) where queue[index].most > queue[best].most { best = index }
    return best
  }

  private mutating func cover(_ box: Bounds, _ size: Double, _ best: Double, _ precision: Double) {
    // A needle is covered by at most a hundred squares.
    let step = max(size, max(box.width, box.height) / 100)
    for row in 0..<max(1, Int((box.height / step).rounded(.up))) {
      for column in 0..<max(1, Int((box.width / step).rounded(.up))) {
        let x = box.minX + (Double(column) + 0.5) * step
        append(x, box.minY + (Double(row) + 0.5) * step, step / 2, best, precision)
      }
    }
  }

  /// Adds a square to the queue unless it cannot hold a point better than `best` by `precision`.
  private mutating func append(
    _ x: Double, _ y: Double, _ half: Double, _ best: Double, _ precision: Double
  ) {
    let reach = half * 2.0.squareRoot()
    // So near the border nothing in the square can matter, on either side of it: the search for the nearest
    // edge may stop there. A hair less, for rounding.
    let enough = max(0, min(best, best + precision - reach)) * (1 - 1e-9)
    guard let distance = distance(x, y, unless: enough * enough) else { return }
    let most = distance + reach
    guard most - best > precision || distance > best else { return }
    queue.append(Square(x: x, y: y, half: half, distance: distance, most: most))
  }

  private mutating func square(_ x: Double, _ y: Double, _ half: Double) -> Square {
    let distance = distance(x, y, unless: -1) ?? 0
    return Square(x: x, y: y, half: half, distance: distance, most: distance + half * 2.0.squareRoot())
  }

  /// The distance to the border, negative outside; nil when its square is below `near`.
  ///
  /// The edge that told so comes first from then on: it is likely to tell the same of the next square.
  private mutating func distance(_ x: Double, _ y: Double, unless near: Double) -> Double? {
    edges.withUnsafeMutableBufferPointer { edges in
      var inside = false
      var least = Double.infinity
      for index in edges.indices {
        let edge = edges[index]
        if (edge.ay > y) != (edge.by > y),
          x < (edge.bx - edge.ax) * (y - edge.ay) / (edge.by - edge.ay) + edge.ax
        {
          inside.toggle()
        }
        let squared = Self.squaredDistance(
          x - edge.ax, y - edge.ay, edge.bx - edge.ax, edge.by - edge.ay, edge.length)
        least = squared < least ? squared : least
        if least < near {
          edges.swapAt(0, index)
          return nil
        }
      }
      return (inside ? 1 : -1) * least.squareRoot()
    }
  }

  /// From (px, py) to the segment from the origin to (dx, dy).
  @inline(__always)
  private static func squaredDistance(
    _ px: Double, _ py: Double, _ dx: Double, _ dy: Double, _ length: Double
  ) -> Double {
    let along = px * dx + py * dy
    // The division only where the nearest point is between the ends.
    let t = along <= 0 || length <= 0 ? 0 : (along >= length ? 1 : along / length)
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
    var search = LabelPoint()
    for ring in chosen { search.append(closed: flat[(ring.lowerBound - base)..<(ring.upperBound - base)]) }
    return search.find().map { projection.unproject($0.x, $0.y) }
  }
}
