extension Document {
  /// The words of the text without marks, one block a paragraph: for search, descriptions and checks. Embeds and HTML
  /// are left out.
  package var plainText: String { blocks.plainText }
}

extension [Block] {
  /// The words of the blocks, blocks apart by an empty line.
  package var plainText: String {
    map(\.plainText).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}

extension Block {
  package var plainText: String {
    switch self {
    case .paragraph(let content): content.plainText
    case .heading(let heading): heading.content.plainText
    case .list(let list): list.items.map(\.plainText).joined(separator: "\n")
    case .quote(let blocks): blocks.plainText
    case .code(let code): code.text
    case .table(let table):
      ([table.header] + table.rows).map { $0.map(\.plainText).joined(separator: "\t") }.joined(
        separator: "\n")
    case .thematicBreak, .embed, .literal: ""
    }
  }
}

extension [Inline] {
  /// The words without marks; breaks become spaces, images their alternative text.
  package var plainText: String { map(\.plainText).joined() }
}

extension Inline {
  package var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let content), .strong(let content), .link(_, _, let content): content.plainText
    case .image(_, _, let alternative): alternative
    case .softBreak, .hardBreak: " "
    }
  }
}
