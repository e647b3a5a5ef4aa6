import Markup
import Prose

/// The recurring blocks of a page, as the mock-ups have them.
extension Scope {
  /// A section of words at the start and evidence at the end.
  /// - Parameter isWide: words above the evidence instead of beside it.
  func section(
    _ id: String, _ heading: String, say words: [Node] = [], isWide: Bool = false, isFirst: Bool = false,
    show evidence: [Node]
  ) -> Node {
    let title = el("h2", ["id": "h-\(id)"]) { heading }
    let style = isWide ? "max-width:46rem" : nil
    return el(
      "section",
      [
        "class": isWide ? "row wide" : "row", "id": id, "aria-labelledby": "h-\(id)",
        "style": isFirst ? "border:0" : nil,
      ]
    ) {
      el("div", ["class": isWide ? nil : "say", "style": style]) {
        title
        words
      }
      evidence
    }
  }

  /// Links to the parts of the page.
  func jump(_ parts: [(id: String, label: String)]) -> Node {
    el("nav", ["class": "jump", "aria-label": say(.navHere)]) {
      parts.map { part in el("a", ["href": "#\(part.id)"]) { part.label } }
    }
  }

  func find(_ text: String) -> Node { el("p", ["class": "find"]) { text } }
  func note(_ text: String) -> Node { el("p", ["class": "note"]) { text } }

  /// `City / Housing / Rent`.
  func crumbs(_ trail: [(Route, String)], here: String) -> Node {
    el("nav", ["class": "crumb noprint", "aria-label": say(.navCrumbs)]) {
      trail.flatMap { [link($0.0, $0.1), .text(" / ")] }
      el("span", ["aria-current": "page"]) { here }
    }
  }

  /// A long table that may scroll, reachable by keyboard and named.
  func scroll(_ label: String, _ table: Node) -> Node {
    el("div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": label]) { table }
  }

  /// A table of texts; the first column heads the rows.
  /// - Parameter words: the columns, by position, that hold words and are set at the start.
  /// - Parameter ids: of rows that something links to, by position.
  func table(
    caption: String, head: [String], rows: [[[Node]]], words: Set<Int> = [], isCaptionShown: Bool = false,
    ids: [Int: String] = [:]
  ) -> Node {
    table(
      caption: caption, head: head, body: rows.enumerated().map { tableRow($1, words, id: ids[$0]) },
      words: words, isCaptionShown: isCaptionShown)
  }

  /// The same of rows that are drawn already.
  func table(
    caption: String, head: [String], body: [Node], words: Set<Int> = [], isCaptionShown: Bool = false
  ) -> Node {
    el("table", ["class": "data"]) {
      el("caption", ["class": isCaptionShown ? nil : "vh"]) { caption }
      el("thead") {
        el("tr") {
          head.enumerated().map { column, text in
            el("th", ["scope": "col", "class": words.contains(column) ? "t" : nil]) { text }
          }
        }
      }
      el("tbody") { body }
    }
  }

  private func tableRow(_ cells: [[Node]], _ words: Set<Int>, id: String?) -> Node {
    el("tr", ["id": id]) {
      cells.enumerated().map { column, nodes in
        column == 0
          ? el("th", ["scope": "row"]) { nodes }
          : el("td", ["class": words.contains(column) ? "t" : nil]) { nodes }
      }
    }
  }

  /// Something behind a summary.
  func details(_ summary: String, isOpen: Bool = false, _ content: [Node]) -> Node {
    el("details", ["open": isOpen ? "" : nil]) {
      el("summary") { summary }
      el("div") { content }
    }
  }

  /// A person's text, in place; marked with its language where it is not the page's.
  func prose(_ name: String) -> [Node] {
    guard let document = index.document(name, language: language.id) else { return [] }
    let own = document.language ?? index.languages.first?.id
    let foreign = own == language.id ? nil : index.languages.first { $0.id == own }?.tag
    return [el("div", ["class": "prose", "lang": foreign]) { nodes(of: document.body) }]
  }

  /// The sections of the style sheet that a text needs: those of charts where it shows some.
  func proseStyles(_ name: String) -> Set<String> {
    guard case .text(let document)? = index.document(name, language: language.id)?.body,
      !document.embeds.isEmpty
    else { return ["prose"] }
    return Theme.charts.union(["prose"])
  }

  private func nodes(of body: ContentDocument.Body) -> [Node] {
    switch body {
    case .nodes(let nodes): return nodes
    case .text(let document):
      // The page has its own first heading, so a text that begins with one moves down a level.
      let offset = document.headings.contains { $0.level == 1 } ? 1 : 0
      return document.render(headingOffset: offset) { figure($0) }
    }
  }

  /// `{{ chart rent gap }}`: the chart with its source and a link to all its numbers; nothing where there is none.
  private func figure(_ embed: Embed) -> [Node] {
    guard embed.name == "chart", embed.arguments.count == 2,
      let kind = FigureKind(rawValue: embed.arguments[1]),
      let facts = index.mainFacts(embed.arguments[0])
    else { return [] }
    let charts = EmbedCharts(figures: Figures(self, facts))
    let drawing = charts.drawing(kind, id: "figure-\(embed.location.line)-\(kind.rawValue)")
    guard !drawing.isEmpty else { return [] }
    return [
      el("figure", ["class": "show"]) {
        el("p") { el("b") { charts.title(kind) } }
        drawing
        el("figcaption", ["class": "note"]) {
          "\(charts.source). "
          link(.indicator(facts.indicator.id), fragment: "table", say(.mapTable))
        }
      }
    ]
  }
}
