/// A scale on which values of different units can be added up, taken once from base values: those of the same
/// period, or of one period for all so that scores compare over time.
package struct ScoreScale: Sendable {
  package enum Kind: Sendable {
    /// Standard deviations above the mean of the base values; divisor n.
    case zScore
    /// From 0 at the lowest base value to 1 at the highest. A value beyond the base's range is cut to 0 or 1.
    case minMax
    /// The share of the other base values that lie below (`PercentileRank.percentRank`). A value above all of them
    /// has 1.
    case percentRank
  }

  private enum Rule: Sendable {
    case zScore(ZScale)
    case minMax(low: Double, high: Double)
    case percentRank(ascending: [Double])
  }

  private let rule: Rule

  /// Nil where fewer than two different base values are there: then no value says anything beside another.
  /// - Parameter base: nil for a missing value, which does not count.
  /// - Throws: `notFinite`, also where the values add up to more than can be held.
  /// - Complexity: O(n), for ranks O(n log n).
  package init?(_ kind: Kind, base: [Double?]) throws(Undefined) {
    let known = try finiteValues(base)
    guard let low = known.min(), let high = known.max(), low < high else { return nil }
    switch kind {
    case .zScore:
      guard let scale = try ZScale(known, divisor: .population) else { return nil }
      rule = .zScore(scale)
    case .minMax: rule = .minMax(low: low, high: high)
    case .percentRank: rule = .percentRank(ascending: known.sorted())
    }
  }

  /// The score of a finite value, which may be of the base or not.
  ///
  /// A turned score is as far below the middle as the score itself is above it: −z, and 1 − the others. A turned rank
  /// is not the rank of negated values: they differ on ties.
  /// - Complexity: O(1), for ranks O(log n).
  package func score(_ value: Double, isTurned: Bool = false) -> Double {
    switch rule {
    case .zScore(let scale):
      let score = scale.score(value)
      return isTurned ? 0 - score : score
    case .minMax(let low, let high):
      // A span above the largest number is taken in halves.
      let half = (high - low).isFinite ? 1 : 0.5
      let score = (value * half - low * half) / (high * half - low * half)
      return turned(min(1, max(0, score)), isTurned)
    case .percentRank(let ascending):
      let share = Double(valuesBelow(value, ascending)) / Double(ascending.count - 1)
      return turned(min(1, share), isTurned)
    }
  }

  private func turned(_ score: Double, _ isTurned: Bool) -> Double { isTurned ? 1 - score : score }
}

/// How many ascending values lie below a value. O(log n).
func valuesBelow(_ value: Double, _ ascending: [Double]) -> Int {
  var (low, high) = (0, ascending.count)
  while low < high {
    let middle = (low + high) / 2
    if ascending[middle] < value { low = middle + 1 } else { high = middle }
  }
  return low
}
