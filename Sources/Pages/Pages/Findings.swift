import Catalog
import Charts
import Markup

/// What an edition says: its findings in the order they came, at most six, each with its figure and the way to its
/// numbers.
struct Findings: Sendable {
  let scope: Scope

  private static let limit = 6

  var items: [Node] {
    var items: [Node] = []
    for finding in scope.edition.findings where items.count < Self.limit {
      guard let facts = scope.index.mainFacts(finding.indicator) else { continue }
      if let item = item(Figures(scope, facts), finding) { items.append(item) }
    }
    return items
  }

  private func item(_ figures: Figures, _ finding: Finding) -> Node? {
    let words = FindingWords(figures: figures, finding: finding)
    guard let headline = words.headline else { return nil }
    return el("li") {
      el("h3") { headline }
      figure(figures, finding)
      el("p", ["class": "sure"]) {
        words.mark.map { [$0, .text(". ")] } ?? []
        words.sentences.joined(separator: " ")
        figures.indicator.isModelled ? " " + scope.say(.indicatorModelled) : ""
      }
      el("p", ["class": "note"]) {
        scope.link(
          .indicator(figures.indicator.id), fragment: words.fragment,
          scope.say(.findingMore, ["measure": figures.title]))
      }
    }
  }

  /// The gap in the two periods that are compared, the groups of people, else the city's value in the two periods.
  private func figure(_ figures: Figures, _ finding: Finding) -> [Node] {
    if case .gap(let id, _, _, let change) = finding.subject {
      guard let lens = figures.result.lenses.first(where: { $0.lens == id }) else { return [] }
      let first = change?.from ?? lens.periods.first { $0.gap != nil }?.period
      let periods = Set([first, finding.period].compactMap(\.self)).sorted()
      guard let frame = figures.gap(lens, periods: periods) else { return [] }
      return [el("div", ["class": "fig show"]) { Gap.node(frame) }]
    }
    if case .group(_, _, let id, _) = finding.subject, finding.period == figures.facts.latest {
      let breakdown = figures.indicator.breakdowns.first { $0.id == id }
      guard let frame = breakdown.flatMap({ figures.groups($0) }) else { return [] }
      return [el("div", ["class": "fig show"]) { Groups.node(frame) }]
    }
    guard let frame = figures.twoPeriods else { return [] }
    return [el("div", ["class": "fig show"]) { Groups.node(frame) }]
  }
}
