/// The states of one aggregate expression for every group.
struct PlanState: Sendable {
  private var rows: [Double] = []
  private var leaves: [LeafStates]

  init(_ plan: AggregateExpression) {
    leaves = plan.leaves.map { LeafStates($0, hasMargins: plan.marginSource.isDerivable) }
  }

  mutating func grow(by more: Int) {
    rows.append(contentsOf: repeatElement(0, count: more))
    for leaf in leaves.indices { leaves[leaf].grow(by: more) }
  }

  mutating func add(_ plan: AggregateExpression, _ evaluator: Evaluator, _ groups: [Int32]) {
    var input = LeafInput(evaluator: evaluator, groups: .each(groups))
    input.countRows(into: &rows)
    for leaf in plan.leaves.indices {
      input.linear = plan.linear[leaf]
      input.marginForm = plan.marginForm
      input.margins = plan.margins
      leaves[leaf].add(plan.leaves[leaf], input)
    }
  }

  /// Adds the records that rows stand for.
  mutating func add(_ plan: AggregateExpression, _ input: CountedInput) {
    input.countRecords(into: &rows)
    for leaf in plan.leaves.indices {
      let parts = plan.linear[leaf]?.terms.map(\.column) ?? []
      leaves[leaf].add(plan.leaves[leaf], input, parts: parts)
    }
  }

  mutating func merge(_ other: PlanState, _ shares: [GroupShare]) {
    for share in shares { rows[share.to] += other.rows[share.from] * share.share }
    for leaf in leaves.indices { leaves[leaf].merge(other.leaves[leaf], shares) }
  }

  /// The values that a quantile of a group is taken of, where the first aggregate is one.
  func quantileValues(_ group: Int) -> [Double]? {
    guard case .values(let values, _)? = leaves.first else { return nil }
    return values[group]
  }

  func values(_ plan: AggregateExpression, groups: Range<Int>) -> [AggregateValue] {
    let slots = leaves.map { $0.numbers(groups) }
    let numbers = Evaluator(slots: slots, count: groups.count).numbers(plan.root).array(groups.count)
    // Taken out of the leaves once: a group costs no allocation.
    let sums = leaves.compactMap { if case .sums(let states) = $0 { states } else { nil } }
    let margins = plan.marginSource.isDerivable ? sums.first?.margins : nil
    return groups.map { group in
      let number = numbers[group - groups.lowerBound]
      var missing = (rows: 0, parts: 0)
      for states in sums {
        missing.rows += states.cells[group].missingRows
        missing.parts += states.cells[group].missingParts
      }
      return AggregateValue(
        number: number.isNaN ? nil : number, rows: rows[group], missingRows: missing.rows,
        missingParts: missing.parts, margins: margins?[group], leavesOutMissing: plan.leavesOutMissing)
    }
  }
}

extension LeafStates {
  /// The values of groups; one choice of the kind for all.
  fileprivate func numbers(_ groups: Range<Int>) -> [Double] {
    switch self {
    case .counts(let counts): Array(counts[groups])
    case .sums(let sums): groups.map { sums.value($0) }
    default: groups.map { value($0) }
    }
  }
}
