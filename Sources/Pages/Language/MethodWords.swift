/// A statistical method in the words of a language: what `Method` says in English.
package struct MethodWords: Hashable, Sendable {
  package var title: String
  package var meaning: String
  package var caution: String

  /// The keys of a method in a language file, below `statistics.<id>`.
  static let keys = ["title", "meaning", "caution"]

  package init(title: String, meaning: String, caution: String) {
    self.title = title
    self.meaning = meaning
    self.caution = caution
  }
}
