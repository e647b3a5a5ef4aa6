import Notation

/// Turns the raw tree into blocks: reads the inlines, names the headings, finds the embeds.
struct BlockBuilder {
  let tree: BlockTree
  let path: String
  /// The line of the file, from 1, on which the tree's first line stands.
  let firstLine: Int
  var diagnostics: [Diagnostic] = []
  private var slugs = Slugs()

  init(tree: BlockTree, path: String, firstLine: Int) {
    self.tree = tree
    self.path = path
    self.firstLine = firstLine
  }

  mutating func blocks() -> [Block] { children(of: 0) }

  private mutating func children(of index: Int) -> [Block] {
    tree.nodes[index].children.map { block($0) }
  }

  private mutating func block(_ index: Int) -> Block {
    let node = tree.nodes[index]
    switch node.kind {
    case .document, .quote: return .quote(children(of: index))
    case .item: return .quote(children(of: index))
    case .paragraph: return paragraph(node)
    case .thematicBreak: return .thematicBreak
    case .heading(let level):
      let content = inlines(node.text, line: node.line)
      return .heading(Heading(level: level, id: slugs.slug(for: content.plainText), content: content))
    case .indentedCode: return .code(CodeBlock(language: nil, text: node.text.string))
    case .fencedCode(let fence):
      let word = fence.information.prefix { !$0.isSpace }
      let language = word.isEmpty ? nil : unescaped(word)
      return .code(CodeBlock(language: language, text: node.text.string))
    case .html:
      let text = node.text.trimmed.string
      warn(.html(text), line: node.line)
      return .literal(text)
    case .list(let marker):
      let items = node.children.map { children(of: $0) }
      return .list(List(start: marker.start, isTight: node.isTight, items: items))
    case .table(let columns): return table(node, columns: columns)
    }
  }

  private mutating func paragraph(_ node: BlockTree.Node) -> Block {
    let text = node.text.trimmed
    let opens = text.starts(with: "{{".utf8)
    let closes = text.suffix(2).elementsEqual("}}".utf8)
    guard opens || closes else { return .paragraph(inlines(Array(text), line: node.line)) }
    let inside = text.dropFirst(2).dropLast(2)
    let words = inside.split(whereSeparator: \.isBlank).map(\.string)
    let isOneEmbed = text.count >= 4 && !inside.contains { "{}\n".utf8.contains($0) }
    guard opens, closes, isOneEmbed, let name = words.first else {
      warn(.malformedEmbed(text.string), line: node.line)
      return .paragraph(inlines(Array(text), line: node.line))
    }
    return .embed(Embed(name: name, arguments: Array(words.dropFirst()), location: location(node.line)))
  }

  private mutating func table(_ node: BlockTree.Node, columns: Int) -> Block {
    let lines = node.text.split(separator: Byte.newline)
    var rows: [[[Inline]]] = []
    for (number, line) in lines.enumerated() where number != 1 {
      var cells = tableCells(line.trimmed).prefix(columns).map { inlines($0, line: node.line + number) }
      cells += [[Inline]](repeating: [], count: columns - cells.count)
      rows.append(cells)
    }
    let alignments = lines.count > 1 ? alignments(in: lines[1]) ?? [] : []
    return .table(Table(alignments: alignments, header: rows.first ?? [], rows: Array(rows.dropFirst())))
  }

  private mutating func inlines(_ text: [UInt8], line: Int) -> [Inline] {
    var parser = InlineParser(text, references: tree.references)
    let inlines = parser.parse()
    var lines = line
    var counted = 0
    for (warning, offset) in parser.warnings.sorted(by: { $0.offset < $1.offset }) {
      lines += text[counted..<offset].lazy.filter { $0 == Byte.newline }.count
      counted = offset
      warn(warning, line: lines)
    }
    return inlines
  }

  private mutating func warn(_ warning: ProseWarning, line: Int) {
    diagnostics.append(warning.diagnostic(at: location(line)))
  }

  private func location(_ line: Int) -> SourceLocation { SourceLocation(path: path, line: firstLine + line) }
}
