/// The linear programme of one certificate: move the centre by its width, and others so that all relations
/// hold.
///
/// The centre goes up, or down, whichever takes the cheaper companions. Where neither goes far enough, one
/// programme looks for two solutions at once, one above and one below the true number, that lie a width
/// apart. Numbers are in units of the width.
struct MoveProgramme {
  let centre: Int
  let width: Double
  /// How far the centre may move down and up.
  let room: (down: Double, up: Double)
  /// The cells that may move with it.
  let cells: [Int]
  let rowCount: Int

  enum Outcome {
    /// The cells that move with the centre, and how far, in units of the width; distances are 0 where two
    /// solutions were needed.
    case found([Move])
    /// Nothing goes the whole way; at most this share of it.
    case none(share: Double)
    case unresolved
  }

  struct Move {
    let cell: Int
    let distance: Double
  }

  typealias Entries = (Int) -> [(row: Int, factor: Double)]

  func cheapest(
    entries: Entries, room roomOf: (Int) -> (down: Double, up: Double),
    price: (Int) -> (unit: Double, isNew: Bool), cost: ([Move]) -> Double
  ) -> Outcome {
    let context = Context(
      centre: entries(centre), entries: cells.map(entries), rooms: cells.map(roomOf), prices: cells.map(price)
    )
    var best: (moved: [Move], cost: Double)?
    var isResolved = true
    var shares = 0.0
    for direction in [1.0, -1.0] {
      let reach = direction > 0 ? room.up : room.down
      guard reach >= width else {
        shares += reach / width
        continue
      }
      switch solve(context, [direction]) {
      case .found(let moved):
        let total = cost(moved)
        if best.map({ total < $0.cost }) ?? true { best = (moved, total) }
      case .none(let share): shares += share
      case .unresolved: isResolved = false
      }
    }
    if let best { return .found(best.moved) }
    guard isResolved else { return .unresolved }
    return shares >= 1 - 1e-9 ? solve(context, [1, -1]) : .none(share: shares)
  }

  private struct Context {
    let centre: [(row: Int, factor: Double)]
    let entries: [[(row: Int, factor: Double)]]
    let rooms: [(down: Double, up: Double)]
    let prices: [(unit: Double, isNew: Bool)]
  }

  /// One block of rows for each solution that is looked for, and where there are two, a last row that says
  /// that their distances from the true number add up to the width.
  private func solve(_ context: Context, _ directions: [Double]) -> Outcome {
    let isLinked = directions.count > 1
    let rows = rowCount * directions.count + (isLinked ? 1 : 0)
    var matrix = SparseColumns()
    var (high, costs, owners) = ([Double](), [Double](), [Int]())
    var target = [Double](repeating: 0, count: rows)
    for (block, direction) in directions.enumerated() {
      let offset = block * rowCount
      for (place, entries) in context.entries.enumerated() {
        let (room, price) = (context.rooms[place], context.prices[place])
        for (sign, reach) in [(1.0, room.up / width), (-1.0, room.down / width)] where reach > 0 {
          for entry in entries { matrix.add(row: offset + entry.row, sign * entry.factor) }
          matrix.endColumn()
          high.append(reach)
          owners.append(place)
          // A new cell that cannot move a whole width counts as much as one that can.
          costs.append(price.unit * (price.isNew && reach < 1 ? min(1 / reach, 50) : 1))
        }
      }
      for entry in context.centre {
        if isLinked {
          matrix.add(row: offset + entry.row, direction * entry.factor)
        } else {
          target[entry.row] -= direction * entry.factor
        }
      }
      if isLinked {
        matrix.add(row: rows - 1, 1)
        matrix.endColumn()
        high.append((direction > 0 ? room.up : room.down) / width)
        owners.append(-1)
        costs.append(0)
      }
    }
    if isLinked { target[rows - 1] = 1 }
    var solver = BoundedSimplex(
      rowCount: rows, matrix: matrix, low: Array(repeating: 0, count: high.count), high: high,
      target: target)
    switch solver.makeFeasible(costs: costs) {
    case .solved: break
    case .impossible: return .none(share: solver.attainableShare)
    case .unbounded, .unresolved: return .unresolved
    }
    var distances: [Int: Double] = [:]
    for column in owners.indices where owners[column] >= 0 && solver.value(column) > 1e-9 {
      distances[owners[column], default: 0] += isLinked ? 0 : solver.value(column)
    }
    return .found(distances.sorted { $0.key < $1.key }.map { Move(cell: cells[$0.key], distance: $0.value) })
  }
}
