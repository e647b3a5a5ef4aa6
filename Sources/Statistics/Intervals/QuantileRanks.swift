/// Which of the ordered values of a sample bound a quantile of what it was drawn from, whatever the distribution.
///
/// How many of n values lie below the quantile of a share q is binomial, so the l-th and the u-th smallest hold it at
/// the level where P(B ≤ l − 1) and P(B ≥ u) are each at most half of what is outside (Conover 1999, Practical
/// Nonparametric Statistics, §3.2; Hahn and Meeker 1991, §5.2). It is exact for values without ties and cautious with
/// them: the true confidence is at least the level's.
package struct QuantileRanks: Hashable, Sendable {
  /// Of the quantile, above 0 and below 1; 0.5 is the median.
  package let share: Double
  package let level: Double

  /// - Throws: `outOfRange` for a share or a level that is not between 0 and 1.
  package init(share: Double, level: Double = 0.9) throws(Undefined) {
    guard share > 0, share < 1, level > 0, level < 1 else { throw .outOfRange }
    self.share = share
    self.level = level
  }

  /// The ranks of the two values, from 1; nil where so few values cannot bound the quantile: fewer than five cannot
  /// bound a median at 90 %, fewer than 29 a ninth decile.
  ///
  /// - Complexity: a few evaluations of the incomplete beta function, O(√count) terms each.
  package func ranks(of count: Int) -> ClosedRange<Int>? {
    let n = Double(count)
    let outside = (1 - level) / 2
    guard count > 0, let z = try? normalMultiplier(level: level) else { return nil }
    let reach = z * (n * share * (1 - share)).squareRoot()
    // Near both from the normal distribution; then step by step to where the binomial's own tails end.
    var low = max(1, min(count, Int(n * share - reach)))
    while low > 1, atMost(low - 1, of: n) > outside { low -= 1 }
    while low < count, atMost(low, of: n) <= outside { low += 1 }
    var high = max(1, min(count, Int(n * share + reach) + 1))
    while high < count, atLeast(high, of: n) > outside { high += 1 }
    while high > 1, atLeast(high - 1, of: n) <= outside { high -= 1 }
    guard atMost(low - 1, of: n) <= outside, atLeast(high, of: n) <= outside, low <= high else { return nil }
    return low...high
  }

  /// That no more than so many of n values lie below the quantile.
  private func atMost(_ below: Int, of n: Double) -> Double {
    let k = Double(below)
    guard k < n else { return 1 }
    return (try? incompleteBeta(n - k, k + 1, x: 1 - share, y: share).lower) ?? 1
  }

  /// That so many of n values or more lie below the quantile.
  private func atLeast(_ below: Int, of n: Double) -> Double {
    let k = Double(below)
    guard k > 0 else { return 1 }
    return (try? incompleteBeta(k, n - k + 1, x: share, y: 1 - share).lower) ?? 1
  }
}
