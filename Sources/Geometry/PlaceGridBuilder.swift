/// Fills the grid of a `PlaceIndex`.
struct PlaceGridBuilder {
  private let shapes: [Shape?]
  private var grid: PlaceGrid
  /// Per row, where the walk along the row's lower side enters or leaves a place.
  private var turns: [[Turn]]
  /// Edge numbers by cell: (cell, place, edge), sorted before use.
  private var entries: [Entry] = []
  private var overlaps: Set<PlacePair> = []

  private struct Turn {
    var column: Int32
    var place: Int32
  }

  private struct Entry {
    var cell: Int32
    var place: Int32
    var edge: PlaceGrid.Edge
  }

  init(_ shapes: [Shape?]) {
    self.shapes = shapes
    var box: Bounds?
    var count = 0
    for shape in shapes {
      guard let shape, let own = shape.bounds else { continue }
      box = box?.union(own) ?? own
      count += shape.xs.count
    }
    grid = Self.emptyGrid(box ?? Bounds(minX: 0, minY: 0, maxX: -1, maxY: -1), edges: count)
    turns = Array(repeating: [], count: grid.rows)
  }

  /// About two cells an edge, at most four million, as square as the box allows.
  private static func emptyGrid(_ box: Bounds, edges: Int) -> PlaceGrid {
    let wanted = Double(min(4_000_000, max(16, edges * 2)))
    let width = max(box.width, 1e-300)
    let height = max(box.height, 1e-300)
    let columns = max(1, min(4_000, Int((wanted * width / height).squareRoot())))
    let rows = max(1, min(4_000, Int(wanted) / columns))
    return PlaceGrid(
      bounds: box, columns: columns, rows: rows, cellsPerX: Double(columns) / width,
      cellsPerY: Double(rows) / height, cells: [], mixedStarts: [0], candidates: [], edges: [])
  }

  mutating func build() -> (PlaceGrid, [PlacePair]) {
    for (place, shape) in shapes.enumerated() {
      guard let shape else { continue }
      for ring in 0..<shape.ringCount { add(shape, shape.ring(ring), Int32(place)) }
    }
    sortEntries()
    fill()
    return (grid, overlaps.sorted())
  }

  private mutating func add(_ shape: Shape, _ ring: Range<Int>, _ place: Int32) {
    for index in ring.dropFirst() {
      let a = Position(x: shape.xs[index - 1], y: shape.ys[index - 1])
      let b = Position(x: shape.xs[index], y: shape.ys[index])
      if a == b { continue }
      let upwards = a.y < b.y || (a.y == b.y && a.x < b.x)
      let (low, high) = upwards ? (a, b) : (b, a)
      add(PlaceGrid.Edge(ax: low.x, ay: low.y, bx: high.x, by: high.y), place)
    }
  }

  /// Enters an edge in every cell it touches, a little widened, and notes where it turns corners.
  private mutating func add(_ edge: PlaceGrid.Edge, _ place: Int32) {
    let slack = 1e-6
    let low = grid.row(edge.ay - slack / grid.cellsPerY)
    let high = grid.row(edge.by + slack / grid.cellsPerY)
    for row in low...high {
      let (left, right) = span(edge, grid.cornerY(row), grid.cornerY(row + 1))
      let first = grid.column(left - slack / grid.cellsPerX)
      let last = grid.column(right + slack / grid.cellsPerX)
      for column in first...last {
        entries.append(Entry(cell: Int32(row * grid.columns + column), place: place, edge: edge))
      }
      noteTurn(edge, row, first, last, place)
    }
  }

  /// The x-range of the edge between two heights, about.
  private func span(_ edge: PlaceGrid.Edge, _ bottom: Double, _ top: Double) -> (Double, Double) {
    let height = edge.by - edge.ay
    guard height > 0 else { return (min(edge.ax, edge.bx), max(edge.ax, edge.bx)) }
    let margin = 1e-6 / grid.cellsPerY
    let from = max(0, min(1, (bottom - margin - edge.ay) / height))
    let to = max(0, min(1, (top + margin - edge.ay) / height))
    let x0 = edge.ax + (edge.bx - edge.ax) * from
    let x1 = edge.ax + (edge.bx - edge.ax) * to
    return (min(x0, x1), max(x0, x1))
  }

