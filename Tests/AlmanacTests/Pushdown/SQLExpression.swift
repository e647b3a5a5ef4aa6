import Foundation

/// As much of SQL's expressions as grouped queries use, read from their text: an engine of its own, which knows nothing
/// of how the product writes them.
indirect enum SQLExpression: Hashable, Sendable {
  case literal(SQLValue)
  case column(String)
  case all
  case call(String, [SQLExpression])
  case binary(String, SQLExpression, SQLExpression)
  case isIn(SQLExpression, [SQLExpression])
  case isNull(SQLExpression)
  case not(SQLExpression)
  case when(SQLExpression, then: SQLExpression)
  case collated(SQLExpression, String)
}

/// What a statement asks for.
struct SQLStatement: Sendable {
  var outputs: [(expression: SQLExpression, name: String)] = []
  var table = ""
  var groups: [SQLExpression] = []
  var order: [SQLExpression] = []
  var limit: Int?
  var offset = 0
}

struct SQLProblem: Error { let message: String }

/// Reads a statement, in which columns are written `t."name"`; or a list of what is selected or grouped by, in which
/// they are words or stand in back quotes.
struct SQLParser {
  private enum Token: Hashable {
    case word(String), name(String), field(String), text(String), number(Double), mark(String), end
  }

  private var tokens: [Token]
  private var at = 0

  static func statement(_ text: String) throws -> SQLStatement {
    var parser = SQLParser(tokens: try tokens(text))
    return try parser.statement()
  }

  static func outputs(_ text: String) throws -> [(expression: SQLExpression, name: String)] {
    var parser = SQLParser(tokens: try tokens(text))
    return try parser.list { parser throws in
      let expression = try parser.disjunction()
      if try parser.take("as") || parser.take("AS") { return (expression, try parser.name()) }
      guard case .column(let name) = expression else { throw parser.problem() }
      return (expression, name)
    }
  }

  static func expressions(_ text: String) throws -> [SQLExpression] {
    var parser = SQLParser(tokens: try tokens(text))
    return try parser.list { parser throws in try parser.disjunction() }
  }

  static func condition(_ text: String) throws -> SQLExpression {
    var parser = SQLParser(tokens: try tokens(text))
    let condition = try parser.disjunction()
    guard parser.tokens[parser.at] == .end else { throw parser.problem() }
    return condition
  }

  /// A text that is a list and nothing else.
  private mutating func list<Item>(_ item: (inout SQLParser) throws -> Item) throws -> [Item] {
    var items: [Item] = []
    repeat { items.append(try item(&self)) } while take(",")
    guard tokens[at] == .end else { throw problem() }
    return items
  }

