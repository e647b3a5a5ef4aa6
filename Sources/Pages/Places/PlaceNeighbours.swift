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
  private let ownRow: Stencil
  /// Before the neighbours' values in print: measure, unit and period.
  private let heading: String
  /// What the sheets of its neighbours say of each place: its part of their lines for print, then a row of their tables.
  ///
  /// Written once, and not for each neighbour: neighbours lie anywhere among 85,000 places, so that each of the numbers
  /// in a row was a miss of the cache or two, and the rows took nearly as long as the sheet (16 µs a page, now 5).
  private let texts: WrittenTexts

  init(_ scope: Scope, _ level: LevelDefinition, _ places: [Place], _ names: [String], _ rows: [PlaceRow]) {
    neighbours = scope.edition.shapes[level.id]?.neighbours ?? []
    let headline = rows.filter(\.figures.indicator.isHeadline)
    let shown = Array((headline.isEmpty ? rows : headline).prefix(4))
    self.shown = shown
    let stencils = PlaceStencils(.whole)
    self.stencils = stencils
    heading = shown.first.map { "\($0.figures.title), \($0.figures.unitAndPeriod): " } ?? ""
    frame = Stencil(Self.frame(scope, shown))
    ownRow = Stencil(Self.row(scope.href(scope.route), shown.count))
    let other = scope.href(.place(level: level.id, slug: Stencil.text(1) + "."))
    let link = other.replacing(Stencil.text(1) + ".", with: Stencil.text(1))
    let row = Stencil(Self.row(link, shown.count))
    let count = shown.isEmpty || neighbours.isEmpty ? 0 : places.count
    texts = WrittenTexts(count: 2 * count) { number, serializer in
      let position = number / 2
      if number.isMultiple(of: 2) {
        serializer.write(text: names[position])
        serializer.write(literal: " ")
        if let first = shown.first {
          stencils.write(wordsOf: first.number(at: position), first, position, into: &serializer)
        }
      } else {
        serializer.write(row) { hole, serializer in
          switch hole {
          case 0: serializer.write(text: names[position])
          case 1: serializer.write(text: places[position].slug)
          default:
            let shown = shown[hole - 2]
            stencils.write(shown.number(at: position), shown, position, into: &serializer)
          }
        }
      }
    }
  }

  func write(_ name: String, _ position: Int, into serializer: inout Serializer) {
    guard !shown.isEmpty, neighbours.indices.contains(position) else { return }
    let others = neighbours[position]
    guard !others.isEmpty else { return }
    serializer.write(frame) { hole, serializer in
      switch Hole(rawValue: hole) {
      case .line: write(line: others, into: &serializer)
      case .rows:
        write(ownRow: name, position, into: &serializer)
        for other in others { serializer.write(texts, at: 2 * other + 1) }
      default: serializer.write(text: name)
      }
    }
  }

  private func write(ownRow name: String, _ position: Int, into serializer: inout Serializer) {
    serializer.write(ownRow) { hole, serializer in
      guard hole > 1 else { return serializer.write(text: name) }
      stencils.write(shown[hole - 2].number(at: position), shown[hole - 2], position, into: &serializer)
    }
  }

  /// The neighbours in one line, for print.
  private func write(line others: [Int], into serializer: inout Serializer) {
    serializer.write(text: heading)
    for (index, other) in others.enumerated() {
      if index > 0 { serializer.write(literal: " · ") }
      serializer.write(texts, at: 2 * other)
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
