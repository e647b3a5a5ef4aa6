/// Composes children for `el`. Use it in bodies of at most a dozen statements: builders are priced by size.
///
/// The parts of a block arrive as one array, which becomes the children as it is where none is a list itself: one
/// allocation an element, where lists of lists took one for each child.
@resultBuilder
package enum NodeBuilder {
  package static func buildExpression(_ node: Node) -> Node { node }
  package static func buildExpression(_ nodes: [Node]) -> Node { .fragment(nodes) }
  package static func buildExpression(_ text: String) -> Node { .text(text) }
  package static func buildBlock() -> Node { .fragment([]) }
  package static func buildBlock(_ part: Node) -> Node { part }
  package static func buildBlock(_ parts: Node...) -> Node { .fragment(parts) }
  package static func buildOptional(_ part: Node?) -> Node { part ?? .fragment([]) }
  package static func buildEither(first part: Node) -> Node { part }
  package static func buildEither(second part: Node) -> Node { part }
  package static func buildArray(_ parts: [Node]) -> Node { .fragment(parts) }
  package static func buildFinalResult(_ part: Node) -> [Node] {
    guard case .fragment(let nodes) = part else { return [part] }
    return nodes.contains { $0.isFragment } ? nodes.flattened : nodes
  }
}

extension Node {
  fileprivate var isFragment: Bool {
    if case .fragment = self { true } else { false }
  }
}

extension [Node] {
  /// The same nodes without lists among them.
  fileprivate var flattened: [Node] {
    var flat: [Node] = []
    flat.reserveCapacity(count)
    flatten(into: &flat)
    return flat
  }

  private func flatten(into flat: inout [Node]) {
    for node in self {
      if case .fragment(let inner) = node { inner.flatten(into: &flat) } else { flat.append(node) }
    }
  }
}

/// An element with attributes and built children: `el("p", ["class": "note"]) { "Text" }`.
///
/// Attributes keep their written order; a nil value in the dictionary literal leaves the attribute out, an
/// empty string writes it bare-valued.
package func el(
  _ name: StaticString, _ attributes: Attributes = [:], @NodeBuilder _ children: () -> [Node] = { [] }
) -> Node {
  .element(Element(name, attributes, children: children()))
}
