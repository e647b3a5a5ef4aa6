import Markup

/// One interface language: every phrase, number and period style, and its direction. One file each.
package struct Language: Sendable, Identifiable {
  /// The tag of the site definition and of the path: `en`, `es`.
  package var id: String
  /// The tag for `lang`: `en-US`.
  package var tag: String
  /// The language's name in itself.
  package var name: String
  package var isRightToLeft: Bool
  package var numbers: NumberStyle
  package var periods: PeriodStyle
  package var plural: PluralRule
  package var ordinal: OrdinalRule
  /// Between the items of a list, between the two of a pair, before the last of many.
  package var listSeparator: String
  package var listPair: String
  package var listLast: String
  /// What statistical methods are called and mean, by id; those that are not here are told in English.
  package var methods: [String: MethodWords]
  /// Texts by phrase and plural category; the category "" is a phrase with one form.
  let phrases: [Phrase: [String: String]]
  private let table: PhraseTable

  init(
    id: String, tag: String, name: String, isRightToLeft: Bool, numbers: NumberStyle, periods: PeriodStyle,
    plural: PluralRule, ordinal: OrdinalRule, listSeparator: String, listPair: String, listLast: String,
    methods: [String: MethodWords] = [:], phrases: [Phrase: [String: String]]
  ) {
    self.id = id
    self.tag = tag
    self.name = name
    self.isRightToLeft = isRightToLeft
    self.numbers = numbers
    self.periods = periods
    self.plural = plural
    self.ordinal = ordinal
    self.listSeparator = listSeparator
    self.listPair = listPair
    self.listLast = listLast
    self.methods = methods
    self.phrases = phrases
    table = PhraseTable(phrases)
  }

  /// A phrase with its placeholders filled.
  package func say(_ phrase: Phrase, _ values: Template.Values = [:]) -> String {
    table[phrase].fill(values)
  }

  /// A phrase that goes with a number: the form by the plural rule, `{n}` the number as written.
  package func count(_ phrase: Phrase, _ number: Int, _ values: Template.Values = [:]) -> String {
    table[phrase, plural.category(number)].fill(values.and(["n": numbers.text(Double(number))]))
  }

  /// The form of a phrase that goes with a number, `{n}` left as `{count}` for a chart to fill.
  func pattern(_ phrase: Phrase, count number: Int) -> String {
    table[phrase, plural.category(number)].fill(["n": "{count}"])
  }

  /// A phrase cut at its placeholders.
  func pattern(_ phrase: Phrase) -> Pattern { table[phrase] }

  /// A phrase whose placeholders are nodes.
  func nodes(_ phrase: Phrase, _ values: [String: [Node]]) -> [Node] {
    table[phrase].nodes(values)
  }

  /// `a`, `a and b`, `a, b and c`.
  package func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    let pattern = items.count == 2 ? listPair : listLast
    let first = items.dropLast().joined(separator: listSeparator)
    return Template.fill(pattern, ["first": first, "last": last])
  }

  /// `12th`, `12.º`.
  package func ordinalText(_ number: Int) -> String {
    ordinalPattern(number).fill(["n": String(number)])
  }

  func ordinalPattern(_ number: Int) -> Pattern { table[.ordinal, ordinal.category(number)] }
}
