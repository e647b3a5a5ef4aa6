/// The search for one circuit: close the open relation that leaves the least choice, and so on until none is open.
extension CircuitSearch {
  /// Closes all open relations by moves of cells that have not moved yet.
  mutating func extend() -> Bool {
    guard let relation = narrowest() else { return true }
    guard trail.count < Self.longest else { return false }
    let first = takers.count
    collect(relation)
    let end = takers.count
    defer { takers.removeLast(takers.count - first) }
    for place in first..<end {
      guard nodes > 0 else { return false }
      nodes -= 1
      let taker = takers[place]
      let bundle = bundles[taker.cell]
      let isNew = canMove(taker.cell, by: taker.delta).isNew
      if isNew {
        taken.insert(bundle)
        newLeft -= 1
      }
      apply(taker.cell, taker.delta)
      if extend() { return true }
      undo()
      if isNew {
        taken.remove(bundle)
        newLeft += 1
      }
    }
    return false
  }

  /// The open relation with the fewest cells that can move; nil where none is open.
  private func narrowest() -> Int? {
    var (found, least) = (Int?.none, Int.max)
    for relation in open {
      let count = choices(relation)
      if count < least || (count == least && relation < found ?? Int.max) {
        (found, least) = (relation, count)
      }
    }
    return found
  }

  private func choices(_ relation: Int) -> Int {
    newLeft > 0 || !taken.isEmpty ? movableHidden[relation] : movable[relation]
  }

  /// Puts down the best cells that could take all that a relation misses: those that close others first, then those
  /// that are withheld already, then the cheap ones.
  private mutating func collect(_ relation: Int) {
    let first = takers.count
    for term in starts[relation]..<starts[relation + 1] {
      let cell = termCells[term]
      guard moved[cell] == 0 else { continue }
      let delta = -misses[relation] / coefficients[term]
      let way = canMove(cell, by: delta)
      guard way.isPossible, let opened = opened(by: cell, delta, beside: relation) else { continue }
      insert(Taker(cell: cell, delta: delta, rank: 2 * opened + (way.isNew ? 1 : 0)), from: first)
    }
  }

  /// How many relations a move opens, less those it closes; nil where one of them could not be closed again.
  private func opened(by cell: Int, _ delta: Double, beside own: Int) -> Int? {
    var count = 0
    for use in index.uses(of: cell) {
      let relation = index.relation(use)
      guard relation != own else { continue }
      let before = misses[relation]
      if isClosed(before + index.coefficient(use) * delta) {
        count -= 1
      } else {
        guard choices(relation) > 1 else { return nil }
        if before == 0 { count += 1 }
      }
    }
    return count
  }

  /// Keeps the list behind `first` in the order of ranks, and short.
  private mutating func insert(_ taker: Taker, from first: Int) {
    var place = takers.count
    while place > first, takers[place - 1].rank > taker.rank { place -= 1 }
    guard place - first < Self.breadth else { return }
    takers.insert(taker, at: place)
    if takers.count - first > Self.breadth { takers.removeLast() }
  }
}
