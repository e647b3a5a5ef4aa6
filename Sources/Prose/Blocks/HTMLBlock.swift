/// What ends a block of HTML (the seven kinds of CommonMark 0.31, section 4.6).
enum HTMLBlockEnd: Hashable {
  /// A line that holds one of these, in lower case.
  case text([StaticText])
  case blankLine

  var isBlankLine: Bool { self == .blankLine }

  func isMet(by line: ArraySlice<UInt8>) -> Bool {
    guard case .text(let ends) = self else { return false }
    return ends.contains { contains(line, $0.bytes) }
  }

  /// Nil where the line starts no block of HTML.
  /// - Parameter mayBeAnyTag: whether a complete tag of any name may start one (not inside a paragraph).
  init?(startOf line: ArraySlice<UInt8>, mayBeAnyTag: Bool) {
    let rest = line.dropFirst()
    if rest.starts(with: "!--".utf8) {
      self = .text([StaticText("-->")])
    } else if rest.first == UInt8(ascii: "?") {
      self = .text([StaticText("?>")])
    } else if rest.starts(with: "![CDATA[".utf8) {
      self = .text([StaticText("]]>")])
    } else if rest.first == UInt8(ascii: "!"), rest.dropFirst().first?.isLetter ?? false {
      self = .text([StaticText(">")])
    } else if let named = Self.named(rest) {
      self = named
    } else if mayBeAnyTag, let end = htmlTagEnd(line), line[end...].allSatisfy(\.isSpace) {
      self = .blankLine
    } else {
      return nil
    }
  }

  private static func named(_ rest: ArraySlice<UInt8>) -> HTMLBlockEnd? {
    let isClosing = rest.first == UInt8(ascii: "/")
    let afterSlash = isClosing ? rest.dropFirst() : rest
    let name = afterSlash.prefix(while: \.isAlphanumeric)
    let follower = afterSlash[name.endIndex...].first
    let lowercase = String(decoding: name.map(\.lowercase), as: UTF8.self)
    let ends = follower.map { $0.isSpace || $0 == Byte.greater } ?? true
    if !isClosing, ends, ["script", "pre", "style", "textarea"].contains(lowercase) {
      return .text(["</script>", "</pre>", "</style>", "</textarea>"].map(StaticText.init))
    }
    let isEmptyTag = afterSlash[name.endIndex...].starts(with: "/>".utf8)
    return (ends || isEmptyTag) && blockNames.contains(lowercase) ? .blankLine : nil
  }
}

/// A word of the syntax as bytes.
struct StaticText: Hashable {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }
}

private func contains(_ line: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
  guard line.count >= word.count else { return false }
  return (line.startIndex...(line.endIndex - word.count)).contains { start in
    zip(line[start...], word).allSatisfy { $0.lowercase == $1 }
  }
}

private let blockNames: Set<String> = [
  "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col",
  "colgroup",
  "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
  "frame",
  "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li",
  "link",
  "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search",
  "section",
  "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
]
