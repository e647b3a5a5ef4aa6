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
  /// The cells that may move with it, how far, and what moving a unit costs; whether they would be withheld for it.
  let cells: [Int]
  let rooms: [(down: Double, up: Double)]
  let prices: [(unit: Double, isNew: Bool)]
  /// Which cells of the system are known to be whole numbers.
  let wholes: [Bool]
  let rowCount: Int
  let index: DisclosureIndex
  /// The row of each relation that is inside.
  let rowOf: [Int]

  enum Outcome {
    case found(Certificate)
    /// Nothing goes the whole way; at most this share of it.
    case none(share: Double)
    case unresolved
  }

  struct Certificate {
    /// The cells that move with the centre.
    let moves: [Move]
    /// Whether all numbers that are known to be whole stay whole.
    let isWhole: Bool
  }

  struct Move {
    let cell: Int
    /// Between the true number and both solutions, in units of the width.
    let distance: Double
  }

  /// - Parameters:
  ///   - isEnough: whether the first direction that goes the whole way will do.
  ///   - cost: what moves cost in all, where both ways are compared.
  func cheapest(isEnough: Bool, cost: ([Move]) -> Double) -> Outcome {
    var best: (found: Certificate, cost: Double)?
    var isResolved = true
    var shares = 0.0
    for direction in [1.0, -1.0] {
      let reach = direction > 0 ? room.up : room.down
      guard reach >= width else {
        shares += reach / width
        continue
      }
      switch solve([direction]) {
      case .found(let found):
        if isEnough { return .found(found) }
        let total = cost(found.moves)
        if best.map({ total < $0.cost }) ?? true { best = (found, total) }
      case .none(let share): shares += share
      case .unresolved: isResolved = false
      }
    }
    if let best { return .found(best.found) }
    guard isResolved else { return .unresolved }
    return shares >= 1 - 1e-9 ? solve([1, -1]) : .none(share: shares)
  }

  /// One block of rows for each solution that is looked for, and where there are two, a last row that says
  /// that their distances from the true number add up to the width.
  private func solve(_ directions: [Double]) -> Outcome {
    let isLinked = directions.count > 1
    let rows = rowCount * directions.count + (isLinked ? 1 : 0)
    var matrix = SparseColumns()
    var (high, costs, owners) = ([Double](), [Double](), [Owner]())
    var target = [Double](repeating: 0, count: rows)
    for (block, direction) in directions.enumerated() {
      let offset = block * rowCount
      for (place, cell) in cells.enumerated() {
        let (room, price) = (rooms[place], prices[place])
        for (sign, reach) in [(1.0, room.up / width), (-1.0, room.down / width)] where reach > 0 {
          for use in index.uses(of: cell) {
            matrix.add(row: offset + rowOf[index.relation(use)], sign * index.coefficient(use))
          }
          matrix.endColumn()
          high.append(reach)
          owners.append(Owner(place: place, block: block, sign: sign))
          // A new cell that cannot move a whole width counts as much as one that can.
          costs.append(price.unit * (price.isNew && reach < 1 ? min(1 / reach, 50) : 1))
        }
      }
      for use in index.uses(of: centre) {
        let (row, factor) = (rowOf[index.relation(use)], direction * index.coefficient(use))
        if isLinked { matrix.add(row: offset + row, factor) } else { target[row] -= factor }
      }
      if isLinked {
        matrix.add(row: rows - 1, 1)
        matrix.endColumn()
        high.append((direction > 0 ? room.up : room.down) / width)
        owners.append(Owner(place: -1, block: block, sign: direction))
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
    return .found(certificate(solver, owners))
  }

  /// Which cell a column moves, in which of the solutions, and which way.
  private struct Owner {
    /// −1 for the centre.
    let place: Int
    let block: Int
    let sign: Double
  }

  private func certificate(_ solver: BoundedSimplex, _ owners: [Owner]) -> Certificate {
    var nets = [(first: Double, second: Double)](repeating: (0, 0), count: cells.count + 1)
    var isMoved = [Bool](repeating: false, count: cells.count)
    for (column, owner) in owners.enumerated() {
      let value = solver.value(column)
      guard value > 1e-9 else { continue }
      if owner.place >= 0 { isMoved[owner.place] = true }
      let place = owner.place < 0 ? cells.count : owner.place
      if owner.block == 0 {
        nets[place].first += owner.sign * value
      } else {
        nets[place].second += owner.sign * value
      }
    }
    let moved = cells.indices.filter { isMoved[$0] }
    let moves = moved.map { place in
      let net = nets[place]
      return Move(
        cell: cells[place], distance: max(0, net.first, net.second) - min(0, net.first, net.second))
    }
    func staysWhole(_ cell: Int, _ net: (first: Double, second: Double)) -> Bool {
      guard wholes[cell] else { return true }
      return [net.first * width, net.second * width].allSatisfy {
        ($0 - $0.rounded()).magnitude <= 1e-9 * max(1, width)
      }
    }
    return Certificate(
      moves: moves.sorted { $0.cell < $1.cell },
      isWhole: staysWhole(centre, nets[cells.count]) && moved.allSatisfy { staysWhole(cells[$0], nets[$0]) })
  }
}
