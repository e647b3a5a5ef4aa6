import Notation

/// A parsed expression of the small SQL language of definitions, not yet checked against columns.
///
/// Precedence, loosest first: OR, AND, NOT, comparisons (with IN, BETWEEN, LIKE and IS; they do not
/// chain), + and -, * and /, the sign. Keywords and function names may be in any case; column names may not.
package struct Expression: Sendable {
  package let text: String
  let root: SyntaxNode
  let source: SourceText

  /// Deepest nesting or longest chain of operators.
  package static let maximumDepth = 250

  /// Reads `text`; `location` is the place of its first character.
  ///
  /// Throws a located diagnostic for the first token that does not fit. Linear in the text.
  package static func parse(_ text: String, at location: SourceLocation) throws(Diagnostic) -> Expression {
    let source = SourceText(text, at: location)
    var parser = Parser(source, tokens: try Lexer.tokens(of: source))
    return Expression(text: text, root: try parser.parse(), source: source)
  }

  /// The place of the first character.
  package var location: SourceLocation { source.location }

  /// The names of all columns used, known or not: what a reader must decode. Companion margin columns
  /// are not among them; see `AggregateExpression.columns`.
  package var columns: Set<String> {
    var names: Set<String> = []
    root.visit { node in
      if case .column(let name, _) = node.kind { names.insert(name) }
    }
    return names
  }

  /// Whether an aggregate function is called anywhere.
  package var hasAggregates: Bool { root.hasAggregates }
}

extension SyntaxNode {
  /// Calls `body` on this node and all below it, parents first.
  func visit(_ body: (SyntaxNode) -> Void) {
    body(self)
    for child in kind.children { child.visit(body) }
  }
}
