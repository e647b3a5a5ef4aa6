extension BoundedSimplex {
  /// Walks to a vertex where one variable is largest, or least (primal simplex). The solver must be
  /// feasible.
  ///
  /// - Returns: `solved` (then `value(variable)` is the extreme), `unbounded`, or `unresolved`.
  mutating func extreme(of variable: Int, largest: Bool) -> Outcome {
    var direction = [Double](repeating: 0, count: rowCount)
    var alphas = TableauRow(columnCount: columnCount)
    var standstill = 0
    for _ in 0..<stepLimit {
      let isBland = standstill > rowCount + 16
      guard let entry = improvingEntry(variable, largest: largest, isBland: isBland, &alphas)
      else { return .solved }
      inverse.apply(matrix, column: entry.column, into: &direction)
      let sign: Double = entry.rises ? 1 : -1
      let own = high[entry.column] - low[entry.column]
      let block = blockingRow(direction, sign: sign, isBland: isBland)
      let move = min(own, block?.move ?? .infinity)
      guard move.isFinite else { return .unbounded }
      standstill = move > 1e-12 ? 0 : standstill + 1
      let value = restingValue(entry.column) + sign * move
      for row in 0..<rowCount where direction[row] != 0 {
        basicValues[row] -= sign * move * direction[row]
      }
      if let block, block.move <= own {
        exchange(
          entering: entry.column, direction: direction, row: block.row, value: value,
          leavesAtHigh: block.isHigh)
      } else {
        isAtHigh[entry.column] = entry.rises
      }
    }
    return .unresolved
  }

  /// A variable whose move improves the objective: the steepest, or by Bland's rule the first.
  private func improvingEntry(
    _ objective: Int, largest: Bool, isBland: Bool, _ alphas: inout TableauRow
  ) -> (column: Int, rises: Bool)? {
    let row = rowOf[objective]
    guard row >= 0 else {
      // The objective itself is at rest: it moves, or is already where it should be.
      let canMove = largest ? value(objective) < high[objective] : value(objective) > low[objective]
      return canMove ? (objective, largest) : nil
    }
    let sign: Double = largest ? 1 : -1
    alphas.compute(row, of: inverse, matrixRows)
    var found: (column: Int, rises: Bool)?
    var steepest = 0.0
    for column in alphas.touched where rowOf[column] < 0 && low[column] < high[column] {
      // The objective changes by −alpha for each unit of the entering variable.
      let gain = -sign * alphas.entries[column]
      guard gain.magnitude > Self.priceTolerance else { continue }
      let isFree = !low[column].isFinite && !high[column].isFinite
      guard isFree || (isAtHigh[column] ? gain < 0 : gain > 0) else { continue }
      let isFirst = column < (found?.column ?? Int.max)
      guard isBland ? isFirst : gain.magnitude > steepest || (gain.magnitude == steepest && isFirst) else {
        continue
      }
      (found, steepest) = ((column, gain > 0), gain.magnitude)
    }
    return found
  }

  /// The row that stops a move first; among equals the one with the largest pivot, by Bland's rule the
  /// variable that comes first.
  private func blockingRow(
    _ direction: [Double], sign: Double, isBland: Bool
  ) -> (row: Int, move: Double, isHigh: Bool)? {
    var found: (row: Int, move: Double, isHigh: Bool)?
    for row in 0..<rowCount {
      let speed = sign * direction[row]
      guard speed.magnitude > Self.pivotTolerance else { continue }
      let falls = speed > 0
      let end = falls ? lowest(basis[row]) : highest(basis[row])
      guard end.isFinite else { continue }
      let move = max(0, (basicValues[row] - end) / speed)
      guard let best = found else {
        found = (row, move, !falls)
        continue
      }
      let isTie = (move - best.move).magnitude <= 1e-13
      let wins =
        isTie
        ? (isBland
          ? basis[row] < basis[best.row] : direction[row].magnitude > direction[best.row].magnitude)
        : move < best.move
      if wins { found = (row, isTie ? min(move, best.move) : move, !falls) }
    }
    return found
  }
}
