/// Looks for other solutions near the true numbers by pushing amounts round circuits of cells: up here, down
/// there, until every relation holds again.
///
/// In tables nearly every certificate is such a circuit (four corners of a rectangle) or a few of them, and finding
/// one takes a millionth of what a linear programme takes. What is found is a solution and so proves as much as the
/// programme's; what is not found proves nothing. Whole numbers stay whole, so a certificate here holds even for a
/// reader who tries whole numbers only.
///
/// Scratch for the whole system is made once: O(cells + terms). A search visits at most `budget` cells for a push.
struct CircuitSearch: Sendable {
  /// A solution, as distances from the true numbers.
  struct World: Sendable {
    var offsets: [Double]
    var touched: [Int] = []
  }

  /// A cell that would take part of what a relation misses.
  struct Taker: Sendable {
    let cell: Int
    let delta: Double
    /// Relations that it would open, less those it would close; then whether it must be withheld first.
    let rank: Int
  }

  struct Certificate: Sendable {
    /// The cells that move, in order, with the protected one.
    let support: [Int]
    /// How far each of them can move in all: the distance between the two solutions.
    let reaches: [(cell: Int, distance: Double)]
  }

  let index: DisclosureIndex
  let starts: [Int]
  /// Terms by relation, cheap cells first.
  let termCells: [Int]
  let coefficients: [Double]
  let isWhole: [Bool]
  let bundles: [Int]
  /// How far a cell can move within what is visible.
  private(set) var down: [Double]
  private(set) var up: [Double]
  /// The same once it is withheld; what cannot be withheld has none.
  let downHidden: [Double]
  let upHidden: [Double]
  /// How many cells of a relation can move now, and how many if all candidates were withheld.
  private(set) var movable: [Int]
  let movableHidden: [Int]

  var worlds: [World]
  var world = 0
  var moved: [Double]
  var misses: [Double]
  var open: [Int] = []
  var openPlace: [Int]
  var trail: [Int] = []
  var takers: [Taker] = []
  var taken: Set<Int> = []
  var nodes = 0
  var newLeft = 0
  var tolerance = 0.0

  /// How many takers of a relation are tried.
  static let breadth = 24
  /// How many cells a circuit has at most.
  static let longest = 48

  init(_ system: DisclosureSystem, index: DisclosureIndex) {
    self.index = index
    starts = (0..<system.relationCount).map { system.terms($0).lowerBound } + [system.termCells.count]
    let cells = system.cells
    let rooms = cells.map { Self.room($0, $0.visible) }
    let hidden = cells.map { Self.room($0, $0.cost == nil ? $0.visible : $0.bounds) }
    (down, up) = (rooms.map(\.down), rooms.map(\.up))
    (downHidden, upHidden) = (hidden.map(\.down), hidden.map(\.up))
    isWhole = cells.map(\.isWhole)
    bundles = cells.map(\.bundle)
    let costs = cells.map { $0.cost ?? 0 }
    var (termCells, coefficients) = ([Int](), [Double]())
    termCells.reserveCapacity(system.termCells.count)
    var (movable, movableHidden) = ([Int](), [Int]())
    for relation in 0..<system.relationCount {
      let terms = system.terms(relation).sorted {
        let costs = (costs[system.termCells[$0]], costs[system.termCells[$1]])
        return costs.0 != costs.1 ? costs.0 < costs.1 : $0 < $1
      }
      for term in terms {
        termCells.append(system.termCells[term])
        coefficients.append(system.coefficients[term])
      }
      let related = terms.map { system.termCells[$0] }
      movable.append(related.count { rooms[$0].down > 0 || rooms[$0].up > 0 })
      movableHidden.append(related.count { hidden[$0].down > 0 || hidden[$0].up > 0 })
    }
    (self.termCells, self.coefficients) = (termCells, coefficients)
    (self.movable, self.movableHidden) = (movable, movableHidden)
    let none = World(offsets: [Double](repeating: 0, count: cells.count))
    worlds = [none, none]
    moved = none.offsets
    misses = [Double](repeating: 0, count: system.relationCount)
    openPlace = [Int](repeating: -1, count: system.relationCount)
  }

