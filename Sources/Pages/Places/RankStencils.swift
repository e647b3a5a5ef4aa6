import Catalog
import Markup

/// Ranks of a measure in words: `12th–26th highest of 74`; the side is the nearer end.
final class RankStencils: Sendable {
  /// The holes of a phrase.
  private enum Hole: Int {
    case first, last

    var text: String { Stencil.text(rawValue) }
  }

  /// The phrases for the upper half or the lower one; a class, so that choosing one counts no more than one reference.
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

    /// - Parameters:
    ///   - best: the rank nearest to the side's end.
    ///   - worst: the one farthest from it.
    func write(_ best: Int, _ worst: Int, _ ordinals: Ordinals, into serializer: inout Serializer) {
      func fill(_ hole: Int, _ serializer: inout Serializer) {
        ordinals.write(hole == Hole.first.rawValue ? best : worst, into: &serializer)
      }
      if worst == 1 {
        serializer.write(end, fill: fill)
      } else if best == worst {
        serializer.write(one, fill: fill)
      } else {
        serializer.write(range, fill: fill)
      }
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

  // Each stencil is written where it is named: choosing one first would copy it, and count its references.
  func write(_ range: RankRange, into serializer: inout Serializer) {
    if range.rank * 2 <= range.of + 1 {
      high.write(range.best, range.worst, ordinals, into: &serializer)
    } else {
      low.write(range.of + 1 - range.worst, range.of + 1 - range.best, ordinals, into: &serializer)
    }
  }
}

/// Ordinal numbers of a language: `12th`, `12.º`.
final class Ordinals: Sendable {
  private let language: Language
  /// What stands before and after a number, two texts each, by its last two digits, which are all that `OrdinalRule`
  /// looks at; of no use where a phrase has the number twice or never.
  private let around: WrittenTexts
  private let isSimple: Bool

  init(_ language: Language) {
    self.language = language
    let around = (0..<100).map { language.ordinalPattern($0).around("n") }
    let texts = around.flatMap { pair in pair.map { [$0.before, $0.after] } ?? [] }
    isSimple = texts.count == 200
    self.around = WrittenTexts(texts)
  }

  /// The bytes of `Language.ordinalText` in content.
  func write(_ number: Int, into serializer: inout Serializer) {
    guard isSimple, number >= 0 else { return serializer.write(text: language.ordinalText(number)) }
    serializer.write(around, at: number % 100 * 2)
    serializer.write(decimal: number)
    serializer.write(around, at: number % 100 * 2 + 1)
  }
}