  private static func tokens(_ text: String) throws -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    func quoted(_ mark: Character) throws -> String {
      var value = ""
      rest.removeFirst()
      while let next = rest.popFirst() {
        if next != mark {
          value.append(next)
        } else if rest.first == mark {
          value.append(rest.removeFirst())
        } else {
          return value
        }
      }
      throw SQLProblem(message: "a quote does not end")
    }
    while let next = rest.first {
      switch next {
      case " ": rest.removeFirst()
      case "'": tokens.append(.text(try quoted("'")))
      case "\"": tokens.append(.name(try quoted("\"")))
      case "`": tokens.append(.field(try quoted("`")))
      case _ where next.isNumber:
        let digits = rest.prefix { $0.isNumber }
        tokens.append(.number(Double(digits) ?? 0))
        rest = rest.dropFirst(digits.count)
      case _ where next.isLetter || next == "_":
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        tokens.append(.word(String(word)))
        rest = rest.dropFirst(word.count)
      default:
        let mark = ["<>", "||", "!~"].first { rest.hasPrefix($0) } ?? String(next)
        tokens.append(.mark(mark))
        rest = rest.dropFirst(mark.count)
      }
    }
    return tokens + [.end]
  }

  // MARK: clauses

  private mutating func statement() throws -> SQLStatement {
    var statement = SQLStatement()
    try expect("SELECT")
    repeat {
      let expression = try disjunction()
      try expect("AS")
      statement.outputs.append((expression, try name()))
    } while take(",")
    try expect("FROM")
    statement.table = try name()
    try expect("AS")
    try expect("t")
    if take("GROUP") {
      try expect("BY")
      repeat { statement.groups.append(try disjunction()) } while take(",")
    }
    if take("ORDER") {
      try expect("BY")
      repeat { statement.order.append(try disjunction()) } while take(",")
    }
    if take("LIMIT") { statement.limit = try whole() }
    if take("OFFSET") { statement.offset = try whole() }
    guard tokens[at] == .end else { throw problem() }
    return statement
  }

  // MARK: expressions, from the loosest to the tightest

  private mutating func disjunction() throws -> SQLExpression {
    var left = try conjunction()
    while take("OR") { left = .binary("OR", left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws -> SQLExpression {
    var left = try comparison()
    while take("AND") { left = .binary("AND", left, try comparison()) }
    return left
  }

  private mutating func comparison() throws -> SQLExpression {
    let left = try joined()
    for mark in ["<>", "=", "!~", "LIKE"] where take(mark) { return .binary(mark, left, try joined()) }
    if take("IS") {
      let isNot = take("NOT")
      if take("NULL") { return isNot ? .not(.isNull(left)) : .isNull(left) }
      return .binary(isNot ? "IS NOT" : "IS", left, try joined())
    }
    let isNot = take("NOT")
    guard isNot || tokens[at] == .word("IN") else { return left }
    try expect("IN")
    try expect("(")
    var list: [SQLExpression] = []
    repeat { list.append(try joined()) } while take(",")
    try expect(")")
    return isNot ? .not(.isIn(left, list)) : .isIn(left, list)
  }

  private mutating func joined() throws -> SQLExpression {
    var left = try collated()
    while take("||") { left = .binary("||", left, try collated()) }
    return left
  }

  private mutating func collated() throws -> SQLExpression {
    let value = try primary()
    guard take("COLLATE") else { return value }
    return .collated(value, try name())
  }

  private mutating func primary() throws -> SQLExpression {
    if take("(") {
      let inner = try disjunction()
      try expect(")")
      return inner
    }
    if take("*") { return .all }
    if take("CASE") {
      try expect("WHEN")
      let condition = try disjunction()
      try expect("THEN")
      let value = try disjunction()
      try expect("END")
      return .when(condition, then: value)
    }
    defer { at += 1 }
    switch tokens[at] {
    case .text(let text): return .literal(.text(text))
    case .number(let number): return .literal(.number(number))
    case .field(let name): return .column(name)
    case .word("t") where tokens[at + 1] == .mark("."):
      at += 2
      guard case .name(let name) = tokens[at] else { throw problem() }
      return .column(name)
    case .word(let function) where tokens[at + 1] == .mark("("):
      at += 2
      var arguments: [SQLExpression] = []
      repeat { arguments.append(try disjunction()) } while take(",")
      guard tokens[at] == .mark(")") else { throw problem() }
      return .call(function, arguments)
    case .word(let name): return .column(name)
    default: throw problem()
    }
  }

  // MARK: tokens

  private mutating func take(_ text: String) -> Bool {
    guard tokens[at] == .word(text) || tokens[at] == .mark(text) else { return false }
    at += 1
    return true
  }

  private mutating func expect(_ text: String) throws {
    guard take(text) else { throw problem() }
  }

  private mutating func name() throws -> String {
    defer { at += 1 }
    switch tokens[at] {
    case .word(let name), .name(let name): return name
    default: throw problem()
    }
  }

  private mutating func whole() throws -> Int {
    guard case .number(let number) = tokens[at] else { throw problem() }
    at += 1
    return Int(number)
  }

  private func problem() -> SQLProblem { SQLProblem(message: "syntax error near \(tokens[at])") }
}
