import Markup

extension Document {
  /// The text as nodes.
  ///
  /// - Parameters:
  ///   - headingOffset: added to each heading's level (1 makes `#` an `h2`); levels stay in 1…6.
  ///   - resolve: what stands in an embed's place; nothing where it returns no nodes.
  package func render(headingOffset: Int = 0, resolve: (Embed) -> [Node] = { _ in [] }) -> [Node] {
    withoutActuallyEscaping(resolve) { resolve in
      Renderer(headingOffset: headingOffset, resolve: resolve).nodes(blocks)
    }
  }

  /// The embeds in document order, wherever they stand.
  package var embeds: [Embed] { blocks.flatMap(\.embeds) }

  /// The headings in document order, for a table of contents.
  package var headings: [Heading] {
    blocks.compactMap { block in
      guard case .heading(let heading) = block else { return nil }
      return heading
    }
  }
}

extension [Inline] {
  /// The inlines as nodes, without a block around them.
  package func render() -> [Node] { map(node) }
}

extension Block {
  fileprivate var embeds: [Embed] {
    switch self {
    case .embed(let embed): [embed]
    case .quote(let blocks): blocks.flatMap(\.embeds)
    case .list(let list): list.items.joined().flatMap(\.embeds)
    default: []
    }
  }
}

private struct Renderer {
  let headingOffset: Int
  let resolve: (Embed) -> [Node]

  func nodes(_ blocks: [Block]) -> [Node] { blocks.flatMap(nodes) }

  private func nodes(_ block: Block) -> [Node] {
    switch block {
    case .paragraph(let content): [el("p") { content.render() }]
    case .heading(let heading): [self.heading(heading)]
    case .list(let list): [self.list(list)]
    case .quote(let blocks): [el("blockquote") { nodes(blocks) }]
    case .code(let code):
      [
        el("pre") {
          el("code", ["class": code.language.map { "language-\($0)" }]) { code.text }
        }
      ]
    case .thematicBreak: [el("hr")]
    case .table(let table): [self.table(table)]
    case .embed(let embed): resolve(embed)
    case .literal(let text): [el("p") { text }]
    }
  }

  private func heading(_ heading: Heading) -> Node {
    let names: [StaticString] = ["h1", "h2", "h3", "h4", "h5", "h6"]
    let level = min(6, max(1, heading.level + headingOffset))
    return el(names[level - 1], ["id": heading.id]) { heading.content.render() }
  }

  private func list(_ list: List) -> Node {
    let items = list.items.map { item in
      el("li") { list.isTight ? item.flatMap(tight) : nodes(item) }
    }
    guard let start = list.start else { return el("ul") { items } }
    return el("ol", ["start": start == 1 ? nil : String(start)]) { items }
  }

  /// A block of a tight list: its paragraph is not wrapped.
  private func tight(_ block: Block) -> [Node] {
    guard case .paragraph(let content) = block else { return nodes(block) }
    return content.render()
  }

  private func table(_ table: Table) -> Node {
    func cells(_ name: StaticString, _ row: [[Inline]]) -> [Node] {
      row.enumerated().map { column, content in
        let alignment = column < table.alignments.count ? table.alignments[column] : nil
        return el(
          name,
          [
            "scope": name.description == "th" ? "col" : nil,
            "class": alignment.map { "align-\($0.rawValue)" },
          ]
        ) { content.render() }
      }
    }
    return el("table") {
      el("thead") { el("tr") { cells("th", table.header) } }
      if !table.rows.isEmpty { el("tbody") { table.rows.map { row in el("tr") { cells("td", row) } } } }
    }
  }
}

private func node(_ inline: Inline) -> Node {
  switch inline {
  case .text(let text): .text(text)
  case .emphasis(let content): el("em") { content.render() }
  case .strong(let content): el("strong") { content.render() }
  case .code(let text): el("code") { text }
  case .link(let destination, let title, let content):
    el("a", ["href": destination, "title": title]) { content.render() }
  case .image(let source, let title, let alternative):
    el("img", ["src": source, "alt": alternative, "title": title])
  case .softBreak: .text("\n")
  case .hardBreak: el("br")
  }
}
