/// A statistical method in the words of a language: what `Method` says in English.
package struct MethodWords: Hashable, Sendable {
  package var title: String
  package var meaning: String
  package var caution: String
  /// The formula, where the English one holds words; nil where symbols say it all.
  package var formula: String?

  package init(title: String, meaning: String, caution: String, formula: String? = nil) {
    self.title = title
    self.meaning = meaning
    self.caution = caution
    self.formula = formula
  }
}
