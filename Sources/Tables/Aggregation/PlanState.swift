/// The states of one aggregate expression for every group.
struct PlanState: Sendable {
  private var rows: [Double] = []
  private var leaves: [LeafStates]

  init(_ plan: AggregateExpression) {
    leaves = plan.leaves.map { LeafStates($0, hasMargins: plan.marginSource == .linearSum) }
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
      input.margins = plan.margins
      leaves[leaf].add(plan.leaves[leaf], input)
    }
  }

  mutating func merge(_ other: PlanState, _ shares: [GroupShare]) {
    for share in shares { rows[share.to] += other.rows[share.from] * share.share }
    for leaf in leaves.indices { leaves[leaf].merge(other.leaves[leaf], shares) }
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
    let sums = leaves.compactMap { if case .sums(let states) = $0 { states } else { nil } }
    return AggregateValue(
      number: number, rows: rows[group],
      missingRows: sums.reduce(0) { $0 + $1.cells[group].missingRows },
      missingParts: sums.reduce(0) { $0 + $1.cells[group].missingParts },
      margins: hasMargins ? sums.first?.margins[group] : nil)
  }
}
