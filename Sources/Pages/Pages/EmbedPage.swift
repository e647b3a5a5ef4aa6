import Catalog
import Markup

extension PageKind {
  static let embed = PageKind("embed", "One chart without the site around it, for any newsroom's page") {
    scope in
    scope.index.measured.flatMap { indicator in
      charts(scope, indicator).map { kind in
        file(scope.at(.embed(indicator.id, kind)), "embed") {
          EmbedPage($0, indicator, kind)?.page ?? NotFoundPage.page($0)
        }
      }
    }
  }

  static let standalone = PageKind("standalone", "One chart as an SVG file with its caption") { scope in
    scope.index.measured.flatMap { indicator in
      charts(scope, indicator).map { kind in
        let scope = scope.at(.chart(indicator.id, kind))
        return OutputFile(path: scope.path, kind: "standalone") {
          $0 += standaloneBytes(scope, indicator, kind)
        }
      }
    }
  }

  private static func charts(_ scope: Scope, _ indicator: Indicator) -> [FigureKind] {
    guard let facts = scope.index.mainFacts(indicator.id) else { return [] }
    return EmbedCharts(figures: Figures(scope, facts)).kinds
  }

  private static func standaloneBytes(_ scope: Scope, _ indicator: Indicator, _ kind: FigureKind) -> [UInt8] {
    guard let facts = scope.index.mainFacts(indicator.id),
      let node = EmbedCharts(figures: Figures(scope, facts)).standalone(kind)
    else { return [] }
    return Serializer.bytes(of: node)
  }
}

/// One chart, self-contained, that tells the page around it its height.
struct EmbedPage: Sendable {
  let scope: Scope
  let kind: FigureKind
  private let charts: EmbedCharts
  private let figures: Figures

  init?(_ scope: Scope, _ indicator: Indicator, _ kind: FigureKind) {
    guard let facts = scope.index.mainFacts(indicator.id) else { return nil }
    self.scope = scope
    self.kind = kind
    figures = Figures(scope, facts)
    charts = EmbedCharts(figures: figures)
  }

  private var id: String { "\(figures.indicator.id)-\(kind.rawValue)" }

  var page: Page {
    let title = charts.title(kind)
    return Page(
      scope: scope, title: title, description: charts.subtitle(kind), bodyClass: "embed",
      styles: styles, isBare: true,
      main: [
        el("div", ["class": "em", "data-embed": id]) {
          el("h1") { title }
          el("p", ["class": "sub"]) { charts.subtitle(kind) }
          el("div", ["class": "em-body show"]) { charts.drawing(kind, id: "embed-\(kind.rawValue)") }
          table
          footer
        },
        EmbedScript.node(id: id, edition: scope.site.edition.description),
      ])
  }

  private var styles: Set<String> {
    let chart: Set<String> =
      switch kind {
      case .map: ["map"]
      case .ranking: ["strips", "ranks"]
      case .trend: ["plot"]
      case .gap, .groups: ["strips", "tables"]
      }
    return chart.union(["embed", "data"])
  }

  private var table: Node {
    scope.details(
      scope.say(.showTable),
      [scope.scroll(scope.say(.tableRegion, ["table": charts.title(kind)]), charts.table(kind))])
  }

  private var footer: Node {
    el("footer") {
      el("p") {
        el("b") { scope.say(.embedSource) }
        " \(charts.source). "
        el("b") { scope.say(.embedNote) }
        " \(charts.note(kind))"
      }
      el("p") { lastLine }
    }
  }

  private var lastLine: [Node] {
    let indicator = figures.indicator.id
    return [
      .text(charts.credit + " · "),
      outward(.csv(indicator), nil, .embedData, hidden: ": \(charts.title(kind))"),
      .text(" · "), outward(.indicator(indicator), "use", .embedEmbed), .text(" · "),
      outward(.indicator(indicator), nil, .embedMore), .text(" · \(scope.site.licence)"),
    ]
  }

  private func outward(_ route: Route, _ fragment: String?, _ phrase: Phrase, hidden: String = "") -> Node {
    el("a", ["href": scope.href(route, fragment: fragment), "target": "_top"]) {
      scope.say(phrase)
      if !hidden.isEmpty { el("span", ["class": "vh"]) { hidden } }
    }
  }
}
