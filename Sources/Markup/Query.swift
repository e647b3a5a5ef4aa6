/// Looking things up in a tree: for tests, for tables of contents, for checking links.
extension Node {
  /// The elements of the tree in document order, the outermost first. O(nodes).
  package var elements: [Element] {
    var found: [Element] = []
    visit { found.append($0) }
    return found
  }

  /// The first element in document order for which the condition holds.
  package func first(where holds: (Element) -> Bool) -> Element? { elements.first(where: holds) }

  /// Every element for which the condition holds, in document order.
  package func all(where holds: (Element) -> Bool) -> [Element] { elements.filter(holds) }

  /// The first element with a name.
  package func first(_ name: String) -> Element? { first { $0.name.description == name } }

  /// Every `id` of the tree in document order, repeated ones too.
  package var ids: [String] { elements.compactMap { $0["id"] } }

  /// The text of the tree without its tags; trusted markup is left out, because its text cannot be known.
  package var plainText: String {
    switch self {
    case .text(let text): text
    case .trusted, .written, .hole: ""
    case .fragment(let nodes): nodes.plainText
    case .element(let element): element.children.plainText
    }
  }

  private func visit(_ body: (Element) -> Void) {
    switch self {
    case .text, .trusted, .written, .hole: break
    case .fragment(let nodes): for node in nodes { node.visit(body) }
    case .element(let element):
      body(element)
      for child in element.children { child.visit(body) }
    }
  }
}

extension [Node] {
  /// The text of the nodes without their tags.
  package var plainText: String { map(\.plainText).joined() }
}

extension Element {
  /// The value of the first attribute of that name: an empty string for a bare one, nil where there is none.
  package subscript(name: String) -> String? {
    attributes.pairs.first { ($0.1 != nil || attributes.hasBare) && $0.0.description == name }
      .map { $0.1 ?? "" }
  }

  /// The text inside, without tags.
  package var plainText: String { children.plainText }
}
