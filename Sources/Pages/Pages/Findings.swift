import Catalog
import Charts
import Markup

/// What an edition says, made from verdicts only: one finding for each headline measure.
struct Findings: Sendable {
  let scope: Scope

  /// Of each headline measure the gap and how it moved, else the city's change; measures without a tested
  /// statement give none.
  var items: [Node] {
    scope.index.measured.filter(\.isHeadline).compactMap { indicator in
      scope.index.mainFacts(indicator.id).flatMap { item(Figures(scope, $0)) }
    }
  }

  private func item(_ figures: Figures) -> Node? {
    let lead = IndicatorLead(figures: figures)
    guard let headline = headline(figures) else { return nil }
    return el("li") {
      el("h3") { headline }
      figure(figures)
      el("p", ["class": "sure"]) {
        lead.sentences.joined(separator: " ") + " "
        scope.link(.indicator(figures.indicator.id), scope.say(.findingMore, ["measure": figures.title]))
      }
    }
  }

  /// A sentence with a verb; nil where no test was made.
  private func headline(_ figures: Figures) -> String? {
    if let lens = figures.result.lenses.first, let words = LensWords(figures: figures, lens: lens),
      let text = gapHeadline(figures, words)
    {
      return text
    }
    guard let change = figures.result.change[figures.whole] else { return nil }
    let values = ["measure": figures.title, "place": scope.wholeName, "period": scope.period(change.from)]
    switch change.comparison.verdict {
    case .higher: return scope.say(.findingHigher, values)
    case .lower: return scope.say(.findingLower, values)
    case .cannotTell: return scope.say(.findingCannotTell, values)
    case .untested: return nil
    }
  }

  private func gapHeadline(_ figures: Figures, _ words: LensWords) -> String? {
    guard let gap = words.gap else { return nil }
    let values = [
      "measure": figures.title, "worst": words.worst.name, "best": words.best.name,
      "period": words.lens.gapChange.map { scope.period($0.from) } ?? "",
    ]
    switch (words.move, gap.verdict) {
    case (.wider, _): return scope.say(.findingWider, values)
    case (.narrower, _): return scope.say(.findingNarrower, values)
    case (.reversed, _): return scope.say(.findingReversed, values)
    case (.cannotTell, .higher), (.cannotTell, .lower): return scope.say(.findingGapStays, values)
    case (nil, .higher): return scope.say(.findingAbove, values)
    case (nil, .lower): return scope.say(.findingBelow, values)
    case (_, .cannotTell): return scope.say(.findingNoGap, values)
    case (_, .untested): return nil
    }
  }

  /// The gap in its first and its latest period, else the trend.
  private func figure(_ figures: Figures) -> [Node] {
    if let lens = figures.result.lenses.first, var frame = figures.gap(lens), frame.rows.count > 0 {
      if frame.rows.count > 2, let first = frame.rows.first, let last = frame.rows.last {
        frame.rows = [first, last]
      }
      return [el("div", ["class": "fig show"]) { Gap.node(frame) }]
    }
    guard let frame = figures.trend(id: "finding-\(figures.indicator.id)") else { return [] }
    return [el("div", ["class": "fig show"]) { Trend.node(frame) }]
  }
}
