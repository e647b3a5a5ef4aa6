import Catalog
import Charts
import Markup
import Statistics

/// One indicator ready to be drawn in one language: what the figures of this folder have in common.
struct Figures: Sendable {
  let scope: Scope
  let facts: Facts
  let wording: Wording

  init(_ scope: Scope, _ facts: Facts) {
    self.scope = scope
    self.facts = facts
    wording = scope.locale.wording(facts.indicator)
  }

  var indicator: Indicator { facts.indicator }
  var result: IndicatorResult { facts.result }
  var title: String { wording.title }
  var whole: PlaceID { scope.edition.whole.id }
  var wholeCell: Cell { result.cell(whole, facts.latest) }
  /// The whole's value as a line among the places; nil where it is their total, which none of them could reach.
  var reference: Double? { facts.reference(whole) }
  var latestWords: String { scope.period(facts.latest) }
  /// `% of households, 2013–2017`.
  var unitAndPeriod: String { "\(wording.unit), \(latestWords)" }

  /// The feeds that the numbers are made of, the measure's own first.
  var feeds: [FeedState] { scope.index.feeds(of: indicator) }
  /// Publisher and title of each feed: `Health department, Births; Census Bureau, Population`.
  var source: String {
    let names = feeds.map { "\($0.definition.publisher), \(scope.text($0.definition.title))" }
    return names.isEmpty ? indicator.feed.text : names.joined(separator: "; ")
  }

  var levelPlural: String { scope.index.levels[facts.level].map { scope.text($0.plural) } ?? facts.level }
  var levelTitle: String { scope.index.levels[facts.level].map { scope.text($0.title) } ?? facts.level }

  /// The axis that rankings, groups and gaps share.
  func axis(_ scale: ValueScale) -> Axis {
    let last = scale.ticks.count - 1
    let ticks = scale.ticks.enumerated().map { Tick($1, wording.tick($1, isLast: $0 == last)) }
    return Axis(scale.domain, ticks: ticks)
  }

  /// A dot with its interval kept inside the scale; nil where there is no estimate.
  static func dot(_ cell: Cell) -> Dot? { ShownNumber(cell).map { dot($0) } }

  static func dot(_ number: ShownNumber) -> Dot {
    let ends = number.ends
    return Dot(number.value, low: ends?.low, high: ends?.high, isUnreliable: number.isUnreliable)
  }

  /// The same, cut at the scale's ends.
  static func dot(_ cell: Cell, within domain: ClosedRange<Double>) -> Dot? {
    ShownNumber(cell).map { dot($0, within: domain) }
  }

  static func dot(_ number: ShownNumber, within domain: ClosedRange<Double>) -> Dot {
    var dot = dot(number)
    dot.low = dot.low.map { max($0, domain.lowerBound) }
    dot.high = dot.high.map { min($0, domain.upperBound) }
    return dot
  }

  /// How a place has changed; `One period only` or `Not compared` where no test was made.
  func changeWords(_ place: PlaceID) -> [Node] { changeWords(result.change(place)) }

  func changeWords(_ change: Change?) -> [Node] {
    if let change { return scope.changeWords(change, indicator.judgedDirection) }
    let reason: Phrase = result.periods.count == 1 ? .verdictOnePeriod : .verdictNotCompared
    return [scope.mark(.notJudged, scope.say(reason))]
  }

  func shade(_ cell: Cell) -> Int? {
    cell.estimate.map { ValueScale.shade(of: $0.value, breaks: facts.breaks) }
  }
}

extension ShownNumber {
  /// The ends of the interval as they are drawn: not below zero for what cannot be; nil where it has no width.
  ///
  /// From the uncertainty itself, because making an estimate to ask for its interval took longer than the drawing.
  var ends: (low: Double, high: Double)? {
    let (low, high): (Double, Double)
    switch uncertainty {
    case .fullCount, .unpublished: return nil
    case .margin(let margin): (low, high) = (value - margin, value + margin)
    case .interval(let interval): (low, high) = (interval.low, interval.high)
    }
    guard high > low else { return nil }
    return (value >= 0 ? max(low, 0) : low, high)
  }
}
