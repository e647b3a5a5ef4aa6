/// A mesh of hexagons that all borders run along.
///
/// Three cells meet at every corner, so that a region drawn as a set of cells never touches itself at a
/// point, and two regions that share a border share its corners exactly.
struct HexMesh {
  static let pitch = 0.18
  let columns = 91
  let rows = 80

  var count: Int { columns * rows }

  /// A corner, in half pitches east and quarter heights north.
  struct Corner: Hashable {
    var x: Int
    var y: Int
  }

  func centre(_ cell: Int) -> Point {
    let (column, row) = (cell % columns, cell / columns)
    return position(Corner(x: 2 * column + row % 2, y: 3 * row))
  }

  /// The plain position of a corner, before the mesh is shaken.
  func position(_ corner: Corner) -> Point {
    Point(x: Double(corner.x) * Self.pitch / 2, y: Double(corner.y) * Self.pitch * 0.288_675_134_594_812_9)
  }

  /// A cell's six corners, anticlockwise; side `k` runs from corner `k` to the next.
  func corners(_ cell: Int) -> [Corner] {
    let (column, row) = (cell % columns, cell / columns)
    let (x, y) = (2 * column + row % 2, 3 * row)
    return [(1, 1), (0, 2), (-1, 1), (-1, -1), (0, -2), (1, -1)].map { Corner(x: x + $0.0, y: y + $0.1) }
  }

  /// The cells across the six sides, in the order of the sides; nil beyond the mesh.
  func neighbours(_ cell: Int) -> [Int?] {
    let (column, row) = (cell % columns, cell / columns)
    let shift = row % 2
    let steps = [(shift, 1), (shift - 1, 1), (-1, 0), (shift - 1, -1), (shift, -1), (1, 0)]
    return steps.map { step in
      let (x, y) = (column + step.0, row + step.1)
      guard (0..<columns).contains(x), (0..<rows).contains(y) else { return nil }
      return y * columns + x
    }
  }

  /// The cell of some that is nearest to a point; the lowest of equals.
  func nearest(to point: Point, of cells: [Int]) -> Int? {
    cells.min { left, right in
      let (first, second) = (centre(left).distance(to: point), centre(right).distance(to: point))
      return first == second ? left < right : first < second
    }
  }
}
