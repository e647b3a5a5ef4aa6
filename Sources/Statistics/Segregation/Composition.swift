import Foundation

/// Counts of groups in the same units, complete cases only: what segregation is computed from.
struct Composition: Sendable {
  /// For every group its counts, beside `totals`; scaled by a power of two.
  let groups: [[Double]]
  /// For every used unit the sum of its groups; above 0.
  let totals: [Double]
  /// Σ of each group.
  let sizes: [Double]
  /// Σ of the totals.
  let size: Double

  /// Drops units with a missing count, then units with nobody in them, which have no composition.
  /// - Throws: `empty` where no unit is left, `unequalLengths`, `negativeValues`, `notFinite`.
  init(_ groups: [[Double?]]) throws(Undefined) {
    guard let count = groups.first?.count else { throw .empty }
    guard groups.allSatisfy({ $0.count == count }) else { throw .unequalLengths }
    let present = (0..<count).filter { unit in groups.allSatisfy { $0[unit] != nil } }
    let counts = groups.map { group in present.compactMap { group[$0] } }
    for value in counts.joined() {
      guard try value.finite >= 0 else { throw .negativeValues }
    }
    // One power of two for all, so that no total overflows and no digit changes.
    let scaled = scaledToOne(Array(counts.joined()))
    let rows = groups.indices.map { Array(scaled[($0 * present.count)..<(($0 + 1) * present.count)]) }
    let all = present.indices.map { unit in rows.lazy.map { $0[unit] }.compensatedSum }
    let filled = all.indices.filter { all[$0] > 0 }
    guard !filled.isEmpty else { throw .empty }
    self.groups = rows.map { row in filled.map { row[$0] } }
    totals = filled.map { all[$0] }
    sizes = self.groups.map(\.compensatedSum)
    size = totals.compensatedSum
  }

  /// How many groups have anybody.
  var populatedGroups: Int { sizes.count { $0 > 0 } }

  /// Each group's share of everybody.
  var shares: [Double] { sizes.map { $0 / size } }

  /// Entropy of the whole, Σ P ln(1/P), 0 ln 0 = 0.
  var entropy: Double {
    zip(shares, others).lazy.map { share, other in
      guard share > 0 else { return 0 }
      return share > 0.5 ? -share * log1p(-other) : -share * log(share)
    }.compensatedSum
  }

  /// Theil's H: Σ t p ln(p/P) ÷ (T E); nil with one populated group.
  var informationTheory: Double? {
    guard populatedGroups > 1 else { return nil }
    var total = CompensatedSum()
    for (group, share) in shares.enumerated() where share > 0 {
      for (unit, distance) in distances(of: group).enumerated() where groups[group][unit] > 0 {
        let count = groups[group][unit]
        let excess = distance / share
        total.add(count * (excess.magnitude < 0.5 ? log1p(excess) : log(count / totals[unit] / share)))
      }
    }
    return clamped(total.total / (size * entropy))
  }

  /// Σ t |p − P| ÷ (2 T Σ P(1 − P)); nil with one populated group.
  var dissimilarity: Double? {
    guard populatedGroups > 1 else { return nil }
    var total = CompensatedSum()
    for group in groups.indices {
      for (unit, distance) in distances(of: group).enumerated() {
        total.add(totals[unit] * distance.magnitude)
      }
    }
    let spread = zip(shares, others).lazy.map { $0 * $1 }.compensatedSum
    return clamped(total.total / (2 * size * spread))
  }

  /// Σ t (p − P)² ÷ ((1 − P) T) over groups; nil with one populated group.
  var normalisedExposure: Double? {
    guard populatedGroups > 1 else { return nil }
    var total = CompensatedSum()
    for (group, other) in others.enumerated() where sizes[group] > 0 {
      for (unit, distance) in distances(of: group).enumerated() {
        total.add(totals[unit] / size * distance * (distance / other))
      }
    }
    return clamped(total.total)
  }

  /// ½ Σ |a/A − b/B| between two groups; nil where either has nobody.
  func dissimilarity(_ a: Int, _ b: Int) -> Double? {
    guard sizes[a] > 0, sizes[b] > 0 else { return nil }
    let gaps = zip(groups[a], groups[b]).lazy.map { [sizes] in ($0 / sizes[a] - $1 / sizes[b]).magnitude }
    return clamped(gaps.compensatedSum / 2)
  }

  /// p − P of a group in every unit.
  ///
  /// Where a group is most of everybody, 0.9999 − 0.9998 has lost the digits that the small groups still have: its
  /// distance is what theirs leave, because the distances of one unit add up to 0.
  private func distances(of group: Int) -> [Double] {
    let rest = groups.indices.filter { $0 != group }
    return totals.indices.map { unit in
      let plain = { (group: Int) in groups[group][unit] / totals[unit] - sizes[group] / size }
      return sizes[group] > size / 2 ? -rest.lazy.map(plain).compensatedSum : plain(group)
    }
  }

  /// 1 − P of each group, from the others' counts.
  private var others: [Double] {
    sizes.indices.map { group in
      sizes.indices.lazy.filter { $0 != group }.map { sizes[$0] }.compensatedSum / size
    }
  }

  /// Without the last bit that rounding may put outside 0…1.
  private func clamped(_ value: Double) -> Double { min(1, max(0, value)) }
}
