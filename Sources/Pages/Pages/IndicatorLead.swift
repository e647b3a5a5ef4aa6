import Catalog
import Markup
import Statistics

/// The answer at the head of a measure's page: sentences and facts made from cells and verdicts alone.
struct IndicatorLead: Sendable {
  struct Fact {
    var term: String
    var value: [Node]
  }

  let figures: Figures
  private var scope: Scope { figures.scope }
  private var wording: Wording { figures.wording }
  private var direction: Direction { figures.indicator.judgedDirection }

  /// Answer, change, gap: each a sentence of its own.
  var sentences: [String] { [answer, change, gap].compactMap { $0 } }

  private var answer: String {
    let values: Template.Values = ["place": scope.wholeName, "period": scope.spoken(figures.facts.latest)]
    guard let estimate = figures.wholeCell.estimate else {
      let reason = wording.reason(figures.wholeCell) ?? ""
      let inner = reason.prefix(1).lowercased() + reason.dropFirst()
      return scope.say(.leadNoValue, values.and(["reason": inner]))
    }
    let amount = wording.amount(estimate.value)
    guard let margin = wording.plusMinus(estimate) else {
      return scope.say(.leadValueExact, values.and(["value": amount]))
    }
    return scope.say(.leadValue, values.and(["value": amount, "margin": margin]))
  }

  private var change: String? {
    guard let change = figures.result.change(figures.whole) else { return nil }
    let values: Template.Values = [
      "period": scope.spoken(change.from), "difference": wording.difference(change.comparison.difference),
      "distance": wording.distance(change.comparison.difference),
    ]
    let isSame = wording.isZero(change.comparison.difference.value)
    switch change.comparison.verdict {
    case .higher where isSame, .lower where isSame: return scope.say(.leadSame, values)
    case .higher: return scope.say(.leadHigher, values)
    case .lower: return scope.say(.leadLower, values)
    case .cannotTell where change.comparison.isExactlyEqual: return scope.say(.leadNoChange, values)
    case .cannotTell: return scope.say(.leadCannotTell, values)
    case .untested: return scope.say(.leadUntested, values)
    }
  }

  private var gap: String? {
    guard let lens = figures.result.lenses.first else { return nil }
    return LensWords(figures: figures, lens: lens)?.sentence
  }

  var facts: [Fact] { groupFacts + changeFact }

  private var groupFacts: [Fact] {
    guard let lens = figures.result.lenses.first, let words = LensWords(figures: figures, lens: lens) else {
      return []
    }
    var facts = [words.worst, words.best].map { Fact(term: $0.name, value: wording.nodes($0.cell)) }
    if let gap = words.gap {
      facts.append(Fact(term: scope.say(.factGap), value: distance(gap)))
    }
    if let change = lens.gapChange, let move = words.move {
      let term = scope.say(.factGapChange, ["period": scope.spoken(change.from)])
      facts.append(Fact(term: term, value: marked(scope.gapMark(move, direction), change)))
    }
    return facts
  }

  private var changeFact: [Fact] {
    guard let change = figures.result.change(figures.whole) else { return [] }
    let values: Template.Values = ["place": scope.wholeName, "period": scope.spoken(change.from)]
    let value = marked(scope.changeMark(change, direction), change)
    return [Fact(term: scope.say(.factChange, values), value: value)]
  }

  private func marked(_ mark: Node, _ change: Change) -> [Node] {
    [
      mark, .text(" "),
      el("small", ["class": "pm"]) { wording.difference(change.comparison.difference) },
    ]
  }

  private func distance(_ gap: Comparison) -> [Node] {
    [.text(wording.distance(gap.difference))]
  }
}

/// A lens of a measure in words: the two ends, the gap, and how it has moved.
struct LensWords: Sendable {
  struct End {
    var name: String
    var cell: Cell
  }

  let figures: Figures
  let lens: LensResult
  let latest: LensResult.PeriodValue
  let worst: End
  let best: End

  init?(figures: Figures, lens: LensResult) {
    guard let definition = figures.lensDefinition(lens.lens), let latest = lens.periods.last,
      let first = latest.groups.first, let last = latest.groups.last, first.index != last.index
    else { return nil }
    self.figures = figures
    self.lens = lens
    self.latest = latest
    worst = End(name: figures.groupName(definition, first.index), cell: first.cell)
    best = End(name: figures.groupName(definition, last.index), cell: last.cell)
  }

  var gap: Comparison? { latest.gap }

  var move: GapMove? {
    guard let change = lens.gapChange, let gap else { return nil }
    return GapMove(change.comparison, latest: gap.difference.value)
  }

  /// The gap and its movement in one or two sentences; nil where there is no gap to speak of.
  var sentence: String? {
    guard let gap else { return nil }
    return [size(gap), movement].compactMap { $0 }.joined(separator: " ")
  }

  func size(_ gap: Comparison) -> String {
    let scope = figures.scope
    let values: Template.Values = [
      "worst": worst.name, "best": best.name, "gap": figures.wording.distance(gap.difference),
      "period": scope.spoken(latest.period), "worstValue": figures.wording.words(worst.cell),
      "bestValue": figures.wording.words(best.cell),
    ]
    switch gap.verdict {
    case .cannotTell: return scope.say(.gapNone, values)
    case .untested: return scope.say(.gapUntested, values)
    case .higher: return scope.say(.gapAbove, values)
    case .lower: return scope.say(.gapBelow, values)
    }
  }

  var movement: String? {
    guard let change = lens.gapChange, let move else { return nil }
    let scope = figures.scope
    let values: Template.Values = [
      "period": scope.spoken(change.from),
      "difference": figures.wording.difference(change.comparison.difference),
    ]
    switch move {
    case .wider: return scope.say(.gapHasWidened, values)
    case .narrower: return scope.say(.gapHasNarrowed, values)
    case .reversed: return scope.say(.gapHasReversed, values)
    case .cannotTell: return scope.say(.gapCannotTell, values)
    }
  }
}
