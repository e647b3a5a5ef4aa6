import Catalog
import Markup

/// Ranks of a measure in words: `12th–26th highest of 74`; the side is the nearer end.
final class RankStencils: Sendable {
  /// The holes of a phrase.
  private enum Hole: Int {
    case first, last

    var text: String { Stencil.text(rawValue) }
  }

  /// The phrases for the upper half or the lower one; a class, so that choosing one counts one reference, not six.
  private final class Side: Sendable {
    let end: Stencil
    let one: Stencil
    let range: Stencil

    init(_ scope: Scope, _ form: PlaceForm, of count: Int, end: Phrase, one: Phrase, range: Phrase) {
      func stencil(_ phrase: Phrase, _ values: Template.Values) -> Stencil {
        Stencil(form.sub { scope.say(phrase, values) })
      }
      let count = scope.numbers.text(Double(count))
      self.end = stencil(end, ["count": count])
      self.one = stencil(one, ["rank": Hole.first.text, "count": count])
      self.range = stencil(range, ["first": Hole.first.text, "last": Hole.last.text, "count": count])
    }
  }

  private let high: Side
  private let low: Side
  private let ordinals: Ordinals

  /// - Parameter count: the places ranked.
  init(_ scope: Scope, _ form: PlaceForm, of count: Int) {
    ordinals = Ordinals(scope.language)
    high = Side(
      scope, form, of: count, end: .rankTop, one: .rankHighest, range: .rankRangeHighest)
    low = Side(
      scope, form, of: count, end: .rankBottom, one: .rankLowest, range: .rankRangeLowest)
  }

  func write(_ range: RankRange, into serializer: inout Serializer) {
    let isHigh = range.rank * 2 <= range.of + 1
    let best = isHigh ? range.best : range.of + 1 - range.worst
    let worst = isHigh ? range.worst : range.of + 1 - range.best
    let side = isHigh ? high : low
    let stencil = worst == 1 ? side.end : best == worst ? side.one : side.range
    serializer.write(stencil) { hole, serializer in
      ordinals.write(hole == Hole.first.rawValue ? best : worst, into: &serializer)
    }
  }
}

/// Ordinal numbers of a language: `12th`, `12.º`.
struct Ordinals: Sendable {
  private let language: Language
  /// What stands before and after a number, two texts each, by its last two digits, which are all that `OrdinalRule`
  /// looks at; nil where a phrase has the number twice or never.
  private let around: WrittenTexts?

  init(_ language: Language) {
    self.language = language
    let around = (0..<100).map { language.ordinalPattern($0).around("n") }
    let texts = around.flatMap { pair in pair.map { [$0.before, $0.after] } ?? [] }
    self.around = texts.count == 200 ? WrittenTexts(texts) : nil
  }

  /// The bytes of `Language.ordinalText` in content.
  func write(_ number: Int, into serializer: inout Serializer) {
    guard number >= 0, let around else { return serializer.write(text: language.ordinalText(number)) }
    serializer.write(around, at: number % 100 * 2)
    serializer.write(decimal: number)
    serializer.write(around, at: number % 100 * 2 + 1)
  }
}
