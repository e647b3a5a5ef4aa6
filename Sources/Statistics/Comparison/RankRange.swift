/// The ranks a place may hold, given the uncertainty of all: 1 is first.
package struct RankRange: Hashable, Sendable {
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
/// - Complexity: O(n²) comparisons.
package func rankRanges(_ estimates: [Estimate?], order: RankOrder = .highestFirst) -> [RankRange?] {
  let ranked = estimates.enumerated().compactMap { index, estimate in
    estimate.flatMap { $0.interval == nil || !$0.value.isFinite ? nil : (index: index, estimate: $0) }
  }
  var ahead = [Int](repeating: 0, count: estimates.count)
  var behind = ahead
  for (position, first) in ranked.enumerated() {
    for second in ranked[(position + 1)...] {
      let verdict = first.estimate.verdict(against: second.estimate)
      guard verdict == .higher || verdict == .lower else { continue }
      let firstLeads = (verdict == .higher) == (order == .highestFirst)
      ahead[firstLeads ? second.index : first.index] += 1
      behind[firstLeads ? first.index : second.index] += 1
    }
  }
  var ranges = [RankRange?](repeating: nil, count: estimates.count)
  for (index, _) in ranked {
    ranges[index] = RankRange(best: 1 + ahead[index], worst: ranked.count - behind[index])
  }
  return ranges
}
