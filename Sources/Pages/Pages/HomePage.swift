import Catalog
import Charts
import Markup

extension PageKind {
  static let home = PageKind(
    "home", "The city: finder, map, findings, ledgers by topic, age of feeds", at: .home
  ) {
    HomePage(scope: $0).page
  }
}

struct HomePage: Sendable {
  let scope: Scope

  var page: Page {
    let site = scope.text(scope.site.title)
    return Page(
      scope: scope, title: site, description: lead,
      styles: Set(["strips", "map", "tables", "plot", "home", "topic"]).union(scope.proseStyles("home")),
      usesScript: true, main: [hero] + prose + findings + topics + [FeedAges(scope: scope).section])
  }

  private var lead: String {
    if let tagline = scope.site.tagline { return scope.text(tagline) }
    let level = scope.index.pagedLevels.first
    let places = level.map { scope.edition.places[$0.id]?.count ?? 0 } ?? 0
    return scope.count(
      .homeLead, scope.index.measured.count,
      ["count": scope.numbers.text(Double(places)), "city": scope.wholeName])
  }

  private var hero: Node {
    el("div", ["class": "row hero home"]) {
      el("div") {
        el("h1") { scope.spoken(scope.site.title) }
        el("p", ["class": "lead", "style": "margin-block:1.25rem 1.75rem"]) { lead }
        PlaceLists(scope: scope).finder
        ways
        allPlaces
      }
      map
    }
  }

  private var ways: Node {
    el("ul", ["class": "ways"]) {
      el("li") { scope.link(.places, scope.say(.homeSheet)) }
      el("li") { scope.link(.data, scope.say(.homeData)) }
      el("li") { scope.link(.methods, scope.say(.homeMethods)) }
    }
  }

  private var allPlaces: Node {
    let lists = PlaceLists(scope: scope)
    let level = scope.index.pagedLevels.first
    let count = level.flatMap { scope.edition.places[$0.id]?.count } ?? 0
    return el("details", ["style": "margin-block-start:1.5rem"]) {
      el("summary") { scope.count(.homeAll, count, ["places": lists.title]) }
      el("div", ["id": "all-places"]) { level.map { lists.list($0) } ?? .fragment([]) }
    }
  }

  /// The map of the home indicator, else of the first measure that has one.
  private var map: [Node] {
    let wanted = scope.site.homeIndicator?.text
    let order = scope.index.measured.filter { $0.id == wanted } + scope.index.measured
    for indicator in order {
      guard let facts = scope.index.mainFacts(indicator.id) else { continue }
      let figures = Figures(scope, facts)
      guard let frame = figures.map(id: "home-map") else { continue }
      return [figure(figures, frame)]
    }
    return []
  }

  private func figure(_ figures: Figures, _ frame: MapFrame) -> Node {
    el("figure", ["class": "show"]) {
      el("p", ["style": "margin-block-end:.6rem"]) {
        el("b") { figures.title }
        " "
        el("span", ["class": "soft"]) { figures.unitAndPeriod }
      }
      el("div", ["class": "homemap"]) { Choropleth.node(frame) }
      el("figcaption", ["class": "readout note"]) {
        scope.link(.indicator(figures.indicator.id), fragment: "table", scope.say(.mapTable))
      }
    }
  }

  private var prose: [Node] {
    let prose = scope.prose("home")
    return prose.isEmpty
      ? [] : [el("div", ["class": "row wide"]) { el("div", ["style": "max-width:46rem"]) { prose } }]
  }

  private var findings: [Node] {
    let items = Findings(scope: scope).items
    guard !items.isEmpty else { return [] }
    return [
      el("section", ["class": "row wide", "id": "findings", "aria-labelledby": "h-findings"]) {
        el("h2", ["id": "h-findings"]) { scope.say(.homeFindings) }
        el("ul", ["class": "finds"]) { items }
      }
    ]
  }

  /// Each topic with the ledger of its measures.
  private var topics: [Node] {
    let sections = scope.site.topics.compactMap { topic -> Node? in
      let members = scope.index.measured.filter { $0.topic == topic.id }
      guard !members.isEmpty else { return nil }
      return el(
        "section", ["class": "row", "id": "topic-\(topic.id)", "aria-labelledby": "h-topic-\(topic.id)"]
      ) {
        el("div", ["class": "say"]) {
          el("h2", ["id": "h-topic-\(topic.id)"]) { scope.spoken(topic.title) }
          topic.summary.map { summary in [el("p", ["class": "find"]) { scope.spoken(summary) }] } ?? []
          el("p", ["class": "note"]) {
            scope.link(.topic(topic.id), scope.say(.topicMore, ["topic": scope.text(topic.title)]))
          }
        }
        el("div", ["class": "show"]) { Ledger(scope: scope, indicators: members).nodes }
      }
    }
    return [el("div", ["id": "measures"]) { sections }]
  }
}
