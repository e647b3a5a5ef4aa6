/// The ranks of places by value, 1 the highest, with the ranks that each may hold given the uncertainty of all.
///
/// best = 1 + the places surely ahead, worst = the number ranked − the places surely behind, by the pairwise test at
/// 90 % of `Estimate.compared`. Full counts rank without doubt, with shared ranges for equal values. (After Goldstein
/// and Spiegelhalter 1996; Klein, Wright and Wieczorek 2020.) No allowance is made for the number of pairs.
package struct Ranking: Sendable {
  /// By estimate. Of equal values the first given has the better rank.
  package private(set) var ranks: [Int32]
  package private(set) var best: [Int32]
  package private(set) var worst: [Int32]

  /// - Parameter estimates: each of a finite value and of known uncertainty; others count as nobody's competitors
  ///   and must be left out.
  /// - Complexity: O(n) for each pair of buckets of like uncertainty, of which there are few where all have about the
  ///   same.
  package init(_ estimates: [Estimate]) {
    let order = ascendingOrder(estimates.map(\.value))
    let counts = LeadCounts(order.map { estimates[Int($0)] })
    let count = Int32(truncatingIfNeeded: estimates.count)
    ranks = [Int32](repeating: 0, count: estimates.count)
    best = ranks
    worst = ranks
    for (position, number) in order.enumerated() {
      ranks[Int(number)] = count - Int32(truncatingIfNeeded: position)
      best[Int(number)] = 1 + counts.above[position]
      worst[Int(number)] = count - counts.below[position]
    }
  }
}
