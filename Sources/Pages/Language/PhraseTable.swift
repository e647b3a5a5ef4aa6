/// A language's phrases, cut into patterns once and found by position.
///
/// A dictionary of phrases would hash the raw string of each: 150 ns for a look-up that an array does in two.
struct PhraseTable: Sendable {
  private struct Forms: Sendable {
    var only: Pattern
    /// By plural category; empty where the phrase has one form.
    var byCategory: [(category: String, pattern: Pattern)]
    var other: Pattern
  }

  private let forms: [Forms?]

  /// - Parameter phrases: texts by phrase and plural category; the category "" is a phrase with one form.
  init(_ phrases: [Phrase: [String: String]]) {
    let size = (Phrase.allCases.map(\.slot).max() ?? 0) + 1
    var forms = [Forms?](repeating: nil, count: size)
    for (phrase, texts) in phrases {
      let other = texts["other"] ?? texts[""] ?? phrase.rawValue
      forms[phrase.slot] = Forms(
        only: Pattern(texts[""] ?? texts["other"] ?? phrase.rawValue),
        byCategory: texts.filter { !$0.key.isEmpty }.sorted { $0.key < $1.key }
          .map { ($0.key, Pattern($0.value)) },
        other: Pattern(other))
    }
    self.forms = forms
  }

  /// The phrase in its one form.
  subscript(phrase: Phrase) -> Pattern { forms[phrase.slot]?.only ?? Pattern(phrase.rawValue) }

  /// The form of a plural category, else the general one.
  subscript(phrase: Phrase, category: String) -> Pattern {
    guard let forms = forms[phrase.slot] else { return Pattern(phrase.rawValue) }
    return forms.byCategory.first { $0.category == category }?.pattern ?? forms.other
  }
}

extension Phrase {
  /// A small number of its own for each phrase: the tag by which the compiler tells cases apart. Only a table
  /// that was filled by it may be read by it.
  var slot: Int {
    withUnsafeBytes(of: self) { bytes in bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }
  }
}
