import Notation

/// A recursive-descent parser, one function a level of precedence; the depth of the tree is bounded.
struct Parser {
  let source: SourceText
  private let tokens: [Token]
  private var position = 0
  private var nesting = 0
  /// Bare words that are no column names here, in small letters: those that begin a query's clauses.
  private let reserved: Set<String>

  init(_ source: SourceText, tokens: [Token], reserved: Set<String> = []) {
    self.source = source
    self.tokens = tokens
    self.reserved = reserved
  }

  /// The whole text as one expression.
  mutating func parse() throws(Diagnostic) -> SyntaxNode {
    guard current.kind != .end else {
      throw source.problem(
        .expressionSyntax, "the expression is empty", at: 0, fix: "write a column name or a formula")
    }
    let root = try expression()
    guard current.kind == .end else { throw unexpected(after: root) }
    return root
  }

  // MARK: Tokens

  var current: Token { tokens[position] }

  mutating func advance() { if position + 1 < tokens.count { position += 1 } }

  mutating func take(_ symbol: Symbol) -> Bool { take(.symbol(symbol)) }

  mutating func take(_ keyword: Keyword) -> Bool { take(.keyword(keyword)) }

  private mutating func take(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  private mutating func need(_ keyword: Keyword, _ reason: String) throws(Diagnostic) {
    guard take(keyword) else { throw missing(keyword.rawValue.uppercased(), reason) }
  }

  private var end: Int { position > 0 ? tokens[position - 1].range.upperBound : 0 }

  private func node(_ kind: SyntaxKind, from start: Int) throws(Diagnostic) -> SyntaxNode {
    let node = SyntaxNode(kind, start..<end)
    guard node.depth <= Expression.maximumDepth else { throw tooDeep(at: start) }
    return node
  }

  // MARK: Levels of precedence

  mutating func expression() throws(Diagnostic) -> SyntaxNode {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.maximumNesting else { throw tooDeep(at: current.range.lowerBound) }
    return try disjunction()
  }

  /// Each level of parentheses takes seven calls, so it is bounded apart from the tree's depth.
  private static let maximumNesting = 100

  private mutating func disjunction() throws(Diagnostic) -> SyntaxNode {
    var left = try conjunction()
    while take(Keyword.or) {
      left = try node(.or(left, try conjunction()), from: left.range.lowerBound)
    }
    return left
  }

  private mutating func conjunction() throws(Diagnostic) -> SyntaxNode {
    var left = try negation()
    while take(Keyword.and) {
      left = try node(.and(left, try negation()), from: left.range.lowerBound)
    }
    return left
  }

  private mutating func negation() throws(Diagnostic) -> SyntaxNode {
    var starts: [Int] = []
    while current.kind == .keyword(.not) {
      starts.append(current.range.lowerBound)
      advance()
    }
    var result = try comparison()
    for start in starts.reversed() { result = try node(.not(result), from: start) }
    return result
  }

  private mutating func comparison() throws(Diagnostic) -> SyntaxNode {
    let left = try sum()
    let start = left.range.lowerBound
    var result = left
    if let operation = current.comparison {
      advance()
      result = try node(.comparison(operation, left, try sum()), from: start)
    } else if take(Keyword.is) {
      let negated = take(Keyword.not)
      try need(.null, "after IS comes NULL or NOT NULL")
      result = try finish(.isNull(left), negated: negated, from: start)
    } else {
      result = try membership(left)
    }
    if current.comparison != nil {
      throw source.problem(
        .expressionSyntax, "comparisons do not chain at “\(source.excerpt(current.range))”",
        at: current.range.lowerBound, fix: "write a < b AND b < c")
    }
    return result
  }

  /// `IN`, `BETWEEN` and `LIKE`, each with an optional `NOT` before it.
  private mutating func membership(_ left: SyntaxNode) throws(Diagnostic) -> SyntaxNode {
    let start = left.range.lowerBound
    let before = position
    let negated = take(Keyword.not)
    if take(Keyword.in) { return try finish(.isIn(left, try list()), negated: negated, from: start) }
    if take(Keyword.like) { return try finish(.like(left, try sum()), negated: negated, from: start) }
    guard take(Keyword.between) else {
      position = before
      return left
    }
    let low = try sum()
    try need(.and, "BETWEEN takes two bounds: BETWEEN 1 AND 5")
    return try finish(.between(left, low, try sum()), negated: negated, from: start)
  }

  private func finish(
    _ kind: SyntaxKind, negated: Bool, from start: Int
  ) throws(Diagnostic) -> SyntaxNode {
    let positive = try node(kind, from: start)
    return negated ? try node(.not(positive), from: start) : positive
  }

  private mutating func list() throws(Diagnostic) -> [SyntaxNode] {
    guard take(Symbol.open) else { throw missing("(", "IN takes a list: IN ('a', 'b')") }
    let opening = position - 1
    var items = [try expression()]
    while take(Symbol.comma) { items.append(try expression()) }
    try close(opening)
    return items
  }

  private mutating func sum() throws(Diagnostic) -> SyntaxNode {
    var left = try product()
    while let operation = current.additive {
      advance()
      left = try node(.arithmetic(operation, left, try product()), from: left.range.lowerBound)
    }
    return left
  }

  private mutating func product() throws(Diagnostic) -> SyntaxNode {
    var left = try signed()
    while let operation = current.multiplicative {
      advance()
      left = try node(.arithmetic(operation, left, try signed()), from: left.range.lowerBound)
    }
    return left
  }

  private mutating func signed() throws(Diagnostic) -> SyntaxNode {
    var signs: [(start: Int, negative: Bool)] = []
    while current.kind == .symbol(.minus) || current.kind == .symbol(.plus) {
      signs.append((current.range.lowerBound, current.kind == .symbol(.minus)))
      advance()
    }
    var result = try primary()
    for sign in signs.reversed() where sign.negative {
      result = try node(.negated(result), from: sign.start)
    }
    return result
  }

  // MARK: Operands

  private mutating func primary() throws(Diagnostic) -> SyntaxNode {
    let token = current
    let start = token.range.lowerBound
    switch token.kind {
    case .number(let value): return try leaf(.number(value))
    case .text(let value): return try leaf(.text(value))
    case .quotedName(let name): return try leaf(.column(name, quoted: true))
    case .keyword(.true): return try leaf(.boolean(true))
    case .keyword(.false): return try leaf(.boolean(false))
    case .keyword(.null): return try leaf(.null)
    case .keyword(.case): return try choice(from: start)
    case .symbol(.open): return try parenthesised()
    case .name(let name) where !reserved.contains(name.lowercased()):
      advance()
      guard current.kind == .symbol(.open) else { return try node(.column(name, quoted: false), from: start) }
      return try call(name, from: start)
    default: throw expectedOperand()
    }
  }

  private mutating func leaf(_ kind: SyntaxKind) throws(Diagnostic) -> SyntaxNode {
    let start = current.range.lowerBound
    advance()
    return try node(kind, from: start)
  }

  private mutating func parenthesised() throws(Diagnostic) -> SyntaxNode {
    let opening = position
    advance()
    let inner = try expression()
    try close(opening)
    return SyntaxNode(inner.kind, tokens[opening].range.lowerBound..<end)
  }

  private mutating func close(_ opening: Int) throws(Diagnostic) {
    if take(Symbol.close) { return }
    guard current.kind == .end else { throw unexpected(after: nil) }
    throw source.problem(
      .expressionSyntax, "the parenthesis “(” is never closed", at: tokens[opening].range.lowerBound,
      fix: "add a closing )")
  }

  private mutating func call(_ name: String, from start: Int) throws(Diagnostic) -> SyntaxNode {
    let opening = position
    advance()
    let isStar = take(Symbol.star)
    let isDistinct = !isStar && take(Keyword.distinct)
    var arguments: [SyntaxNode] = []
    if !isStar, isDistinct || current.kind != .symbol(.close) {
      arguments.append(try expression())
      while take(Symbol.comma) { arguments.append(try expression()) }
    }
    try close(opening)
    let call = SyntaxCall(name: name, arguments: arguments, isStar: isStar, isDistinct: isDistinct)
    return try node(.call(call), from: start)
  }

  private mutating func choice(from start: Int) throws(Diagnostic) -> SyntaxNode {
    advance()
    var branches: [SyntaxBranch] = []
    try need(.when, "CASE is followed by WHEN and a condition")
    repeat {
      let condition = try expression()
      try need(.then, "after WHEN and its condition comes THEN")
      branches.append(SyntaxBranch(condition: condition, result: try expression()))
    } while take(Keyword.when)
    let otherwise = take(Keyword.else) ? try expression() : nil
    try need(.end, "a CASE ends with END")
    return try node(.choice(branches, otherwise: otherwise), from: start)
  }

  // MARK: Problems

  var found: String {
    current.kind == .end ? "the end" : "“\(source.excerpt(current.range))”"
  }

  private func missing(_ word: String, _ reason: String) -> Diagnostic {
    source.problem(
      .expressionSyntax, "“\(word)” is missing before \(found)", at: current.range.lowerBound, fix: reason)
  }

  private func expectedOperand() -> Diagnostic {
    source.problem(
      .expressionSyntax, "a column, number, text or parenthesis is missing before \(found)",
      at: current.range.lowerBound, fix: "complete the expression, or remove the operator before it")
  }

  func unexpected(after left: SyntaxNode?) -> Diagnostic {
    let fix =
      switch current.kind {
      case .symbol(.close): "remove it, or add an opening ("
      case .symbol(.comma): "remove it; only arguments and lists have commas"
      case .name, .quotedName: "put an operator before it, or put a name with blanks in double quotes"
      default: "put an operator before it, or remove it"
      }
    return source.problem(
      .expressionSyntax, "“\(source.excerpt(current.range))” does not fit here",
      at: current.range.lowerBound, fix: fix)
  }

  private func tooDeep(at offset: Int) -> Diagnostic {
    source.problem(
      .expressionDepth, "the expression is nested too deeply", at: offset,
      fix: "compute parts of it as columns of the feed")
  }
}

extension Token {
  fileprivate var comparison: ComparisonOperator? {
    guard case .symbol(let symbol) = kind else { return nil }
    return ComparisonOperator(rawValue: symbol.rawValue)
  }

  fileprivate var additive: ArithmeticOperator? {
    switch kind {
    case .symbol(.plus): .add
    case .symbol(.minus): .subtract
    default: nil
    }
  }

  fileprivate var multiplicative: ArithmeticOperator? {
    switch kind {
    case .symbol(.star): .multiply
    case .symbol(.slash): .divide
    default: nil
    }
  }
}
