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
  /// Whether each place is its own target, whole.
  let isIdentity: Bool
  /// By source, where its shares start; one more than there are sources. A last source without shares may be
  /// missing.
  private let starts: [Int]

  init(targetCount: Int, shares: [Share]) {
    self.targetCount = targetCount
    self.shares = shares.sorted { ($0.source, $0.target, $0.weight) < ($1.source, $1.target, $1.weight) }
    var starts: [Int] = [0]
    starts.reserveCapacity((self.shares.last?.source ?? 0) + 2)
    for (index, share) in self.shares.enumerated() {
      while starts.count <= share.source { starts.append(index) }
    }
    starts.append(self.shares.count)
    self.starts = starts
    isIdentity =
      shares.count == targetCount
      && self.shares.enumerated().allSatisfy { $1.source == $0 && $1.target == $0 && $1.weight == 1 }
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
  func targets(of source: Int) -> ArraySlice<Share> {
    source + 1 < starts.count ? shares[starts[source]..<starts[source + 1]] : []
  }

  /// This partition, its targets then put together by another. O(shares × steps).
  func followed(by next: Partition) -> Partition {
    if isIdentity { return next }
    let joined = (0..<starts.count - 1).flatMap { source -> [Share] in
      var weights: [Int: Double] = [:]
      for step in targets(of: source) {
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
