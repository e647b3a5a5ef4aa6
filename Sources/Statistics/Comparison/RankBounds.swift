/// The ranks a place may hold, given the uncertainty of all: 1 is first.
package struct RankBounds: Hashable, Sendable {
  package let best: Int
  package let worst: Int

  package init(best: Int, worst: Int) {
    self.best = best
    self.worst = worst
  }
}

/// Which end of the values rank 1 is.
package enum RankOrder: Sendable {
  case highestFirst, lowestFirst
}

/// The range of ranks of each estimate: best = 1 + the places surely ahead, worst = the number ranked − the places
/// surely behind, by the pairwise test at 90 % of `Estimate.compared`.
///
/// Full counts rank without doubt, with shared ranks for equal values. Nil and estimates of unpublished
/// uncertainty are not ranked and do not count as competitors. (After Goldstein and Spiegelhalter 1996; Klein,
/// Wright and Wieczorek 2020.) No allowance is made for the number of pairs.
/// - Complexity: O(n) for each pair of buckets of like uncertainty, of which there are few where all have about the same.
package func rankRanges(_ estimates: [Estimate?], order: RankOrder = .highestFirst) -> [RankBounds?] {
  var numbers: [Int] = []
  var ranked: [Estimate] = []
  for (number, estimate) in estimates.enumerated() {
    guard let estimate, estimate.interval != nil, estimate.value.isFinite else { continue }
    numbers.append(number)
    ranked.append(estimate)
  }
  let counts = LeadCounts(ranked)
  var ranges = [RankBounds?](repeating: nil, count: estimates.count)
  for (position, number) in numbers.enumerated() {
    let (above, below) = (Int(counts.above[position]), Int(counts.below[position]))
    let (ahead, behind) = order == .highestFirst ? (above, below) : (below, above)
    ranges[number] = RankBounds(best: 1 + ahead, worst: ranked.count - behind)
  }
  return ranges
}
