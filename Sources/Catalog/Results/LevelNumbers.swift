import Statistics

/// The numbers of one level in some periods, read by the million.
///
/// The level and the periods are looked up once, so that a number costs its loads and no more: asked of the series
/// for each of the 170 that a sheet of 20 measures shows, that was a fifth of the sheet's time. A class, because a
/// copy of the store would count the references of each of its columns.
package final class LevelNumbers: Sendable {
  private let store: CellStore
  /// The number of the first place's cell, for each of the periods asked for; nil where the series lacks it.
  private let runs: [Int?]
  private let count: Int

  init(_ store: CellStore, _ runs: [Int?], count: Int) {
    self.store = store
    self.runs = runs
    self.count = count
  }

  /// The number of the place at a position in one of the periods, by its place among those asked for; nil where the
  /// cell has no estimate. O(1).
  package func shown(at position: Int, period: Int) -> ShownNumber? {
    guard position >= 0, position < count, let run = runs[period] else { return nil }
    return store.shown(run + position)
  }

  /// Whether the place at a position has a number in one of the periods: one byte is looked at. O(1).
  package func isShown(at position: Int, period: Int) -> Bool {
    guard position >= 0, position < count, let run = runs[period] else { return false }
    return store.isEstimate(run + position)
  }

  /// Appends the numbers of the place at a position in all of the periods asked for, in their order: one call for a
  /// row of a sheet, where a call for each of its six numbers took as long as reading them.
  package func append(at position: Int, to numbers: inout [ShownNumber?]) {
    for period in runs.indices { numbers.append(shown(at: position, period: period)) }
  }
}

/// What is shown of an estimate: all but the cases and the denominator behind it.
package struct ShownNumber: Hashable, Sendable {
  package let value: Double
  package let uncertainty: Uncertainty
  /// Whether the margin is too large to rank the place by it.
  package let isUnreliable: Bool

  package init(_ value: Double, _ uncertainty: Uncertainty, isUnreliable: Bool) {
    self.value = value
    self.uncertainty = uncertainty
    self.isUnreliable = isUnreliable
  }

  /// Nil where the cell has no estimate.
  package init?(_ cell: Cell) {
    guard case .estimate(let estimate, let reliability) = cell else { return nil }
    self.init(estimate.value, estimate.uncertainty, isUnreliable: reliability == .low)
  }

  /// Without cases and denominator.
  package var estimate: Estimate { Estimate(value, uncertainty) }
}
