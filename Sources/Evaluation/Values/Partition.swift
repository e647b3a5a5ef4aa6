/// How source places (tracts, say) are put together into targets (neighbourhoods, fifths, the city).
///
/// Each source place gives a share of 0 to 1 to each target; a nested roll-up gives 1 to one target.
struct Partition: Sendable {
  struct Share: Hashable, Sendable {
    let source: Int
    let target: Int
    let weight: Double
  }

  /// Where a source place goes, and how much of it.
  struct Target: Hashable, Sendable {
    let target: Int
    let weight: Double
  }

  let targetCount: Int
  /// In order of source, then target.
  let shares: [Share]
  /// By source; a last source without shares may be missing.
  private let bySource: [[Target]]

  init(targetCount: Int, shares: [Share]) {
    self.targetCount = targetCount
    self.shares = shares.sorted { ($0.source, $0.target, $0.weight) < ($1.source, $1.target, $1.weight) }
    var bySource = [[Target]](repeating: [], count: (self.shares.last?.source ?? -1) + 1)
    for share in self.shares {
      bySource[share.source].append(Target(target: share.target, weight: share.weight))
    }
    self.bySource = bySource
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

  /// Where a source place goes; empty where it goes nowhere.
  func targets(of source: Int) -> [Target] { bySource.indices.contains(source) ? bySource[source] : [] }

  /// This partition, its targets then put together by another. O(shares × steps).
  func followed(by next: Partition) -> Partition {
    let joined = bySource.enumerated().flatMap { source, steps -> [Share] in
      var weights: [Int: Double] = [:]
      for step in steps {
        for onward in next.targets(of: step.target) {
          weights[onward.target, default: 0] += step.weight * onward.weight
        }
      }
      return weights.map { Share(source: source, target: $0.key, weight: $0.value) }
    }
    return Partition(targetCount: next.targetCount, shares: joined)
  }

  /// How many source places reach each target.
  var sourcesByTarget: [Int] {
    var counts = [Int](repeating: 0, count: targetCount)
    for share in shares { counts[share.target] += 1 }
    return counts
  }
}
