extension InlineParser {
  /// Nests the flat tokens; what lies deeper than the limit loses its emphasis or link, never its words.
  func tree() -> [Inline] {
    var nest = Nest()
    for token in tokens {
      switch token {
      case .text(let bytes): nest.add(bytes)
      case .leaf(let inline): nest.add(inline)
      case .open(let span): nest.open(span)
      case .close: nest.close()
      case .delimiter(let index):
        let run = delimiters[index]
        for _ in 0..<run.closes { nest.close() }
        nest.add([UInt8](repeating: run.character, count: run.remaining))
        for span in run.opens.reversed() { nest.open(span) }
      }
    }
    return nest.finish()
  }
}

private struct Nest {
  private var stack: [(span: Span?, content: [Inline])] = [(nil, [])]
  private var text: [UInt8] = []
  /// Spans that are open below the limit.
  private var ignored = 0

  mutating func add(_ bytes: [UInt8]) { text += bytes }

  mutating func add(_ inline: Inline) {
    flush()
    stack[stack.count - 1].content.append(inline)
  }

  mutating func open(_ span: Span) {
    guard ignored == 0, stack.count < Document.nestingLimit else {
      ignored += 1
      return
    }
    flush()
    stack.append((span, []))
  }

  mutating func close() {
    guard ignored == 0 else {
      ignored -= 1
      return
    }
    flush()
    guard stack.count > 1, let (span, content) = stack.popLast() else { return }
    switch span {
    case .emphasis: add(.emphasis(content))
    case .strong: add(.strong(content))
    case .link(let target): add(.link(destination: target.destination, title: target.title, content))
    case .image(let target):
      add(.image(source: target.destination, title: target.title, alternative: content.plainText))
    case .plain, nil: stack[stack.count - 1].content += content
    }
  }

  mutating func finish() -> [Inline] {
    while stack.count > 1 { close() }
    flush()
    return stack[0].content
  }

  private mutating func flush() {
    guard !text.isEmpty else { return }
    if case .text(let previous) = stack[stack.count - 1].content.last {
      stack[stack.count - 1].content.removeLast()
      stack[stack.count - 1].content.append(.text(previous + text.string))
    } else {
      stack[stack.count - 1].content.append(.text(text.string))
    }
    text.removeAll(keepingCapacity: true)
  }
}
