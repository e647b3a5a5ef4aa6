/// Composes children for `el`. Use it in bodies of at most a dozen statements: builders are priced by size.
@resultBuilder
package enum NodeBuilder {
  package static func buildExpression(_ node: Node) -> [Node] { [node] }
  package static func buildExpression(_ nodes: [Node]) -> [Node] { nodes }
  package static func buildExpression(_ text: String) -> [Node] { [.text(text)] }
  package static func buildBlock(_ parts: [Node]...) -> [Node] { parts.flatMap { $0 } }
  package static func buildOptional(_ part: [Node]?) -> [Node] { part ?? [] }
  package static func buildEither(first part: [Node]) -> [Node] { part }
  package static func buildEither(second part: [Node]) -> [Node] { part }
  package static func buildArray(_ parts: [[Node]]) -> [Node] { parts.flatMap { $0 } }
}

/// An element with attributes and built children: `el("p", ["class": "note"]) { "Text" }`.
///
/// Attributes keep their written order; a nil value in the dictionary literal leaves the attribute out, an
/// empty string writes it bare-valued.
package func el(
  _ name: StaticString, _ attributes: Attributes = [:], @NodeBuilder _ children: () -> [Node] = { [] }
) -> Node {
  .element(Element(name, attributes.list, children: children()))
}

/// Attributes in written order, from a dictionary literal.
package struct Attributes: ExpressibleByDictionaryLiteral, Sendable {
  package var list: [Attribute]

  package init(dictionaryLiteral elements: (StaticString, String?)...) {
    list = elements.compactMap { name, value in value.map { Attribute(name, $0) } }
  }

  package init(_ list: [Attribute]) { self.list = list }
}
