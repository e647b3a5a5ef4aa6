import Notation

/// Values that several kinds of definition share.
extension Fields {
  /// A text in one or several languages: `"…"` or `{en: "…", es: "…"}`. `languages` are the site's, the first
  /// one its own; with none known, any tag is taken.
  mutating func localized(
    _ key: String, _ languages: [String], need example: String? = nil, code: DiagnosticCode = .missingKey
  ) -> LocalizedText? {
    node(key, need: example, code: code).flatMap { localized($0, called: key, languages) }
  }

  /// A text in one or several languages that is found already.
  mutating func localized(_ node: JSONNode, called key: String, _ languages: [String]) -> LocalizedText? {
    guard let members = node.members else {
      guard node.string != nil else {
        wrongType(
          key, node, expected: "a text or a text in each language",
          example: "write \"…\" or { \(languages.first ?? "en"): \"…\" }")
        return nil
      }
      return text(node, called: key).map { LocalizedText($0) }
    }
    var values: [String: String] = [:]
    for member in members {
      checkLanguage(member, languages)
      if let text = text(member.value, called: "\(key).\(member.key)") { values[member.key] = text }
    }
    if let first = languages.first, !members.contains(where: { $0.key == first }) {
      report(
        .missingTranslation, "\(quoted(key)) has no text in the site's first language, \(quoted(first))",
        at: node.location, fix: "add \(first): \"…\"")
    }
    return LocalizedText(values)
  }

  private mutating func checkLanguage(_ member: JSONNode.Member, _ languages: [String]) {
    guard !languages.isEmpty, !languages.contains(member.key) else { return }
    let near = Suggestion.nearest(to: member.key, among: languages)
    report(
      .badLanguage, "\(quoted(member.key)) is not a language of the site", at: member.keyLocation,
      fix: near.map { "rename it to \(quoted($0))" }
        ?? "use \(wordList(languages)), or add it to “languages” in Site/site.json5")
  }

  /// A text with the place of its first character.
  mutating func sourced(_ key: String, need example: String? = nil) -> SourcedText? {
    textNode(key, need: example).flatMap(sourced)
  }

  mutating func sourcedList(_ key: String, need example: String? = nil) -> [SourcedText] {
    textNodes(key, need: example).compactMap(sourced)
  }

  private func sourced(_ node: JSONNode) -> SourcedText? {
    node.string.map { SourcedText($0, at: node.textLocation) }
  }

  // MARK: Periods, percentages, durations

  mutating func period(_ key: String, need example: String? = nil) -> Period? {
    node(key, need: example).flatMap { period($0, called: key) }
  }

  mutating func period(_ node: JSONNode, called key: String) -> Period? {
    guard let text = text(node, called: key) else { return nil }
    if let period = Period(text) { return period }
    report(
      .badPeriod, "\(quoted(text)) is not a period", at: node.textLocation,
      fix: "write it like \"2012\", \"2008-2012\", \"2012-03\" or \"2012-Q1\"")
    return nil
  }

  /// `"20%"` as 0.2.
  mutating func percentage(_ key: String) -> Double? {
    guard let node = node(key) else { return nil }
    if let text = node.string, let share = share(text) { return share }
    let written = node.string.map(quoted) ?? node.kindInWords
    report(
      .badPercentage, "\(quoted(key)) must be a percentage, not \(written)",
      at: node.location, fix: "write it like \"20%\", from 0 to 100")
    return nil
  }

  private func share(_ text: String) -> Double? {
    guard text.hasSuffix("%") else { return nil }
    let digits = text.dropLast().split(separator: " ", omittingEmptySubsequences: true)
    guard digits.count == 1, let percent = Double(digits[0]), (0...100).contains(percent) else { return nil }
    return percent / 100
  }

  /// `"45 days"` as 45.
  mutating func days(_ key: String) -> Int? {
    guard let node = node(key) else { return nil }
    if let text = node.string, let days = days(in: text) { return days }
    let written = node.string.map(quoted) ?? node.kindInWords
    report(
      .badDuration, "\(quoted(key)) must be a length of time, not \(written)", at: node.location,
      fix: "write it like \"45 days\", \"6 weeks\", \"3 months\" or \"1 year\"")
    return nil
  }

  private func days(in text: String) -> Int? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let count = Int(parts[0]), (1...10_000).contains(count) else { return nil }
    let lengths = ["day": 1, "week": 7, "month": 30, "year": 365]
    let unit = parts[1].hasSuffix("s") ? String(parts[1].dropLast()) : String(parts[1])
    return lengths[unit].map { $0 * count }
  }

  // MARK: Addresses, dates, names

  /// A web address, `https://…` or `http://…`.
  mutating func address(_ key: String) -> String? {
    guard let node = textNode(key), let text = node.string else { return nil }
    return address(text, called: key, at: node.location)
  }

  mutating func address(_ text: String, called key: String, at location: SourceLocation) -> String? {
    let rest = ["https://", "http://"].lazy.filter { text.hasPrefix($0) }.map { text.dropFirst($0.count) }
      .first
    if let rest, !rest.isEmpty, rest.first != "/", !text.contains(where: \.isWhitespace) { return text }
    report(
      .badAddress, "\(quoted(text)) is not a web address", at: location,
      fix: isBare(text) ? "write https://\(text)" : "write it like \"https://data.example.org/…\"")
    return nil
  }

  /// Whether a text looks like an address that lacks its scheme: a host with a point in it, no spaces.
  private func isBare(_ text: String) -> Bool {
    let host = text.prefix { $0 != "/" }
    return host.contains(".") && !host.hasPrefix(".") && !text.contains { $0.isWhitespace || $0 == ":" }
  }

  /// A day, `2026-11-03`, checked against the calendar.
  mutating func date(_ key: String, need example: String? = nil) -> String? {
    guard let node = textNode(key, need: example), let text = node.string else { return nil }
    if isDay(text) { return text }
    report(
      .badDate, "\(quoted(text)) is not a day of the calendar", at: node.location,
      fix: "write year, month and day: \"2026-11-03\"")
    return nil
  }

  private func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], let month = Period(parts[0] + "-" + parts[1]) else {
      return false
    }
    guard let day = Int(parts[2]), parts[2].first != "+", day >= 1 else { return false }
    let year = month.firstYear
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= lengths[month.monthOfYear - 1]
  }

  /// A name that becomes part of links; reported where it is not fit for that, and returned all the same.
  mutating func id(_ key: String, _ what: String, need example: String) -> String? {
    guard let node = textNode(key, need: example), let id = node.string else { return nil }
    if let problem = idProblem(id, what, at: node.location) { report([problem]) }
    return id
  }
}

/// What is wrong with a name that becomes part of file names and links: small letters, digits, `-` and `_`.
func idProblem(_ id: String, _ what: String, at location: SourceLocation) -> Diagnostic? {
  func isLegal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
  if let first = id.utf8.first, id.utf8.allSatisfy(isLegal), first != 0x2D, first != 0x5F { return nil }
  let better = id.lowercased().utf8.map { isLegal($0) ? Character(Unicode.Scalar($0)) : "-" }
  let parts = String(better).split(whereSeparator: { $0 == "-" || $0 == "_" }).joined(separator: "-")
  return Diagnostic(
    .error, .badID, "\(what) \(quoted(id)) holds more than small letters, digits, - and _", at: location,
    fix: parts.isEmpty ? "use letters a to z" : "write \(quoted(parts))")
}

extension LocalizedText {
  /// What stands for a missing text while a definition is read.
  static let none = LocalizedText([:])
}
