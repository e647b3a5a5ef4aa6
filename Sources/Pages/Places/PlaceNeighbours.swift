import Catalog
import Geometry
import Markup

/// A place and those that share a border with it, by the headline measures.
final class PlaceNeighbours: Sendable {
  /// The holes of the section.
  private enum Hole: Int {
    case name, line, rows

    var text: String { Stencil.text(rawValue) }
  }

  private let neighbours: Geometry.PlaceLists
  private let shown: [PlaceRow]
  private let stencils: PlaceStencils
  private let frame: Stencil
  private let row: Stencil
  private let ownRow: Stencil
  /// Before the neighbours' values in print: measure, unit and period.
  private let heading: String

  init(_ scope: Scope, _ level: LevelDefinition, _ rows: [PlaceRow]) {
    neighbours = scope.edition.shapes[level.id]?.neighbours ?? []
    let headline = rows.filter(\.figures.indicator.isHeadline)
    let shown = Array((headline.isEmpty ? rows : headline).prefix(4))
    self.shown = shown
    stencils = PlaceStencils(.whole)
    heading = shown.first.map { "\($0.figures.title), \($0.figures.unitAndPeriod): " } ?? ""
    frame = Stencil(Self.frame(scope, shown))
    let other = scope.href(.place(level: level.id, slug: Stencil.text(1) + "."))
    let link = other.replacing(Stencil.text(1) + ".", with: Stencil.text(1))
    row = Stencil(Self.row(link, shown.count))
    ownRow = Stencil(Self.row(scope.href(scope.route), shown.count))
  }

  func write(
    _ page: PlacePage, _ name: String, _ position: Int, into serializer: inout Serializer
  ) {
    guard !shown.isEmpty, neighbours.indices.contains(position) else { return }
    let others = neighbours[position]
    guard !others.isEmpty else { return }
    serializer.write(frame) { hole, serializer in
      switch Hole(rawValue: hole) {
      case .line: write(line: others, page, into: &serializer)
      case .rows:
        write(rowOf: position, ownRow, page, into: &serializer)
        for other in others { write(rowOf: other, row, page, into: &serializer) }
      default: serializer.write(text: name)
      }
    }
  }

  private func write(
    rowOf position: Int, _ row: Stencil, _ page: PlacePage, into serializer: inout Serializer
  ) {
    serializer.write(row) { hole, serializer in
      switch hole {
      case 0: serializer.write(page.writtenNames, at: position)
      case 1: serializer.write(text: page.places[position].slug)
      default:
        let shown = shown[hole - 2]
        stencils.write(shown.number(at: position), shown, position, into: &serializer)
      }
    }
  }

  /// The neighbours in one line, for print.
  private func write(line others: [Int], _ page: PlacePage, into serializer: inout Serializer) {
    guard let first = shown.first else { return }
    serializer.write(text: heading)
    for (index, other) in others.enumerated() {
      if index > 0 { serializer.write(literal: " · ") }
      serializer.write(page.writtenNames, at: other)
      serializer.write(literal: " ")
      stencils.write(wordsOf: first.number(at: other), first, other, into: &serializer)
    }
  }

  /// A row with holes for the name, the link's end, and from 2 on the values.
  private static func row(_ href: String, _ count: Int) -> Node {
    el("tr") {
      el("th", ["scope": "row"]) { el("a", ["href": href]) { Stencil.text(0) } }
      (0..<count).map { column in el("td") { Node.hole(2 + column) } }
    }
  }

  private static func frame(_ scope: Scope, _ shown: [PlaceRow]) -> Node {
    guard let first = shown.first?.figures else { return .fragment([]) }
    let title = scope.say(.placeNeighbours, ["place": Hole.name.text])
    let head =
      [first.levelTitle]
      + shown.map { "\($0.figures.title), \($0.figures.wording.unit), \($0.figures.latestWords)" }
    let table = scope.table(caption: title, head: head, body: [.hole(Hole.rows.rawValue)])
    return el("section", ["class": "nbs", "aria-labelledby": "h-nb", "style": "padding-block:2.25rem 0"]) {
      el("h2", ["id": "h-nb", "style": "margin-block-end:.6rem"]) { title }
      el("p", ["class": "nb-line"]) { Node.hole(Hole.line.rawValue) }
      scope.scroll(scope.say(.placeNeighboursRegion), table)
    }
  }
}
