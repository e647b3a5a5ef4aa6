import Catalog
import Charts
import Markup
import Statistics

extension PageKind {
  static let indicator = PageKind(
    "indicator", "One measure: question, answer, map, ranking, gap, trend, groups, table, method, use"
  ) { scope in
    scope.index.measured.map { indicator in
      file(scope.at(.indicator(indicator.id)), "indicator") {
        IndicatorPage($0, indicator)?.page ?? NotFoundPage.page($0)
      }
    }
  }
}

/// The page of one measure.
struct IndicatorPage: Sendable {
  let scope: Scope
  let figures: Figures
  /// The ids of rows that findings link to.
  let anchors: Set<String>

  init?(_ scope: Scope, _ indicator: Indicator) {
    guard let facts = scope.index.mainFacts(indicator.id) else { return nil }
    self.scope = scope
    figures = Figures(scope, facts)
    anchors = figures.namedAnchors
  }

  var indicator: Indicator { figures.indicator }
  var result: IndicatorResult { figures.result }

  var page: Page {
    let sections = self.sections
    return Page(
      scope: scope, title: figures.title,
      description: IndicatorLead(figures: figures).sentences.joined(separator: " "),
      styles: ["said", "strips", "map", "ranks", "tables", "plot", "data", "prose"], usesScript: true,
      main: head + [scope.jump(sections.map { ($0.id, $0.label) })] + sections.map(\.node))
  }

  /// A section with its entry in the page's own navigation.
  struct Part {
    var id: String
    var label: String
    var node: Node
  }

  private var head: [Node] {
    let question = indicator.question ?? indicator.title
    return [
      crumbs,
      el("div", ["class": "row hero"]) {
        el("div") {
          el("h1") { scope.spoken(question) }
          el("p", ["class": "lead", "style": "margin-block-start:1.25rem"]) {
            IndicatorLead(figures: figures).sentences.joined(separator: " ")
          }
          caveat
        }
        bigNumber
        keyFacts
      },
    ]
  }

  private var crumbs: Node {
    let topic = scope.site.topics.first { $0.id == indicator.topic }
    var trail: [(Route, String)] = [(.home, scope.wholeName)]
    if let topic { trail.append((.topic(topic.id), scope.text(topic.title))) }
    return scope.crumbs(trail, here: figures.title)
  }

  private var caveat: [Node] {
    var notes: [Node] = []
    if let caveat = indicator.caveat { notes.append(el("p", ["class": "note"]) { scope.spoken(caveat) }) }
    if let adjusted = AdjustmentWords(figures: figures).note { notes.append(scope.note(adjusted)) }
    if indicator.isModelled { notes.append(scope.note(scope.say(.indicatorModelled))) }
    return notes + staleFeeds
  }

  /// Each feed that is stale, and why; by name where there is more than one that could be.
  private var staleFeeds: [Node] {
    let feeds = figures.feeds
    return feeds.compactMap { feed in
      scope.staleness(of: feed).map { stale in
        el("p", ["class": "note"]) {
          el("span", ["class": "st late"]) { scope.say(.feedStale) }
          feeds.count > 1 ? " \(scope.text(feed.definition.title)): \(stale)" : " \(stale)"
        }
      }
    }
  }

  private var bigNumber: Node {
    let cell = figures.wholeCell
    guard let estimate = cell.estimate else {
      return el("p", ["class": "find"]) { figures.wording.reason(cell) ?? "" }
    }
    return el("p", ["class": "big"]) {
      el("span", ["class": "n"]) { bigDigits(estimate.value) }
      " "
      el("span", ["class": "pm"]) {
        ([figures.wording.plusMinus(estimate)] + [figures.wording.unit, figures.latestWords])
          .compactMap { $0 }.joined(separator: " · ")
      }
    }
  }

  private func bigDigits(_ value: Double) -> [Node] {
    guard indicator.unit == .percent else { return [.text(figures.wording.value(value))] }
    return [.text(figures.wording.bare(value)), el("span", ["class": "u"]) { "%" }]
  }

  private var keyFacts: [Node] {
    let facts = IndicatorLead(figures: figures).facts
    guard !facts.isEmpty else { return [] }
    return [
      el("dl", ["class": "facts"]) {
        facts.map { fact in
          el("div") {
            el("dt") { fact.term }
            el("dd") { fact.value }
          }
        }
      }
    ]
  }

  private var sections: [Part] {
    let equity = result.lenses.enumerated().compactMap { equityPart($1, position: $0) }
    let optional =
      [SaidSection(figures: figures).part, mapPart, rankingPart] + equity + [
        trendPart, groupsPart, notesPart,
      ]
    return optional.compactMap { $0 } + [tablePart, MethodSection(figures: figures).part, useSection.part]
  }

  private var useSection: UseSection { UseSection(figures: figures) }
}
