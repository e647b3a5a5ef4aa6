import Catalog
import Markup
import Statistics

/// The words and numbers of one indicator in one language: the only place that rounds.
///
/// Made once for a site and read by every page; a class, because pages hand it about more often than they use it.
final class Wording: Sendable {
  private let language: Language
  let indicator: Indicator
  let decimals: Int
  /// The indicator's title.
  let title: String
  /// What one unit is: `% of households`, `per 1,000 residents a year`.
  let unit: String
  /// The same for the groups of a breakdown, which are as they were counted where everyone is standardised by them.
  let groupUnit: String
  /// The unit in parts as `amount` needs them.
  private let dollars: String

  init(language: Language, indicator: Indicator) {
    self.language = language
    self.indicator = indicator
    decimals = max(indicator.decimals ?? indicator.unit.decimals, 0)
    title = indicator.title.text(in: language.id)
    let label =
      indicator.unitLabel?.text(in: language.id) ?? language.say(Wording.phrase(for: indicator.unit))
    // In the unit, because that stands wherever a number does.
    (unit, groupUnit) = Self.units(label, language, indicator)
    dollars = language.say(.unitDollars)
  }

  private static func units(_ label: String, _ language: Language, _ indicator: Indicator) -> (String, String)
  {
    switch indicator.adjustment {
    case .standardise(let rule)?:
      let by = indicator.standardised(by: rule)?.title.text(in: language.id) ?? rule.breakdown
      return (language.say(.unitStandardised, ["unit": label, "by": by.withSmallFirst]), label)
    case .smooth?:
      let unit = language.say(.unitSmoothed, ["unit": label])
      return (unit, unit)
    case nil:
      let unit = indicator.isModelled ? language.say(.unitModelled, ["unit": label]) : label
      return (unit, unit)
    }
  }

  convenience init(scope: Scope, indicator: Indicator) {
    self.init(language: scope.language, indicator: indicator)
  }

  private var numbers: NumberStyle { language.numbers }
  private func say(_ phrase: Phrase, _ values: Template.Values = [:]) -> String {
    language.say(phrase, values)
  }

  /// `20.5%`, `$28,202`, `3.2`.
  func value(_ value: Double) -> String {
    let text = numbers.text(value, decimals: decimals)
    return switch indicator.unit {
    case .percent: numbers.asPercent(text)
    case .dollars: numbers.asMoney(text)
    default: text
    }
  }

  /// The number without its unit, for columns whose heading names it.
  func bare(_ value: Double) -> String {
    indicator.unit == .dollars ? self.value(value) : numbers.text(value, decimals: decimals)
  }

  /// A margin's half-width: `0.3`, `$400`; `<0.1` where it rounds to nothing but is not.
  func half(_ margin: Double) -> String {
    let text = bare(margin)
    guard margin > 0, isZero(margin) else { return text }
    var smallest = 1.0
    for _ in 0..<decimals { smallest /= 10 }
    return say(.valueLess, ["n": bare(smallest)])
  }

  /// Whether a number rounds to nothing.
  func isZero(_ value: Double) -> Bool {
    if let units = Rounding.units(value, decimals: decimals) { return units == 0 }
    let rounded = RoundedDecimal(value, decimals: decimals)
    return (rounded.whole + rounded.fraction).allSatisfy { $0 == 0 }
  }

  /// `± 0.3`, `full count`, `no margin published`.
  func margin(_ estimate: Estimate) -> String {
    switch estimate.uncertainty {
    case .fullCount: say(.valueFullCount)
    case .unpublished: say(.valueNoMargin)
    case .margin, .interval: say(.valueMargin, ["n": half(estimate.marginOfError ?? 0)])
    }
  }

  /// Why an estimate has no half-width, in a sentence; nil where it has one or there is none.
  func withoutMargin(_ cell: Cell?) -> String? {
    switch cell?.estimate?.uncertainty {
    case .fullCount: say(.uncertaintyNone)
    case .unpublished: say(.uncertaintyUnpublished)
    default: nil
    }
  }

  /// Nil where there is no half-width to print.
  func plusMinus(_ estimate: Estimate) -> String? {
    switch estimate.uncertainty {
    case .fullCount, .unpublished: nil
    case .margin, .interval: margin(estimate)
    }
  }

  /// The value with its margin in one line, for sentences and alternative texts; a reason where there is none.
  ///
  /// A value without a half-width stands alone: that all was counted, or no margin published, is for a note.
  func words(_ cell: Cell) -> String { words(cell, space: "\u{A0}") }

  /// The same in a column so narrow that the margin may go to a line of its own.
  func breakableWords(_ cell: Cell) -> String { words(cell, space: " ") }

  private func words(_ cell: Cell, space: String) -> String {
    guard let estimate = cell.estimate else { return reason(cell) ?? "" }
    let text = value(estimate.value) + (cell.isUnreliable ? "†" : "")
    return plusMinus(estimate).map { text + space + $0 } ?? text
  }

