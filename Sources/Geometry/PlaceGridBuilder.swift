/// Fills the grid of a `PlaceIndex`, a row of cells at a time.
///
/// Edges are put in order by row, then each row's by column: two counting sorts, of which the second stays in
/// the processor's cache. A walk along the lower side of each row knows which places hold each corner.
///
/// Every point and corner stands for one moved by an infinitesimal (δ, δ²), so that none lies on a border.
struct PlaceGridBuilder {
  private let source: PlaceEdges
  /// The largest absolute coordinates.
  private let scale: Position
  private var grid: PlaceGrid
  private var packer = PlaceCellPacker()
  private var overlaps: Set<PlacePair> = []
  /// The frames, those of a depth before those below, and how many are done.
  private var jobs: [Job] = []
  private var next = 0
  /// How many borders the cells of crowded cells may have in all. Bundles of borders too close to be parted
  /// would else be cut into ever smaller pieces.
  private var allowance = 0
  /// Edges by row.
  private var rows = Buckets()
  /// Places by the first row whose left end lies above one of their edges.
  private var lifts = Buckets()
  /// The borders of one row, in any order and by column.
  private var row = PlaceRow()
  private var columns = Buckets()
  /// Of one row: places by the first column whose corner lies right of one of their edges.
  private var turns = Buckets()

  /// A frame to fill.
  private struct Job {
    var box: Bounds
    var edges: [Int32]
    /// The places that hold the box's lower left corner.
    var active: PlaceSet
    /// The crowded cell it covers; nil for the whole.
    var cell: Int?
    var depth: Int
  }

  init(_ shapes: [Shape?]) {
    source = PlaceEdges(shapes)
    let box = source.box ?? Bounds(minX: 0, minY: 0, maxX: -1, maxY: -1)
    grid = PlaceGrid(bounds: box)
    scale = Position(x: max(abs(box.minX), abs(box.maxX)), y: max(abs(box.minY), abs(box.maxY)))
  }

  /// The grid and the pairs of places that both hold some corner of it.
  mutating func build() -> (PlaceGrid, [PlacePair]) {
    guard var box = source.box else { return (grid, []) }
    // From a corner that lies outside all places.
    box.minX = box.minX.nextDown
    box.minY = box.minY.nextDown
    allowance = max(20_000, source.numbers.count)
    jobs.append(Job(box: box, edges: source.numbers, active: PlaceSet(), cell: nil, depth: 0))
    while next < jobs.count {
      let job = jobs[next]
      // The edges of jobs done are needed no more.
      jobs[next].edges = []
      next += 1
      fill(job)
    }
    grid.groups = packer.groups
    grid.edges = packer.edges
    return (grid, overlaps.sorted())
  }

  private mutating func fill(_ job: Job) {
    let frame = PlaceFrame(
      over: job.box, cells: cellCount(job), scale: scale, reach: source.reach(of: job.edges, within: job.box),
      crossings: job.edges.count * 2, firstCell: grid.cells.count)
    if let cell = job.cell { grid.cells[cell] = .crowded(grid.frames.count) }
    grid.frames.append(frame)
    grid.cells.append(contentsOf: repeatElement(.outside, count: frame.cellCount))
    sortByRow(job, frame)
    var left = job.active
    for number in 0..<frame.rows {
      sortByColumn(number, job, frame)
      apply(lifts, number, to: &left)
      fill(number, left, job, frame)
    }
  }

  /// About two cells an edge, or one a border: half of them would look up 1 M points among 2,000 areas in
  /// 23 ms instead of 19, twice as many build for 33 ms instead of 27. Three million hold the memory for
  /// 85,000 areas below 250 MB.
  private func cellCount(_ job: Job) -> Int {
    if job.cell == nil { return min(3_000_000, max(16, job.edges.count * 2)) }
    return allowance < 0 ? 1 : min(65_536, max(16, job.edges.count * 2))
  }
}

// MARK: - Sorting

