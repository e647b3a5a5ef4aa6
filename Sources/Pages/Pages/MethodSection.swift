import Catalog
import Markup

/// How a number was made: formula, universe, feed, coverage, what was withheld, limits, snapshots.
struct MethodSection: Sendable {
  let figures: Figures
  private var scope: Scope { figures.scope }
  private var indicator: Indicator { figures.indicator }

  var part: IndicatorPage.Part {
    let node = scope.section(
      "method", scope.say(.methodHeading), say: [scope.note(scope.say(.methodNote))],
      show: [el("div", ["class": "show"]) { el("dl", ["class": "how"]) { items.flatMap { $0 } } }])
    return IndicatorPage.Part(id: "method", label: scope.say(.methodLabel), node: node)
  }

  private func item(_ term: Phrase, _ content: [Node]) -> [Node] {
    content.isEmpty ? [] : [el("dt") { scope.say(term) }, el("dd") { content }]
  }

  private var items: [[Node]] {
    [
      item(.methodMeasure, measure), item(.methodUniverse, [scope.spoken(indicator.universe)]),
      item(.methodFormula, formula), item(.methodFeed, feedWords), item(.methodCoverage, coverage),
      item(.methodUncertainty, [.text(uncertainty)]), item(.methodWithheld, withheld),
      item(.methodTarget, target), item(.methodLimits, limits), item(.methodReference, reference),
      item(.methodRounding, [.text(scope.say(.methodRoundingText))]), item(.methodSnapshot, snapshots),
    ]
  }

  private var measure: [Node] {
    let summary = indicator.summary.map { [scope.spoken($0), .text(" ")] } ?? []
    let unit = figures.wording.unit
    // After a sentence the unit is one too.
    return summary + [.text(summary.isEmpty ? unit : unit.prefix(1).uppercased() + unit.dropFirst() + ".")]
  }

  private var formula: [Node] {
    let words = FormulaWords(scope: scope, indicator: indicator)
    var nodes = [el("code") { words.text }]
    if let filter = indicator.filter {
      nodes += [el("br"), .text(scope.say(.methodRows) + " "), el("code") { filter.text }]
    }
    if indicator.periods.window > 1 {
      let count = indicator.periods.window
      nodes += [el("br"), .text(scope.count(.methodWindow, count))]
      if let pooled = indicator.periods.pooled, pooled > 1 {
        let share = scope.numbers.asPercent(
          scope.numbers.text((indicator.suppress.poolUntil * 100).rounded()))
        nodes.append(.text(" " + scope.say(.methodPooled, ["share": share])))
      }
    }
    if let adjusted = AdjustmentWords(figures: figures).method { nodes += [el("br"), .text(adjusted)] }
    return nodes
  }

  private var feedWords: [Node] {
    Array(figures.feeds.map { words(of: $0) }.joined(separator: [el("br")]))
  }

  private func words(of feed: FeedState) -> [Node] {
    let title: Node =
      feed.definition.page.map { page in el("a", ["href": page]) { scope.spoken(feed.definition.title) } }
      ?? scope.spoken(feed.definition.title)
    var nodes: [Node] = [.text(feed.definition.publisher + ", "), title, .text(". ")]
    nodes.append(.text(scope.say(.methodLicence, ["licence": feed.definition.licence])))
    if let note = feed.definition.note { nodes += [.text(" "), scope.spoken(note)] }
    if let stale = scope.staleness(of: feed) {
      nodes += [el("br"), el("span", ["class": "st late"]) { scope.say(.feedStale) }, .text(" " + stale)]
    }
    return nodes
  }

  private var coverage: [Node] {
    let coverage = figures.result.coverage
    let withNumber = figures.facts.sorted.count
    let values: Template.Values = [
      "read": scope.numbers.text(Double(coverage.rowsRead)),
      "used": scope.numbers.text(Double(coverage.rowsUsed)), "n": scope.numbers.text(Double(withNumber)),
      "all": scope.numbers.text(Double(figures.facts.entries.count)),
    ]
    var nodes: [Node] = [.text(scope.say(.methodCoverageText, values))]
    if let levels = otherLevels { nodes.append(.text(" " + levels)) }
    let leftOut = coverage.leftOut.filter { $0.rows > 0 }
    if !leftOut.isEmpty { nodes.append(el("ul") { leftOut.map { leftOutItem($0) } }) }
    return nodes
  }

  /// The levels that this page does not show.
  private var otherLevels: String? {
    let others = figures.result.levels.filter { $0 != figures.facts.level }
    guard !others.isEmpty else { return nil }
    let names = others.map { id in
      let plural = scope.index.levels[id].map { scope.text($0.plural) } ?? id
      return plural.prefix(1).lowercased() + plural.dropFirst()
    }
    return scope.say(.methodLevels, ["levels": scope.language.list(names)])
  }

  private func leftOutItem(_ leftOut: Coverage.LeftOut) -> Node {
    let reason = scope.say(Self.phrase(for: leftOut.reason))
    let examples = leftOut.examples.prefix(5).map { "“\($0)”" }.joined(separator: ", ")
    return el("li") {
      scope.count(.methodLeftOut, leftOut.rows, ["reason": reason])
      if !examples.isEmpty { " " + scope.say(.methodExamples, ["list": examples]) }
    }
  }

