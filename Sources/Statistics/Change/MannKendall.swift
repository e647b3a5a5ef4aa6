/// Which way a series moves, as far as a test can tell.
package enum TrendDirection: String, Sendable {
  case increasing, decreasing
  case none = "no trend"
}

/// The Mann–Kendall test: do later values tend to be higher (or lower) than earlier ones? Only their order
/// counts, so one bad year does not make a trend.
package struct MannKendall: Hashable, Sendable {
  /// Pairs in which the later value is higher, less pairs in which it is lower.
  package let score: Int
  /// The variance of the score where there is no trend, corrected for tied values.
  package let variance: Double
  /// With continuity correction; nil for fewer than 3 points, or where all values are equal.
  package let z: Double?
  /// The exact two-sided p from all orders of the values; nil above 20 points or with ties.
  package let exactP: Double?
  /// Score ÷ number of pairs, from −1 to 1.
  package let tau: Double
  /// As `tau`, but 1 can be reached with tied values; nil where all values are equal.
  package let tauB: Double?

  /// Two-sided, from the normal distribution; nil where `z` is.
  package var p: Double? { z.map(twoSidedP) }

  /// The direction at a level of significance.
  package func direction(alpha: Double = 0.05) -> TrendDirection {
    guard let p, p < alpha else { return .none }
    return score > 0 ? .increasing : .decreasing
  }

  /// O(n log n).
  package init(_ series: TimeSeries) {
    var sorted = series.values
    let falling = sortCountingFalls(&sorted)
    let tied = runs(of: sorted).map(\.count).filter { $0 > 1 }
    let (count, pairs) = (series.count, series.pairCount)
    let tiedPairs = tied.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    score = pairs - tiedPairs - 2 * falling
    func spread(_ size: Int) -> Double { Double(size) * Double(size - 1) * Double(2 * size + 5) }
    variance = (spread(count) - tied.reduce(0) { $0 + spread($1) }) / 18
    let isTestable = count >= 3 && variance > 0
    z = isTestable ? Double(score - score.signum()) / variance.squareRoot() : nil
    exactP = count <= 20 && tied.isEmpty ? KendallDistribution.twoSidedP(falls: falling, count: count) : nil
    tau = Double(score) / Double(pairs)
    let untied = pairs - tiedPairs
    tauB = untied > 0 ? Double(score) / (Double(pairs).squareRoot() * Double(untied).squareRoot()) : nil
  }
}

/// Sorts by merging, and counts the pairs that stood in falling order. O(n log n).
private func sortCountingFalls(_ values: inout [Double]) -> Int {
  var falls = 0
  var merged = values
  var width = 1
  while width < values.count {
    for start in stride(from: 0, to: values.count, by: 2 * width) {
      let middle = min(start + width, values.count)
      let end = min(start + 2 * width, values.count)
      var (left, right) = (start, middle)
      for place in start..<end {
        if right == end || (left < middle && values[left] <= values[right]) {
          merged[place] = values[left]
          left += 1
        } else {
          merged[place] = values[right]
          right += 1
          falls += middle - left
        }
      }
    }
    swap(&values, &merged)
    width *= 2
  }
  return falls
}

/// How many orders of n different values have a given number of falling pairs.
enum KendallDistribution {
  /// The probability of a score at least as far from 0, either way, when all n! orders are equally likely.
  ///
  /// Exact in 64-bit integers: 20! is below 2⁶².
  /// - Precondition: 0 < count ≤ 20, and falls is from 0 to count(count − 1)/2.
  static func twoSidedP(falls: Int, count: Int) -> Double {
    let orders = orders(count)
    let nearer = min(falls, orders.count - 1 - falls)
    let tail = orders[...nearer].reduce(0, +)
    return min(1, 2 * Double(tail) / Double(orders.reduce(0, +)))
  }

  /// Orders of n values by their number of falling pairs: adding the nth value before 0 … n − 1 of the others
  /// adds that many.
  static func orders(_ count: Int) -> [Int] {
    var orders = [1]
    for size in 1...max(1, count) {
      var next = [Int](repeating: 0, count: orders.count + size - 1)
      for (falls, ways) in orders.enumerated() {
        for added in 0..<size { next[falls + added] += ways }
      }
      orders = next
    }
    return orders
  }
}
