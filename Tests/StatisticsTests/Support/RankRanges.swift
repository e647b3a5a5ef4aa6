@testable import Statistics

/// The ranks a place may hold, given the uncertainty of all: 1 is first.
struct RankBounds: Hashable {
  let best: Int
  let worst: Int
}

/// Which end of the values rank 1 is.
enum RankOrder {
  case highestFirst, lowestFirst
}

/// The ranges of a `Ranking` of those that can be ranked, by the number in a list that has others too.
func rankRanges(_ estimates: [Estimate?], order: RankOrder = .highestFirst) -> [RankBounds?] {
  let ranked = estimates.indices.filter {
    estimates[$0]?.interval != nil && estimates[$0]?.value.isFinite == true
  }
  let ranking = Ranking(ranked.compactMap { estimates[$0] })
  var ranges = [RankBounds?](repeating: nil, count: estimates.count)
  for (entry, number) in ranked.enumerated() {
    let (best, worst) = (Int(ranking.best[entry]), Int(ranking.worst[entry]))
    ranges[number] =
      order == .highestFirst
      ? RankBounds(best: best, worst: worst)
      : RankBounds(best: 1 + ranked.count - worst, worst: 1 + ranked.count - best)
  }
  return ranges
}
