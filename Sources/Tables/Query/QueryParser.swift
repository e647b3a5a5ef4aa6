import Notation

/// The clauses of a query, in the order in which they are written.
enum QueryClause: String, CaseIterable {
  case select, from, `where`, group, having, order, limit, offset

  /// How it begins.
  var words: String {
    switch self {
    case .group: "group by"
    case .order: "order by"
    default: rawValue
    }
  }

  static let reserved = Set(allCases.map(\.rawValue))
}

/// Reads the clauses of a query around the expressions that `Parser` reads.
struct QueryParser {
  private let source: SourceText
  private var parser: Parser
  private var query: Query
  private var last = QueryClause.select

  init(_ source: SourceText, tokens: [Token]) {
    self.source = source
    parser = Parser(source, tokens: tokens, reserved: QueryClause.reserved)
    query = Query(source: source)
  }

  mutating func parse() throws(Diagnostic) -> Query {
    guard takeWord("select") else { throw withoutSelect() }
    query.isDistinct = parser.take(Keyword.distinct)
    try items()
    while let clause = try nextClause() { try read(clause) }
    return query
  }

  // MARK: Words

  /// The bare word at this place, in small letters.
  private var word: String? {
    if case .name(let name) = parser.current.kind { return name.lowercased() }
    return nil
  }

  private mutating func takeWord(_ wanted: String) -> Bool {
    guard word == wanted else { return false }
    parser.advance()
    return true
  }

  private var place: Int { parser.current.range.lowerBound }

  /// The clause that begins here; nil at the end of the query.
  private mutating func nextClause() throws(Diagnostic) -> QueryClause? {
    if parser.current.kind == .end { return nil }
    guard let word, let clause = QueryClause(rawValue: word) else { throw misplaced() }
    guard let now = QueryClause.allCases.firstIndex(of: clause),
      let before = QueryClause.allCases.firstIndex(of: last), now > before
    else {
      let fix = clause == last ? "write “\(clause.words)” once" : "write it before “\(last.words)”"
      throw source.problem(.querySyntax, "“\(clause.words)” does not fit here", at: place, fix: fix)
    }
    last = clause
    parser.advance()
    if clause == .group || clause == .order {
      guard takeWord("by") else {
        throw source.problem(
          .querySyntax, "“by” is missing before \(parser.found)", at: place, fix: "write \(clause.words)")
      }
    }
    return clause
  }

  // MARK: Clauses

  private mutating func read(_ clause: QueryClause) throws(Diagnostic) {
    switch clause {
    case .select: break
    case .from: try table()
    case .where: query.filter = try parser.expression()
    case .group:
      repeat { query.groups.append(try parser.expression()) } while parser.take(Symbol.comma)
    case .having: query.having = try parser.expression()
    case .order:
      repeat { query.order.append(try order()) } while parser.take(Symbol.comma)
    case .limit: query.limit = try count("limit")
    case .offset: query.offset = try count("offset")
    }
  }

  private mutating func items() throws(Diagnostic) {
    let start = place
    if parser.take(Symbol.star) {
      query.star = start
      return
    }
    var items: [Query.Item] = []
    repeat { items.append(try item()) } while parser.take(Symbol.comma)
    query.items = items
  }

  private mutating func item() throws(Diagnostic) -> Query.Item {
    let node = try parser.expression()
    if takeWord("as") { return Query.Item(node: node, name: try name(), isNamed: true) }
    // A column's own name is shown without its quotes.
    if case .column(let name, _) = node.kind { return Query.Item(node: node, name: name, isNamed: false) }
    return Query.Item(node: node, name: source.slice(node.range), isNamed: false)
  }

  private mutating func name() throws(Diagnostic) -> String {
    switch parser.current.kind {
    case .name(let name) where !QueryClause.reserved.contains(name.lowercased()), .quotedName(let name):
      parser.advance()
      return name
    default:
      throw source.problem(
        .querySyntax, "after “as” comes a name, not \(parser.found)", at: place,
        fix: "write a name, in double quotes if it has blanks: as \"days open\"")
    }
  }

  private mutating func table() throws(Diagnostic) {
    let start = place
    switch parser.current.kind {
    case .name(let name), .quotedName(let name), .text(let name): query.from = (name, start)
    default:
      throw source.problem(
        .querySyntax, "after “from” comes the feed's name, not \(parser.found)", at: start,
        fix: "leave “from” out: the feed is named before the query")
    }
    parser.advance()
  }

  private mutating func order() throws(Diagnostic) -> Query.Order {
    var order = Query.Order(node: try parser.expression())
    if !takeWord("asc") { order.isDescending = takeWord("desc") }
    guard takeWord("nulls") else { return order }
    order.missingFirst = takeWord("first")
    guard order.missingFirst || takeWord("last") else {
      throw source.problem(
        .querySyntax, "after “nulls” comes first or last, not \(parser.found)", at: place,
        fix: "write nulls first or nulls last")
    }
    return order
  }

  private mutating func count(_ clause: String) throws(Diagnostic) -> Int {
    guard case .number(let value) = parser.current.kind, let count = Int(exactly: value) else {
      throw source.problem(
        .querySyntax, "after “\(clause)” comes a whole number, not \(parser.found)", at: place,
        fix: "write \(clause) 10")
    }
    parser.advance()
    return count
  }

  // MARK: Problems

  private func withoutSelect() -> Diagnostic {
    let near = word.flatMap { Suggestion.nearest(to: $0, among: ["select"]) }
    return source.problem(
      .querySyntax, "a query begins with “select”, not \(parser.found)", at: place,
      fix: near.map { "write \($0)" } ?? "write select, then what to show: select count(*)")
  }

  /// A word or sign after a complete expression.
  private func misplaced() -> Diagnostic {
    guard let word else { return parser.unexpected(after: nil) }
    let asked = QueryClause.allCases.dropFirst().map(\.rawValue) + ["as", "asc", "desc", "nulls"]
    let near = Suggestion.nearest(to: word, among: asked)
    let fix =
      near.map { near in "write \(QueryClause(rawValue: near)?.words ?? near)" }
      ?? "put a comma before it, or “as” if it is a name for what stands before"
    return source.problem(.querySyntax, "\(parser.found) does not fit here", at: place, fix: fix)
  }
}
