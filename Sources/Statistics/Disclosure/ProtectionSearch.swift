/// Looks for another solution near the true numbers in which a protected cell differs by its width: a
/// certificate that no reader can pin it down, whatever else there is.
///
/// The certificate is a set of moves y with Σ aᵢyᵢ = 0 in every relation and every cell within its bounds.
/// Among all of them a linear programme takes the cheapest, where moving a withheld cell is nearly free and
/// moving a published one costs about 1: its new cells are the complements (after Kelly, Golden and Assad
/// 1992, who do so with flows in two-way tables; a programme works for any relations).
struct ProtectionSearch {
  private(set) var system: DisclosureSystem
  private let original: DisclosureSystem
  private let index: DisclosureIndex
  private let limits: DisclosureLimits
  private let values: [Double]
  private let wholes: [Bool]
  private let dearest: Double
  private var bundles: [Int: [Int]] = [:]
  private var rowOf: [Int]
  private var circuits: CircuitSearch
  private var scratch: Neighbourhood.Scratch

  struct Answer {
    /// The cells that move, in order, with the protected one; nil where nothing was found.
    var support: [Int]?
    /// Other protected cells that the same moves carry as far as they need.
    var alsoSafe: [Int] = []
    /// Whether the moves keep whole numbers whole: then no audit can find less.
    var isWhole = false
    /// Whether the search saw everything, so that nil means that there is nothing.
    var isComplete: Bool
  }

  /// - Throws: `valueMissing`; `contradiction` where the true numbers miss a relation or their published
  ///   range.
  init(_ system: DisclosureSystem, limits: DisclosureLimits) throws(DisclosureProblem) {
    if let cell = system.cells.firstIndex(where: { $0.value == nil }) { throw .valueMissing(cell: cell) }
    self.system = system
    original = system
    self.limits = limits
    index = DisclosureIndex(system)
    circuits = CircuitSearch(system, index: index)
    scratch = Neighbourhood.Scratch(system)
    values = system.cells.map { $0.value ?? 0 }
    wholes = system.cells.map(\.isWhole)
    dearest = system.cells.reduce(0) { max($0, $1.cost ?? 0) }
    rowOf = Array(repeating: -1, count: system.relationCount)
    for cell in system.cells.indices where system.cells[cell].bundle != cell {
      let first = system.cells[cell].bundle
      bundles[first, default: [first]].append(cell)
    }
    let misses = (0..<system.relationCount).filter { !holds($0) }
    guard misses.isEmpty else { throw .contradiction(relations: misses) }
    for cell in system.cells.indices {
      let (value, bounds) = (values[cell], system.cells[cell].visible)
      let slack = 1e-9 * value.magnitude
      guard value >= bounds.lowEnd - slack, value <= bounds.highEnd + slack else {
        throw .contradiction(relations: index.uses(of: cell).map { index.relation($0) })
      }
    }
  }

  private func holds(_ relation: Int) -> Bool {
    var sum = CompensatedSum()
    var scale = system.sums[relation].magnitude
    for term in system.terms(relation) {
      let part = system.coefficients[term] * values[system.termCells[term]]
      sum.add(part)
      scale = max(scale, part.magnitude)
    }
    sum.add(-system.sums[relation])
    return sum.total.magnitude <= 1e-9 * scale
  }

  /// The cells that are withheld when one is: itself, or its whole bundle.
  func bundle(of cell: Int) -> [Int] { bundles[system.cells[cell].bundle] ?? [cell] }

  mutating func withhold(_ cell: Int) {
    for member in bundle(of: cell) {
      system.withhold(cell: member)
      circuits.update(member, system.cells[member])
    }
  }

  mutating func restore(_ cell: Int) {
    for member in bundle(of: cell) {
      system.restore(member, from: original)
      circuits.update(member, system.cells[member])
    }
  }

  mutating func protect(_ cell: Int, width: Double) { system.protect(cell, width: width) }

  /// Whether a cell is published and may be withheld.
  func isCandidate(_ cell: Int) -> Bool {
    system.cells[cell].published != nil && system.cells[cell].cost != nil
  }

  /// What withholding a cell costs in the search: 1 and up to a fifth for its price, so that fewer cells
  /// come first; nearly nothing where it is withheld already. Small differences settle ties the same way
  /// each time.
  func price(_ cell: Int) -> Double {
    let tie = Double((cell &* 7919) % 1021) * 1e-9
    guard isCandidate(cell) else { return 1e-4 + tie }
    return 1 + (dearest > 0 ? 0.2 * (system.cells[cell].cost ?? 0) / dearest : 0) + tie
  }

  /// What a set of moves costs once every cell counts in full.
  func cost(_ support: [Int]) -> Double { support.lazy.map { price($0) }.compensatedSum }

