extension BoundedSimplex {
  /// Finds the vertex with the least total cost Σ cᵢxᵢ, from the start basis (dual simplex).
  ///
  /// Costs must not be negative; a variable without a least value counts as free of cost. Costs that differ
  /// keep it from cycling.
  /// - Returns: `solved`, `impossible` where nothing fits the bounds, or `unresolved`.
  mutating func makeFeasible(costs: [Double]) -> Outcome {
    var reduced = (0..<columnCount).map { low[$0].isFinite ? costs[$0] : 0 }
    reduced += Array(repeating: 0, count: rowCount)
    var alphas = TableauRow(columnCount: columnCount)
    var direction = [Double](repeating: 0, count: rowCount)
    for step in 0..<stepLimit {
      guard let leaving = worstRow(lowestIndex: step > stepLimit / 2) else { return .solved }
      let current = basicValues[leaving]
      let mustRise = current < lowest(basis[leaving])
      guard
        let entering = cheapestEntry(row: leaving, mustRise: mustRise, reduced: reduced, alphas: &alphas)
      else {
        attainableShare = share(
          row: leaving, end: mustRise ? lowest(basis[leaving]) : highest(basis[leaving]), alphas)
        return .impossible
      }
      inverse.apply(matrix, column: entering, into: &direction)
      let pivot = direction[leaving]
      guard pivot.magnitude > Self.pivotTolerance / 10 else { return .unresolved }
      let price = reduced[entering] / alphas.entries[entering]
      for column in alphas.touched where rowOf[column] < 0 {
        reduced[column] -= price * alphas.entries[column]
      }
      reduced[entering] = 0
      reduced[basis[leaving]] = -price
      let end = mustRise ? lowest(basis[leaving]) : highest(basis[leaving])
      let move = (current - end) / pivot
      for row in 0..<rowCount where direction[row] != 0 { basicValues[row] -= move * direction[row] }
      exchange(
        entering: entering, direction: direction, row: leaving, value: restingValue(entering) + move,
        leavesAtHigh: !mustRise)
    }
    return .unresolved
  }

  /// The row that cannot be mended is share × its target part + the part of variables at their largest
  /// value; the share at which it meets its bound holds for every solution.
  private func share(row: Int, end: Double, _ alphas: TableauRow) -> Double {
    var fixed = CompensatedSum()
    for column in alphas.touched where rowOf[column] < 0 {
      fixed.add(-alphas.entries[column] * restingValue(column))
    }
    let targeted = basicValues[row] - fixed.total
    return targeted == 0 ? 1 : min(1, max(0, (end - fixed.total) / targeted))
  }

  /// The row whose value misses its bounds most, or the first one that does.
  private func worstRow(lowestIndex: Bool) -> Int? {
    var found: Int?
    var worst = Self.tolerance
    for row in 0..<rowCount {
      let value = basicValues[row]
      let miss = max(lowest(basis[row]) - value, value - highest(basis[row]))
      guard miss > worst else { continue }
      found = row
      if lowestIndex { return found }
      worst = miss
    }
    return found
  }

  /// The variable that moves a row's value the right way at the least cost; nil where none does, which
  /// proves that nothing fits. `alphas` holds the row of the tableau afterwards.
  private func cheapestEntry(
    row: Int, mustRise: Bool, reduced: [Double], alphas: inout TableauRow
  ) -> Int? {
    alphas.compute(row, of: inverse, matrixRows)
    var found: Int?
    var (least, size) = (Double.infinity, 0.0)
    for column in alphas.touched where rowOf[column] < 0 && low[column] < high[column] {
      let alpha = alphas.entries[column]
      guard alpha.magnitude > Self.pivotTolerance else { continue }
      // A variable with no bounds may move both ways.
      let isFree = !low[column].isFinite && !high[column].isFinite
      let raises = isAtHigh[column] ? alpha > 0 : alpha < 0
      guard isFree || raises == mustRise else { continue }
      let ratio = reduced[column].magnitude / alpha.magnitude
      let isTie = ratio == least
      guard
        ratio < least || (isTie && alpha.magnitude > size)
          || (isTie && alpha.magnitude == size && column < (found ?? column))
      else { continue }
      (found, least, size) = (column, ratio, alpha.magnitude)
    }
    return found
  }
}
