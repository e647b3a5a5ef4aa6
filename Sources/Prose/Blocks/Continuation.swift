/// Whether a line goes on with an open block.
enum Continuation {
  case matched
  case failed
  /// The line is the closing fence of the block.
  case closed
}

extension BlockParser {
  /// Tests the line against an open block, and steps over the block's marker.
  mutating func continuation(of index: Int) -> Continuation {
    let node = tree.nodes[index]
    switch node.kind {
    case .document, .list: return .matched
    case .quote: return skipQuoteMarker() ? .matched : .failed
    case .item: return continueItem(node)
    case .paragraph, .table: return cursor.isBlank ? .failed : .matched
    case .heading, .thematicBreak: return .failed
    case .indentedCode: return continueIndentedCode()
    case .fencedCode(let fence): return continueFence(fence)
    case .html(let end): return cursor.isBlank && end.isBlankLine ? .failed : .matched
    }
  }

  /// `>` and an optional space.
  mutating func skipQuoteMarker() -> Bool {
    guard cursor.indent < 4, cursor.content.first == Byte.greater else { return false }
    cursor.skipIndentation()
    cursor.advance(bytes: 1)
    cursor.skipOptionalSpace()
    return true
  }

  private mutating func continueItem(_ node: BlockTree.Node) -> Continuation {
    if cursor.isBlank {
      // An item may begin with at most one blank line.
      guard !node.children.isEmpty else { return .failed }
      cursor.skipIndentation()
      return .matched
    }
    guard cursor.indent >= node.contentOffset else { return .failed }
    cursor.advance(columns: node.contentOffset)
    return .matched
  }

  private mutating func continueIndentedCode() -> Continuation {
    if cursor.indent >= 4 {
      cursor.advance(columns: 4)
      return .matched
    }
    guard cursor.isBlank else { return .failed }
    cursor.skipIndentation()
    return .matched
  }

  private mutating func continueFence(_ fence: Fence) -> Continuation {
    if cursor.indent < 4, isClosing(fence, cursor.content) { return .closed }
    cursor.advance(columns: min(fence.indent, cursor.indent))
    return .matched
  }

  private func isClosing(_ fence: Fence, _ content: ArraySlice<UInt8>) -> Bool {
    let run = content.prefix { $0 == fence.character }
    return run.count >= fence.length && content[run.endIndex...].allSatisfy(\.isBlank)
  }
}
