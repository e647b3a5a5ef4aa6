extension Outcomes {
  /// The worst-off group beside the best-off one. Units that share the lowest or the highest rank are one group: the
  /// mean of its people.
  /// - Throws: `missing` without ranks, `empty` for fewer than two ranks, and as `CompleteCase.all`.
  /// - Complexity: O(n log n).
  var ends: (worst: WithError, best: WithError) {
    get throws(Undefined) {
      guard let ranks else { throw .missing }
      let cases = try CompleteCase.all(
        values, weights: weights, ranks: ranks, standardErrors: standardErrors)
      let blocks = runs(of: cases.map(\.rank))
      guard blocks.count > 1 else { throw .empty }
      return (try pooled(cases[blocks[0]]), try pooled(cases[blocks[blocks.count - 1]]))
    }
  }
}

/// The mean of a group's people; its units are independent.
private func pooled(_ units: ArraySlice<CompleteCase>) throws(Undefined) -> WithError {
  let units = Array(units)
  let shares = try units.shares()
  let errors = zip(units, shares).compactMap { unit, share in unit.standardError.map { share * $0 } }
  return WithError(
    centred(units.map(\.value), shares).mean, standardError: errors.count == units.count ? norm(errors) : nil)
}
