import Catalog
import Markup

extension PageKind {
  static let place = PageKind("place", "One sheet for each place, printed on one page") { scope in
    scope.index.pagedLevels.flatMap { level -> [OutputFile] in
      guard let places = scope.edition.places[level.id], !places.isEmpty else { return [] }
      let page = PlacePage(scope, level, places)
      let folder = scope.prefix + "places/\(level.id)/"
      return places.indices.map { position in
        let path = "\(folder)\(places[position].slug)/index.html"
        return OutputFile(path: path, kind: "place", turn: (folder, position)) {
          page.write(position, into: &$0)
        }
      }
    }
  }
}

extension PageKind {
  static let placeSheet = PageKind(
    "place-sheet", "The style sheet of sheets of places, where there are thousands"
  ) { scope in
    guard scope.isFirstLanguage, scope.index.pagedLevels.contains(where: { scope.index.hasPlaceSheet($0) })
    else { return [] }
    let css = scope.index.theme.css(PlacePage.styles.union(Theme.common))
    return [OutputFile(path: Route.placeSheet.path(""), kind: "place-sheet") { $0 += Array(css.utf8) }]
  }
}

/// The sheets of a level's places in one language: what is worse, better, not to be told apart, not judged; every
/// measure; neighbours.
///
/// There may be 85,000 of them, so the page is drawn once with holes, and each copy only writes its own words and
/// numbers: a page of 23 measures takes 100 µs where building it as nodes took 1.3 ms. What stands in a hole is drawn
/// by the same nodes, serialized once for each way in which a row may read. PlacePageTests hold the copies against
/// pages built node by node.
final class PlacePage: Sendable {
  /// The holes of the page.
  enum Hole: Int {
    case name, slug, lead, spokenName, locator, facts, verdict, sheet, neighbours, prose

    var text: String { Stencil.text(rawValue) }
    var node: Node { .hole(rawValue) }
  }

  let scope: Scope
  let level: LevelDefinition
  let places: [Place]
  /// Their names in the page's language.
  let names: [String]
  /// The same for its neighbours' sheets.
  let writtenNames: WrittenTexts
  let rows: [PlaceRow]
  private let frame: Stencil
  private let verdict: PlaceVerdict
  private let sheet: PlaceSheet
  private let head: PlaceHead
  private let neighbours: PlaceNeighbours
  private let hasProse: Bool

  init(_ scope: Scope, _ level: LevelDefinition, _ places: [Place]) {
    let scope = scope.at(.place(level: level.id, slug: Hole.slug.text))
    self.scope = scope
    self.level = level
    self.places = places
    names = scope.locale.names(level.id)
    writtenNames = WrittenTexts(names)
    let figures = scope.index.measured.compactMap { indicator in
      scope.index.facts(indicator.id, level: level.id).map { Figures(scope, $0) }
    }
    rows = figures.map { PlaceRow($0) }
    hasProse = scope.index.hasContent(below: "places/\(level.id)/")
    frame = Stencil(.fragment(Self.frame(scope, level)))
    verdict = PlaceVerdict(scope, rows)
    sheet = PlaceSheet(scope, rows, count: places.count)
    head = PlaceHead(scope, level)
    neighbours = PlaceNeighbours(scope, level, rows)
  }

  /// Appends the page of the place at a position.
  func write(_ position: Int, into bytes: inout [UInt8]) {
    let place = places[position]
    let name = names[position]
    let values = rows.map { $0.values(at: position) }
    let lead = verdict.lead(name, values)
    Serializer.append(to: &bytes) { serializer in
      serializer.write(frame) { hole, serializer in
        switch Hole(rawValue: hole) {
        case .name: serializer.write(text: name)
        case .slug: serializer.write(text: place.slug)
        case .lead: serializer.write(text: lead)
        case .spokenName: serializer.write(scope.spoken(place.name))
        case .locator: head.write(locatorOf: place, name, into: &serializer)
        case .facts: head.write(factsOf: place, into: &serializer)
        case .verdict: verdict.write(values, into: &serializer)
        case .sheet: sheet.write(values, name, at: position, into: &serializer)
        case .neighbours: neighbours.write(self, place, name, position, into: &serializer)
        case .prose: if hasProse { serializer.write(scope.prose("places/\(level.id)/\(place.slug)")) }
        case nil: break
        }
      }
    }
  }

  static let styles: Set<String> = ["strips", "tables", "place", "data", "prose", "print-place"]

  private static func frame(_ scope: Scope, _ level: LevelDefinition) -> [Node] {
    let plural = scope.index.levels[level.id].map { scope.text($0.plural) } ?? scope.say(.navPlaces)
    return Page(
      scope: scope, title: Hole.name.text, description: Hole.lead.text, bodyClass: "sheet-page",
      styles: styles, sheet: scope.index.hasPlaceSheet(level) ? .placeSheet : nil,
      main: [
        scope.crumbs([(.home, scope.wholeName), (.places, plural)], here: Hole.name.text),
        el("div", ["class": "placehead"]) {
          el("div") {
            el("h1") { Hole.spokenName.node }
            el("p", ["class": "lead", "style": "margin-block-start:1rem"]) { Hole.lead.text }
          }
          el("div", ["class": "locrow"]) {
            Hole.locator.node
            Hole.facts.node
          }
        },
        Hole.verdict.node, Hole.sheet.node, Hole.neighbours.node, Hole.prose.node,
      ]
    ).nodes
  }
}
