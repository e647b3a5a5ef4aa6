/// The moves of a circuit, and what they leave open.
extension CircuitSearch {
  /// Moves a cell, and notes which relations that opens and closes.
  mutating func apply(_ cell: Int, _ delta: Double) {
    moved[cell] = delta
    trail.append(cell)
    shift(cell, by: delta)
  }

  mutating func undo() {
    guard let cell = trail.popLast() else { return }
    shift(cell, by: -moved[cell])
    moved[cell] = 0
  }

  private mutating func shift(_ cell: Int, by delta: Double) {
    for use in index.uses(of: cell) {
      let relation = index.relation(use)
      let miss = misses[relation] + index.coefficient(use) * delta
      misses[relation] = miss
      let isOpen = !isClosed(miss)
      guard isOpen != (openPlace[relation] >= 0) else { continue }
      if isOpen {
        openPlace[relation] = open.count
        open.append(relation)
      } else {
        misses[relation] = 0
        let place = openPlace[relation]
        open.swapAt(place, open.count - 1)
        openPlace[open[place]] = place
        open.removeLast()
        openPlace[relation] = -1
      }
    }
  }

  func isClosed(_ miss: Double) -> Bool { miss.magnitude <= tolerance }

  /// Whether a cell can go that far beside what it has gone already, and whether it must be withheld for it.
  func canMove(_ cell: Int, by delta: Double) -> (isPossible: Bool, isNew: Bool) {
    if isWhole[cell], delta != delta.rounded() { return (false, false) }
    let reach = (worlds[world].offsets[cell] + delta)
    if reach > 0 ? up[cell] >= reach : down[cell] >= -reach { return (true, false) }
    let isHidden = taken.contains(bundles[cell])
    guard newLeft > 0 || isHidden, reach > 0 ? upHidden[cell] >= reach : downHidden[cell] >= -reach else {
      return (false, false)
    }
    return (true, !isHidden)
  }
}
