import Catalog
import Charts
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
    let sections = PlacePage.styles.union(Theme.common).union([SharedStrips.section])
    let css = scope.index.theme.css(sections) + scope.index.strips.css
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
    case name, slug, spokenName, locator, facts, verdict, sheet, neighbours, prose
    case worse, better, cannotTell, notJudged, withoutNumber

    var text: String { Stencil.text(rawValue) }
    var node: Node { .hole(rawValue) }
  }

  let scope: Scope
  let level: LevelDefinition
  let places: [Place]
  /// Their names in the page's language.
  let names: [String]
  let rows: [PlaceRow]
  private let frame: Stencil
  private let lead: PlaceLead
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
    let figures = scope.index.measured.compactMap { indicator in
      scope.index.facts(indicator.id, level: level.id).map { Figures(scope, $0) }
    }
    rows = figures.map { PlaceRow($0) }
    hasProse = scope.index.hasContent(below: "places/\(level.id)/")
    let hasStrips = figures.contains { scope.index.strips[level.id, $0.indicator.id] != nil }
    lead = PlaceLead(scope, count: rows.count)
    frame = Stencil(.fragment(Self.frame(scope, level, lead)))
    let form: PlaceForm = hasStrips ? .brief : .whole
    verdict = PlaceVerdict(scope, rows, form)
    sheet = PlaceSheet(scope, rows, form, count: places.count)
    head = PlaceHead(scope, level)
    neighbours = PlaceNeighbours(scope, level, places, names, rows)
  }

  /// Appends the page of the place at a position.
  func write(_ position: Int, into bytes: inout [UInt8]) {
    let place = places[position]
    let name = names[position]
    var values = Values(rows, at: position)
    Serializer.append(to: &bytes) { serializer in
      serializer.write(frame) { hole, serializer in
        switch Hole(rawValue: hole) {
        case .name: serializer.write(text: name)
        case .slug: serializer.write(text: place.slug)
        case .spokenName: serializer.write(scope.spoken(place.name))
        case .locator: head.write(locatorOf: place, name, into: &serializer)
        case .facts: head.write(factsOf: place, position, into: &serializer)
        case .verdict: verdict.write(values.rows, into: &serializer)
        case .sheet: sheet.write(&values, name, into: &serializer)
        case .neighbours: neighbours.write(name, position, into: &serializer)
        case .prose: if hasProse { serializer.write(scope.prose("places/\(level.id)/\(place.slug)")) }
        case .worse: lead.write(.worse, values, into: &serializer)
        case .better: lead.write(.better, values, into: &serializer)
        case .cannotTell: lead.write(.cannotTell, values, into: &serializer)
        case .notJudged: lead.write(.notJudged, values, into: &serializer)
        case .withoutNumber: lead.write(withoutNumberOf: values, into: &serializer)
        case nil: break
        }
      }
    }
  }

  static let styles: Set<String> = ["strips", "tables", "place", "data", "prose", "print-place"]

  private static func frame(_ scope: Scope, _ level: LevelDefinition, _ lead: PlaceLead) -> [Node] {
    let plural = scope.index.levels[level.id].map { scope.text($0.plural) } ?? scope.say(.navPlaces)
    return Page(
      scope: scope, title: Hole.name.text, description: lead.text, bodyClass: "sheet-page",
      styles: styles, sheet: scope.index.hasPlaceSheet(level) ? .placeSheet : nil,
      main: [
        scope.crumbs([(.home, scope.wholeName), (.places, plural)], here: Hole.name.text),
        el("div", ["class": "placehead"]) {
          el("div") {
            el("h1") { Hole.spokenName.node }
            el("p", ["class": "lead", "style": "margin-block-start:1rem"]) { lead.text }
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

extension PlacePage {
  /// What the page of one place shows, looked up once: each row's numbers are read and tested before the first word,
  /// because the first words count them.
  struct Values: ~Copyable {
    let position: Int
    let rows: [PlaceRow.Values]
    /// Those of all rows, one row after another.
    let numbers: [ShownNumber?]
    /// The line over time being drawn.
    var series = SparkSeries()

    init(_ rows: [PlaceRow], at position: Int) {
      self.position = position
      var numbers: [ShownNumber?] = []
      numbers.reserveCapacity(8 * rows.count)
      self.rows = rows.map { $0.values(at: position, appendingTo: &numbers) }
      self.numbers = numbers
    }

    /// Takes a row's numbers for the line to be drawn.
    mutating func fillSeries(_ range: Range<Int>) {
      series.clear()
      for index in range {
        guard let number = numbers[index] else {
          series.addGap()
          continue
        }
        if let ends = number.ends {
          series.add(number.value, low: ends.low, high: ends.high)
        } else {
          series.add(number.value)
        }
      }
    }
  }
}
