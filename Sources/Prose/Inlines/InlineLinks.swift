extension InlineParser {
  mutating func openBracket(length: Int) {
    if !brackets.isEmpty { brackets[brackets.count - 1].hasBracketAfter = true }
    brackets.append(
      Bracket(
        token: tokens.count, start: index + length, delimiters: delimiters.count, isImage: length == 2))
    // A token of its own, so that it can become the start of the link.
    tokens.append(.text(Array(text[index..<(index + length)])))
    tokens.append(.text([]))
    index += length
  }

  mutating func closeBracket() {
    guard let bracket = brackets.popLast() else { return takeLiteral(1) }
    let end = index
    let isActive = bracket.isImage || brackets.count >= inactiveLinks
    inactiveLinks = min(inactiveLinks, brackets.count)
    guard isActive, let (target, next) = target(of: bracket, closedAt: end) else {
      return takeLiteral(1)
    }
    delimiters.processEmphasis(from: bracket.delimiters)
    tokens[bracket.token] = .open(span(target, isImage: bracket.isImage, at: bracket.start))
    tokens.append(.close)
    index = next
    // No link lies in another: link brackets that are open around one become text.
    if !bracket.isImage { inactiveLinks = brackets.count }
  }

  /// Where the link that `]` at `end` closes leads, and the first byte after it.
  private func target(of bracket: Bracket, closedAt end: Int) -> (LinkTarget, next: Int)? {
    if let inline = inlineTarget(after: end + 1) { return inline }
    var scan = LinkScanner(text[(end + 1)...])
    let label = scan.label()
    if let label, !label.isEmpty { return references[label].map { ($0, scan.index) } }
    guard !bracket.hasBracketAfter else { return nil }
    return references[text[bracket.start..<end]].map { ($0, label == nil ? end + 1 : scan.index) }
  }

  /// `(destination "title")`.
  private func inlineTarget(after start: Int) -> (LinkTarget, next: Int)? {
    var scan = LinkScanner(text[start...])
    guard scan.take(UInt8(ascii: "(")) else { return nil }
    scan.skipSpaceAndOneNewline()
    if scan.take(UInt8(ascii: ")")) { return (LinkTarget(destination: "", title: nil), scan.index) }
    guard let destination = scan.destination() else { return nil }
    var title: String?
    if scan.skipSpaceAndOneNewline() { title = scan.title() }
    scan.skipSpaceAndOneNewline()
    guard scan.take(UInt8(ascii: ")")) else { return nil }
    return (LinkTarget(destination: destination, title: title), scan.index)
  }

  /// The span of a link whose address may be followed; the words alone where it may not.
  private mutating func span(_ target: LinkTarget, isImage: Bool, at offset: Int) -> Span {
    let encoded = LinkTarget(destination: percentEncoded(target.destination), title: target.title)
    switch (AddressKind(target.destination), isImage) {
    case (.unsafe, _):
      warnings.append((.unsafeAddress(target.destination), offset))
      return .plain
    case (.remote, true):
      // A page of the site asks no other host for anything, so a picture elsewhere can only be linked to.
      warnings.append((.remoteImage(target.destination), offset))
      return .link(encoded)
    case (_, true): return .image(encoded)
    case (_, false): return .link(encoded)
    }
  }

  /// `<https://…>`, `<a@b.org>`, or HTML, which stays as the text it is.
  mutating func angle() {
    if let end = autolinkEnd(text[index...]) {
      let address = text[(index + 1)..<(end - 1)].string
      let isMail =
        !address.utf8.prefix { $0 != UInt8(ascii: "@") }.contains(Byte.colon)
        && address.utf8.contains(UInt8(ascii: "@"))
      let target = LinkTarget(destination: isMail ? "mailto:\(address)" : address, title: nil)
      tokens.append(.open(span(target, isImage: false, at: index)))
      append(address.utf8)
      tokens.append(.close)
      index = end
    } else if let end = htmlEnd() {
      warnings.append((.html(text[index..<end].string), index))
      takeLiteral(end - index)
    } else {
      takeLiteral(1)
    }
  }

  /// Where the HTML that starts at `index` ends, or nil where it is none.
  private mutating func htmlEnd() -> Int? {
    let rest = text[(index + 1)...]
    let ends: [(start: String, end: String)] = [("!--", "-->"), ("?", "?>"), ("![CDATA[", "]]>")]
    for (start, end) in ends where rest.starts(with: start.utf8) {
      return position(of: end, after: index + 1 + (start == "!--" ? 1 : start.utf8.count))
    }
    if rest.first == UInt8(ascii: "!"), rest.dropFirst().first?.isLetter ?? false {
      return position(of: ">", after: index + 2)
    }
    return htmlTagEnd(text[index...])
  }

  /// The end of the next `word`; remembers where there is none, so that no text makes this quadratic.
  private mutating func position(of word: String, after start: Int) -> Int? {
    guard !absentEnds.contains(word) else { return nil }
    let bytes = Array(word.utf8)
    var position = start
    while position + bytes.count <= text.count {
      if text[position] == bytes[0], text[position...].starts(with: bytes) { return position + bytes.count }
      position += 1
    }
    absentEnds.insert(word)
    return nil
  }
}

/// Where an autolink that starts at the first byte (`<`) ends, or nil (CommonMark 0.31, section 6.5).
private func autolinkEnd(_ text: ArraySlice<UInt8>) -> Int? {
  let body = text.dropFirst().prefix {
    $0 != Byte.greater && $0 != Byte.less && !$0.isControl && $0 != Byte.space
  }
  guard body.endIndex < text.endIndex, text[body.endIndex] == Byte.greater else { return nil }
  return isAbsolute(body) || isMailAddress(body) ? body.endIndex + 1 : nil
}

private func isAbsolute(_ text: ArraySlice<UInt8>) -> Bool {
  let scheme = text.prefix { $0.isAlphanumeric || "+.-".utf8.contains($0) }
  return (2...32).contains(scheme.count) && scheme.first?.isLetter ?? false
    && text[scheme.endIndex...].first == Byte.colon
}

private func isMailAddress(_ text: ArraySlice<UInt8>) -> Bool {
  let local = text.prefix { $0.isAlphanumeric || ".!#$%&'*+/=?^_`{|}~-".utf8.contains($0) }
  guard !local.isEmpty, text[local.endIndex...].first == UInt8(ascii: "@") else { return false }
  let labels = text[(local.endIndex + 1)...].split(
    separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return labels.allSatisfy { label in
    (1...63).contains(label.count) && label.allSatisfy { $0.isAlphanumeric || $0 == Byte.hyphen }
      && label.first != Byte.hyphen && label.last != Byte.hyphen
  }
}