  private static func phrase(for reason: Coverage.Reason) -> Phrase {
    switch reason {
    case .feedFilter: .leftFeedFilter
    case .indicatorFilter: .leftIndicatorFilter
    case .unmatchedPlace: .leftUnmatchedPlace
    case .outsidePlaces: .leftOutsidePlaces
    case .withoutPoint: .leftWithoutPoint
    case .withoutPlace: .leftWithoutPlace
    case .withoutPeriod: .leftWithoutPeriod
    case .outsidePeriods: .leftOutsidePeriods
    case .missingValue: .leftMissingValue
    }
  }

  private var uncertainty: String {
    if let adjusted = AdjustmentWords(figures: figures).uncertainty { return adjusted }
    switch indicator.uncertainty {
    case .poisson: return scope.say(.uncertaintyPoisson)
    case .wilson: return scope.say(.uncertaintyWilson)
    case .some(.none): return scope.say(.uncertaintyNone)
    case .unpublished: return scope.say(.uncertaintyUnpublished)
    case nil: break
    }
    // The whole may lack the margin that its places have, where one of them has no number.
    let shown = [figures.wholeCell.estimate, figures.facts.sorted.first?.cell.estimate].compactMap { $0 }
    guard let estimate = shown.first(where: { $0.uncertainty != .unpublished }) ?? shown.first else {
      return scope.say(.uncertaintyUnpublished)
    }
    switch estimate.uncertainty {
    case .fullCount: return scope.say(.uncertaintyNone)
    case .unpublished: return scope.say(.uncertaintyUnpublished)
    case .margin:
      guard case .mean(_, .some) = indicator.formula else { return scope.say(.uncertaintyMargins) }
      return scope.say(.uncertaintyMargins) + " " + scope.say(.uncertaintyWeightedMean)
    case .interval:
      switch indicator.formula {
      case .rate: return scope.say(.uncertaintyPoisson)
      case .median, .quantile: return scope.say(.uncertaintyOrder)
      default: return scope.say(.uncertaintyWilson)
      }
    }
  }

  private var withheld: [Node] {
    let plan = indicator.suppress
    var sentences: [String] = []
    if let count = plan.countBelow {
      sentences.append(scope.say(.methodCountBelow, ["n": scope.numbers.text(Double(count))]))
    }
    if let count = plan.denominatorBelow {
      sentences.append(scope.say(.methodDenominatorBelow, ["n": scope.numbers.text(Double(count))]))
    }
    if let dominance = plan.dominance {
      sentences.append(scope.count(.methodDominated, dominance.contributors, ["by": dominance.by.text]))
    }
    if plan.instead == .rollUp { sentences.append(scope.say(.methodRolledUp)) }
    let limit = scope.numbers.text(plan.unreliableAbove * 100)
    sentences.append(
      scope.say(.methodUnreliable, ["limit": scope.numbers.asPercent(limit)]))
    let hidden = figures.facts.withoutNumber.filter { entry in
      if case .suppressed = entry.cell { true } else { false }
    }
    if !hidden.isEmpty {
      let names = scope.language.list(hidden.prefix(20).map { scope.text($0.place.name) })
      sentences.append(scope.count(.methodHidden, hidden.count, ["list": names]))
    }
    return [.text((sentences + withheldByRule).joined(separator: " "))]
  }

  /// How many numbers of all places, periods and groups each rule withholds.
  private var withheldByRule: [String] {
    var (small, based, dominated, beside) = (0, 0, 0, 0)
    for (rule, count) in figures.result.withheld {
      switch rule {
      case .fewerThan: small += count
      case .denominatorBelow: based += count
      case .dominated: dominated += count
      case .complementary: beside += count
      }
    }
    return [
      (Phrase.methodHiddenSmall, small), (.methodHiddenBase, based),
      (.methodHiddenDominated, dominated), (.methodHiddenBeside, beside),
    ].filter { $0.1 > 0 }.map { scope.count($0.0, $0.1) }
  }

  /// The target and its status, with the rule that gave it where no trend shows it above.
  private var target: [Node] {
    guard let words = TargetWords(figures) else { return [] }
    let source = words.target.source.map { " (\($0))" } ?? ""
    let status = words.mark.map { [.text(". "), $0] } ?? []
    let rule = figures.hasTrend ? "" : words.rule.joined(separator: " ")
    return [.text(words.goal + source)] + status + (rule.isEmpty ? [] : [el("br"), .text(rule)])
  }

  private var limits: [Node] {
    var nodes: [Node] = indicator.caveat.map { [scope.spoken($0)] } ?? []
    if let reach = FormulaWords(scope: scope, indicator: indicator).reach {
      nodes += nodes.isEmpty ? [.text(reach)] : [.text(" "), .text(reach)]
    }
    if indicator.isModelled { nodes += [.text(" "), .text(scope.say(.indicatorModelled))] }
    return nodes
  }

  private var reference: [Node] { indicator.reference.map { [.text($0)] } ?? [] }

  private var snapshots: [Node] {
    let lines = figures.feeds.flatMap(\.snapshots).map { snapshot -> [Node] in
      [
        .text("\(snapshot.file), \(scope.language.periods.day(snapshot.time)): "),
        el("code") { "sha256 \(snapshot.sha256)" },
      ]
    }
    return Array(lines.joined(separator: [el("br")]))
  }
}
