/// What one leaf takes from a chunk.
struct LeafInput {
  let evaluator: Evaluator
  let groups: RowGroups
  /// The linear form of a sum that has one, and the margin columns of its columns.
  var linear: LinearTerms?
  var marginForm: MarginForm?
  var margins: [String: String] = [:]
}

extension LeafStates {
  /// Adds the rows of a chunk.
  mutating func add(_ leaf: AggregateLeaf, _ input: LeafInput) {
    switch (self, leaf) {
    case (.counts(var counts), .count(let argument)):
      self = .counts([])
      input.count(argument, into: &counts)
      self = .counts(counts)
    case (.counts(var counts), _):
      self = .counts([])
      input.countRows(into: &counts)
      self = .counts(counts)
    case (.sums(var sums), .sum(let node)):
      self = .sums(SumStates())
      input.add(node, to: &sums)
      self = .sums(sums)
    case (.extremes(var extremes), .minimum(let node)), (.extremes(var extremes), .maximum(let node)):
      self = .extremes(NumberExtremes(largest: true))
      input.forEach(node) { extremes.take($1, $0) }
      self = .extremes(extremes)
    case (.dates(var dates), .extremeDate(let node, _)):
      self = .dates(DateExtremes(largest: true))
      let values = input.evaluator.dates(node)
      input.groups.forEach { dates.take(values[$0], $1) }
      self = .dates(dates)
    case (.texts(var texts), .extremeText(let node, _)):
      self = .texts(TextExtremes(largest: true))
      texts.add(input.evaluator.texts(node), input.groups)
      self = .texts(texts)
    case (.values(var values, let share), .quantile(let node, _)):
      self = .values([], share: share)
      input.forEach(node) { values[$0].append($1) }
      self = .values(values, share: share)
    case (.distinct(var states), .distinct(let argument)):
      self = .distinct(DistinctStates())
      states.add(input.evaluator.data(argument), groups: input.groups)
      self = .distinct(states)
    case (.contributors(var states), .contributors(let amount, let contributor, _, _)):
      self = .counts([])
      states.add(input.amounts(amount), by: input.evaluator.data(contributor), input.groups)
      self = .contributors(states)
    default: preconditionFailure("a leaf's states are of its own kind")
    }
  }
}

extension LeafInput {
  /// Rows per group; the plainest loop of all.
  func countRows(into counts: inout [Double]) {
    switch groups {
    case .single(let count): counts[0] += Double(count)
    case .each(let groups):
      counts.withUnsafeMutableBufferPointer { counts in
        for group in groups where group >= 0 { counts[Int(group)] += 1 }
      }
    }
  }

  /// Rows with a value per group.
  func count(_ argument: RowExpression, into counts: inout [Double]) {
    if case .constant(let isNull) = evaluator.nulls(argument) {
      if !isNull { countRows(into: &counts) }
      return
    }
    counts.withUnsafeMutableBufferPointer { counts in
      switch argument {
      case .number(let node):
        guard case .values(let values) = evaluator.numbers(node) else { return }
        values.withUnsafeBufferPointer { values in
          groups.forEach { row, group in if !values[row].isNaN { counts[group] += 1 } }
        }
      default:
        let nulls = evaluator.nulls(argument).array(groups.count)
        groups.forEach { row, group in if !nulls[row] { counts[group] += 1 } }
      }
    }
  }

  /// What each row adds to a sum or a count; NaN for nothing.
  func amounts(_ leaf: AggregateLeaf) -> [Double] {
    switch leaf {
    case .sum(let node): evaluator.numbers(node).array(groups.count)
    case .count(let argument): evaluator.nulls(argument).array(groups.count).map { $0 ? .nan : 1 }
    default: [Double](repeating: 1, count: groups.count)
    }
  }

  /// Calls `body` with group and value for every row that has both.
  @inline(__always)
  func forEach(_ node: NumberNode, _ body: (Int, Double) -> Void) {
    evaluator.numbers(node).array(groups.count).withUnsafeBufferPointer { values in
      groups.forEach { row, group in
        let value = values[row]
        if !value.isNaN { body(group, value) }
      }
    }
  }

  /// Adds the rows' values, what is missing, and the margins of the parts.
  func add(_ node: NumberNode, to sums: inout SumStates) {
    let values = evaluator.numbers(node).array(groups.count)
    let parts = linear?.terms.map { evaluator.numberColumn($0.column) } ?? []
    values.withUnsafeBufferPointer { values in
      switch groups {
      case .single: sums.add(values, group: 0, parts: parts)
      case .each(let groups): groups.withUnsafeBufferPointer { sums.add(values, $0, parts: parts) }
      }
    }
    guard !margins.isEmpty else { return }
    if let linear {
      addMargins(linear.terms, parts, values, to: &sums)
    } else if let marginForm {
      let rows = RowMargins(marginForm, evaluator, margins)
      groups.forEach { row, group in
        if values[row].isNaN { return }
        rows.add(row) { sums.addMargin(group, estimate: $0, margin: $1) }
      }
    }
  }

  /// Row by row, so that the order of the parts does not depend on where a chunk ends.
  private func addMargins(
    _ terms: [LinearTerms.Term], _ parts: [[Double]], _ values: [Double], to sums: inout SumStates
  ) {
    let columns = terms.map { term in margins[term.column].map { evaluator.numberColumn($0) } }
    let scales = terms.map(\.coefficient.magnitude)
    groups.forEach { row, group in
      if values[row].isNaN { return }
      for term in terms.indices {
        // A negative margin is a publisher's code for none and must not become a number.
        let margin = columns[term].map { $0[row] } ?? .nan
        sums.addMargin(group, estimate: parts[term][row], margin: margin * scales[term])
      }
    }
  }
}
