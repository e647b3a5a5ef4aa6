import Catalog
import Notation
import Statistics

/// One text of a language file with its dotted key: `phrases.verdict.better`, `months.1`.
package struct LanguageEntry: Hashable, Sendable {
  package let key: String
  package let text: String
  package let location: SourceLocation?

  package init(_ key: String, _ text: String, at location: SourceLocation? = nil) {
    self.key = key
    self.text = text
    self.location = location
  }
}

extension Language {
  /// Builds a language from the flattened texts of its file.
  ///
  /// Every key must be there and none that is not known; a placeholder must be one that the phrase has. Each
  /// fault is a diagnostic of its own, so that a translator sees them all in one run.
  /// - Returns: the language and what is wrong with it; errors mean that it must not be used.
  package static func make(
    id: String, path: String, entries: [LanguageEntry]
  ) -> (language: Language, diagnostics: [Diagnostic]) {
    var builder = LanguageBuilder(id: id, path: path, entries: entries)
    return (builder.language(), builder.finish())
  }
}

/// Takes texts by key, notes what is missing, unknown or has the wrong placeholders.
private struct LanguageBuilder {
  let id: String
  let path: String
  let entries: [LanguageEntry]
  private var texts: [String: LanguageEntry] = [:]
  private var used: Set<String> = []
  private var diagnostics: [Diagnostic] = []

  init(id: String, path: String, entries: [LanguageEntry]) {
    self.id = id
    self.path = path
    self.entries = entries
    for entry in entries { texts[entry.key] = entry }
  }

  mutating func language() -> Language {
    let periods = periodStyle()
    let numbers = numberStyle()
    return Language(
      id: id, tag: take("tag"), name: take("name"), isRightToLeft: take("direction") == "rtl",
      numbers: numbers, periods: periods, plural: rule("plural", PluralRule.one),
      ordinal: rule("ordinal", OrdinalRule.none), listSeparator: take("lists.separator"),
      listPair: take("lists.pair"), listLast: take("lists.last"), methods: methods(), phrases: phrases())
  }

  mutating func finish() -> [Diagnostic] {
    for entry in entries where !used.contains(entry.key) {
      let meant = MethodTexts.holds(entry.key) ? MethodTexts.meant(by: entry.key) : nil
      diagnostics.append(
        Diagnostic(
          .error, .unknownPhrase, "no page uses the phrase “\(entry.key)”", at: entry.location,
          fix: meant.map { "rename it to “\($0)”" }
            ?? "remove it, or correct its name to one that the first language has"))
    }
    return diagnostics
  }

  private mutating func take(_ key: String) -> String {
    used.insert(key)
    if let entry = texts[key] { return entry.text }
    missing(key)
    return key
  }

  private mutating func missing(_ key: String) {
    diagnostics.append(
      Diagnostic(
        .error, .missingPhrase, "the phrase “\(key)” is missing", at: SourceLocation(path: path),
        fix: "add “\(key)”; the site's other language files show what it says"))
  }

  private mutating func rule<Rule: RawRepresentable & CaseIterable>(_ key: String, _ otherwise: Rule) -> Rule
  where Rule.RawValue == String {
    let text = take(key)
    if let rule = Rule(rawValue: text) { return rule }
    let known = Rule.allCases.map { "“\($0.rawValue)”" }.joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        .error, .unknownPhrase, "there is no rule “\(text)” for “\(key)”", at: texts[key]?.location,
        fix: "write one of \(known)"))
    return otherwise
  }

  private mutating func numberStyle() -> NumberStyle {
    NumberStyle(
      decimal: take("numbers.decimal"), group: take("numbers.group"),
      groupFrom: Int(take("numbers.groupFrom")) ?? 4, percent: take("numbers.percent"),
      dollars: take("numbers.dollars"))
  }

  private mutating func periodStyle() -> PeriodStyle {
    PeriodStyle(
      months: (1...12).map { take("months.\($0)") }, monthsShort: (1...12).map { take("monthsShort.\($0)") },
      date: take("periods.date"), year: take("periods.year"), years: take("periods.years"),
      yearsShort: take("periods.yearsShort"), quarter: take("periods.quarter"),
      quarterSpoken: take("periods.quarterSpoken"), quarterShort: take("periods.quarterShort"),
      month: take("periods.month"), monthShort: take("periods.monthShort"), span: take("periods.span"),
      spanSpoken: take("periods.spanSpoken"), spanShort: take("periods.spanShort"))
  }

  /// The methods whose words the file has. One that it begins must be whole but for the formula; one that it
  /// leaves out is told in English.
  private mutating func methods() -> [String: MethodWords] {
    var methods: [String: MethodWords] = [:]
    for method in Method.all {
      let parts = MethodTexts.required.map { MethodTexts.key($0, of: method) }
      let formula = MethodTexts.key(MethodTexts.formula, of: method)
      guard (parts + [formula]).contains(where: { texts[$0] != nil }) else { continue }
      methods[method.id] = MethodWords(
        title: take(parts[0]), meaning: take(parts[1]), caution: take(parts[2]),
        formula: texts[formula] == nil ? nil : take(formula))
    }
    return methods
  }

  private mutating func phrases() -> [Phrase: [String: String]] {
    var phrases: [Phrase: [String: String]] = [:]
    for phrase in Phrase.allCases { phrases[phrase] = forms(of: phrase) }
    return phrases
  }

  private mutating func forms(of phrase: Phrase) -> [String: String] {
    let key = "phrases.\(phrase.rawValue)"
    var forms: [String: String] = [:]
    for category in ["", "zero", "one", "two", "few", "many", "other"] {
      let full = category.isEmpty ? key : "\(key).\(category)"
      guard let entry = texts[full] else { continue }
      used.insert(full)
      forms[category] = entry.text
      checkPlaceholders(of: phrase, entry)
    }
    if forms[""] == nil, forms["other"] == nil { missing(key) }
    return forms
  }

  private mutating func checkPlaceholders(of phrase: Phrase, _ entry: LanguageEntry) {
    for name in Template.placeholders(entry.text) where !phrase.placeholders.contains(name) {
      let known = phrase.placeholders.map { "“{\($0)}”" }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          .error, .unknownPlaceholder, "“{\(name)}” is not known to the phrase “\(phrase.rawValue)”",
          at: entry.location, fix: known.isEmpty ? "remove it" : "use \(known)"))
    }
  }
}
