/// Where there is water and where the city ends.
enum Terrain {
  /// The river's course from the eastern limit to the harbour.
  private static let course: [Point] = [
    Point(x: 16.8, y: 8.9), Point(x: 15.2, y: 8.3), Point(x: 13.3, y: 7.7), Point(x: 12.2, y: 6.6),
    Point(x: 10.4, y: 6.4), Point(x: 9.2, y: 5.2), Point(x: 7.6, y: 5.3), Point(x: 6.3, y: 4.6),
    Point(x: 5.0, y: 4.9), Point(x: 3.9, y: 4.3), Point(x: 2.4, y: 4.2),
  ]

  /// Points on the river some 50 m apart: a Catmull–Rom curve through the course.
  private static let river: [Point] = (1..<course.count - 2).flatMap { index in
    (0..<40).map { step in
      curve(course[index - 1], course[index], course[index + 1], course[index + 2], Double(step) / 40)
    }
  }

  private static let harbour = Point(x: 2.9, y: 4.5)
  private static let island = Point(x: 2.75, y: 4.55)

  static func isIsland(_ point: Point) -> Bool {
    let (u, v) = ((point.x - island.x) / 0.95, (point.y - island.y) / 0.62)
    return u * u + v * v < 0.75 + 0.5 * noise(point.x, point.y, scale: 0.5, layer: 3)
  }

  static func isLand(_ point: Point) -> Bool {
    isIsland(point) || (isInsideLimits(point) && !isSea(point) && !isRiver(point))
  }

  private static func isInsideLimits(_ point: Point) -> Bool {
    let (u, v) = ((point.x - 7.9) / 6.9, (point.y - 6.2) / 5.5)
    let (square, fourth) = (u * u + v * v, u * u * u * u + v * v * v * v)
    return 0.6 * square + 0.4 * fourth < 0.82 + 0.5 * noise(point.x, point.y, scale: 1.5, layer: 1)
  }

  private static func isSea(_ point: Point) -> Bool {
    let shore = 0.9 + 1.1 * noise(0, point.y, scale: 1.3, layer: 2)
    let ragged = 0.4 * noise(point.x, point.y, scale: 0.7, layer: 4)
    if point.x < shore { return true }
    if point.x < 2.2, point.y > 3.7, point.y < 5.3 { return true }
    return point.distance(to: harbour) < 1.75 + ragged
  }

  private static func isRiver(_ point: Point) -> Bool {
    let width = 0.13 + 0.012 * (16 - point.x)
    return river.contains { $0.distance(to: point) < width }
  }

  private static func curve(_ a: Point, _ b: Point, _ c: Point, _ d: Point, _ t: Double) -> Point {
    let (u, v) = (t * t, t * t * t)
    let first = a * (-0.5 * t + u - 0.5 * v) + b * (1 - 2.5 * u + 1.5 * v)
    return first + c * (0.5 * t + 2 * u - 1.5 * v) + d * (-0.5 * u + 0.5 * v)
  }
}
