import Catalog
import Markup

/// The pieces that all rows of the sheets of places share in one language.
final class PlaceStencils: Sendable {
  /// Cells with a label for narrow screens and a value; a reason may run over several lines.
  let value = Stencil(el("td", ["class": "here", "data-l": Stencil.text(0)]) { Node.hole(1) })
  let reason = Stencil(
    el("td", ["class": "here", "data-l": Stencil.text(0), "style": "white-space:normal"]) { Node.hole(1) })
  let row = Stencil(
    el("tr") {
      Node.hole(0)
      Node.hole(1)
      Node.hole(2)
      el("td", ["class": "where"]) { Node.hole(3) }
      el("td") { Node.hole(4) }
      el("td", ["class": "w"]) { Node.hole(5) }
    })
  let changeAlone = Stencil(el("span", ["class": "sub"]) { Node.hole(1) })
  let changeBesideLine = Stencil(
    el("span", ["class": "tw"]) {
      Node.hole(0)
      el("span", ["class": "sub"]) { Node.hole(1) }
    })
  let ranks: RankStencils
  private let marginBeside = Stencil(el("span", ["class": "pm"]) { Stencil.text(0) })
  private let noNumber = Stencil(el("span", ["class": "soft"]) { Stencil.text(0) })

  init(_ scope: Scope) { ranks = RankStencils(scope) }

  /// The bytes of `Wording.nodes`.
  func write(
    _ number: ShownNumber?, _ row: PlaceRow, _ position: Int, into serializer: inout Serializer
  ) {
    guard let number else {
      return serializer.write(noNumber) { $1.write(text: row.reason(at: position)) }
    }
    row.writer.write(value: number.value, into: &serializer)
    if number.isUnreliable { serializer.write(literal: "†") }
    guard WordingWriter.half(number.uncertainty) != nil else { return }
    serializer.write(literal: " ")
    serializer.write(marginBeside) { row.writer.write(marginOf: number, into: &$1) }
  }

  /// The bytes of `Wording.words`.
  func write(
    wordsOf number: ShownNumber?, _ row: PlaceRow, _ position: Int, into serializer: inout Serializer
  ) {
    guard let number else { return serializer.write(text: row.reason(at: position)) }
    row.writer.write(value: number.value, into: &serializer)
    if number.isUnreliable { serializer.write(literal: "†") }
    guard WordingWriter.half(number.uncertainty) != nil else { return }
    serializer.write(literal: "\u{A0}")
    row.writer.write(marginOf: number, into: &serializer)
  }
}

/// Ranks in words: `12th–26th highest of 74`; the side is the nearer end.
final class RankStencils: Sendable {
  /// The holes of a phrase.
  private enum Hole: Int {
    case first, last, count

    var text: String { Stencil.text(rawValue) }
  }

  /// The phrases for the upper half or the lower one; a class, so that choosing one counts one reference, not six.
  private final class Side: Sendable {
    let end: Stencil
    let one: Stencil
    let range: Stencil

    init(_ scope: Scope, end: Phrase, one: Phrase, range: Phrase) {
      func stencil(_ phrase: Phrase, _ values: Template.Values) -> Stencil {
        Stencil(el("span", ["class": "sub"]) { scope.say(phrase, values) })
      }
      let count = Hole.count.text
      self.end = stencil(end, ["count": count])
      self.one = stencil(one, ["rank": Hole.first.text, "count": count])
      self.range = stencil(range, ["first": Hole.first.text, "last": Hole.last.text, "count": count])
    }
  }

  private let high: Side
  private let low: Side
  private let ordinals: [(category: String, before: String, after: String)]
  private let language: Language

  init(_ scope: Scope) {
    language = scope.language
    high = Side(scope, end: .rankTop, one: .rankHighest, range: .rankRangeHighest)
    low = Side(scope, end: .rankBottom, one: .rankLowest, range: .rankRangeLowest)
    ordinals = [1, 2, 3, 4].compactMap { number in
      let around = scope.language.ordinalPattern(number).around("n")
      return around.map { (scope.language.ordinal.category(number), $0.before, $0.after) }
    }
  }

  func write(_ range: RankRange, into serializer: inout Serializer) {
    let isHigh = range.rank * 2 <= range.of + 1
    let best = isHigh ? range.best : range.of + 1 - range.worst
    let worst = isHigh ? range.worst : range.of + 1 - range.best
    let side = isHigh ? high : low
    let stencil = worst == 1 ? side.end : best == worst ? side.one : side.range
    serializer.write(stencil) { hole, serializer in
      switch Hole(rawValue: hole) {
      case .first: write(ordinal: best, into: &serializer)
      case .last: write(ordinal: worst, into: &serializer)
      default: serializer.write(decimal: range.of, places: 0, style: language.numbers.digits)
      }
    }
  }

  private func write(ordinal number: Int, into serializer: inout Serializer) {
    let category = language.ordinal.category(number)
    guard let ordinal = ordinals.first(where: { $0.category == category }) else {
      return serializer.write(text: language.ordinalText(number))
    }
    serializer.write(text: ordinal.before)
    serializer.write(decimal: number)
    serializer.write(text: ordinal.after)
  }
}
