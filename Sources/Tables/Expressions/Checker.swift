import Notation

/// Turns syntax into typed nodes and collects every problem it meets.
///
/// A nil result means that a problem below has been reported, so that the levels above stay silent.
struct Checker {
  enum Aggregates: Sendable {
    /// Each row is looked at by itself.
    case refused
    /// A formula: numbers whose leaves are aggregates.
    case allowed
    /// What a query shows of a group: keys and aggregates, which become columns of the table of groups.
    case gathered
  }

  /// A part's typed node; `null` is a NULL that fits every type.
  enum Part {
    case null
    case typed(RowExpression)
  }

  let source: SourceText
  var aggregates: Aggregates
  /// What stands in a query's `group by`, in its bare form, as columns of the table of groups.
  var keys: [SyntaxNode: RowExpression] = [:]
  /// Whether the expressions are a query's, for the words of a fix.
  var isQuery = false
  private let types: [String: ColumnType]
  private let names: [String]
  private(set) var problems: [Diagnostic] = []
  /// The aggregates met so far; equal ones share a slot.
  private(set) var leaves: [AggregateLeaf] = []
  var isInsideAggregate = false

  init(_ source: SourceText, columns: [ExpressionColumn], aggregates: Aggregates) {
    self.source = source
    self.aggregates = aggregates
    types = Dictionary(columns.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    names = columns.map(\.name)
  }

  var sortedProblems: [Diagnostic] {
    problems.enumerated().sorted {
      guard let first = $0.element.location, let second = $1.element.location, first != second else {
        return $0.offset < $1.offset
      }
      return first < second
    }.map(\.element)
  }

  mutating func report(_ code: DiagnosticCode, _ message: String, _ node: SyntaxNode, fix: String? = nil) {
    problems.append(source.problem(code, message, at: node.range.lowerBound, fix: fix))
  }

  func excerpt(_ node: SyntaxNode) -> String { "“\(source.excerpt(node.range))”" }

  /// The number of an aggregate.
  mutating func index(_ leaf: AggregateLeaf) -> Int {
    if let index = leaves.firstIndex(of: leaf) { return index }
    leaves.append(leaf)
    return leaves.count - 1
  }

  /// The slot of an aggregate that is a number.
  mutating func slot(_ leaf: AggregateLeaf) -> NumberNode {
    let index = index(leaf)
    return aggregates == .gathered ? .column(GroupColumns.aggregate(index)) : .slot(index)
  }

  /// The whole expression, as the wanted type where there is one.
  mutating func result(_ node: SyntaxNode, as wanted: ColumnType?) -> RowExpression? {
    guard let wanted else { return typed(node) }
    switch wanted {
    case .number: return number(node, for: "here").map(RowExpression.number)
    case .text: return text(node, for: "here").map(RowExpression.text)
    case .date: return date(node, for: "here").map(RowExpression.date)
    case .boolean: return boolean(node, for: "here").map(RowExpression.boolean)
    }
  }

  /// Any type; NULL becomes text.
  mutating func typed(_ node: SyntaxNode) -> RowExpression? {
    guard let part = infer(node) else { return nil }
    guard case .typed(let expression) = part else { return .text(.literal(nil)) }
    return expression
  }

  // MARK: A part of a wanted type; `reason` says who wants it

  mutating func number(_ node: SyntaxNode, for reason: String) -> NumberNode? {
    switch infer(node) {
    case nil: return nil
    case .null: return .literal(nil)
    case .typed(.number(let number)): return number
    case .typed(let other):
      clash(node, is: other.type, wanted: .number, reason)
      return nil
    }
  }

  mutating func text(_ node: SyntaxNode, for reason: String) -> TextNode? {
    switch infer(node) {
    case nil: return nil
    case .null: return .literal(nil)
    case .typed(.text(let text)): return text
    case .typed(let other):
      clash(node, is: other.type, wanted: .text, reason)
      return nil
    }
  }

  mutating func boolean(_ node: SyntaxNode, for reason: String) -> BooleanNode? {
    switch infer(node) {
    case nil: return nil
    case .null: return .literal(nil)
    case .typed(.boolean(let boolean)): return boolean
    case .typed(let other):
      clash(node, is: other.type, wanted: .boolean, reason)
      return nil
    }
  }

  /// A date; a text literal is read as one.
  mutating func date(_ node: SyntaxNode, for reason: String) -> DateNode? {
    if case .text(let text) = node.kind { return dateLiteral(text, node) }
    switch infer(node) {
    case nil: return nil
    case .null: return .literal(nil)
    case .typed(.date(let date)): return date
    case .typed(let other):
      clash(node, is: other.type, wanted: .date, reason)
      return nil
    }
  }

  private mutating func dateLiteral(_ text: String, _ node: SyntaxNode) -> DateNode? {
    if let instant = WallClock.instant(text) { return .literal(instant) }
    report(
      .expressionType, "\(excerpt(node)) is compared with a date but is not a date of the calendar", node,
      fix: "write a date such as '2020-01-31' or '2020-01-31 08:30'")
    return nil
  }

  private mutating func clash(
    _ node: SyntaxNode, is found: ColumnType, wanted: ColumnType, _ reason: String
  ) {
    let demand =
      reason == "here" ? "\(wanted.withArticle) is needed here" : "\(reason) needs \(wanted.withArticle)"
    report(
      .expressionType, "\(demand), but \(excerpt(node)) is \(found.withArticle)", node,
      fix: remedy(node, from: found, to: wanted))
  }

  private func remedy(_ node: SyntaxNode, from found: ColumnType, to wanted: ColumnType) -> String {
    switch (node.kind, found, wanted) {
    case (.column(let name, _), _, _) where found == .text:
      "give the column “\(name)” the type “\(wanted.rawValue)” in its feed, if it holds nothing else"
    case (.text(let text), _, .number): "write \(text) without quotes, if it is a number"
    case (.number, _, .text): "put \(source.excerpt(node.range)) in single quotes"
    case (_, .boolean, .number): "write CASE WHEN \(source.excerpt(node.range)) THEN 1 ELSE 0 END"
    case (_, _, .boolean): "compare it with something, as in \(source.excerpt(node.range)) = …"
    default: "use \(wanted.withArticle) instead"
    }
  }

  // MARK: Columns

  mutating func column(_ name: String, quoted: Bool, _ node: SyntaxNode) -> Part? {
    guard let type = types[name] else {
      report(
        .expressionColumn, "there is no column “\(name)”", node, fix: columnRemedy(name, quoted: quoted))
      return nil
    }
    if aggregates == .gathered, !isInsideAggregate {
      let written = source.excerpt(node.range)
      report(
        .queryGroup, "the column “\(name)” is neither in “group by” nor inside an aggregate", node,
        fix: "write group by \(written), or wrap it: max(\(written))")
      return nil
    }
    if aggregates == .allowed, !isInsideAggregate {
      report(
        .expressionUngrouped, "the column “\(name)” stands outside an aggregate", node,
        fix: type == .number ? "write sum(\(source.excerpt(node.range)))" : "use it inside an aggregate")
      return nil
    }
    return .typed(type.column(name))
  }

  private func columnRemedy(_ name: String, quoted: Bool) -> String {
    // “Open” in double quotes is a text, although “opened” is a column.
    let near = Suggestion.nearest(to: name, among: names)
    if let near, !quoted || near.count < name.count + 2 || !near.lowercased().hasPrefix(name.lowercased()) {
      return "write \(Lexer.isPlainName(near) ? near : "\"\(near)\"")"
    }
    if quoted { return "write text in single quotes: '\(name)'" }
    if isQuery, !names.isEmpty {
      let known = names.prefix(12).map { Lexer.isPlainName($0) ? $0 : "\"\($0)\"" }
      return "use one of its columns: " + known.joined(separator: ", ") + (names.count > 12 ? ", …" : "")
    }
    let known = names.sorted().prefix(8).joined(separator: ", ")
    return names.isEmpty ? "define it under “columns” of the feed" : "use one of the feed's columns: \(known)"
  }
}

extension ColumnType {
  var withArticle: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .date: "a date"
    case .boolean: "a true or false"
    }
  }

  func column(_ name: String) -> RowExpression {
    switch self {
    case .text: .text(.column(name))
    case .number: .number(.column(name))
    case .date: .date(.column(name))
    case .boolean: .boolean(.column(name))
    }
  }
}
