/// Reads lines into a tree of blocks: the first phase of CommonMark's parsing strategy (spec 0.31, appendix).
///
/// Each line first continues the open blocks it can, then may start new ones, then gives its text to the deepest.
struct BlockParser {
  var tree = BlockTree()
  /// The deepest open block.
  var tip = 0
  /// From 0.
  var line = 0
  var cursor = LineCursor([])
  /// The deepest open block that the line continues.
  private var lastMatched = 0
  /// Whether the open blocks that the line does not continue are closed.
  private var hasClosedUnmatched = false

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    cursor = LineCursor(bytes)
    if continueOpenBlocks() { openBlocks() }
    line += 1
  }

  mutating func finish() -> BlockTree {
    while tip != 0 { close(tip) }
    close(0)
    return tree
  }

  /// Finds the deepest open block that the line continues; false where the line was a closing fence.
  private mutating func continueOpenBlocks() -> Bool {
    lastMatched = 0
    hasClosedUnmatched = false
    while let child = tree.nodes[lastMatched].children.last, tree.nodes[child].isOpen {
      switch continuation(of: child) {
      case .matched: lastMatched = child
      case .failed: return true
      case .closed:
        while tip != child { close(tip) }
        close(child)
        return false
      }
    }
    return true
  }

  /// Starts the blocks that the line starts, and gives its text to the deepest.
  private mutating func openBlocks() {
    var container = lastMatched
    while !tree.nodes[container].kind.takesRawLines {
      // Only numbers are kept of the block: a copy of it would make appending to it copy it whole.
      let isParagraph = tree.nodes[container].kind == .paragraph
      let depth = tree.nodes[container].depth - (isParagraph ? 1 : 0)
      if depth >= Document.nestingLimit { break }
      let started = start(in: container)
      if started != .none { container = tip }
      if started == .consumed {
        noteBlank(false, in: container)
        return
      }
      if started != .container { break }
    }
    addText(to: container)
  }

  private mutating func addText(to container: Int) {
    let isBlank = cursor.isBlank
    if !hasClosedUnmatched, tip != lastMatched, !isBlank, tree.nodes[tip].kind == .paragraph {
      // A lazy line continues the paragraph although it lacks the markers of the blocks around it.
      appendLine(to: tip)
      return
    }
    closeUnmatched()
    noteBlank(isBlank, in: container)
    switch tree.nodes[container].kind {
    case .html(let end):
      appendLine(to: container)
      if end.isMet(by: cursor.rest) { close(container) }
    case .indentedCode, .fencedCode, .table: appendLine(to: container)
    case .paragraph:
      if !isBlank { appendLine(to: container) }
    default:
      if !isBlank { appendLine(to: addChild(.paragraph)) }
    }
  }

  /// Remembers blank lines, which decide whether a list is loose.
  private mutating func noteBlank(_ isBlank: Bool, in container: Int) {
    if isBlank, let last = tree.nodes[container].children.last { tree.nodes[last].endsWithBlank = true }
    let node = tree.nodes[container]
    let counts: Bool =
      switch node.kind {
      case .quote, .fencedCode, .thematicBreak, .heading: false
      case .item: !(node.children.isEmpty && node.line == line)
      default: true
      }
    tree.nodes[container].endsWithBlank = isBlank && counts
    var ancestor = container
    while ancestor != 0 {
      ancestor = tree.nodes[ancestor].parent
      tree.nodes[ancestor].endsWithBlank = false
    }
  }

  private mutating func appendLine(to index: Int) {
    if tree.nodes[index].kind == .paragraph { cursor.skipIndentation() }
    tree.nodes[index].text += cursor.text
    tree.nodes[index].text.append(Byte.newline)
  }

  /// Closes the open blocks that the line does not continue; once a line, before it starts its first block.
  mutating func closeUnmatched() {
    guard !hasClosedUnmatched else { return }
    while tip != lastMatched { close(tip) }
    hasClosedUnmatched = true
  }

  /// Adds a block to the deepest open one, or to the nearest around it that can hold it.
  @discardableResult
  mutating func addChild(_ kind: BlockTree.Kind) -> Int {
    while !tree.nodes[tip].kind.canHold(kind) { close(tip) }
    tip = tree.append(kind, to: tip, line: line)
    return tip
  }

  /// Ends a block; a paragraph gives up its link definitions and may vanish.
  mutating func close(_ index: Int) {
    let node = tree.nodes[index]
    tree.nodes[index].isOpen = false
    switch node.kind {
    case .paragraph:
      tree.nodes[index].text = tree.references.takeDefinitions(from: node.text)
      if tree.nodes[index].text.trimmed.isEmpty { tree.nodes[node.parent].children.removeLast() }
    case .indentedCode: tree.nodes[index].text = node.text.withoutBlankLinesAtEnd
    case .list: tree.nodes[index].isTight = isTight(list: index)
    default: break
    }
    tip = node.parent
  }

  private func isTight(list: Int) -> Bool {
    let items = tree.nodes[list].children
    for (position, item) in items.enumerated() {
      let isLast = position + 1 == items.count
      if endsWithBlank(item), !isLast { return false }
      let parts = tree.nodes[item].children
      for (place, part) in parts.enumerated() where endsWithBlank(part) {
        if !isLast || place + 1 < parts.count { return false }
      }
    }
    return true
  }

  /// Whether a block, or the last block of a list in it, is followed by a blank line.
  private func endsWithBlank(_ index: Int) -> Bool {
    var current = index
    while true {
      let node = tree.nodes[current]
      if node.endsWithBlank { return true }
      switch node.kind {
      case .list, .item:
        guard let last = node.children.last else { return false }
        current = last
      default: return false
      }
    }
  }
}

extension BlockTree.Kind {
  /// Code and HTML: lines go in as they are, and start nothing.
  var takesRawLines: Bool {
    switch self {
    case .indentedCode, .fencedCode, .html: true
    default: false
    }
  }

  func canHold(_ kind: BlockTree.Kind) -> Bool {
    switch self {
    case .list: kind == .item
    case .document, .quote, .item: kind != .item
    default: false
    }
  }
}

extension [UInt8] {
  fileprivate var withoutBlankLinesAtEnd: [UInt8] {
    var end = count
    while let previous = self[..<end].dropLast().lastIndex(of: Byte.newline),
      self[(previous + 1)..<end].allSatisfy(\.isSpace)
    {
      end = previous + 1
    }
    return Array(self[..<end])
  }
}
