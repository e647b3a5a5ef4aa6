import Catalog

/// How source places (tracts, say) are put together into targets (neighbourhoods, fifths, the city).
///
/// Each source place gives a share of 0 to 1 to each target; a nested roll-up gives 1 to one target.
struct Partition: Sendable {
  struct Share: Hashable, Sendable {
    let source: Int
    let target: Int
    let weight: Double
  }

  let targetCount: Int
  /// In order of source, then target.
  let shares: [Share]
  /// Whether every weight is 1: then nothing is modelled and medians and counts stay exact.
  let isExact: Bool

  init(targetCount: Int, shares: [Share]) {
    self.targetCount = targetCount
    self.shares = shares.sorted { ($0.source, $0.target) < ($1.source, $1.target) }
    isExact = shares.allSatisfy { $0.weight == 1 }
  }

  /// Each place is its own target.
  static func identity(_ count: Int) -> Partition {
    Partition(targetCount: count, shares: (0..<count).map { Share(source: $0, target: $0, weight: 1) })
  }

  /// Places go to one target each, or to none.
  init(targets: [Int?], count: Int) {
    self.init(
      targetCount: count,
      shares: targets.enumerated().compactMap { source, target in
        target.map { Share(source: source, target: $0, weight: 1) }
      })
  }

  /// This partition, its targets then put together by another.
  func followed(by next: Partition) -> Partition {
    let onward = Dictionary(grouping: next.shares, by: \.source)
    var weights: [[Int]: Double] = [:]
    for share in shares {
      for step in onward[share.target] ?? [] {
        weights[[share.source, step.target], default: 0] += share.weight * step.weight
      }
    }
    return Partition(
      targetCount: next.targetCount,
      shares: weights.map { Share(source: $0.key[0], target: $0.key[1], weight: $0.value) })
  }

  /// How many source places reach each target.
  var sourcesByTarget: [Int] {
    var counts = [Int](repeating: 0, count: targetCount)
    for share in shares { counts[share.target] += 1 }
    return counts
  }
}
