import Catalog
import Markup

/// The table of a place: each measure with value, city, strip, change and words.
///
/// It reflows to blocks on narrow screens, where each number says whose it is: in `data-l`, or where the table begins.
final class PlaceSheet: Sendable {
  /// The holes of the table.
  private enum Hole: Int {
    case name, bodies, label

    var text: String { Stencil.text(rawValue) }
  }

  /// A topic's rows, by their place among the rows; measures of unknown topics come last.
  private struct Topic: Sendable {
    let body: Stencil
    let rows: [Int]
  }

  private let rows: [PlaceRow]
  private let form: PlaceForm
  private let stencils: PlaceStencils
  private let frame: Stencil
  private let topics: [Topic]

  init(_ scope: Scope, _ rows: [PlaceRow], _ form: PlaceForm, count: Int) {
    self.rows = rows
    self.form = form
    stencils = PlaceStencils(form)
    frame = Stencil(
      .fragment(rows.isEmpty ? [scope.note(scope.say(.placeNothing))] : Self.nodes(scope, form, count)))
    topics = Self.topics(scope, rows)
  }

  func write(_ page: inout PlacePage.Values, _ name: String, into serializer: inout Serializer) {
    serializer.write(frame) { hole, serializer in
      switch Hole(rawValue: hole) {
      case .label: serializer.write(text: StyleText.escaped(name))
      case .bodies:
        for topic in topics {
          serializer.write(topic.body) { _, serializer in
            for row in topic.rows { write(row, &page, name, into: &serializer) }
          }
        }
      default: serializer.write(text: name)
      }
    }
  }

  private func write(
    _ index: Int, _ page: inout PlacePage.Values, _ name: String, into serializer: inout Serializer
  ) {
    let row = rows[index]
    let values = page.rows[index]
    serializer.write(row.stencil) { hole, serializer in
      switch PlaceRow.Hole(rawValue: hole) {
      case .here: write(valueOf: values.number, row, name, page.position, into: &serializer)
      case .place: row.write(stripOf: values.number, into: &serializer)
      case .time: row.write(timeOf: values, &page, stencils, into: &serializer)
      default: row.write(wordsOf: values, at: page.position, into: &serializer)
      }
    }
  }

  private func write(
    valueOf number: ShownNumber?, _ row: PlaceRow, _ name: String, _ position: Int,
    into serializer: inout Serializer
  ) {
    guard case .whole = form else { return stencils.write(number, row, position, into: &serializer) }
    serializer.write(number == nil ? stencils.reason : stencils.value) { hole, serializer in
      if hole == 0 {
        serializer.write(text: name)
      } else {
        stencils.write(number, row, position, into: &serializer)
      }
    }
  }
}

extension PlaceSheet {
  private static func nodes(_ scope: Scope, _ form: PlaceForm, _ count: Int) -> [Node] {
    [
      el("div", ["class": "sheetwrap", "id": "sheet"]) {
        el("p", ["class": "note", "style": "margin-block-end:.25rem"]) {
          scope.count(.sheetKey, count, ["city": scope.wholeName, "place": Hole.name.text])
        }
        table(scope, form, count)
      },
      el("p", ["class": "note", "style": "margin-block-start:1rem"]) {
        scope.say(.sheetNote, ["city": scope.wholeName]) + " "
        scope.link(.methods, scope.say(.sheetMethods))
        "."
      },
    ]
  }

  private static func table(_ scope: Scope, _ form: PlaceForm, _ count: Int) -> Node {
    let head = [
      scope.say(.sheetMeasure), Hole.name.text, scope.wholeName,
      scope.say(.sheetWhere, ["n": scope.numbers.text(Double(count))]), scope.say(.sheetTime),
      scope.say(.tableWords),
    ]
    return el("table", form.table(here: Hole.label.text, city: scope.wholeName)) {
      el("caption", ["class": "vh"]) {
        scope.say(.sheetCaption, ["place": Hole.name.text, "city": scope.wholeName])
      }
      el("colgroup") { ["c1", "c2", "c3", "c4", "c5", "c6"].map { el("col", ["class": $0]) } }
      el("thead") { el("tr") { head.map { text in el("th", ["scope": "col"]) { text } } } }
      Node.hole(Hole.bodies.rawValue)
    }
  }

  private static func topics(_ scope: Scope, _ rows: [PlaceRow]) -> [Topic] {
    let known = scope.site.topics.map { ($0.id, scope.text($0.title)) }
    let others = Set(rows.map(\.figures.indicator.topic)).subtracting(known.map(\.0)).sorted()
    return (known + others.map { ($0, $0) }).compactMap { id, title in
      let members = rows.indices.filter { rows[$0].figures.indicator.topic == id }
      guard !members.isEmpty else { return nil }
      let body = el("tbody") {
        el("tr", ["class": "topic"]) {
          el("th", ["colspan": "6", "scope": "rowgroup"]) { title }
        }
        Node.hole(0)
      }
      return Topic(body: Stencil(body), rows: members)
    }
  }
}
