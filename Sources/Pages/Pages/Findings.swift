import Catalog
import Charts
import Markup

/// What an edition says, made from verdicts only: findings on headline measures, at most six.
struct Findings: Sendable {
  let scope: Scope

  private static let limit = 6

  /// Of a headline measure the gap and how it moved, else the city's change; measures without a tested
  /// statement give none. One of each topic comes first, then a second of each, in the site's order of topics.
  var items: [Node] {
    var items: [Node] = []
    for indicator in candidates where items.count < Self.limit {
      if let item = scope.index.mainFacts(indicator.id).flatMap({ item(Figures(scope, $0)) }) {
        items.append(item)
      }
    }
    return items
  }

  private var candidates: [Indicator] {
    let headline = scope.index.measured.filter(\.isHeadline)
    let known = scope.site.topics.map(\.id)
    let others = Set(headline.map(\.topic)).subtracting(known).sorted()
    let topics = (known + others).map { topic in headline.filter { $0.topic == topic } }
    let rounds = topics.map(\.count).max() ?? 0
    return (0..<rounds).flatMap { round in topics.compactMap { $0.dropFirst(round).first } }
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

  /// The period that the latest gap is compared with, else the first that has one, and the latest.
  private static func compared(_ lens: LensResult) -> [Period] {
    let first = lens.gapChange?.from ?? lens.periods.first { $0.gap != nil }?.period
    return Set([first, lens.periods.last?.period].compactMap { $0 }).sorted()
  }

  /// A sentence with a verb; nil where no test was made.
  private func headline(_ figures: Figures) -> String? {
    if let lens = figures.result.lenses.first, let words = LensWords(figures: figures, lens: lens),
      let text = gapHeadline(figures, words)
    {
      return text
    }
    guard let change = figures.result.change(figures.whole) else { return nil }
    let values: Template.Values = [
      "measure": figures.title, "place": scope.wholeName, "period": scope.spoken(change.from),
    ]
    switch change.comparison.verdict {
    case .higher: return scope.say(.findingHigher, values)
    case .lower: return scope.say(.findingLower, values)
    case .cannotTell where change.comparison.isExactlyEqual: return nil
    case .cannotTell: return scope.say(.findingCannotTell, values)
    case .untested: return nil
    }
  }

  private func gapHeadline(_ figures: Figures, _ words: LensWords) -> String? {
    guard let gap = words.gap else { return nil }
    let values: Template.Values = [
      "measure": figures.title, "worst": words.worst.name, "best": words.best.name,
      "period": words.lens.gapChange.map { scope.spoken($0.from) } ?? "",
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

  /// The gap in the two periods that are compared, else the city's value in those.
  private func figure(_ figures: Figures) -> [Node] {
    if let lens = figures.result.lenses.first, let frame = figures.gap(lens, periods: Self.compared(lens)) {
      return [el("div", ["class": "fig show"]) { Gap.node(frame) }]
    }
    guard let frame = figures.twoPeriods else { return [] }
    return [el("div", ["class": "fig show"]) { Groups.node(frame) }]
  }
}
