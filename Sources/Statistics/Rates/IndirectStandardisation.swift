/// One stratum of a population beside the same stratum of a standard.
package struct ReferenceStratum: Hashable, Sendable {
  /// People or person-time here; nil where unknown.
  package let people: Double?
  /// Events in the standard; nil where unknown.
  package let standardEvents: Double?
  /// People of the standard; nil where unknown.
  package let standardPeople: Double?

  package init(people: Double?, standardEvents: Double?, standardPeople: Double?) {
    self.people = people
    self.standardEvents = standardEvents
    self.standardPeople = standardPeople
  }
}

/// The events that a population would have had at the rates of a standard: Σ standard rate × people.
/// - Throws: `empty`, `missing`, `negativeValues`, `zeroDenominator` where a stratum of the standard has no
///   people, `notFinite`.
/// - Complexity: O(n).
package func expectedEvents(_ strata: [ReferenceStratum]) throws(Undefined) -> Double {
  guard !strata.isEmpty else { throw .empty }
  var total = CompensatedSum()
  for stratum in strata {
    guard let people = stratum.people, let events = stratum.standardEvents,
      let whole = stratum.standardPeople
    else { throw .missing }
    guard try people.finite >= 0, try events.finite >= 0, try whole.finite >= 0 else { throw .negativeValues }
    guard whole > 0 else { throw .zeroDenominator }
    total.add(events / whole * people)
  }
  return try total.total.finite
}

/// Observed ÷ expected events: the standardised mortality (or morbidity) ratio, 1 where the population does as
/// the standard does.
package struct IndirectlyStandardisedRatio: Hashable, Sendable {
  package let observed: Double
  package let expected: Double
  package let value: Double

  /// - Throws: `negativeValues`, `zeroDenominator` where nothing is expected, `notFinite`.
  package init(observed: Double, expected: Double) throws(Undefined) {
    guard try observed.finite >= 0, try expected.finite >= 0 else { throw .negativeValues }
    guard expected > 0 else { throw .zeroDenominator }
    self.observed = observed
    self.expected = expected
    value = try (observed / expected).finite
  }

  /// The limits of the observed count ÷ expected; the expectation is taken as known.
  /// - Throws: `outOfRange` for the level, `notFinite`.
  package func interval(_ limits: PoissonLimits = .exact, level: Double = 0.95) throws(Undefined) -> Interval
  {
    let counted = try limits.interval(of: observed, level: level)
    return Interval(
      low: try (counted.low / expected).finite, high: try (counted.high / expected).finite, level: level)
  }
}

extension Method {
  static let indirectStandardisedRatio = Method(
    id: "indirect_standardised_ratio", title: "Indirectly standardised ratio (SMR)",
    formula: "SMR = O/E, E = Σ nᵢ × standard rateᵢ; limits = Poisson limits of O, divided by E",
    meaning: """
      Events seen for each event that standard rates would have led one to expect, given the ages of the \
      people: 1.2 is a fifth more. Works where age groups are too small for direct standardisation.
      """,
    caution: """
      Each ratio compares a population with the standard only. Ratios of two populations must not be set \
      against each other, because each is weighted by its own ages.
      """,
    source: """
      Breslow and Day 1987, Statistical Methods in Cancer Research, vol. II, ch. 2; APHO Technical Briefing 3
      """,
    scale: .relative, isWeighted: true, range: .init(0, nil))
}