  private static func room(
    _ cell: DisclosureSystem.Entry, _ bounds: DisclosureSystem.Bounds
  ) -> (down: Double, up: Double) {
    let value = cell.value ?? 0
    return (max(0, value - bounds.lowEnd), max(0, bounds.highEnd - value))
  }

  /// Takes over what is visible of a cell now.
  mutating func update(_ cell: Int, _ entry: DisclosureSystem.Entry) {
    let room = Self.room(entry, entry.visible)
    let (was, does) = (down[cell] > 0 || up[cell] > 0, room.down > 0 || room.up > 0)
    (down[cell], up[cell]) = room
    guard was != does else { return }
    for use in index.uses(of: cell) { movable[index.relation(use)] += does ? 1 : -1 }
  }

  // MARK: certificates

  /// Two solutions between which a cell differs by `width`.
  /// - Parameters:
  ///   - mayWithhold: how many candidates may be withheld for one push; 0 for what is withheld already.
  ///   - budget: how many cells one search may try.
  mutating func certificate(
    for cell: Int, width: Double, mayWithhold: Int, budget: Int
  ) -> Certificate? {
    defer { clear() }
    var reached = [0.0, 0.0]
    for limit in 0...mayWithhold {
      var didMove = true
      while didMove {
        didMove = false
        for side in [0, 1] {
          world = side
          let room = side == 0 ? up[cell] : down[cell]
          // What was withheld for an earlier push may help in small steps.
          for limit in limit > 0 && !taken.isEmpty ? [0, limit] : [limit] {
            let wanted = min(room, width - reached[1 - side]) - reached[side]
            guard wanted > 0 else { continue }
            let gain = push(cell, wanted, rises: side == 0, limit: limit, budget: budget)
            reached[side] += gain
            didMove = didMove || (gain > 0 && limit > 0)
          }
        }
        if reached[0] + reached[1] >= width * (1 - 1e-12) { return certificate() }
      }
    }
    return nil
  }

  /// Pushes a cell as far as wanted: all at once, or in ever smaller steps.
  private mutating func push(
    _ cell: Int, _ wanted: Double, rises: Bool, limit: Int, budget: Int
  ) -> Double {
    var (gain, step) = (0.0, wanted)
    let least = limit > 0 ? wanted / 2 : isWhole[cell] ? 1 : wanted / 8
    while gain < wanted, step >= least {
      step = min(step, wanted - gain)
      if circuit(from: cell, rises ? step : -step, limit: limit, budget: budget) {
        gain += step
      } else {
        step = isWhole[cell] ? (step / 2).rounded(.down) : step / 2
      }
    }
    return gain
  }

  private mutating func circuit(from cell: Int, _ delta: Double, limit: Int, budget: Int) -> Bool {
    (nodes, newLeft) = (budget, limit)
    tolerance = 1e-9 * delta.magnitude
    apply(cell, delta)
    let isFound = extend()
    for other in trail {
      if isFound {
        if worlds[world].offsets[other] == 0 { worlds[world].touched.append(other) }
        worlds[world].offsets[other] += moved[other]
      }
      moved[other] = 0
    }
    trail.removeAll(keepingCapacity: true)
    takers.removeAll(keepingCapacity: true)
    for relation in open { (misses[relation], openPlace[relation]) = (0, -1) }
    open.removeAll(keepingCapacity: true)
    return isFound
  }

  private func certificate() -> Certificate {
    let support = Set(worlds[0].touched + worlds[1].touched).sorted()
    let reaches = support.map { cell in
      let ends = (worlds[0].offsets[cell], worlds[1].offsets[cell])
      return (cell, max(0, ends.0, ends.1) - min(0, ends.0, ends.1))
    }
    return Certificate(support: support, reaches: reaches)
  }

  private mutating func clear() {
    for side in [0, 1] {
      for cell in worlds[side].touched { worlds[side].offsets[cell] = 0 }
      worlds[side].touched.removeAll(keepingCapacity: true)
    }
    taken.removeAll(keepingCapacity: true)
  }
}
