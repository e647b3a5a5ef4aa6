@testable import Tables

/// A query worked out row by row, with arrays and linear searches: what `QueryRun` must come to.
struct NaiveQuery {
  let query: Query
  let sample: Sample

  private typealias Row = [Value?]

  /// The results by row.
  func results() -> [[Value?]] {
    let filter = query.filter.map(named)
    let rows = sample.rows.filter { row in filter.map { truth(value($0, row)) } ?? true }
    var results = isGrouped ? groups(rows) : rows.map { row in result { value($0, row) } }
    sort(&results)
    var shown = results.map(\.items)
    if query.isDistinct {
      var kept: [[Value?]] = []
      for row in shown where !kept.contains(row) { kept.append(row) }
      shown = kept
    }
    return Array(shown.dropFirst(query.offset).prefix(query.limit ?? .max))
  }

  // MARK: Names

  private var items: [SyntaxNode] { (query.items ?? []).map(\.node) }

  private func named(_ node: SyntaxNode) -> SyntaxNode {
    var nodes: [String: SyntaxNode] = [:]
    for item in (query.items ?? []).reversed() where item.isNamed { nodes[item.name] = item.node }
    for column in sample.columns { nodes[column.name] = nil }
    return node.replacing(nodes)
  }

  private func resolved(_ node: SyntaxNode) -> SyntaxNode {
    if case .number(let position) = node.kind { return items[Int(position) - 1] }
    return named(node)
  }

  private var isGrouped: Bool {
    !query.groups.isEmpty || query.having != nil || query.nodes.contains(where: \.hasAggregates)
  }

  // MARK: Rows

  private func value(_ node: SyntaxNode, _ row: Row) -> Value? {
    NaiveRow(columns: sample.columns, values: row).value(node)
  }

  private func truth(_ value: Value?) -> Bool { value == .boolean(true) }

  private func result(_ value: (SyntaxNode) -> Value?) -> (items: [Value?], order: [Value?]) {
    (items.map(value), query.order.map { value(resolved($0.node)) })
  }

  // MARK: Groups

  private func groups(_ rows: [Row]) -> [(items: [Value?], order: [Value?])] {
    let keys = query.groups.map(resolved)
    var groups: [(key: [Value?], rows: [Row])] = keys.isEmpty ? [([], rows)] : []
    for row in rows where !keys.isEmpty {
      let key = keys.map { value($0, row) }
      if let known = groups.firstIndex(where: { $0.key == key }) {
        groups[known].rows.append(row)
      } else {
        groups.append((key, [row]))
      }
    }
    return groups.compactMap { group in
      let known = Array(zip(keys.map(\.bare), group.key))
      let read = { (node: SyntaxNode) in gathered(named(node), known, group.rows) }
      if let having = query.having, !truth(read(having)) { return nil }
      return result(read)
    }
  }

  /// Keys and aggregates are replaced by columns of a row of their own.
  private func gathered(_ node: SyntaxNode, _ keys: [(SyntaxNode, Value?)], _ rows: [Row]) -> Value? {
    var columns: [ExpressionColumn] = []
    var values: Row = []
    func replaced(_ node: SyntaxNode) -> SyntaxNode {
      let found: Value?
      if let key = keys.first(where: { $0.0 == node.bare }) {
        found = key.1
      } else if case .call(let call) = node.kind, AggregateFunction(rawValue: call.function) != nil {
        found = aggregate(call, rows)
      } else {
        return SyntaxNode(node.kind.mappingChildren(replaced), node.range)
      }
      columns.append(ExpressionColumn("#\(columns.count)", .text))
      values.append(found)
      return SyntaxNode(.column("#\(columns.count - 1)", quoted: true), node.range)
    }
    let plain = replaced(node)
    return NaiveRow(columns: columns, values: values).value(plain)
  }

  private func aggregate(_ call: SyntaxCall, _ rows: [Row]) -> Value? {
    if call.isStar { return .number(Double(rows.count)) }
    let values = rows.compactMap { value(call.arguments[0], $0) }
    if call.function == "count" {
      return .number(Double(call.isDistinct ? Set(values).count : values.count))
    }
    if call.function == "min" { return values.min(by: precedes) }
    if call.function == "max" { return values.max(by: precedes) }
    let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
    guard !numbers.isEmpty else { return nil }
    switch call.function {
    case "sum": return .number(numbers.reduce(0, +))
    case "avg": return .number(numbers.reduce(0, +) / Double(numbers.count))
    case "median": return .number(quantile(numbers, 0.5))
    default:
      guard case .number(let share) = call.arguments[1].kind else { return nil }
      return .number(quantile(numbers, share))
    }
  }

  private func quantile(_ numbers: [Double], _ share: Double) -> Double {
    let sorted = numbers.sorted()
    let rank = Double(sorted.count - 1) * share
    let below = Int(rank)
    return sorted[below] + (sorted[min(below + 1, sorted.count - 1)] - sorted[below]) * (rank - Double(below))
  }

  // MARK: Order

  private func precedes(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.number(let one), .number(let other)): one < other
    case (.text(let one), .text(let other)): one < other
    case (.date(let one), .date(let other)): one < other
    case (.boolean(let one), .boolean(let other)): !one && other
    default: false
    }
  }

  private func sort(_ results: inout [(items: [Value?], order: [Value?])]) {
    let sorted = results.enumerated().sorted { left, right in
      for (index, order) in query.order.enumerated() {
        switch (left.element.order[index], right.element.order[index]) {
        case (nil, nil): continue
        case (nil, _): return order.missingFirst
        case (_, nil): return !order.missingFirst
        case (let one?, let other?):
          if precedes(one, other) { return !order.isDescending }
          if precedes(other, one) { return order.isDescending }
        }
      }
      return left.offset < right.offset
    }
    results = sorted.map(\.element)
  }
}
