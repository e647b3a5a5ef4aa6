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
  /// Texts by phrase and plural category; the category "" is a phrase with one form.
  var phrases: [Phrase: [String: String]]

  /// A phrase with its placeholders filled.
  package func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
    Template.fill(template(phrase), values)
  }

  /// A phrase that goes with a number: the form by the plural rule, `{n}` the number as written.
  package func count(_ phrase: Phrase, _ number: Int, _ values: [String: String] = [:]) -> String {
    let forms = phrases[phrase] ?? [:]
    let form = forms[plural.category(number)] ?? forms["other"] ?? forms[""] ?? phrase.rawValue
    return Template.fill(form, values.merging(["n": numbers.text(Double(number))]) { given, _ in given })
  }

  /// The form of a phrase that goes with a number, `{n}` left as `{count}` for a chart to fill.
  func pattern(_ phrase: Phrase, count number: Int) -> String {
    let forms = phrases[phrase] ?? [:]
    let form = forms[plural.category(number)] ?? forms["other"] ?? forms[""] ?? phrase.rawValue
    return Template.fill(form, ["n": "{count}"])
  }

  /// A phrase whose placeholders are nodes.
  func nodes(_ phrase: Phrase, _ values: [String: [Node]]) -> [Node] {
    Template.nodes(template(phrase), values)
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
    let forms = phrases[.ordinal] ?? [:]
    let form = forms[ordinal.category(number)] ?? forms["other"] ?? forms[""] ?? "{n}"
    return Template.fill(form, ["n": String(number)])
  }

  private func template(_ phrase: Phrase) -> String {
    let forms = phrases[phrase] ?? [:]
    return forms[""] ?? forms["other"] ?? phrase.rawValue
  }
}
