import Foundation

/// How much of Theil's T and L lies between groups, and how much within them.
package struct TheilDecomposition: Hashable, Sendable {
  package let t: Parts
  /// Nil where a value is 0.
  package let l: Parts?
  /// In ascending order of label, units without one last.
  package let groups: [Group]

  /// A total as the sum of its parts.
  package struct Parts: Hashable, Sendable {
    package let total: Double
    /// What would be left if everybody had the mean of their group.
    package let between: Double
    /// The rest: the groups' own indices, weighted.
    package let within: Double
  }

  /// One group; the units without a label are a group of their own.
  package struct Group: Hashable, Sendable {
    package let label: String?
    /// Share of the weight.
    package let populationShare: Double
    /// Share of the amount.
    package let valueShare: Double
    package let mean: Double
    /// Nil where the group's mean is 0.
    package let t: Double?
    /// Nil where the group has a value of 0.
    package let l: Double?
  }

  /// - Parameters:
  ///   - labels: the group of each value; nil for units of no group.
  ///   - weights: one a value, or nil for equal weights.
  /// - Throws: as `WeightedSample` and `theilT`.
  /// - Complexity: O(n log n).
  package init(_ values: [Double?], weights: [Double?]? = nil, labels: [String?]) throws(Undefined) {
    guard labels.count == values.count else { throw .unequalLengths }
    let sample = try WeightedSample(values, weights: weights)
    let theilT = try sample.theilT
    var members: [String?: [Int]] = [:]
    for (index, label) in labels.enumerated() { members[label, default: []].append(index) }
    let keys = members.keys.sorted { left, right in
      guard let left, let right else { return left != nil }
      return left < right
    }
    var groups: [Group] = []
    for key in keys {
      let indices = members[key] ?? []
      let part = indices.map { values[$0] }
      let weights = weights.map { weights in indices.map { weights[$0] } }
      // A group whose units are all incomplete is not there.
      guard let own = try? WeightedSample(part, weights: weights) else { continue }
      let share = own.totalWeight / sample.totalWeight
      groups.append(
        Group(
          label: key, populationShare: share, valueShare: share * (own.mean / sample.mean), mean: own.mean,
          t: try? own.theilT, l: try? own.meanLogDeviation))
    }
    self.groups = groups
    let between = try WeightedSample(groups.map(\.mean), weights: groups.map(\.populationShare))
    t = Parts(
      total: theilT, between: try between.theilT,
      within: groups.lazy.map { $0.valueShare * ($0.t ?? 0) }.compensatedSum)
    l = (try? (sample.meanLogDeviation, between.meanLogDeviation)).map { total, between in
      Parts(
        total: total, between: between,
        within: groups.lazy.map { $0.populationShare * ($0.l ?? 0) }.compensatedSum)
    }
  }
}
