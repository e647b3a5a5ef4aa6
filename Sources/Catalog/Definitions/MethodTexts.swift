import Notation
import Statistics

/// The words of statistical methods in a language file: `statistics: { gini: { title: …, meaning: …, caution: … } }`.
///
/// The program has them in English, so a language may leave out methods, but not a part of one that it begins.
package enum MethodTexts {
  /// The name of their group in a language file.
  package static let group = "statistics"

  /// What each method must have, in the order of a file.
  package static let required = ["title", "meaning", "caution"]
  /// What is left out where the English formula has no words.
  package static let formula = "formula"

  /// The key of a text: `statistics.gini.title`.
  package static func key(_ part: String, of method: Method) -> String { "\(group).\(method.id).\(part)" }

  /// The keys of all texts of all methods, in the order of the methods page.
  package static let keys = Method.all.flatMap { method in (required + [formula]).map { key($0, of: method) }
  }

  /// Whether a key is of this group, known or not.
  package static func holds(_ key: String) -> Bool { key.hasPrefix("\(group).") }

  /// The known key that somebody most likely meant by one that is not known.
  package static func meant(by key: String) -> String? { Suggestion.nearest(to: key, among: keys) }
}

extension ProjectReader {
  /// Names what is unknown among a language's words of methods, and what is missing of one that it begins.
  mutating func checkMethodTexts(of language: LanguageFile) {
    guard let node = language.root[MethodTexts.group] else { return }
    let known = Set(MethodTexts.keys)
    var given: Set<String> = []
    for leaf in leaves(of: node) {
      let key = "\(MethodTexts.group).\(leaf.key)"
      given.insert(key)
      if known.contains(key) { continue }
      report(
        .unknownPhrase, "unknown phrase \(quoted(key)): no statistical method has a text of this name",
        at: leaf.location,
        fix: MethodTexts.meant(by: key).map { "rename it to \(quoted($0))" } ?? "remove it")
    }
    for method in Method.all {
      guard let words = node[method.id] else { continue }
      for part in MethodTexts.required where !given.contains(MethodTexts.key(part, of: method)) {
        report(
          .missingPhrase,
          "the phrase \(quoted(MethodTexts.key(part, of: method))) is missing in \(quoted(language.tag))",
          at: words.location, fix: "add \(part): \"…\", or leave the method out to have it in English")
      }
    }
  }
}
