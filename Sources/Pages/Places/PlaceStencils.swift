import Catalog
import Markup

/// The pieces that all rows of the sheets of places share in one language.
struct PlaceStencils: Sendable {
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
  func write(_ cell: Cell, _ row: PlaceRow, into serializer: inout Serializer) {
    guard let estimate = cell.estimate else {
      return serializer.write(noNumber) { $1.write(text: row.figures.wording.reason(cell) ?? "") }
    }
    row.writer.write(value: estimate.value, into: &serializer)
    if cell.isUnreliable { serializer.write(literal: "†") }
    guard WordingWriter.half(estimate) != nil else { return }
    serializer.write(literal: " ")
    serializer.write(marginBeside) { row.writer.write(marginOf: estimate, into: &$1) }
  }

  /// The bytes of `Wording.words`.
  func write(wordsOf cell: Cell, _ row: PlaceRow, into serializer: inout Serializer) {
    guard let estimate = cell.estimate else {
      return serializer.write(text: row.figures.wording.reason(cell) ?? "")
    }
    row.writer.write(value: estimate.value, into: &serializer)
    if cell.isUnreliable { serializer.write(literal: "†") }
    guard WordingWriter.half(estimate) != nil else { return }
    serializer.write(literal: "\u{A0}")
    row.writer.write(marginOf: estimate, into: &serializer)
  }
}

/// Ranks in words: `12th–26th highest of 74`.
struct RankStencils: Sendable {
  private let scope: Scope
  private let sub = Stencil(el("span", ["class": "sub"]) { Stencil.text(0) })

  init(_ scope: Scope) { self.scope = scope }

  func write(_ range: RankRange, into serializer: inout Serializer) {
    serializer.write(sub) { $1.write(text: scope.rank(range)) }
  }
}
