/// The states of several aggregate expressions ("plans") for every group of rows.
///
/// Groups are numbered 0..<`groupCount`. Rows are taken in order, so the result does not depend on how
/// they are cut into chunks; merges give the same values as one pass, to the last bit where
/// `CompensatedSum` is exact and within its rounding elsewhere. Counts, extremes, quantiles and distinct
/// counts are always the same.
///
/// Memory is O(groups × plans), except that quantiles keep every value (8 bytes a row) and distinct
/// counts every distinct value of each group.
package struct GroupedAggregates: Sendable {
  package let plans: [AggregateExpression]
  package private(set) var groupCount = 0
  private var states: [PlanState]
  /// Where the rows to be added stand for several records each.
  private let counted: CountedRows?

  /// - Parameter counted: how many records the rows to be added stand for; nil is one each.
  package init(_ plans: [AggregateExpression], counted: CountedRows? = nil) {
    self.plans = plans
    self.counted = counted
    states = plans.map(PlanState.init)
  }

  /// Makes room for groups up to `count`; never fewer than before.
  package mutating func grow(to count: Int) {
    guard count > groupCount else { return }
    for plan in states.indices { states[plan].grow(by: count - groupCount) }
    groupCount = count
  }

  /// Adds the rows of a chunk.
  ///
  /// - Parameters:
  ///   - index: where each column lies in the chunk.
  ///   - groups: the group of each row; −1 leaves the row out. Larger numbers grow the groups.
  ///   - masks: for each plan the rows it uses, nil for all; an empty list is nil for every plan.
  /// - Complexity: O(rows × nodes of the expressions).
  package mutating func add(
    _ chunk: Chunk, columns index: [String: Int], groups: [Int32], masks: [[Bool]?] = []
  ) {
    precondition(groups.count == chunk.count, "every row needs a group or −1")
    precondition(masks.isEmpty || masks.count == plans.count, "every plan needs a mask or nil")
    grow(to: Int(groups.max() ?? -1) + 1)
    let evaluator = Evaluator(chunk, columns: index)
    for plan in plans.indices {
      let mask = masks.isEmpty ? nil : masks[plan]
      let used = mask.map { Rows.zip(groups, $0) { $1 ? $0 : -1 } } ?? groups
      if let counted {
        states[plan].add(plans[plan], CountedInput(chunk, index, used, counted))
        continue
      }
      states[plan].add(plans[plan], evaluator, used)
    }
  }

  /// Takes the states of the same plans in, group by group under the same number. Call it in the order
  /// of the rows.
  package mutating func merge(_ other: GroupedAggregates) {
    merge(other, groups: Array(0..<Int32(other.groupCount)))
  }

  /// Takes the states of the same plans in; `map` gives each of the other's groups its group here, −1
  /// leaves it out. A roll-up is a merge into an empty value.
  package mutating func merge(_ other: GroupedAggregates, groups map: [Int32]) {
    precondition(map.count == other.groupCount, "every group needs a group here or −1")
    let shares = map.enumerated().compactMap { from, to in
      to < 0 ? nil : GroupShare(from: from, to: Int(to))
    }
    take(other, shares)
  }

  /// Takes shares of the other's groups in, in the order given: values and margins are multiplied by the
  /// share; a share of exactly 0 takes nothing.
  ///
  /// Throws where a share is not 0 or 1 and a plan has an aggregate that cannot be divided.
  package mutating func merge(
    _ other: GroupedAggregates, shares: [GroupShare]
  ) throws(UnscalableAggregate) {
    let divides = shares.contains { $0.share != 1 && $0.share != 0 }
    if divides, let plan = plans.firstIndex(where: { !$0.isScalable }) {
      throw UnscalableAggregate(plan: plan)
    }
    take(other, shares.filter { $0.share != 0 })
  }

  private mutating func take(_ other: GroupedAggregates, _ shares: [GroupShare]) {
    precondition(other.plans == plans, "only states of the same plans can be merged")
    grow(to: (shares.map(\.to).max() ?? -1) + 1)
    for plan in states.indices { states[plan].merge(other.states[plan], shares) }
  }

  /// The values of a plan for all groups, by group. O(groups × nodes), with a sort for each quantile.
  package func values(_ plan: Int) -> [AggregateValue] {
    states[plan].values(plans[plan], groups: 0..<groupCount)
  }

  /// The values of two ranks among those that a quantile of a group is taken of, and what lies between.
  ///
  /// - Parameter ranks: from 1, of so many values; nil where there are too few.
  /// - Returns: nil too where the plan is no quantile.
  /// - Complexity: O(values) expected.
  package func orderStatistics(
    _ plan: Int, group: Int, ranks: (_ count: Int) -> ClosedRange<Int>?
  ) -> ClosedRange<Double>? {
    guard plans[plan].quantileShare != nil, (0..<groupCount).contains(group),
      var values = states[plan].quantileValues(group), let ranks = ranks(values.count)
    else { return nil }
    return values.withUnsafeMutableBufferPointer { values in
      let low = Quantile.select(ranks.lowerBound - 1, in: values)
      return low...max(low, Quantile.select(ranks.upperBound - 1, in: values))
    }
  }

  /// The value of a plan for one group.
  package func value(_ plan: Int, group: Int) -> AggregateValue? {
    (0..<groupCount).contains(group) ? states[plan].values(plans[plan], groups: group..<group + 1).first : nil
  }
}
