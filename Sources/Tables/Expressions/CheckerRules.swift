import Notation

// The rules for operators, CASE and lists.
extension Checker {
  /// A part's own type.
  mutating func infer(_ node: SyntaxNode) -> Part? {
    if !keys.isEmpty, !isInsideAggregate, let key = keys[node.bare] { return .typed(key) }
    switch node.kind {
    case .null: return .null
    case .number(let value): return .typed(.number(.literal(value)))
    case .text(let value): return .typed(.text(.literal(value)))
    case .column(let name, let quoted): return column(name, quoted: quoted, node)
    case .negated(let inner):
      return number(inner, for: "“-”").map { .typed(.number($0.negated)) }
    case .arithmetic(let operation, let left, let right): return arithmetic(operation, left, right)
    case .choice(let branches, let otherwise): return choice(branches, otherwise)
    case .call(let call): return self.call(call, node)
    default: return condition(node).map { .typed(.boolean($0)) }
    }
  }

  private mutating func arithmetic(
    _ operation: ArithmeticOperator, _ left: SyntaxNode, _ right: SyntaxNode
  ) -> Part? {
    let reason = "“\(operation.rawValue)”"
    let first = number(left, for: reason)
    let second = number(right, for: reason)
    guard let first, let second else { return nil }
    return .typed(.number(.arithmetic(operation, first, second)))
  }

  /// What is true, false or NULL by its form.
  private mutating func condition(_ node: SyntaxNode) -> BooleanNode? {
    switch node.kind {
    case .boolean(let value): return .literal(value)
    case .not(let inner): return boolean(inner, for: "“NOT”").map(BooleanNode.not)
    case .and(let left, let right): return pair(left, right, "“AND”").map { .and($0, $1) }
    case .or(let left, let right): return pair(left, right, "“OR”").map { .or($0, $1) }
    case .comparison(let operation, let left, let right): return comparison(operation, left, right)
    case .between(let value, let low, let high):
      let atLeast = comparison(.greaterOrEqual, value, low, name: "BETWEEN")
      let atMost = atLeast == nil ? nil : comparison(.lessOrEqual, value, high, name: "BETWEEN")
      guard let atLeast, let atMost else { return nil }
      return .and(atLeast, atMost)
    case .isIn(let value, let list): return membership(value, list)
    case .like(let value, let pattern): return like(value, pattern)
    case .isNull(let inner): return typed(inner).map(BooleanNode.isNull)
    default: return nil
    }
  }

  private mutating func pair(
    _ left: SyntaxNode, _ right: SyntaxNode, _ reason: String
  ) -> (BooleanNode, BooleanNode)? {
    let first = boolean(left, for: reason)
    let second = boolean(right, for: reason)
    guard let first, let second else { return nil }
    return (first, second)
  }

  private mutating func comparison(
    _ operation: ComparisonOperator, _ left: SyntaxNode, _ right: SyntaxNode, name: String? = nil
  ) -> BooleanNode? {
    let first = infer(left)
    let second = infer(right)
    guard let first, let second else { return nil }
    switch (first, second) {
    case (.null, _), (_, .null): return .literal(nil)
    case (.typed(let one), .typed(let other)):
      return compare(operation, (left, one), (right, other), name: name ?? operation.rawValue)
    }
  }

  private mutating func compare(
    _ operation: ComparisonOperator, _ left: (node: SyntaxNode, value: RowExpression),
    _ right: (node: SyntaxNode, value: RowExpression), name: String
  ) -> BooleanNode? {
    switch (left.value, right.value) {
    case (.number(let one), .number(let other)): return .numbers(operation, one, other)
    case (.text(let one), .text(let other)): return .comparing(operation, one, other)
    case (.date(let one), .date(let other)): return .dates(operation, one, other)
    case (.date(let one), .text(.literal)) where right.node.isText:
      return date(right.node, for: name).map { .dates(operation, one, $0) }
    case (.text(.literal), .date(let other)) where left.node.isText:
      return date(left.node, for: name).map { .dates(operation, $0, other) }
    case (.boolean(let one), .boolean(let other)): return .booleans(operation, one, other)
    default:
      clash(name, left, right)
      return nil
    }
  }

  private mutating func clash(
    _ name: String, _ left: (node: SyntaxNode, value: RowExpression),
    _ right: (node: SyntaxNode, value: RowExpression)
  ) {
    let sides =
      "\(excerpt(left.node)) is \(left.value.type.withArticle) and "
      + "\(excerpt(right.node)) is \(right.value.type.withArticle)"
    let fix =
      switch (left.value.type, right.node.kind) {
      case (.text, .number): "put \(source.excerpt(right.node.range)) in single quotes"
      case (.number, .text(let text)): "write \(text) without quotes, if it is a number"
      default: "compare values of one type"
      }
    report(.expressionType, "“\(name)” compares values of one type, but \(sides)", right.node, fix: fix)
  }

