import Catalog
import Charts
import Markup

/// The pieces that all rows of the sheets of places share in one language.
final class PlaceStencils: Sendable {
  /// The place's cell with its label, where a cell carries it; a reason may run over several lines.
  let value: Stencil
  let reason: Stencil
  let changeAlone: Stencil
  let changeBesideLine: Stencil
  let spark = BriefSpark()
  private let marginBeside = Stencil(el("span", ["class": "pm"]) { Stencil.text(0) })
  private let noNumber = Stencil(el("span", ["class": "soft"]) { Stencil.text(0) })

  init(_ form: PlaceForm) {
    value = Stencil(form.cell("here", label: Stencil.text(0), isReason: false) { Node.hole(1) })
    reason = Stencil(form.cell("here", label: Stencil.text(0), isReason: true) { Node.hole(1) })
    changeAlone = Stencil(form.sub { Node.hole(1) })
    changeBesideLine = Stencil(
      el("span", ["class": "tw"]) {
        Node.hole(0)
        form.sub { Node.hole(1) }
      })
  }

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