  /// The value in ink, the margin in grey; a reason in grey where there is no number.
  func nodes(_ cell: Cell) -> [Node] {
    guard let estimate = cell.estimate else {
      return [el("span", ["class": "soft"]) { reason(cell) ?? "" }]
    }
    let text = value(estimate.value) + (cell.isUnreliable ? "†" : "")
    guard let margin = plusMinus(estimate) else { return [.text(text)] }
    return [.text(text + " "), el("span", ["class": "pm"]) { margin }]
  }

  /// The value with its unit as a sentence has it: `46.5% of renter households`, `$70,384 a year`, `8 days`.
  func amount(_ value: Double) -> String {
    let (text, unit) = (self.value(value), self.unit)
    switch indicator.unit {
    case .percent where unit.hasPrefix("% "): return text + unit.dropFirst()
    case .dollars where unit.hasPrefix(dollars): return text + unit.dropFirst(dollars.count)
    case .percent, .dollars: return text
    case .rate, .ratio, .count: return indicator.unitLabel == nil ? text : "\(text) \(unit)"
    default: return "\(text) \(unit)"
    }
  }

  /// Why there is no number; nil where there is one.
  func reason(_ cell: Cell) -> String? {
    switch cell {
    case .estimate: nil
    case .suppressed(let rule): reason(rule)
    case .missing(let reason): self.reason(reason)
    }
  }

  private func reason(_ rule: SuppressionRule) -> String {
    switch rule {
    case .fewerThan(let count): say(.reasonFewerThan, ["n": numbers.text(Double(count))])
    case .denominatorBelow(let count): say(.reasonDenominatorBelow, ["n": numbers.text(Double(count))])
    case .dominated(let count): language.count(.reasonDominated, count)
    case .complementary: say(.reasonComplementary)
    }
  }

  private func reason(_ reason: MissingReason) -> String {
    switch reason {
    case .noData: say(.reasonNoData)
    case .marked(let mark): say(.reasonMarked, ["mark": mark])
    case .zeroDenominator: say(.reasonZeroDenominator)
    case .partial: say(.reasonPartial)
    case .notDelivered: say(.reasonNotDelivered)
    case .cannotBeAggregated: say(.reasonCannotBeAggregated)
    case .ambiguous(let rows): say(.reasonAmbiguous, ["n": numbers.text(Double(rows))])
    }
  }

  private static func phrase(for unit: Unit) -> Phrase {
    switch unit {
    case .percent: .unitPercent
    case .rate: .unitRate
    case .ratio: .unitRatio
    case .count: .unitCount
    case .people: .unitPeople
    case .households: .unitHouseholds
    case .homes: .unitHomes
    case .dollars: .unitDollars
    case .days: .unitDays
    case .minutes: .unitMinutes
    case .years: .unitYears
    case .index: .unitIndex
    }
  }

  /// A difference with its sign and margin: `−0.7 ± 0.5 points`, `+$400 ± 120`.
  func difference(_ estimate: Estimate) -> String {
    let signed = numbers.signed(estimate.value, decimals: decimals)
    let text = indicator.unit == .dollars ? sign(signed) + value(abs(estimate.value)) : signed
    let margin = plusMinus(estimate).map { "\u{A0}\($0)" } ?? ""
    guard indicator.unit == .percent else { return text + margin }
    return say(.valuePoints, ["n": text + margin])
  }

  private func sign(_ signed: String) -> String {
    signed.first.map { "+\u{2212}".contains($0) ? String($0) : "" } ?? ""
  }

  /// A distance without a sign: `20.9 points`, `$4,000`.
  func distance(_ estimate: Estimate) -> String {
    let text = bare(abs(estimate.value)) + (plusMinus(estimate).map { "\u{A0}\($0)" } ?? "")
    return indicator.unit == .percent ? say(.valuePoints, ["n": text]) : text
  }

  /// `2.6 times`.
  func times(_ ratio: Estimate) -> String {
    say(.valueTimes, ["n": numbers.text(ratio.value, decimals: 1)])
  }

  /// `2.5–2.8`; nil where the interval is not known.
  func timesRange(_ ratio: Estimate) -> String? {
    guard let interval = ratio.interval, interval.high > interval.low else { return nil }
    let (low, high) = (numbers.text(interval.low, decimals: 1), numbers.text(interval.high, decimals: 1))
    return say(.valueRange, ["low": low, "high": high])
  }

  /// A tick's label; only the last one carries the unit.
  func tick(_ value: Double, isLast: Bool) -> String {
    let rounded = RoundedDecimal(value, decimals: 0)
    let isWhole = abs(value - value.rounded()) < 1e-9
    let text = isWhole || rounded.whole.count > 3 ? numbers.text(value) : numbers.text(value, decimals: 2)
    let short = isWhole ? text : trimZeros(text)
    switch indicator.unit {
    case .percent: return isLast ? numbers.asPercent(short) : short
    case .dollars: return numbers.asMoney(short)
    default: return short
    }
  }

  private func trimZeros(_ text: String) -> String {
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    return text
  }
}
