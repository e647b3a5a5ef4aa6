/// The linear programmes of one linked group of withheld cells: the same relations, another objective each
/// time.
struct ComponentProgramme {
  private let cells: [Int]
  private let relations: [Int]
  private let places: [Int: Int]
  private let low: [Double]
  private let high: [Double]
  /// Numbers are multiplied by a power of two, which loses nothing, so that the largest is about 1.
  private let scale: Double
  private let isWhole: Bool
  private var solver: BoundedSimplex
  /// The least and largest value of each cell at any vertex seen so far: where one is at its bound, nothing
  /// is left to solve.
  private var seenLow: [Double]
  private var seenHigh: [Double]

  init(_ system: DisclosureSystem, _ component: DisclosureComponent, _ ranges: BoundsPropagation) {
    cells = component.cells
    relations = component.relations
    low = cells.map { ranges.low[$0] }
    high = cells.map { ranges.high[$0] }
    places = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1, $0) })
    var columns = [[(row: Int, factor: Double)]](repeating: [], count: cells.count)
    var target: [Double] = []
    var isWhole = true
    for (row, relation) in relations.enumerated() {
      var rest = CompensatedSum()
      rest.add(system.sums[relation])
      for term in system.terms(relation) {
        let (cell, factor) = (system.termCells[term], system.coefficients[term])
        if factor.magnitude != 1 { isWhole = false }
        if let place = places[cell] {
          columns[place].append((row, factor))
        } else {
          rest.add(-factor * ranges.low[cell])
        }
      }
      target.append(rest.total)
    }
    let sizes = (target + low + high).lazy.filter(\.isFinite)
    let largest = sizes.map(\.magnitude).max() ?? 0
    let scale = largest > 0 ? Double(sign: .plus, exponent: min(1000, -largest.exponent), significand: 1) : 1
    self.scale = scale
    self.isWhole = isWhole && sizes.allSatisfy { $0 == $0.rounded() }
    var matrix = SparseColumns()
    for column in columns {
      for entry in column { matrix.add(row: entry.row, entry.factor) }
      matrix.endColumn()
    }
    solver = BoundedSimplex(
      rowCount: relations.count, matrix: matrix, low: low.map { $0 * scale }, high: high.map { $0 * scale },
      target: target.map { $0 * scale })
    seenLow = Array(repeating: .infinity, count: cells.count)
    seenHigh = Array(repeating: -.infinity, count: cells.count)
  }

  private var isStarted = false

  /// Finds a first solution.
  mutating func start() throws(DisclosureProblem) {
    // Costs that differ a little keep the first walk from going in circles.
    let costs = cells.indices.map { 1 + Double(($0 &* 7919) % 1024) / 4096 }
    switch solver.makeFeasible(costs: costs) {
    case .impossible: throw .contradiction(relations: relations)
    case .solved: isStarted = true
    case .unbounded, .unresolved: isStarted = false
    }
    note()
  }

  /// The range of a cell over all solutions; the narrowed range, not proved, where rounding stopped the
  /// solver.
  mutating func extremes(of cell: Int) -> (low: Double, high: Double, isProved: Bool) {
    guard let place = places[cell], isStarted else { return outer(cell) }
    guard let least = end(place, largest: false), let most = end(place, largest: true) else {
      return outer(cell)
    }
    // Ends that meet up to rounding are one number.
    if most - least <= 1e-10 / scale {
      let number = whole((least + most) / 2)
      return (number, number, true)
    }
    return (whole(least), whole(most), true)
  }

  private func outer(_ cell: Int) -> (low: Double, high: Double, isProved: Bool) {
    let place = places[cell] ?? 0
    return (low[place], high[place], false)
  }

  /// One end, infinite where it is open; nil where the solver stopped.
  private mutating func end(_ place: Int, largest: Bool) -> Double? {
    let bound = largest ? high[place] : low[place]
    let seen = largest ? seenHigh[place] : seenLow[place]
    if bound.isFinite, (bound * scale - seen).magnitude <= BoundedSimplex.tolerance { return bound }
    switch solver.extreme(of: place, largest: largest) {
    case .unbounded: return largest ? .infinity : -.infinity
    case .impossible, .unresolved: return nil
    case .solved:
      note()
      let value = min(max(solver.value(place) / scale, low[place]), high[place])
      return value
    }
  }

  private mutating func note() {
    for place in cells.indices {
      let value = solver.value(place)
      seenLow[place] = min(seenLow[place], value)
      seenHigh[place] = max(seenHigh[place], value)
    }
  }

  private func whole(_ value: Double) -> Double {
    guard isWhole, value.isFinite else { return value }
    let nearest = value.rounded()
    return (value - nearest).magnitude <= max(1e-7, 1e-10 / scale) ? nearest : value
  }
}