  /// How far a cell can move down and up: within what is visible, or within its bounds where it may be
  /// withheld.
  private func room(_ cell: Int, mayWithhold: Bool) -> (down: Double, up: Double) {
    let entry = system.cells[cell]
    let bounds = mayWithhold && isCandidate(cell) ? entry.bounds : entry.visible
    return (max(0, values[cell] - bounds.lowEnd), max(0, bounds.highEnd - values[cell]))
  }

  /// The width that a cell must be able to move: whole steps for whole numbers.
  private func neededWidth(_ cell: Int) -> Double {
    let width = system.cells[cell].width ?? 0
    return system.cells[cell].isWhole ? width.rounded(.up) : width
  }

  private func isEnough(_ distance: Double, for cell: Int) -> Bool {
    let width = neededWidth(cell)
    return width > 0 && distance >= width * (1 - 1e-9)
  }

  /// The cheapest certificate of a cell.
  ///
  /// Circuits come first where nothing new is to be withheld: nine in ten cells are safe by one, in 20 µs instead of
  /// the millisecond of a programme. Beside a relation of hundreds of cells (all tracts of a city) they also choose
  /// what is withheld, because a programme has thousands of columns there: then the pattern is safe, and small, but
  /// not the cheapest.
  /// - Parameters:
  ///   - mayWithhold: whether candidates may be used too, or only what is withheld or rounded already.
  ///   - effort: how many of the limits' neighbourhoods are tried, each larger than the one before.
  mutating func certificate(for cell: Int, mayWithhold: Bool, effort: Int = .max) -> Answer {
    let width = neededWidth(cell)
    guard width > 0 else { return Answer(support: [cell], isComplete: true) }
    guard system.cells[cell].published == nil else { return Answer(support: nil, isComplete: true) }
    let isWide = index.uses(of: cell).contains {
      system.terms(index.relation($0)).count > limits.wideRelation
    }
    if !mayWithhold {
      if let answer = circuit(for: cell, width: width, budget: isWide ? 500 : 120) { return answer }
      if isWide, effort < limits.neighbourhoods.count { return Answer(support: nil, isComplete: false) }
    } else if isWide, let answer = circuit(for: cell, width: width, mayWithhold: 4, budget: 3000) {
      return answer
    }
    // Taken out for the time being, so that the closures below may read the rest of self.
    var (rowOf, scratch) = ([Int](), Neighbourhood.Scratch())
    swap(&rowOf, &self.rowOf)
    swap(&scratch, &self.scratch)
    defer {
      swap(&rowOf, &self.rowOf)
      swap(&scratch, &self.scratch)
    }
    for limit in limits.neighbourhoods.prefix(effort) {
      var nearby = Neighbourhood(around: cell, atMost: limit, system, index, rowOf: &rowOf, scratch: &scratch)
      {
        other in
        let room = room(other, mayWithhold: mayWithhold)
        return room.down > 0 || room.up > 0 ? price(other) : nil
      }
      defer { nearby.clear(&rowOf) }
      guard nearby.strip(around: cell, index, rowOf: &rowOf) else {
        if nearby.isComplete { return Answer(support: nil, isComplete: true) }
        continue
      }
      let programme = MoveProgramme(
        centre: cell, width: width, room: room(cell, mayWithhold: false), cells: nearby.cells,
        rooms: nearby.cells.map { room($0, mayWithhold: mayWithhold) },
        prices: nearby.cells.map { (price($0), mayWithhold && isCandidate($0)) },
        wholes: wholes, rowCount: nearby.rowCount, index: index, rowOf: rowOf)
      // Where nothing new is withheld, one way is as good as the other.
      let found = programme.cheapest(isEnough: !mayWithhold) { moves in self.cost(moves.map(\.cell)) }
      switch found {
      case .found(let found):
        return Answer(
          support: ([cell] + found.moves.map(\.cell)).sorted(),
          alsoSafe: found.moves.filter { isEnough($0.distance * width, for: $0.cell) }.map(\.cell),
          isWhole: found.isWhole, isComplete: true)
      case .none where nearby.isComplete: return Answer(support: nil, isComplete: true)
      case .none: continue
      case .unresolved: return Answer(support: nil, isComplete: false)
      }
    }
    return Answer(support: nil, isComplete: false)
  }

  /// A certificate by circuits, for relations too wide to search for the cheapest one.
  private mutating func circuit(
    for cell: Int, width: Double, mayWithhold: Int = 0, budget: Int
  ) -> Answer? {
    guard
      let found = circuits.certificate(for: cell, width: width, mayWithhold: mayWithhold, budget: budget)
    else { return nil }
    let alsoSafe = found.reaches.filter { isEnough($0.distance, for: $0.cell) }.map(\.cell)
    return Answer(support: found.support, alsoSafe: alsoSafe, isWhole: true, isComplete: true)
  }
}