extension PlaceGridBuilder {
  private mutating func sortByRow(_ job: Job, _ frame: PlaceFrame) {
    rows.removeAll(reserving: job.edges.count + job.edges.count / 2)
    lifts.removeAll()
    for edge in job.edges {
      let line = source[edge]
      for number in frame.rows(of: line) { rows.add(number, edge) }
      guard line.spans(x: frame.originX), line.isAbove(frame.originX, frame.originY) else { continue }
      var number = max(1, frame.row(line.ay))
      while number < frame.rows, line.isAbove(frame.originX, frame.cornerY(number)) { number += 1 }
      if number < frame.rows { lifts.add(number, source.owners[Int(edge)]) }
    }
    rows.sort(frame.rows)
    lifts.sort(frame.rows)
    if job.cell == nil {
      // Untouched memory costs nothing; arrays that grow by copying would cost twice their size.
      rows.freePairs()
      packer.reserve(rows.count)
    }
  }

  private mutating func sortByColumn(_ number: Int, _ job: Job, _ frame: PlaceFrame) {
    let edges = rows.bucket(number)
    row.removeAll(reserving: edges.count)
    for index in edges {
      let edge = rows[index]
      row.add(source[edge], edge: edge, owner: source.owners[Int(edge)])
    }
    columns.removeAll()
    turns.removeAll()
    let y = frame.cornerY(number)
    for index in row.borders.indices {
      let line = row.borders[index].line
      guard let touched = frame.columns(of: line, row: number, right: job.box.maxX) else { continue }
      for column in touched { columns.add(column, Int32(truncatingIfNeeded: index)) }
      // The walk starts at the first column's corner; the edge lies right of the first it touches.
      guard line.spans(y: y), line.isRight(of: frame.originX, y) else { continue }
      var column = touched.lowerBound + 1
      while column < frame.columns, line.isRight(of: frame.cornerX(column), y) { column += 1 }
      guard column < frame.columns else { continue }
      turns.add(column, row.borders[index].owner)
      if row.borders[index].otherOwner >= 0 { turns.add(column, row.borders[index].otherOwner) }
    }
    columns.sort(frame.columns)
    turns.sort(frame.columns)
    if job.cell != nil { allowance -= columns.count }
  }
}

// MARK: - Cells

extension PlaceGridBuilder {
  private mutating func fill(_ number: Int, _ left: PlaceSet, _ job: Job, _ frame: PlaceFrame) {
    var active = left
    for column in 0..<frame.columns {
      apply(turns, column, to: &active)
      let borders = columns.bucket(column)
      let cell = frame.firstCell + number * frame.columns + column
      if borders.isEmpty {
        if let place = active.places.first { grid.cells[cell] = .inside(place) }
      } else if borders.count > Self.crowd, job.depth < Self.deepest, frame.cellCount > 1 {
        let box = frame.box(column: column, row: number, of: job.box)
        jobs.append(
          Job(box: box, edges: edges(borders), active: active, cell: cell, depth: job.depth + 1))
      } else {
        packer.begin(cornerX: frame.cornerX(column), cornerY: frame.cornerY(number))
        for index in borders { packer.add(row.borders[Int(columns[index])]) }
        grid.cells[cell] = packer.end(active)
      }
    }
  }

  /// A cell with more borders than this gets a frame of its own: those of a country's cities, say, whose
  /// tracts are a thousand times smaller than those of its deserts.
  private static let crowd = 32
  /// Where borders without end meet in one point, no frame parts them.
  private static let deepest = 6

  /// The edges of a cell of the current row.
  private func edges(_ borders: Range<Int>) -> [Int32] {
    var edges: [Int32] = []
    edges.reserveCapacity(borders.count * 2)
    for index in borders {
      let border = row.borders[Int(columns[index])]
      edges.append(border.edge)
      if border.otherEdge >= 0 { edges.append(border.otherEdge) }
    }
    return edges
  }

  /// Walks to a corner, past the borders that lie before it.
  private mutating func apply(_ passed: Buckets, _ key: Int, to active: inout PlaceSet) {
    let range = passed.bucket(key)
    guard !range.isEmpty else { return }
    for index in range { active.toggle(passed[index]) }
    guard active.places.count > 1 else { return }
    for index in range where active.places.contains(passed[index]) {
      for other in active.places where other != passed[index] {
        overlaps.insert(PlacePair(Int(passed[index]), Int(other)))
      }
    }
  }
}
