/// Narrows every cell's range by what each relation says about it, until nothing changes.
///
/// Exact where the relations hang together without a cycle, as in one list with a total: each range is then
/// the projection of all relations on its side. With cycles it gives ranges that hold but may be too wide.
/// Ends of whole numbers are rounded inwards, which is what a reader would do.
///
/// O(terms) a round; a relation is looked at no more than `visitLimit` times.
struct BoundsPropagation: Sendable {
  private(set) var low: [Double]
  private(set) var high: [Double]
  /// Relations that were given up before they settled.
  private(set) var unsettled: Set<Int> = []
  private let system: DisclosureSystem
  private let index: DisclosureIndex

  private static let visitLimit = 200

  init(_ system: DisclosureSystem, index: DisclosureIndex) throws(DisclosureProblem) {
    self.system = system
    self.index = index
    let start = system.cells.map(\.visible)
    low = start.map(\.lowEnd)
    high = start.map(\.highEnd)
    var queue = Array(0..<system.relationCount)
    var isQueued = [Bool](repeating: true, count: queue.count)
    var visits = [Int](repeating: 0, count: queue.count)
    var head = 0
    while head < queue.count {
      let relation = queue[head]
      head += 1
      isQueued[relation] = false
      visits[relation] += 1
      guard visits[relation] <= Self.visitLimit else {
        unsettled.insert(relation)
        continue
      }
      for cell in try narrow(relation) {
        for use in index.uses(of: cell) {
          let other = index.relation(use)
          guard other != relation, !isQueued[other] else { continue }
          isQueued[other] = true
          queue.append(other)
        }
      }
    }
  }

  /// Whether a cell's number is known.
  func isKnown(_ cell: Int) -> Bool { low[cell] == high[cell] }

  /// Narrows the cells of one relation; the ones that changed.
  private mutating func narrow(_ relation: Int) throws(DisclosureProblem) -> [Int] {
    let (least, most, scale) = reach(relation)
    // Rounding inside one relation, and how far published numbers may miss each other before they
    // contradict.
    let (sum, slack, tolerance) = (system.sums[relation], 1e-13 * scale, 1e-9 * scale)
    guard least.total <= sum + tolerance, most.total >= sum - tolerance else {
      throw .contradiction(relations: [relation])
    }
    var changed: [Int] = []
    for term in system.terms(relation) {
      let (cell, factor) = (system.termCells[term], system.coefficients[term])
      guard low[cell] < high[cell] else { continue }
      let ends = (low[cell] * factor, high[cell] * factor)
      let upper = sum - least.without(min(ends.0, ends.1))
      let lower = sum - most.without(max(ends.0, ends.1))
      let range = factor > 0 ? (lower / factor, upper / factor) : (upper / factor, lower / factor)
      guard max(range.0, low[cell]) - min(range.1, high[cell]) <= tolerance / factor.magnitude else {
        throw .contradiction(relations: [relation])
      }
      let isNarrowed = tighten(cell, low: range.0, high: range.1, slack: slack / factor.magnitude)
      if isNarrowed { changed.append(cell) }
    }
    return changed
  }

  /// The least and the largest that the left side can be, and the size of its numbers.
  private func reach(_ relation: Int) -> (least: Reach, most: Reach, scale: Double) {
    var (least, most) = (Reach(), Reach())
    var scale = system.sums[relation].magnitude
    for term in system.terms(relation) {
      let (cell, factor) = (system.termCells[term], system.coefficients[term])
      let ends = (low[cell] * factor, high[cell] * factor)
      least.add(min(ends.0, ends.1))
      most.add(max(ends.0, ends.1))
      for end in [ends.0, ends.1] where end.isFinite { scale = max(scale, end.magnitude) }
    }
    return (least, most, scale)
  }

  private mutating func tighten(
    _ cell: Int, low newLow: Double, high newHigh: Double, slack: Double
  ) -> Bool {
    var (lower, upper) = (newLow, newHigh)
    if system.cells[cell].isWhole {
      let grain = max(1e-7, slack)
      if lower.isFinite { lower = (lower - grain).rounded(.up) }
      if upper.isFinite { upper = (upper + grain).rounded(.down) }
    }
    let isRaised = lower > low[cell] + slack
    let isLowered = upper < high[cell] - slack
    if isRaised { low[cell] = lower }
    if isLowered { high[cell] = upper }
    // Ends that meet up to rounding are one number: the one that was there before.
    guard high[cell] - low[cell] <= 2 * slack, low[cell] != high[cell] else { return isRaised || isLowered }
    if isRaised, !isLowered { low[cell] = high[cell] } else { high[cell] = low[cell] }
    return true
  }
}

/// A sum of range ends of which some may be open.
private struct Reach {
  private var sum = CompensatedSum()
  private var openEnds = 0
  private var openEnd = 0.0

  mutating func add(_ end: Double) {
    if end.isFinite {
      sum.add(end)
    } else {
      openEnds += 1
      openEnd = end
    }
  }

  /// Infinite where an end is open.
  var total: Double { openEnds > 0 ? openEnd : sum.total }

  /// The sum of the others.
  func without(_ end: Double) -> Double {
    guard end.isFinite else { return openEnds > 1 ? openEnd : sum.total }
    guard openEnds == 0 else { return openEnd }
    var rest = sum
    rest.add(-end)
    return rest.total
  }
}
