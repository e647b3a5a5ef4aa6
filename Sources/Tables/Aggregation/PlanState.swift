/// The states of one aggregate expression for every group.
struct PlanState: Sendable {
  private var rows: [Double] = []
  private var leaves: [LeafStates]

  init(_ plan: AggregateExpression) { leaves = plan.leaves.map(LeafStates.init) }

  mutating func grow(by more: Int) {
    rows.append(contentsOf: repeatElement(0, count: more))
    for leaf in leaves.indices { leaves[leaf].grow(by: more) }
  }

  mutating func add(_ plan: AggregateExpression, _ evaluator: Evaluator, _ groups: [Int32]) {
    Self.count(groups, into: &rows)
    for leaf in plan.leaves.indices {
      leaves[leaf].add(plan.leaves[leaf], LeafInput(plan, leaf, evaluator, groups))
    }
  }

  /// Rows per group; the plainest loop of all.
  static func count(_ groups: [Int32], into counts: inout [Double]) {
    for group in groups where group >= 0 { counts[Int(group)] += 1 }
  }

  mutating func merge(_ other: PlanState, _ shares: [GroupShare]) {
    for share in shares {
      rows[share.to] += other.rows[share.from] * share.share
      for leaf in leaves.indices {
        leaves[leaf].merge(other.leaves[leaf], from: share.from, to: share.to, share: share.share)
      }
    }
  }

  func values(_ plan: AggregateExpression, groups: Range<Int>) -> [AggregateValue] {
    let slots = leaves.map { leaf in groups.map { leaf.value($0) } }
    let numbers = Evaluator(slots: slots, count: groups.count).numbers(plan.root).array(groups.count)
    return groups.map { group in
      let number = numbers[group - groups.lowerBound]
      return value(number.isNaN ? nil : number, group, hasMargins: plan.marginSource == .linearSum)
    }
  }

  private func value(_ number: Double?, _ group: Int, hasMargins: Bool) -> AggregateValue {
    let sums = leaves.compactMap { if case .sums(let states) = $0 { states[group] } else { nil } }
    return AggregateValue(
      number: number, rows: rows[group],
      missingRows: sums.reduce(0) { $0 + $1.missingRows },
      missingParts: sums.reduce(0) { $0 + $1.missingParts },
      margins: hasMargins ? sums.first?.margins : nil)
  }
}

/// What one leaf takes from a chunk.
struct LeafInput {
  let evaluator: Evaluator
  let groups: [Int32]
  let linear: LinearTerms?
  let margins: [String: String]

  init(_ plan: AggregateExpression, _ leaf: Int, _ evaluator: Evaluator, _ groups: [Int32]) {
    self.evaluator = evaluator
    self.groups = groups
    linear = plan.linear[leaf]
    margins = plan.margins
  }
}

extension LeafStates {
  /// Adds the rows of a chunk. The states are taken out of the enumeration and put back, so that the
  /// arrays are changed in place.
  mutating func add(_ leaf: AggregateLeaf, _ input: LeafInput) {
    switch (self, leaf) {
    case (.counts(var counts), .count(let argument)):
      self = .counts([])
      PlanState.count(input.groups(of: argument), into: &counts)
      self = .counts(counts)
    case (.counts(var counts), _):
      self = .counts([])
      PlanState.count(input.groups, into: &counts)
      self = .counts(counts)
    case (.sums(var sums), .sum(let node)):
      self = .sums([])
      input.add(node, to: &sums)
      self = .sums(sums)
    case (.extremes(var extremes, let largest), .minimum(let node)),
      (.extremes(var extremes, let largest), .maximum(let node)):
      self = .extremes([], largest: largest)
      input.forEach(node) { extremes[$0] = Self.extreme(extremes[$0], $1, largest: largest) }
      self = .extremes(extremes, largest: largest)
    case (.values(var values, let share), .quantile(let node, _)):
      self = .values([], share: share)
      input.forEach(node) { values[$0].append($1) }
      self = .values(values, share: share)
    case (.distinct(var states), .distinct(let argument)):
      self = .distinct(DistinctStates())
      states.add(input.evaluator.data(argument), groups: input.groups)
      self = .distinct(states)
    default: preconditionFailure("a leaf's states are of its own kind")
    }
  }
}

extension LeafInput {
  /// The groups, with −1 where the argument is NULL.
  func groups(of argument: RowExpression) -> [Int32] {
    let nulls = evaluator.nulls(argument).array(groups.count)
    return zip(groups, nulls).map { $1 ? -1 : $0 }
  }

  /// Calls `body` with group and value for every row that has both.
  @inline(__always)
  func forEach(_ node: NumberNode, _ body: (Int, Double) -> Void) {
    let values = evaluator.numbers(node).array(groups.count)
    for row in groups.indices where groups[row] >= 0 && !values[row].isNaN {
      body(Int(groups[row]), values[row])
    }
  }

  /// Adds the rows' values, what is missing, and the margins of the parts.
  func add(_ node: NumberNode, to sums: inout [SumState]) {
    let values = evaluator.numbers(node).array(groups.count)
    let parts = linear?.terms.map { evaluator.numberColumn($0.column) } ?? []
    for row in groups.indices where groups[row] >= 0 {
      let group = Int(groups[row])
      if values[row].isNaN {
        sums[group].missingRows += 1
        // A NULL without a missing column, as from a division by zero, is one missing part.
        sums[group].missingParts += max(1, parts.reduce(0) { $0 + ($1[row].isNaN ? 1 : 0) })
      } else {
        sums[group].sum.add(values[row])
        sums[group].values += 1
      }
    }
    if !margins.isEmpty, let linear { addMargins(linear.terms, parts, values, to: &sums) }
  }

  /// Row by row, so that the order of the parts does not depend on where a chunk ends.
  private func addMargins(
    _ terms: [LinearTerms.Term], _ parts: [[Double]], _ values: [Double], to sums: inout [SumState]
  ) {
    let columns = terms.map { term in margins[term.column].map { evaluator.numberColumn($0) } }
    let scales = terms.map(\.coefficient.magnitude)
    for row in groups.indices where groups[row] >= 0 && !values[row].isNaN {
      for term in terms.indices {
        // A negative margin is a publisher's code for none and must not become a number.
        let margin = columns[term].map { $0[row] } ?? .nan
        sums[Int(groups[row])].margins.add(estimate: parts[term][row], margin: margin * scales[term])
      }
    }
  }
}
