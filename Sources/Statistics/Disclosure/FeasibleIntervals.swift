extension DisclosureSystem {
  /// What a reader can work out about each withheld cell: the least and the largest number it can have over
  /// all solutions of everything published.
  ///
  /// Ranges are narrowed relation by relation first, which is exact where relations form no cycle. What
  /// remains falls into linked groups; each gets two linear programmes a cell, starting from one common
  /// vertex. A group above the limits keeps its narrowed ranges, which hold but may be too wide: `isProved`
  /// is false then. The programmes allow fractions; where all numbers are whole, ends within 1e-7 of a
  /// whole number are taken to be it, and ends of cells marked as whole are rounded inwards.
  ///
  /// About rows × steps a step and a few dozen steps a cell, for groups with that many rows.
  /// - Parameter wanted: the cells to answer for; nil for every withheld one.
  /// - Returns: the intervals by cell; published cells are not among them.
  /// - Throws: `contradiction` where the published numbers do not add up (to 1e-9 of the largest involved).
  package func feasibleIntervals(
    of wanted: [Cell]? = nil, limits: DisclosureLimits = DisclosureLimits()
  ) throws(DisclosureProblem) -> [Cell: FeasibleInterval] {
    let index = DisclosureIndex(self)
    let ranges = try BoundsPropagation(self, index: index)
    let asked = wanted ?? Array(cells.indices)
    var isAsked = [Bool](repeating: false, count: cells.count)
    for cell in asked where cells[cell].published == nil { isAsked[cell] = true }
    var intervals: [Cell: FeasibleInterval] = [:]
    for cell in cells.indices where isAsked[cell] && ranges.isKnown(cell) {
      intervals[cell] = interval(cell, ranges.low[cell], ranges.high[cell], isProved: true)
    }
    for component in components(where: { !ranges.isKnown($0) }) {
      let targets = component.cells.filter { isAsked[$0] }
      guard !targets.isEmpty || !component.isTree else { continue }
      let isExact = component.isTree && component.relations.allSatisfy { !ranges.unsettled.contains($0) }
      let isTooLarge =
        component.relations.count > limits.relations || component.cells.count > limits.cells
      if isExact || isTooLarge {
        for cell in targets {
          intervals[cell] = interval(cell, ranges.low[cell], ranges.high[cell], isProved: isExact)
        }
        continue
      }
      var programme = ComponentProgramme(self, component, ranges)
      try programme.start()
      for cell in targets {
        let ends = programme.extremes(of: cell)
        intervals[cell] = interval(cell, ends.low, ends.high, isProved: ends.isProved)
      }
    }
    return intervals
  }

  /// Infinity becomes an open end; ends of whole numbers are whole.
  private func interval(_ cell: Cell, _ low: Double, _ high: Double, isProved: Bool) -> FeasibleInterval {
    var (low, high) = (low, high)
    if cells[cell].isWhole {
      low = (low - 1e-7).rounded(.up)
      high = max(low, (high + 1e-7).rounded(.down))
    }
    return FeasibleInterval(
      low: low.isFinite ? low + 0 : nil, high: high.isFinite ? high + 0 : nil, isProved: isProved)
  }
}
