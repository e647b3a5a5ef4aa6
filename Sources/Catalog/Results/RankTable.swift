/// The ranks a place may have within its interval; 1 is the highest value.
package struct RankRange: Hashable, Sendable {
  package var rank: Int
  package var best: Int
  package var worst: Int
  /// Places ranked.
  package var of: Int

  package init(rank: Int, best: Int, worst: Int, of: Int) {
    self.rank = rank
    self.best = best
    self.worst = worst
    self.of = of
  }
}

/// The rank ranges of a level's places by position: twelve bytes a place.
package struct RankTable: Sendable {
  /// 0 for a place that is not ranked.
  private var ranks: [Int32]
  private var best: [Int32]
  private var worst: [Int32]
  /// Places ranked.
  package private(set) var ranked = 0

  /// - Parameter count: the places of the level, none of them ranked yet.
  package init(count: Int) {
    ranks = [Int32](repeating: 0, count: count)
    best = ranks
    worst = ranks
  }

  /// Ranks a place; the number of places ranked grows where it was not among them.
  package mutating func set(rank: Int, best: Int, worst: Int, at position: Int) {
    if ranks[position] == 0 { ranked += 1 }
    ranks[position] = Int32(rank)
    self.best[position] = Int32(best)
    self.worst[position] = Int32(worst)
  }

  /// The positions of the places that may hold the first rank. O(places).
  package var positionsAtTop: [Int] { best.indices.filter { best[$0] == 1 && ranks[$0] > 0 } }

  /// Nil for a place that is not ranked or not of the level.
  package subscript(position: Int) -> RankRange? {
    guard ranks.indices.contains(position), ranks[position] > 0 else { return nil }
    return RankRange(
      rank: Int(ranks[position]), best: Int(best[position]), worst: Int(worst[position]), of: ranked)
  }
}
