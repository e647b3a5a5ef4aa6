/// What a line starts inside the deepest block so far.
enum BlockStart {
  case none
  /// A block that may hold others; the line goes on.
  case container
  /// A block that takes the rest of the line as text.
  case leaf
  /// A block that has taken the whole line.
  case consumed
}

extension BlockParser {
  /// Tries every kind of block in CommonMark's order; a started block is the new `tip`.
  mutating func start(in container: Int) -> BlockStart {
    let kind = tree.nodes[container].kind
    if cursor.indent >= 4 { return startIndentedCode() }
    guard let first = cursor.content.first else { return .none }
    switch first {
    case Byte.greater:
      guard skipQuoteMarker() else { return .none }
      closeUnmatched()
      addChild(.quote)
      return .container
    case UInt8(ascii: "#"): if startHeading(in: container) { return .consumed }
    case Byte.backtick, UInt8(ascii: "~"): if startFence(in: container) { return .consumed }
    case Byte.less: if startHTML(in: container, kind) { return .leaf }
    default: break
    }
    if kind == .paragraph, startSetext(in: container) { return .consumed }
    if isThematicBreak(cursor.content) {
      closeUnmatched()
      addChild(.thematicBreak)
      return .consumed
    }
    if startItem(in: container, kind) { return .container }
    return kind == .paragraph && startTable(in: container) ? .consumed : .none
  }

  private mutating func startIndentedCode() -> BlockStart {
    guard !cursor.isBlank, tree.nodes[tip].kind != .paragraph, !tree.nodes[tip].kind.isTable else {
      return .none
    }
    cursor.advance(columns: 4)
    closeUnmatched()
    addChild(.indentedCode)
    return .leaf
  }

  private mutating func startHeading(in container: Int) -> Bool {
    let content = cursor.content
    let marks = content.prefix { $0 == UInt8(ascii: "#") }
    let rest = content[marks.endIndex...]
    guard marks.count <= 6, rest.first?.isBlank ?? true else { return false }
    closeUnmatched()
    let heading = addChild(.heading(level: marks.count))
    tree.nodes[heading].text = withoutClosingMarks(rest)
    return true
  }

  /// Heading text without a closing run of `#` that follows a space.
  private func withoutClosingMarks(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let trimmed = text.trimmed
    var end = trimmed.endIndex
    while end > trimmed.startIndex, trimmed[end - 1] == UInt8(ascii: "#") { end -= 1 }
    if end == trimmed.startIndex { return [] }
    guard end < trimmed.endIndex, trimmed[end - 1].isBlank else { return Array(trimmed) }
    return Array(trimmed[..<end].trimmed)
  }

  private mutating func startFence(in container: Int) -> Bool {
    let content = cursor.content
    guard let character = content.first else { return false }
    let run = content.prefix { $0 == character }
    let information = content[run.endIndex...].trimmed
    guard run.count >= 3 else { return false }
    if character == Byte.backtick, information.contains(Byte.backtick) { return false }
    let fence = Fence(
      character: character, length: run.count, indent: cursor.indent, information: Array(information))
    closeUnmatched()
    addChild(.fencedCode(fence))
    return true
  }

  private mutating func startHTML(in container: Int, _ kind: BlockTree.Kind) -> Bool {
    let mayBeAnyTag = kind != .paragraph && !(tree.nodes[tip].kind == .paragraph && tip != container)
    guard let end = HTMLBlockEnd(startOf: cursor.content, mayBeAnyTag: mayBeAnyTag) else { return false }
    closeUnmatched()
    addChild(.html(end))
    return true
  }

  /// A line of `=` or `-` under a paragraph makes it a heading, unless it was all link definitions.
  private mutating func startSetext(in container: Int) -> Bool {
    let content = cursor.content.trimmed
    guard let mark = content.first, mark == UInt8(ascii: "=") || mark == Byte.hyphen,
      content.allSatisfy({ $0 == mark }), container == tip
    else { return false }
    let text = tree.references.takeDefinitions(from: tree.nodes[container].text)
    tree.nodes[container].text = text
    guard !text.trimmed.isEmpty else { return false }
    tree.nodes[container].kind = .heading(level: mark == Byte.hyphen ? 2 : 1)
    tree.nodes[container].text = Array(text.trimmed)
    return true
  }

  func isThematicBreak(_ content: ArraySlice<UInt8>) -> Bool {
    guard let mark = content.first,
      mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_") || mark == Byte.hyphen
    else { return false }
    var count = 0
    for byte in content {
      if byte == mark { count += 1 } else if !byte.isBlank { return false }
    }
    return count >= 3
  }

  private mutating func startItem(in container: Int, _ kind: BlockTree.Kind) -> Bool {
    guard let (marker, width) = listMarker(interrupting: kind == .paragraph) else { return false }
    closeUnmatched()
    let indent = cursor.indent
    cursor.skipIndentation()
    cursor.advance(bytes: width)
    let padding = skipPadding(markerWidth: width)
    if case .list(let open) = tree.nodes[tip].kind, open.matches(marker) {
      // The item joins the list that is open.
    } else {
      addChild(.list(marker))
    }
    let item = addChild(.item)
    tree.nodes[item].contentOffset = indent + padding
    return true
  }

  /// Steps over the spaces after a marker; the columns from the marker's start to the content.
  private mutating func skipPadding(markerWidth: Int) -> Int {
    let spaces = cursor.indent
    if cursor.isBlank || spaces >= 5 || spaces < 1 {
      cursor.skipOptionalSpace()
      return markerWidth + 1
    }
    cursor.advance(columns: spaces)
    return markerWidth + spaces
  }

  /// A list marker ahead and its width in bytes. To interrupt a paragraph an item must not be empty, and a number
  /// must be 1.
  private func listMarker(interrupting isInterrupting: Bool) -> (ListMarker, width: Int)? {
    let content = cursor.content
    guard let first = content.first else { return nil }
    let digits = content.prefix(while: \.isDigit)
    let character: UInt8
    var start: Int?
    if digits.isEmpty {
      guard first == Byte.hyphen || first == UInt8(ascii: "+") || first == UInt8(ascii: "*") else {
        return nil
      }
      character = first
    } else {
      guard digits.count <= 9, digits.endIndex < content.endIndex else { return nil }
      character = content[digits.endIndex]
      guard character == UInt8(ascii: ".") || character == UInt8(ascii: ")") else { return nil }
      start = Int(digits.string)
    }
    let rest = content[(digits.endIndex + 1)...]
    guard rest.first?.isBlank ?? true else { return nil }
    if isInterrupting, rest.allSatisfy(\.isBlank) || (start ?? 1) != 1 { return nil }
    return (ListMarker(character: character, start: start), digits.count + 1)
  }
}

extension BlockTree.Kind {
  var isTable: Bool {
    guard case .table = self else { return false }
    return true
  }
}
