import Catalog
import Markup
import Statistics

extension PageKind {
  static let place = PageKind("place", "One sheet for each place, printed on one page") { scope in
    scope.index.pagedLevels.flatMap { level in
      (scope.edition.places[level.id] ?? []).map { place in
        file(scope.at(.place(level: level.id, slug: place.slug)), "place") {
          PlacePage(scope: $0, place: place).page
        }
      }
    }
  }
}

/// The sheet of one place: what is worse, better, not to be told apart, not judged; every measure; neighbours.
struct PlacePage: Sendable {
  let scope: Scope
  let place: Place

  var name: String { scope.text(place.name) }

  /// Measures computed at the place's level.
  var rows: [Figures] {
    scope.index.measured.compactMap { indicator in
      scope.index.facts(indicator.id, level: place.id.level).map { Figures(scope, $0) }
    }
  }

  var page: Page {
    let rows = self.rows
    let summary = PlaceSummary(scope: scope, place: place, rows: rows)
    return Page(
      scope: scope, title: name, description: summary.lead, bodyClass: "sheet-page",
      styles: ["strips", "tables", "place", "data", "prose", "print-place"],
      main: [crumbs, head(summary), summary.verdict]
        + PlaceSheet(scope: scope, place: place, rows: rows).nodes
        + neighbours(rows) + scope.prose("places/\(place.id.level)/\(place.slug)"))
  }

  private var crumbs: Node {
    let plural = scope.index.levels[place.id.level].map { scope.text($0.plural) } ?? scope.say(.navPlaces)
    return scope.crumbs([(.home, scope.wholeName), (.places, plural)], here: name)
  }

  private func head(_ summary: PlaceSummary) -> Node {
    el("div", ["class": "placehead"]) {
      el("div") {
        el("h1") { scope.spoken(place.name) }
        el("p", ["class": "lead", "style": "margin-block-start:1rem"]) { summary.lead }
      }
      el("div", ["class": "locrow"]) {
        locator
        facts
      }
    }
  }

  /// The place on the outline of the city.
  private var locator: [Node] {
    guard let shapes = scope.edition.shapes[place.id.level], let path = shapes.paths[place.id.id] else {
      return []
    }
    let numbers = NumberStyle(group: "")
    let box = "0 0 \(numbers.text(shapes.width)) \(numbers.text(shapes.height))"
    return [
      el("svg", ["class": "loc", "viewBox": box, "role": "img", "aria-labelledby": "loc-title"]) {
        el("title", ["id": "loc-title"]) {
          scope.say(.placeLocator, ["place": name, "city": scope.wholeName])
        }
        el("path", ["d": shapes.outline])
        el("path", ["class": "sel", "d": path])
      }
    ]
  }

  private var facts: [Node] {
    var facts: [(String, String)] = []
    if let people = scope.edition.population[place.id] {
      let period = scope.edition.populationPeriod.map { scope.period($0) } ?? ""
      let rounded = people >= 1000 ? RoundedDecimal.plain(people / 100, decimals: 0) + "00" : ""
      let number = Double(rounded) ?? people
      facts.append((scope.say(.placeResidents, ["period": period]), scope.numbers.text(number)))
    }
    if let area = scope.edition.shapes[place.id.level]?.areas[place.id.id] {
      facts.append(
        (scope.say(.placeArea), scope.say(.placeSquare, ["n": scope.numbers.text(area, decimals: 1)])))
    }
    if let parent = place.parent { facts.append((scope.say(.placePartOf), scope.name(parent))) }
    guard !facts.isEmpty else { return [] }
    return [
      el("dl", ["class": "mini-facts"]) {
        facts.map { fact in
          el("div") {
            el("dt") { fact.0 }
            el("dd") { fact.1 }
          }
        }
      }
    ]
  }

  /// The place and those that share a border with it, by the headline measures.
  private func neighbours(_ rows: [Figures]) -> [Node] {
    let ids = scope.edition.shapes[place.id.level]?.neighbours[place.id.id] ?? []
    let others = ids.compactMap { scope.index.places[PlaceID(level: place.id.level, id: $0)] }
    let headline = rows.filter(\.indicator.isHeadline)
    let shown = Array((headline.isEmpty ? rows : headline).prefix(4))
    guard !others.isEmpty, !shown.isEmpty else { return [] }
    let table = scope.table(
      caption: scope.say(.placeNeighbours, ["place": name]),
      head: [shown[0].levelTitle] + shown.map { "\($0.title), \($0.wording.unit), \($0.latestWords)" },
      rows: ([place] + others).map { neighbourRow($0, shown) })
    return [
      el("section", ["class": "nbs", "aria-labelledby": "h-nb", "style": "padding-block:2.25rem 0"]) {
        el("h2", ["id": "h-nb", "style": "margin-block-end:.6rem"]) {
          scope.say(.placeNeighbours, ["place": name])
        }
        neighbourLine(others, shown[0])
        scope.scroll(scope.say(.placeNeighboursRegion), table)
      }
    ]
  }

  private func neighbourRow(_ place: Place, _ figures: [Figures]) -> [[Node]] {
    let name = scope.text(place.name)
    let link: Node = scope.href(place).map { href in el("a", ["href": href]) { name } } ?? .text(name)
    return [[link]] + figures.map { $0.wording.nodes($0.result.cell(place.id, $0.facts.latest)) }
  }

  /// The neighbours in one line, for print.
  private func neighbourLine(_ others: [Place], _ figures: Figures) -> Node {
    let parts = others.map { other in
      "\(scope.text(other.name)) \(figures.wording.words(figures.result.cell(other.id, figures.facts.latest)))"
    }
    return el("p", ["class": "nb-line"]) {
      "\(figures.title), \(figures.unitAndPeriod): " + parts.joined(separator: " · ")
    }
  }
}
