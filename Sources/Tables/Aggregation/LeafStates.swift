/// The states of one aggregate for every group.
enum LeafStates: Sendable {
  case counts([Double])
  case sums([SumState])
  /// NaN where no value has come; `largest` chooses between minimum and maximum.
  case extremes([Double], largest: Bool)
  /// Every value of every group: eight bytes a row.
  case values([[Double]], share: Double)
  case distinct(DistinctStates)

  init(_ leaf: AggregateLeaf) {
    switch leaf {
    case .rows, .count: self = .counts([])
    case .sum: self = .sums([])
    case .minimum: self = .extremes([], largest: false)
    case .maximum: self = .extremes([], largest: true)
    case .quantile(_, let share): self = .values([], share: share)
    case .distinct: self = .distinct(DistinctStates())
    }
  }

  mutating func grow(by more: Int) {
    switch self {
    case .counts(var counts):
      self = .counts([])
      counts.append(contentsOf: repeatElement(0, count: more))
      self = .counts(counts)
    case .sums(var sums):
      self = .sums([])
      sums.append(contentsOf: repeatElement(SumState(), count: more))
      self = .sums(sums)
    case .extremes(var extremes, let largest):
      self = .extremes([], largest: largest)
      extremes.append(contentsOf: repeatElement(.nan, count: more))
      self = .extremes(extremes, largest: largest)
    case .values(var values, let share):
      self = .values([], share: share)
      values.append(contentsOf: repeatElement([], count: more))
      self = .values(values, share: share)
    case .distinct(var states):
      self = .distinct(DistinctStates())
      states.grow(by: more)
      self = .distinct(states)
    }
  }

  /// Takes group `from` of `other` into group `to`, times `share` where that has a meaning.
  mutating func merge(_ other: LeafStates, from: Int, to: Int, share: Double) {
    switch (self, other) {
    case (.counts(var mine), .counts(let theirs)):
      self = .counts([])
      mine[to] += theirs[from] * share
      self = .counts(mine)
    case (.sums(var mine), .sums(let theirs)):
      self = .sums([])
      mine[to].merge(theirs[from], share: share)
      self = .sums(mine)
    case (.extremes(var mine, let largest), .extremes(let theirs, _)):
      self = .extremes([], largest: largest)
      mine[to] = Self.extreme(mine[to], theirs[from], largest: largest)
      self = .extremes(mine, largest: largest)
    case (.values(var mine, let quantile), .values(let theirs, _)):
      self = .values([], share: quantile)
      mine[to] += theirs[from]
      self = .values(mine, share: quantile)
    case (.distinct(var mine), .distinct(let theirs)):
      self = .distinct(DistinctStates())
      mine.merge(theirs, from: from, to: to)
      self = .distinct(mine)
    default: preconditionFailure("only states of the same plan can be merged")
    }
  }

  /// The larger or smaller; NaN is no value, and −0 counts as 0.
  @inline(__always)
  static func extreme(_ left: Double, _ right: Double, largest: Bool) -> Double {
    if left.isNaN { return right + 0 }
    if right.isNaN { return left }
    return (largest ? right > left : right < left) ? right : left
  }

  /// The value of a group, NaN for NULL: a sum, an extreme or a quantile of no values.
  func value(_ group: Int) -> Double {
    switch self {
    case .counts(let counts): counts[group]
    case .sums(let sums): sums[group].values > 0 ? sums[group].sum.value : .nan
    case .extremes(let extremes, _): extremes[group]
    case .values(let values, let share): Quantile.typeSeven(values[group], share) ?? .nan
    case .distinct(let states): Double(states.count(group))
    }
  }
}

/// The state of a sum.
struct SumState: Hashable, Sendable {
  var sum = CompensatedSum()
  /// Rows with a value.
  var values = 0
  /// Rows without, skipped as in SQL.
  var missingRows = 0
  /// The parts that were missing in those rows.
  var missingParts = 0
  var margins = MarginParts()

  mutating func merge(_ other: SumState, share: Double) {
    sum.merge(other.sum.scaled(by: share))
    values += other.values
    missingRows += other.missingRows
    missingParts += other.missingParts
    margins.merge(other.margins, share: share)
  }
}

/// Quantiles of unweighted values.
package enum Quantile {
  /// Type 7 of Hyndman and Fan (1996), the default of R and numpy: with h = (n − 1)·q, the values around
  /// rank h are interpolated linearly (as numpy does it, to the last bit). Nil for no values.
  ///
  /// - Parameters:
  ///   - values: in any order, none of them NaN.
  ///   - share: from 0 to 1; 0.5 is the median.
  /// - Complexity: O(n log n).
  package static func typeSeven(_ values: [Double], _ share: Double) -> Double? {
    guard let last = values.indices.last else { return nil }
    let sorted = values.sorted()
    let rank = Double(last) * min(max(share, 0), 1)
    let below = Int(rank.rounded(.down))
    let fraction = rank - Double(below)
    let low = sorted[below]
    let high = sorted[min(below + 1, last)]
    let step = high - low
    return fraction >= 0.5 ? high - step * (1 - fraction) : low + step * fraction
  }
}
