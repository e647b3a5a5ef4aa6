/// Single values: each asks for a key once and is nil where it is missing or wrong, which is then reported.
extension Fields {
  /// A text that is not empty.
  package mutating func text(_ key: String, need example: String? = nil) -> String? {
    node(key, need: example).flatMap { text($0, called: key) }
  }

  /// A text with the place it stands at.
  package mutating func textNode(_ key: String, need example: String? = nil) -> JSONNode? {
    node(key, need: example).flatMap { text($0, called: key) == nil ? nil : $0 }
  }

  /// A number, by default any finite one.
  package mutating func number(
    _ key: String, in range: ClosedRange<Double>? = nil, need example: String? = nil
  ) -> Double? {
    guard let node = node(key, need: example) else { return nil }
    guard let number = node.number else {
      wrongType(key, node, expected: "a number", example: numberFix(node))
      return nil
    }
    guard let range, !range.contains(number) else { return number }
    let (low, high) = (plain(range.lowerBound), plain(range.upperBound))
    report(
      .outOfRange, "\(quoted(key)) is \(plain(number)), outside \(low) to \(high)", at: node.location,
      fix: "write a number from \(low) to \(high)")
    return nil
  }

  /// A whole number in a range, by default not negative.
  package mutating func integer(
    _ key: String, in range: ClosedRange<Int> = 0...1_000_000_000, need example: String? = nil
  ) -> Int? {
    guard let node = node(key, need: example) else { return nil }
    guard let number = node.number, let whole = wholeNumber(number) else {
      wrongType(key, node, expected: "a whole number", example: numberFix(node))
      return nil
    }
    guard !range.contains(whole) else { return whole }
    let isOpen = range.upperBound >= 1_000_000_000
    let words = isOpen ? "of \(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
    report(
      .outOfRange, "\(quoted(key)) is \(whole), which is not a number \(words)", at: node.location,
      fix: "write a whole number \(words)")
    return nil
  }

  /// True or false.
  package mutating func boolean(_ key: String) -> Bool? {
    guard let node = node(key) else { return nil }
    if let truth = node.boolean { return truth }
    wrongType(key, node, expected: "true or false", example: "write true or false without quotes")
    return nil
  }

  /// One of a few words; `noun` names what they are, `a unit`.
  package mutating func choice<Word: CaseIterable & RawRepresentable<String>>(
    _ key: String, of type: Word.Type, _ noun: String, need example: String? = nil
  ) -> Word? {
    word(key, among: type.allCases.map(\.rawValue), noun, need: example).flatMap(Word.init(rawValue:))
  }

  /// One of a few words; `noun` names what they are, `a kind of file`.
  package mutating func word(
    _ key: String, among words: [String], _ noun: String, need example: String? = nil
  ) -> String? {
    guard let node = textNode(key, need: example), let written = node.string else { return nil }
    if words.contains(written) { return written }
    reportWord(written, among: words, noun, at: node.location)
    return nil
  }

  /// Reports a word that is none of the known ones, with the nearest or the list of them.
  package mutating func reportWord(
    _ written: String, among words: [String], _ noun: String, at location: SourceLocation
  ) {
    let near = Suggestion.nearest(to: written, among: words)
    let list = wordList(words.map { "\"\($0)\"" })
    report(
      .unknownWord, "\(quoted(written)) is not \(noun)", at: location,
      fix: near.map { "write \"\($0)\"\(words.count > 12 ? "" : "; possible are \(list)")" }
        ?? "write \(list)")
  }

  // MARK: Values that are found already

  /// A node as a text that is not empty; `key` is what messages call it.
  package mutating func text(_ node: JSONNode, called key: String) -> String? {
    guard let text = node.string else {
      wrongType(key, node, expected: "a text", example: textFix(node))
      return nil
    }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      report(
        .emptyText, "\(quoted(key)) is an empty text", at: node.location,
        fix: "fill it in, or leave the key out")
      return nil
    }
    return text
  }

  /// Reports a value of the wrong kind.
  package mutating func wrongType(_ key: String, _ node: JSONNode, expected: String, example: String) {
    let isFraction = expected == "a whole number" && node.number != nil
    let found = isFraction ? "a fraction" : node.kindInWords
    report(
      .wrongType, "\(quoted(key)) must be \(expected), not \(found)", at: node.location, fix: example)
  }

  private func numberFix(_ node: JSONNode) -> String {
    if let text = node.string, let number = Double(text) { return "write \(plain(number)) without quotes" }
    return node.number != nil ? "round it" : "write a number without quotes"
  }

  private func textFix(_ node: JSONNode) -> String {
    switch node.kind {
    case .number(_, let text): "put it in quotes: \"\(text)\""
    case .boolean(let truth): "put it in quotes: \"\(truth)\""
    case .array(let items) where items.count == 1 && items[0].string != nil: "remove the brackets [ ]"
    default: "write a text in quotes"
    }
  }

  /// 5 and not 5.0.
  private func plain(_ number: Double) -> String {
    wholeNumber(number).map(String.init) ?? String(number)
  }
}

/// The whole number that a double is, or nil. (`Int(exactly:)` would need the mathematics library linked.)
func wholeNumber(_ number: Double) -> Int? {
  guard abs(number) < 9e15 else { return nil }
  let whole = Int(number)
  return Double(whole) == number ? whole : nil
}
