import Catalog
import Markup

/// The table of a place: each measure with value, city, strip, change and words.
///
/// It reflows to blocks on narrow screens, where each number says in `data-l` whose it is.
final class PlaceSheet: Sendable {
  /// The holes of the table.
  private enum Hole: Int {
    case name, bodies

    var text: String { Stencil.text(rawValue) }
  }

  /// A topic's rows, by their place among the rows; measures of unknown topics come last.
  private struct Topic: Sendable {
    let body: Stencil
    let rows: [Int]
  }

  private let rows: [PlaceRow]
  private let stencils: PlaceStencils
  private let frame: Stencil
  private let topics: [Topic]

  init(_ scope: Scope, _ rows: [PlaceRow], count: Int) {
    self.rows = rows
    stencils = PlaceStencils(scope)
    frame = Stencil(
      .fragment(rows.isEmpty ? [scope.note(scope.say(.placeNothing))] : Self.nodes(scope, count)))
    topics = Self.topics(scope, rows)
  }

  func write(
    _ values: [PlaceRow.Values], _ name: String, at position: Int, into serializer: inout Serializer
  ) {
    serializer.write(frame) { hole, serializer in
      guard hole == Hole.bodies.rawValue else { return serializer.write(text: name) }
      for topic in topics {
        serializer.write(topic.body) { _, serializer in
          for row in topic.rows { write(rows[row], values[row], name, position, into: &serializer) }
        }
      }
    }
  }

  private func write(
    _ row: PlaceRow, _ values: PlaceRow.Values, _ name: String, _ position: Int,
    into serializer: inout Serializer
  ) {
    serializer.write(stencils.row) { hole, serializer in
      switch hole {
      case 0: serializer.write(row.heading)
      case 1: write(valueOf: values.number, row, name, position, into: &serializer)
      case 2: serializer.write(row.wholeCell)
      case 3: row.write(stripOf: values.number, into: &serializer)
      case 4: row.write(timeOf: values, at: position, stencils, into: &serializer)
      default: row.write(wordsOf: values, at: position, stencils, into: &serializer)
      }
    }
  }

  private func write(
    valueOf number: ShownNumber?, _ row: PlaceRow, _ name: String, _ position: Int,
    into serializer: inout Serializer
  ) {
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
  private static func nodes(_ scope: Scope, _ count: Int) -> [Node] {
    [
      el("div", ["class": "sheetwrap", "id": "sheet"]) {
        el("p", ["class": "note", "style": "margin-block-end:.25rem"]) {
          scope.count(.sheetKey, count, ["city": scope.wholeName, "place": Hole.name.text])
        }
        table(scope, count)
      },
      el("p", ["class": "note", "style": "margin-block-start:1rem"]) {
        scope.say(.sheetNote, ["city": scope.wholeName]) + " "
        scope.link(.methods, scope.say(.sheetMethods))
        "."
      },
    ]
  }

  private static func table(_ scope: Scope, _ count: Int) -> Node {
    let head = [
      scope.say(.sheetMeasure), Hole.name.text, scope.wholeName,
      scope.say(.sheetWhere, ["n": scope.numbers.text(Double(count))]), scope.say(.sheetTime),
      scope.say(.tableWords),
    ]
    return el("table", ["class": "sheet"]) {
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
