import Catalog
import Markup

/// Download, embed, cite.
struct UseSection: Sendable {
  let figures: Figures
  private var scope: Scope { figures.scope }
  private var id: String { figures.indicator.id }
  private var charts: EmbedCharts { EmbedCharts(figures: figures) }

  var part: IndicatorPage.Part {
    let node = scope.section(
      "use", scope.say(.useHeading),
      say: [scope.note(scope.say(.useNote, ["licence": scope.site.licence]))],
      show: [el("div", ["class": "show"]) { [files] + charts.kinds.map { embed($0) } + [cite] }])
    return IndicatorPage.Part(id: "use", label: scope.say(.useHeading), node: node)
  }

  private var files: Node {
    el("ul", ["class": "files"]) {
      el("li") { scope.link(.csv(id), scope.say(.useCSV, ["measure": figures.title])) }
      el("li") { scope.link(.json(id), scope.say(.useJSON, ["measure": figures.title])) }
      charts.kinds.map { kind in
        el("li") { scope.link(.chart(id, kind), scope.say(.useSVG, ["chart": charts.label(kind)])) }
      }
    }
  }

  private func embed(_ kind: FigureKind) -> Node {
    let code = "embed-\(kind.rawValue)"
    return scope.details(
      scope.say(.useEmbed, ["chart": charts.label(kind)]),
      [
        el("pre", ["id": code]) { snippet(kind) },
        scope.site.baseURL == nil ? scope.note(scope.say(.useNoAddress)) : .fragment([]),
        el("p") {
          copyButton(code, scope.say(.useCopy))
          " "
          scope.link(.embed(id, kind), scope.say(.useOpen, ["chart": charts.label(kind)]))
        },
      ])
  }

  /// The frame as a newsroom pastes it: full width, a height to start with, a title.
  private func snippet(_ kind: FigureKind) -> String {
    let path = Route.embed(id, kind).path(scope.prefix)
    let address = scope.address(.embed(id, kind)) ?? "https://…/\(path)"
    let title = charts.title(kind).replacing("\"", with: "&quot;")
    return """
      <iframe src="\(address)" title="\(title)" style="width:0;min-width:100%;border:0" height="\(charts.height(kind))" \
      loading="lazy"></iframe>
      """
  }

  private func copyButton(_ target: String, _ text: String) -> Node {
    el(
      "button",
      [
        "type": "button", "class": "quiet", "data-copy": target, "data-done": scope.say(.useCopied),
        "hidden": "",
      ]
    ) { text }
  }

  private var cite: Node {
    scope.details(
      scope.say(.useCite), isOpen: true,
      [
        el("p", ["id": "citation"]) { citation },
        el("p") { copyButton("citation", scope.say(.useCopyCitation)) },
      ])
  }

  private var citation: String {
    let address = scope.address(.indicator(id)).map { " \($0)" } ?? ""
    return scope.say(
      .useCitation,
      [
        "publisher": scope.site.publisher, "year": String(scope.site.edition.lastYear),
        "measure": figures.title, "period": figures.latestWords, "site": scope.text(scope.site.title),
        "edition": scope.say(.folioEdition, ["month": scope.editionName]), "source": figures.source,
      ]) + address
  }
}
