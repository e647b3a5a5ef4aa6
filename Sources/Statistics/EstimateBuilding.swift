extension Estimate {
  /// A published or derived survey estimate: a margin where there is one, else unpublished uncertainty.
  package init(_ margined: Margined) {
    self.init(margined.value, margined.margin.map(Uncertainty.margin) ?? .unpublished)
  }

  /// The share of counted people who have a property, with its Wilson interval at 90 %, times `scale`
  /// (100 for percent).
  /// - Throws: `zeroDenominator`, `negativeValues`, `partAboveWhole`, `notFinite`.
  package static func proportion(
    _ cases: Double, of whole: Double, scale: Double = 1
  ) throws(Undefined) -> Estimate {
    let interval = try ProportionInterval.wilson(cases, of: whole).scaled(by: scale)
    return Estimate(
      try (cases / whole * scale).finite, .interval(interval), cases: cases, denominator: whole)
  }

  /// Events per person-time, with the exact Poisson interval at 90 %, times `scale` (1,000 for a rate per 1,000).
  /// - Throws: `zeroDenominator`, `negativeValues`, `notFinite`.
  package static func rate(
    _ events: Double, in personTime: Double, scale: Double = 1
  ) throws(Undefined) -> Estimate {
    guard try personTime.finite >= 0 else { throw .negativeValues }
    guard personTime > 0 else { throw .zeroDenominator }
    let interval = try PoissonInterval.exact(events).scaled(by: scale / personTime)
    return Estimate(
      try (events / personTime * scale).finite, .interval(interval), cases: events, denominator: personTime)
  }
}
