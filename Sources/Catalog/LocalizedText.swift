/// A text in one or several languages: a plain string is in the site's first language.
package struct LocalizedText: Hashable, Sendable {
  /// Texts by language tag; the key "" is a text given without a language.
  package let values: [String: String]

  package init(_ text: String) { values = ["": text] }

  package init(_ values: [String: String]) { self.values = values }

  /// The text in a language, else the one without a language, else the first by tag; never empty-handed.
  package func text(in language: String) -> String {
    values[language] ?? values[""] ?? values["en"] ?? values.sorted { $0.key < $1.key }.first?.value ?? ""
  }

  package func has(_ language: String) -> Bool { values[language] != nil || values[""] != nil }
}