  /// Finds the first corner of the row's lower side that lies right of the edge.
  private mutating func noteTurn(
    _ edge: PlaceGrid.Edge, _ row: Int, _ first: Int, _ last: Int, _ place: Int32
  ) {
    let y = grid.cornerY(row)
    guard (edge.ay > y) != (edge.by > y) else { return }
    var column = first
    while column <= last, edge.isRight(of: grid.cornerX(column), y) { column += 1 }
    if column < grid.columns { turns[row].append(Turn(column: Int32(column), place: place)) }
  }

  /// By cell, then place; stable within, by a counting sort over cells.
  private mutating func sortEntries() {
    var starts = [Int32](repeating: 0, count: grid.columns * grid.rows + 1)
    for entry in entries { starts[Int(entry.cell) + 1] += 1 }
    for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
    var next = starts
    var sorted = entries
    for entry in entries {
      sorted[Int(next[Int(entry.cell)])] = entry
      next[Int(entry.cell)] += 1
    }
    // Places were entered in ascending order, so each cell is sorted by place already.
    entries = sorted
    grid.edges = sorted.map(\.edge)
  }
}

// MARK: - Cells

extension PlaceGridBuilder {
  private mutating func fill() {
    grid.cells = [Int32](repeating: -1, count: grid.columns * grid.rows)
    var entry = 0
    for row in 0..<grid.rows {
      let line = turns[row].sorted { ($0.column, $0.place) < ($1.column, $1.place) }
      var turn = 0
      var active: [Int32] = []
      for column in 0..<grid.columns {
        while turn < line.count, Int(line[turn].column) <= column {
          Self.toggle(line[turn].place, &active)
          turn += 1
        }
        noteOverlaps(active)
        fillCell(row * grid.columns + column, active, &entry)
      }
    }
  }

  private static func toggle(_ place: Int32, _ active: inout [Int32]) {
    if let index = active.firstIndex(where: { $0 >= place }) {
      if active[index] == place { active.remove(at: index) } else { active.insert(place, at: index) }
    } else {
      active.append(place)
    }
  }

  private mutating func noteOverlaps(_ active: [Int32]) {
    guard active.count > 1 else { return }
    for one in active.indices {
      for other in active.indices where other > one {
        overlaps.insert(PlacePair(Int(active[one]), Int(active[other])))
      }
    }
  }

  private mutating func fillCell(_ cell: Int, _ active: [Int32], _ entry: inout Int) {
    guard entry < entries.count, Int(entries[entry].cell) == cell else {
      grid.cells[cell] = active.first ?? -1
      return
    }
    grid.cells[cell] = -2 - Int32(grid.mixedStarts.count - 1)
    var constant = 0
    while entry < entries.count, Int(entries[entry].cell) == cell {
      let place = entries[entry].place
      let first = entry
      while entry < entries.count, Int(entries[entry].cell) == cell, entries[entry].place == place {
        entry += 1
      }
      while constant < active.count, active[constant] < place {
        appendCandidate(active[constant], true, 0, 0)
        constant += 1
      }
      let holdsCorner = constant < active.count && active[constant] == place
      if holdsCorner { constant += 1 }
      appendCandidate(place, holdsCorner, first, entry)
    }
    for place in active[constant...] { appendCandidate(place, true, 0, 0) }
    grid.mixedStarts.append(Int32(grid.candidates.count))
  }

  private mutating func appendCandidate(_ place: Int32, _ holdsCorner: Bool, _ first: Int, _ end: Int) {
    grid.candidates.append(
      PlaceGrid.Candidate(
        place: place, holdsCorner: holdsCorner, firstEdge: Int32(first), endEdge: Int32(end)))
  }
}