  private mutating func membership(_ value: SyntaxNode, _ list: [SyntaxNode]) -> BooleanNode? {
    guard let part = infer(value) else { return nil }
    if let texts = list.texts, case .typed(.text(let text)) = part {
      return .test(.isIn(Set(texts)), text)
    }
    let tests = list.map { comparison(.equal, value, $0, name: "IN") }
    let known = tests.compactMap { $0 }
    return known.count == tests.count ? Self.anyOf(known[...]) : nil
  }

  /// A balanced tree, so that long lists are not deep.
  private static func anyOf(_ tests: ArraySlice<BooleanNode>) -> BooleanNode? {
    guard tests.count > 1 else { return tests.first }
    let middle = tests.startIndex + tests.count / 2
    guard let left = anyOf(tests[..<middle]), let right = anyOf(tests[middle...]) else { return nil }
    return .or(left, right)
  }

  private mutating func like(_ value: SyntaxNode, _ pattern: SyntaxNode) -> BooleanNode? {
    let text = text(value, for: "“LIKE”")
    guard case .text(let literal) = pattern.kind else {
      report(
        .expressionArguments, "LIKE takes a pattern in single quotes, not \(excerpt(pattern))", pattern,
        fix: "write a pattern such as 'Graffiti%'")
      return nil
    }
    return text.map { .test(.like(LikePattern(literal)), $0) }
  }

  // MARK: CASE

  private mutating func choice(_ branches: [SyntaxBranch], _ otherwise: SyntaxNode?) -> Part? {
    let conditions = branches.map { boolean($0.condition, for: "“WHEN”") }
    let results = branches.map(\.result) + (otherwise.map { [$0] } ?? [])
    guard let parts = alike(results, "the results of a CASE are of one type") else { return nil }
    let known = conditions.compactMap { $0 }
    guard known.count == conditions.count else { return nil }
    switch parts {
    case .null: return .null
    case .number(let nodes): return .typed(.number(.choice(Choice(known, nodes))))
    case .text(let nodes): return .typed(.text(.choice(Choice(known, nodes))))
    case .date(let nodes): return .typed(.date(.choice(Choice(known, nodes))))
    case .boolean(let nodes): return .typed(.boolean(.choice(Choice(known, nodes))))
    }
  }

  /// Several parts of one type.
  enum Alike {
    case null
    case number([NumberNode])
    case text([TextNode])
    case date([DateNode])
    case boolean([BooleanNode])
  }

  /// The parts as the type of the first that has one; nil after reporting the first that differs.
  mutating func alike(_ nodes: [SyntaxNode], _ rule: String) -> Alike? {
    var leader: (node: SyntaxNode, type: ColumnType)?
    var parts: [Part] = []
    for node in nodes {
      guard let part = infer(node) else { continue }
      parts.append(part)
      guard case .typed(let value) = part else { continue }
      guard let first = leader else {
        leader = (node, value.type)
        continue
      }
      if first.type == value.type { continue }
      report(
        .expressionType,
        "\(rule), but \(excerpt(first.node)) is \(first.type.withArticle) and "
          + "\(excerpt(node)) is \(value.type.withArticle)",
        node, fix: "use \(first.type.withArticle) in each")
      return nil
    }
    guard parts.count == nodes.count else { return nil }
    return leader.map { Self.gather(parts, $0.type) } ?? .null
  }

  private static func gather(_ parts: [Part], _ type: ColumnType) -> Alike {
    switch type {
    case .number:
      .number(parts.map { if case .typed(.number(let node)) = $0 { node } else { .literal(nil) } })
    case .text: .text(parts.map { if case .typed(.text(let node)) = $0 { node } else { .literal(nil) } })
    case .date: .date(parts.map { if case .typed(.date(let node)) = $0 { node } else { .literal(nil) } })
    case .boolean:
      .boolean(parts.map { if case .typed(.boolean(let node)) = $0 { node } else { .literal(nil) } })
    }
  }
}

extension Choice {
  /// `results` has one node for each condition, and one more where there is an ELSE.
  fileprivate init(_ conditions: [BooleanNode], _ results: [Node]) {
    branches = zip(conditions, results).map { Branch(condition: $0, result: $1) }
    otherwise = results.count > conditions.count ? results.last : nil
  }
}

extension NumberNode {
  /// The literal -5 is one number, not an operation.
  fileprivate var negated: NumberNode {
    if case .literal(let value?) = self { return .literal(0 - value) }
    return .negated(self)
  }
}

extension BooleanNode {
  /// A comparison with a text literal is a test of the other side's distinct texts.
  fileprivate static func comparing(
    _ operation: ComparisonOperator, _ left: TextNode, _ right: TextNode
  ) -> BooleanNode {
    if case .literal(let text?) = right { return .test(.comparison(operation, text), left) }
    if case .literal(let text?) = left { return .test(.comparison(operation.mirrored, text), right) }
    return .texts(operation, left, right)
  }
}

extension SyntaxNode {
  fileprivate var isText: Bool {
    if case .text = kind { return true }
    return false
  }
}

extension [SyntaxNode] {
  /// The texts, where all are text literals.
  fileprivate var texts: [String]? {
    let texts = compactMap { if case .text(let text) = $0.kind { text } else { nil } }
    return texts.count == count ? texts : nil
  }
}
