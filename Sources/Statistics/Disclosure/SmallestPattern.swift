extension ComplementSelection {
  /// Looks in each independent part of the system for a pattern with fewer cells, or as few with a smaller
  /// sum of costs, by trying them all, as long as a part has no more than `limit` to try, and all parts
  /// together no more than ten times as many.
  mutating func shrink(_ search: inout ProtectionSearch, limit: Int) {
    guard limit > 0 else { return }
    let original = search.system
    let parts = original.components { cell in
      let visible = original.cells[cell].visible
      return original.cells[cell].cost != nil || visible.lowEnd < visible.highEnd
    }
    var rest = 10 * limit
    for part in parts {
      let current = part.cells.filter(chosen.contains)
      guard !current.isEmpty, part.cells.count <= Self.largestPart else { continue }
      for cell in current { search.restore(cell) }
      let candidates = part.cells.filter {
        search.isCandidate($0) && search.system.cells[$0].bundle == $0
      }
      var trial = PatternTrial(
        part.cells.filter { (original.cells[$0].width ?? 0) > 0 }, part.relations)
      let best = trial.best(candidates, than: current, limit: min(limit, rest), &search) ?? current
      rest -= trial.count
      chosen.subtract(current)
      chosen.formUnion(best)
      if best != current { forget(part.cells) }
      for cell in best { search.withhold(cell) }
    }
  }

  /// Beyond this many cells the patterns of even three cells are too many.
  private static let largestPart = 80
}

/// Tries patterns of a small part of a system.
private struct PatternTrial {
  let targets: [Int]
  let relations: [Int]
  /// The protected cell that failed last: it is likely to fail again.
  var lastFailure = 0
  /// How many patterns were tried.
  private(set) var count = 0

  init(_ targets: [Int], _ relations: [Int]) {
    self.targets = targets
    self.relations = relations
  }

  /// A pattern that beats the current one; nil where there is none, or too many to try.
  mutating func best(
    _ candidates: [Int], than current: [Int], limit: Int, _ search: inout ProtectionSearch
  ) -> [Int]? {
    for size in 0...current.count {
      guard let more = combinations(candidates.count, size), count + more <= limit else { return nil }
      count += more
      let bound = size < current.count ? Double.infinity : search.total(of: current)
      if let best = cheapest(candidates, size: size, below: bound, &search) { return best }
    }
    return nil
  }

  /// n over k; nil where it is too large to be of use.
  private func combinations(_ n: Int, _ k: Int) -> Int? {
    guard k <= n else { return 0 }
    var count = 1
    for step in 0..<min(k, n - k) {
      count = count * (n - step) / (step + 1)
      if count > 10_000_000 { return nil }
    }
    return count
  }

  /// The safe pattern of that size with the smallest cost below a bound; nil where there is none.
  private mutating func cheapest(
    _ candidates: [Int], size: Int, below bound: Double, _ search: inout ProtectionSearch
  ) -> [Int]? {
    guard size <= candidates.count else { return nil }
    var picks = Array(0..<size)
    var (best, least) = ([Int]?.none, bound)
    while true {
      let cells = picks.map { candidates[$0] }
      let total = search.total(of: cells)
      if total < least, isSafe(cells, &search) { (best, least) = (cells, total) }
      // The next combination in order.
      guard let place = picks.indices.last(where: { picks[$0] < candidates.count - size + $0 }) else {
        return best
      }
      picks[place] += 1
      for later in picks.indices where later > place { picks[later] = picks[later - 1] + 1 }
    }
  }

  private mutating func isSafe(_ cells: [Int], _ search: inout ProtectionSearch) -> Bool {
    for cell in cells { search.withhold(cell) }
    defer { for cell in cells { search.restore(cell) } }
    guard search.mayBeSafe(targets, relations) else { return false }
    for offset in targets.indices {
      let place = (lastFailure + offset) % targets.count
      if search.certificate(for: targets[place], mayWithhold: false).support == nil {
        lastFailure = place
        return false
      }
    }
    return true
  }
}

extension ProtectionSearch {
  /// The sum of the costs of cells.
  func total(of cells: [Int]) -> Double { cells.lazy.map { system.cells[$0].cost ?? 0 }.compensatedSum }

  /// A quick look: a withheld cell that is alone in a relation is known; what that leaves alone is known
  /// too, and so on. False where a protected cell falls.
  func mayBeSafe(_ targets: [Int], _ relations: [Int]) -> Bool {
    var known: Set<Int> = []
    var didChange = true
    while didChange {
      didChange = false
      for relation in relations {
        guard let cell = onlyOpenCell(relation, known) else { continue }
        known.insert(cell)
        didChange = true
      }
    }
    return known.isDisjoint(with: targets)
  }

  private func onlyOpenCell(_ relation: Int, _ known: Set<Int>) -> Int? {
    var found: Int?
    for term in system.terms(relation) {
      let cell = system.termCells[term]
      let visible = system.cells[cell].visible
      guard visible.lowEnd < visible.highEnd, !known.contains(cell) else { continue }
      if found != nil { return nil }
      found = cell
    }
    return found
  }
}
