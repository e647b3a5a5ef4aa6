/// A uniform grid of cells over a box: the whole of an index, or one of its crowded cells.
///
/// A point stands in the cell whose lower left corner it has passed by a little slack, so that no rounding can
/// put it left of that corner or below. What must be known about a cell is therefore known of its box from the
/// corner on to a little beyond the next.
struct PlaceFrame: Sendable {
  /// The lower left corner of the first cell: no point of the frame lies left of it or below.
  let originX: Double
  let originY: Double
  let columns: Int
  let rows: Int
  /// Zero where there is only one column or row.
  private let cellWidth: Double
  private let cellHeight: Double
  private let cellsPerX: Double
  private let cellsPerY: Double
  /// The number of the frame's first cell; the others follow row by row.
  let firstCell: Int

  /// The part of a cell that a point must be beyond its corner. Coordinates are rounded to less than 2⁻²⁶ of a
  /// cell: see `count`.
  @inline(__always) private static var slack: Double { 0x1p-16 }
  /// What an edge is widened by, in cells, when the cells it touches are listed: more than the slack.
  @inline(__always) private static var margin: Double { 0x1p-15 }

  /// About `cells` cells, as square as the box allows; fewer where edges are so long that they would touch too
  /// many.
  /// - Parameters:
  ///   - scale: the largest absolute coordinate of the index.
  ///   - reach: the sum of the widths and of the heights of the edges within the box.
  ///   - crossings: how many times edges may pass from one cell to the next.
  init(over box: Bounds, cells: Int, scale: Position, reach: Position, crossings: Int, firstCell: Int) {
    let ratio = box.width / box.height
    let wanted = Double(cells)
    let wide = Self.count((wanted * (ratio.isNaN ? 1 : ratio)).squareRoot(), box.width, scale.x)
    let high = Self.count(wanted / wide, box.height, scale.y)
    let passed = reach.x / box.width * wide + reach.y / box.height * high
    let part = passed > Double(crossings) ? Double(crossings) / passed : 1
    columns = Int(max(1, wide * part))
    rows = Int(max(1, high * part))
    originX = box.minX
    originY = box.minY
    cellWidth = columns == 1 ? 0 : box.width / Double(columns)
    cellHeight = rows == 1 ? 0 : box.height / Double(rows)
    cellsPerX = columns == 1 ? 0 : Double(columns) / box.width
    cellsPerY = rows == 1 ? 0 : Double(rows) / box.height
    self.firstCell = firstCell
  }

  /// How many cells of a side to make: never so many that one is not many times wider than coordinates are
  /// apart, and one where the side's length is beyond what can be computed with.
  private static func count(_ wanted: Double, _ length: Double, _ scale: Double) -> Double {
    guard length > 1e-280, length < 1e280 else { return 1 }
    return max(1, min(wanted, length / scale * 0x1p26, 16_384).rounded(.down))
  }

  var cellCount: Int { columns * rows }

  @inline(__always)
  func column(_ x: Double) -> Int { Self.cell((x - originX) * cellsPerX - Self.slack, columns) }

  @inline(__always)
  func row(_ y: Double) -> Int { Self.cell((y - originY) * cellsPerY - Self.slack, rows) }

  /// The number of the cell a point stands in.
  @inline(__always)
  func cell(_ x: Double, _ y: Double) -> Int { firstCell &+ row(y) &* columns &+ column(x) }

  /// Rounds down, between 0 and `count` − 1; what is not a number becomes 0. `Int(_:)` would check three times
  /// what cannot be. Added to 2⁵² − ½, a number loses its fraction and shows the rest in its last bits; a whole
  /// number may become the one below, and lies in that cell's box just as well.
  @inline(__always)
  private static func cell(_ value: Double, _ count: Int) -> Int {
    let most = Double(count) - 0.5
    let inside = value > 0.5 ? (value < most ? value : most) : 0.5
    return Int(truncatingIfNeeded: (inside + 0x1.fffffffffffffp51).bitPattern & (1 << 52 - 1))
  }

  @inline(__always)
  func cornerX(_ column: Int) -> Double { originX + Double(column) * cellWidth }

  @inline(__always)
  func cornerY(_ row: Int) -> Double { originY + Double(row) * cellHeight }
}

// MARK: - Where edges go

extension PlaceFrame {
  /// The rows whose boxes an edge may touch.
  func rows(of edge: PlaceEdge) -> ClosedRange<Int> {
    let margin = Self.margin * cellHeight
    return row(edge.ay - margin)...max(row(edge.ay - margin), row(edge.by + margin))
  }

  /// The columns whose boxes in `row` an edge may touch; nil when it passes the frame by.
  func columns(of edge: PlaceEdge, row: Int, right: Double) -> ClosedRange<Int>? {
    let (low, high) = extent(of: edge, row: row)
    let margin = Self.margin * cellWidth
    if high + margin < originX || low - margin > right { return nil }
    let first = column(low - margin)
    return first...max(first, column(high + margin))
  }

  /// The x-range of an edge within a row, about.
  private func extent(of edge: PlaceEdge, row: Int) -> (Double, Double) {
    let height = edge.by - edge.ay
    let bottom = cornerY(row)
    let top = bottom + cellHeight
    guard rows > 1, edge.ay < bottom || edge.by > top, height > 0 else {
      return edge.ax < edge.bx ? (edge.ax, edge.bx) : (edge.bx, edge.ax)
    }
    let margin = Self.margin * cellHeight
    let from = max(0, min(1, (bottom - margin - edge.ay) / height))
    let to = max(0, min(1, (top + margin - edge.ay) / height))
    let x0 = edge.ax + (edge.bx - edge.ax) * from
    let x1 = edge.ax + (edge.bx - edge.ax) * to
    return x0 < x1 ? (x0, x1) : (x1, x0)
  }

  /// The box of a cell of a frame over `whole`: from its corner to where its last points may lie.
  func box(column: Int, row: Int, of whole: Bounds) -> Bounds {
    let beyond = 1 + Self.margin
    return Bounds(
      minX: cornerX(column), minY: cornerY(row),
      maxX: column == columns - 1 ? whole.maxX : cornerX(column) + cellWidth * beyond,
      maxY: row == rows - 1 ? whole.maxY : cornerY(row) + cellHeight * beyond)
  }
}
