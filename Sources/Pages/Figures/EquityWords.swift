import Catalog
import Markup
import Statistics

/// Equity measures in the words of a language: name, value, interval, and what they say.
struct EquityWords: Sendable {
  let figures: Figures
  private var scope: Scope { figures.scope }
  private var wording: Wording { figures.wording }

  /// The name of a measure.
  func name(_ measure: EquityMeasure) -> String {
    Phrase.equityMeasures[measure.id].map { scope.say($0) } ?? measure.title
  }

  /// The value in the unit of the measure: `+20.9 points`, `2.6 times`, `0.213`, `34.1%`.
  func value(_ value: Double, _ measure: EquityMeasure) -> String {
    let traits = measure.traits
    switch traits.unit {
    case .values where traits.range?.low == nil: return wording.difference(Estimate(value, .unpublished))
    case .values: return wording.distance(Estimate(value, .unpublished))
    case .squares: return scope.say(.equitySquares, ["n": digits(value, measure)])
    case .percent: return scope.numbers.asPercent(digits(value, measure))
    case .number where traits.equality == 1: return scope.say(.valueTimes, ["n": digits(value, measure)])
    case .number: return digits(value, measure)
    }
  }

  /// The bare number with as many decimals as are shown.
  func digits(_ value: Double, _ measure: EquityMeasure) -> String {
    scope.numbers.text(value, decimals: Self.decimals(measure, wording))
  }

  static func decimals(_ measure: EquityMeasure, _ wording: Wording) -> Int {
    let traits = measure.traits
    return switch traits.unit {
    case .values: wording.decimals
    case .squares, .percent: 1
    // As the figure has it, whose ratio is this one.
    case .number where measure.id == EquityMeasure.ratio: 1
    case .number: traits.equality == 0 ? 3 : 2
    }
  }

  /// `18.2 to 23.6`, `full count`, or that none is known.
  func interval(_ estimate: Estimate, _ measure: EquityMeasure) -> String {
    guard let interval = estimate.interval else { return scope.say(.equityNoInterval) }
    guard interval.high > interval.low else { return scope.say(.valueFullCount) }
    // Amounts of money have their sign in both columns.
    func bare(_ value: Double) -> String {
      measure.traits.unit == .values ? wording.bare(value) : digits(value, measure)
    }
    return scope.say(.equityRange, ["low": bare(interval.low), "high": bare(interval.high)])
  }

  // MARK: what it says

  /// - Parameter reference: the name of the reference group of a pair.
  func reading(_ value: EquityValue, _ measure: EquityMeasure, reference: String? = nil) -> String {
    switch value.outcome {
    case .none(let reason): return scope.say(Self.phrase(for: reason))
    case .estimate(let estimate, let verdict): return sentence(estimate.value, verdict, measure, reference)
    }
  }

  private func sentence(
    _ value: Double, _ verdict: Verdict, _ measure: EquityMeasure, _ reference: String?
  ) -> String {
    let equality = measure.traits.equality
    if measure.method.id == Method.groupDisparity.id, measure.traits.range == nil {
      return scope.say(.equityBest)
    }
    guard measure.traits.range?.low.map({ $0 < equality }) ?? true else {
      let decimals = equality == equality.rounded() ? 0 : 2
      return scope.say(.equityEquality, ["n": scope.numbers.text(equality, decimals: decimals)])
    }
    // Difference and ratio set the worst off against the best off, gradients go the other way.
    let isFromWorst = measure.id == EquityMeasure.difference || measure.id == EquityMeasure.ratio
    let isHigher = verdict == .untested ? value > equality : verdict == .higher
    let isWorse = isHigher == isFromWorst
    if let reference {
      let name: Template.Values = ["reference": reference]
      switch verdict {
      case .cannotTell: return scope.say(.equityPairCannotTell, name)
      case .higher: return scope.say(.equityPairHigher, name)
      case .lower: return scope.say(.equityPairLower, name)
      case .untested: return scope.say(.equityPairUntested, name)
      }
    }
    switch verdict {
    case .cannotTell: return scope.say(.equityCannotTell)
    case .untested where value == equality: return scope.say(.equityCannotTell)
    case .untested: return scope.say(isWorse ? .equityWorseUntested : .equityBetterUntested)
    case .higher, .lower: return scope.say(isWorse ? .equityWorse : .equityBetter)
    }
  }

  static func phrase(for reason: EquityValue.Reason) -> Phrase {
    switch reason {
    case .withheld: .equityWithheld
    case .missing: .equityMissing
    case .unreliable: .equityUnreliable
    case .unknownPeople: .equityUnknownPeople
    case .tooFewPeople: .equityTooFewPeople
    case .undefined: .equityUndefined
    }
  }
}

extension LensWords {
  /// Where the gap is going over all periods that share no data; nil where no period has a gap.
  var trend: String? {
    guard let trend = lens.trend else { return nil }
    let scope = figures.scope
    let count: Template.Values = [
      "n": scope.numbers.text(Double(trend.periods.count)),
      "least": scope.numbers.text(Double(GapTrend.leastPeriods)),
    ]
    guard let line = trend.line, let first = trend.periods.first, let last = trend.periods.last else {
      return scope.say(.gapTrendTooFew, count)
    }
    let moved = Comparison(
      difference: Estimate(line.ends.last - line.ends.first, .unpublished), ratio: nil,
      verdict: line.verdict)
    // Of a gap below 0 the slope is turned, so that more is wider.
    let isTurned = line.ends.last < 0 && line.ends.first < 0
    let values = count.and([
      "first": scope.spoken(first), "last": scope.spoken(last),
      "slope": figures.wording.difference(isTurned ? line.slope.negated : line.slope),
      "p": Self.words(p: line.p, scope),
    ])
    switch GapMove(moved, latest: line.ends.last) {
    case .wider: return scope.say(.gapTrendWider, values)
    case .narrower: return scope.say(.gapTrendNarrower, values)
    case .reversed: return scope.say(.gapTrendReversed, values)
    case .cannotTell: return scope.say(.gapTrendCannotTell, values)
    }
  }

  private static func words(p: Double, _ scope: Scope) -> String {
    guard p < 0.005 else { return scope.numbers.text(p, decimals: 2) }
    return scope.say(.valueLess, ["n": scope.numbers.text(0.01, decimals: 2)])
  }
}

extension Estimate {
  fileprivate var negated: Estimate {
    let turned = interval.map { Interval(low: -$0.high, high: -$0.low, level: $0.level) }
    return Estimate(-value, turned.map(Uncertainty.interval) ?? .unpublished)
  }
}
