/// Which cells of a coarse grid over the map hold land, so that labels find the sea.
///
/// Shared borders are crossed twice, so the even-odd rule over all areas' rings answers "inside any area".
/// Built in one pass over the paths: O(edges × rows crossed).
struct LandRaster: Sendable {
  static let columns = 60
  static let rows = 60
  private let cells: [Bool]
  /// Land cells in the rectangle from the origin: sums of any rectangle in four look-ups.
  private var sums: [Int]

  init(_ paths: [String], width: Double, height: Double) {
    var crossings = [[Double]](repeating: [], count: Self.rows)
    let edges = paths.flatMap { PathReader.edges($0) }
    for edge in edges { Self.cross(edge, height: height, into: &crossings) }
    var cells = [Bool](repeating: false, count: Self.rows * Self.columns)
    for row in 0..<Self.rows {
      let sorted = crossings[row].sorted()
      for pair in stride(from: 0, to: sorted.count - 1, by: 2) {
        let from = Whole.floor(sorted[pair] / width * Double(Self.columns))
        let to = Whole.floor(sorted[pair + 1] / width * Double(Self.columns))
        for column in max(0, from)..<max(max(0, from), min(Self.columns, to + 1)) {
          cells[row * Self.columns + column] = true
        }
      }
    }
    self.cells = cells
    sums = Self.integral(cells)
  }

  /// The share of land in a box of percent coordinates, 0 to 1.
  func share(_ box: LabelBox) -> Double {
    let left = Self.cell(box.left, Self.columns)
    let right = max(left + 1, Self.cell(box.right, Self.columns) + 1)
    let top = Self.cell(box.top, Self.rows)
    let bottom = max(top + 1, Self.cell(box.bottom, Self.rows) + 1)
    let land = sum(bottom, right) - sum(top, right) - sum(bottom, left) + sum(top, left)
    return Double(land) / Double((right - left) * (bottom - top))
  }

  private func sum(_ row: Int, _ column: Int) -> Int {
    sums[min(row, Self.rows) * (Self.columns + 1) + min(column, Self.columns)]
  }

  private static func cell(_ percent: Double, _ count: Int) -> Int {
    min(max(Whole.floor(percent / 100 * Double(count)), 0), count - 1)
  }

  private static func integral(_ cells: [Bool]) -> [Int] {
    var sums = [Int](repeating: 0, count: (rows + 1) * (columns + 1))
    for row in 0..<rows {
      for column in 0..<columns {
        let above = sums[row * (columns + 1) + column + 1] - sums[row * (columns + 1) + column]
        sums[(row + 1) * (columns + 1) + column + 1] =
          sums[(row + 1) * (columns + 1) + column] + above + (cells[row * columns + column] ? 1 : 0)
      }
    }
    return sums
  }

  private static func cross(
    _ edge: (x1: Double, y1: Double, x2: Double, y2: Double), height: Double, into crossings: inout [[Double]]
  ) {
    guard edge.y1 != edge.y2, height > 0 else { return }
    let step = height / Double(rows)
    let top = min(edge.y1, edge.y2)
    let bottom = max(edge.y1, edge.y2)
    let first = max(0, Whole.ceiling(top / step - 0.5))
    var row = first
    while row < rows, (Double(row) + 0.5) * step < bottom {
      let t = ((Double(row) + 0.5) * step - edge.y1) / (edge.y2 - edge.y1)
      if t >= 0, t <= 1 { crossings[row].append(edge.x1 + t * (edge.x2 - edge.x1)) }
      row += 1
    }
  }
}

/// Where a level's maps hold land: the same for every measure, language and size, so found once for all of them.
package struct MapGround: Sendable {
  let land: LandRaster

  /// - Parameters:
  ///   - paths: of all areas of the maps, in any order.
  ///   - width: of the canvas, as in the maps' frames.
  package init(paths: [String], width: Double, height: Double) {
    land = LandRaster(paths, width: width, height: height)
  }
}

/// A box in percent of the map.
struct LabelBox: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  func overlaps(_ other: LabelBox, by clearance: Double = 1) -> Bool {
    left < other.right + clearance && other.left < right + clearance && top < other.bottom + clearance
      && other.top < bottom + clearance
  }

  func contains(x: Double, y: Double) -> Bool { x >= left && x <= right && y >= top && y <= bottom }
}
