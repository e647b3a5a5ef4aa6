import Notation

/// A parsed query, not yet checked against columns: one `select`, as SQL writes it, over one table.
///
/// `select expr [as name], … | * [from feed] [where expr] [group by …] [having expr] [order by … [asc|desc]
/// [nulls first|last]] [limit n [offset m]]`; `select distinct` too. The words of the clauses may be in any
/// case; a column of such a name is written in double quotes.
package struct Query: Sendable {
  /// One result: an expression and the name it is shown under.
  struct Item: Sendable {
    let node: SyntaxNode
    let name: String
    /// Whether the name was given with `as`, so that other clauses may use it.
    let isNamed: Bool
  }

  /// One `order by`.
  struct Order: Sendable {
    let node: SyntaxNode
    var isDescending = false
    /// Missing values come last in either direction unless the query says otherwise.
    var missingFirst = false
  }

  let source: SourceText
  /// Nil is `*`.
  var items: [Item]?
  var isDistinct = false
  /// The name after `from` and where it stands.
  var from: (name: String, at: Int)?
  var filter: SyntaxNode?
  var groups: [SyntaxNode] = []
  var having: SyntaxNode?
  var order: [Order] = []
  /// Where the star stands.
  var star = 0
  /// Rows that are shown; nil is all.
  package internal(set) var limit: Int?
  /// Rows that are left out before.
  package internal(set) var offset = 0

  /// Reads `text`; in messages it is called `name`.
  ///
  /// Throws a located diagnostic for the first word that does not fit. Linear in the text.
  package static func parse(_ text: String, named name: String = "query") throws(Diagnostic) -> Query {
    let source = SourceText(text, at: SourceLocation(path: name), hasLines: true)
    var parser = QueryParser(source, tokens: try Lexer.tokens(of: source, joinsNames: true))
    return try parser.parse()
  }

  /// The names of all columns used, known or not. Names given with `as` may be among them.
  package var columns: Set<String> {
    var names: Set<String> = []
    for node in nodes {
      node.visit { if case .column(let name, _) = $0.kind { names.insert(name) } }
    }
    return names
  }

  /// Whether all columns of the table are shown.
  package var isStar: Bool { items == nil }

  /// Every expression of the query.
  var nodes: [SyntaxNode] {
    (items ?? []).map(\.node) + [filter, having].compactMap { $0 } + groups + order.map(\.node)
  }

  /// Throws where `from` names something else than the table that is read.
  package func checkSource(_ names: [String]) throws(Diagnostic) {
    guard let from, !names.contains(from.name) else { return }
    throw source.problem(
      .queryTable, "the query is about “\(from.name)”, but what is read is “\(names.first ?? "")”",
      at: from.at,
      fix: "leave `from` out, or write from \"\(names.first ?? "")\"")
  }
}
