/// Reads the raw text of a block into inlines: the second phase of CommonMark's parsing strategy.
///
/// It writes a flat list of tokens; links and emphasis mark where they open and close in it, so that hostile nesting
/// costs neither stack nor time. `tree()` nests them.
struct InlineParser {
  enum Token {
    case text([UInt8])
    case leaf(Inline)
    case delimiter(Int)
    case open(Span)
    case close
  }

  struct Bracket {
    let token: Int
    /// The first byte after the bracket.
    let start: Int
    let delimiters: Int
    let isImage: Bool
    var hasBracketAfter = false
  }

  let text: [UInt8]
  let references: References
  var index = 0
  var tokens: [Token] = []
  var delimiters: [Delimiter] = []
  var brackets: [Bracket] = []
  /// How many of the outermost open brackets lie around a link, and so can start none.
  var inactiveLinks = 0
  /// What the author should know, with the offset in `text`.
  var warnings: [(warning: ProseWarning, offset: Int)] = []
  private lazy var backtickRuns = BacktickRuns(text)
  /// Ends of HTML constructs that are known not to come any more.
  var absentEnds: Set<String> = []

  init(_ text: [UInt8], references: References) {
    self.text = text
    self.references = references
  }

  mutating func parse() -> [Inline] {
    while index < text.count { step() }
    delimiters.processEmphasis(from: 0)
    return tree()
  }

  private mutating func step() {
    let byte = text[index]
    switch byte {
    case Byte.newline: lineBreak()
    case Byte.backslash: escape()
    case Byte.backtick: codeSpan()
    case UInt8(ascii: "*"), UInt8(ascii: "_"): delimiterRun(byte)
    case Byte.open: openBracket(length: 1)
    case UInt8(ascii: "!") where index + 1 < text.count && text[index + 1] == Byte.open:
      openBracket(length: 2)
    case Byte.close: closeBracket()
    case Byte.less: angle()
    case UInt8(ascii: "&"): reference()
    default: plainRun()
    }
  }

  mutating func append(_ bytes: some Sequence<UInt8>) {
    guard case .text(var last) = tokens.last else {
      tokens.append(.text(Array(bytes)))
      return
    }
    tokens.removeLast()
    last.append(contentsOf: bytes)
    tokens.append(.text(last))
  }

  /// Takes `length` bytes as they are.
  mutating func takeLiteral(_ length: Int) {
    append(text[index..<(index + length)])
    index += length
  }

  private mutating func plainRun() {
    var end = index + 1
    while end < text.count, !isSpecial[Int(text[end])] { end += 1 }
    takeLiteral(end - index)
  }

  private mutating func lineBreak() {
    var spaces = 0
    if case .text(var last) = tokens.last {
      while last.last == Byte.space {
        last.removeLast()
        spaces += 1
      }
      tokens[tokens.count - 1] = .text(last)
    }
    tokens.append(.leaf(spaces >= 2 ? .hardBreak : .softBreak))
    index += 1
    while index < text.count, text[index].isBlank { index += 1 }
  }

  private mutating func escape() {
    guard index + 1 < text.count else { return takeLiteral(1) }
    if text[index + 1] == Byte.newline {
      tokens.append(.leaf(.hardBreak))
      index += 2
      while index < text.count, text[index].isBlank { index += 1 }
    } else if text[index + 1].isPunctuation {
      index += 1
      takeLiteral(1)
    } else {
      takeLiteral(1)
    }
  }

  private mutating func reference() {
    guard let (character, length) = entity(text[index...]) else { return takeLiteral(1) }
    append(character.utf8)
    index += length
  }

  private mutating func codeSpan() {
    let length = text[index...].prefix { $0 == Byte.backtick }.count
    guard let end = backtickRuns.next(length: length, after: index + length) else {
      return takeLiteral(length)
    }
    var content = text[(index + length)..<end].map { $0 == Byte.newline ? Byte.space : $0 }
    if content.first == Byte.space, content.last == Byte.space, !content.allSatisfy({ $0 == Byte.space }) {
      content = Array(content.dropFirst().dropLast())
    }
    tokens.append(.leaf(.code(content.string)))
    index = end + length
  }

  private mutating func delimiterRun(_ character: UInt8) {
    let length = text[index...].prefix { $0 == character }.count
    delimiters.append(
      Delimiter(
        character: character, length: length, before: scalar(before: index), after: scalar(at: index + length)
      ))
    tokens.append(.delimiter(delimiters.count - 1))
    index += length
  }

  private func scalar(at start: Int) -> Unicode.Scalar? {
    start < text.count
      ? String(decoding: text[start..<min(start + 4, text.count)], as: UTF8.self).unicodeScalars.first : nil
  }

  private func scalar(before end: Int) -> Unicode.Scalar? {
    var start = end - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start >= 0 ? scalar(at: start) : nil
  }
}

private let isSpecial: [Bool] = (0..<256).map { byte in
  "\n\\`*_[]!<&".utf8.contains(UInt8(byte))
}

/// Where runs of backticks stand, found in one pass: a text of unmatched runs stays linear.
private struct BacktickRuns {
  private var starts: [Int: [Int]] = [:]

  init(_ text: [UInt8]) {
    var index = 0
    while index < text.count {
      let run = text[index...].prefix { $0 == Byte.backtick }.count
      if run > 0 { starts[run, default: []].append(index) }
      index += max(1, run)
    }
  }

  /// The first run of exactly that length at or after a position.
  mutating func next(length: Int, after position: Int) -> Int? {
    guard let all = starts[length], let last = all.last, last >= position else { return nil }
    var (low, high) = (0, all.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if all[middle] >= position { high = middle } else { low = middle + 1 }
    }
    return all[low]
  }
}
