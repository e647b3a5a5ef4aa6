/// One stratum of a population, such as an age group, with its share of a standard population.
package struct StandardStratum: Hashable, Sendable {
  /// Events among the people of the stratum; nil where unknown.
  package let events: Double?
  /// People or person-time; nil where unknown.
  package let people: Double?
  /// People of the standard population; only their proportions matter.
  package let standard: Double?

  package init(events: Double?, people: Double?, standard: Double?) {
    self.events = events
    self.people = people
    self.standard = standard
  }
}

/// The rate that a population would have if its strata were as large as those of a standard population.
///
/// Everything is per person (or unit of person-time); `Interval.scaled(by:)` turns it into a rate per 100,000.
package struct DirectlyStandardisedRate: Hashable, Sendable {
  /// Events ÷ people, without standardisation.
  package let crude: Double
  /// Σ wᵢ xᵢ ÷ nᵢ with w the shares of the standard population.
  package let value: Double
  /// √Σ wᵢ² xᵢ ÷ nᵢ², taking each count as Poisson.
  package let standardError: Double
  /// All events of the strata that count.
  package let events: Double

  /// The largest weight of one event over all strata, and over those that have events.
  private let largest: Double
  private let largestWithEvents: Double
  /// Rate and variance in units of `largestWithEvents` and its square: no square overflows or vanishes.
  private let relativeRate: Double
  private let relativeVariance: Double

  /// Strata of standard weight 0 are left out, whatever their people.
  /// - Throws: `empty` without strata; `missing` where a number is; `zeroDenominator` where a stratum that
  ///   counts has no people (merge strata then, do not skip one) or where the standard population is 0;
  ///   `negativeValues`, `negativeWeights`, `notFinite`.
  /// - Complexity: O(n).
  package init(_ strata: [StandardStratum]) throws(Undefined) {
    let counted = try Self.counted(strata)
    crude = try (counted.lazy.map(\.events).compensatedSum / counted.lazy.map(\.people).compensatedSum).finite
    let total = try counted.lazy.map(\.standard).compensatedSum.finite
    // One event of a stratum adds this much to the rate.
    let weights = counted.map { $0.standard / total / $0.people }
    largest = try (weights.max() ?? 0).finite
    guard largest > 0 else { throw .notFinite }
    let hit = zip(weights, counted).filter { $1.events > 0 }
    events = try hit.lazy.map(\.1.events).compensatedSum.finite
    let scale = hit.map(\.0).max() ?? 0
    largestWithEvents = scale
    guard events > 0 else {
      (value, standardError, relativeRate, relativeVariance) = (0, 0, 0, 0)
      return
    }
    guard scale > 0 else { throw .notFinite }
    relativeRate = try hit.lazy.map { $0 / scale * $1.events }.compensatedSum.finite
    relativeVariance = hit.lazy.map { ($0 / scale) * ($0 / scale) * $1.events }.compensatedSum
    value = try (scale * relativeRate).finite
    standardError = try (scale * relativeVariance.squareRoot()).finite
  }

  private typealias Counted = (events: Double, people: Double, standard: Double)

  private static func counted(_ strata: [StandardStratum]) throws(Undefined) -> [Counted] {
    guard !strata.isEmpty else { throw .empty }
    var counted: [Counted] = []
    for stratum in strata {
      guard let events = stratum.events, let people = stratum.people, let standard = stratum.standard
      else { throw .missing }
      guard try events.finite >= 0, try people.finite >= 0 else { throw .negativeValues }
      guard try standard.finite >= 0 else { throw .negativeWeights }
      guard standard > 0 else { continue }
      guard people > 0 else { throw .zeroDenominator }
      counted.append((events, people, standard))
    }
    guard !counted.isEmpty else { throw .zeroDenominator }
    return counted
  }
}

extension DirectlyStandardisedRate {
  /// The gamma interval of Fay and Feuer (1997): keeps its coverage when weights differ much, and has an upper
  /// limit where there are no events.
  /// - Throws: `outOfRange` for the level, `notFinite`.
  package func gammaInterval(level: Double = 0.95) throws(Undefined) -> Interval {
    guard level > 0, level < 1 else { throw .outOfRange }
    let outside = (1 - level) / 2
    var low = 0.0
    if events > 0 {
      let unit = relativeVariance / relativeRate
      low = try largestWithEvents * unit * gammaQuantile(outside, shape: relativeRate / unit, tail: .lower)
    }
    let ratio = largestWithEvents / largest
    let (rate, variance) = (ratio * relativeRate + 1, ratio * ratio * relativeVariance + 1)
    let unit = variance / rate
    let high = try largest * unit * gammaQuantile(outside, shape: rate / unit, tail: .upper)
    return Interval(low: try low.finite, high: try high.finite, level: level)
  }

  /// The interval of Dobson and others (1991): the limits of the total count, stretched to the standardised
  /// scale. With very unequal weights the lower limit may fall below 0.
  /// - Throws: `zeroDenominator` where there are no events, `outOfRange` for the level, `notFinite`.
  package func dobsonInterval(_ limits: PoissonLimits, level: Double = 0.95) throws(Undefined) -> Interval {
    guard events > 0 else { throw .zeroDenominator }
    let counted = try limits.interval(of: events, level: level)
    let stretch = standardError / events.squareRoot()
    return Interval(
      low: try (value + stretch * (counted.low - events)).finite,
      high: try (value + stretch * (counted.high - events)).finite, level: level)
  }
}

/// Which limits of a count a standardised rate or ratio is built on.
package enum PoissonLimits: String, CaseIterable, Sendable {
  case exact, byar

  package func interval(of count: Double, level: Double) throws(Undefined) -> Interval {
    switch self {
    case .exact: try PoissonInterval.exact(count, level: level)
    case .byar: try PoissonInterval.byar(count, level: level)
    }
  }
}

extension Method {
  static let directStandardisedRate = Method(
    id: "direct_standardised_rate", title: "Directly standardised rate",
    formula: "y = Σ wᵢ xᵢ/nᵢ, w = shares of the standard population; SE = √Σ wᵢ² xᵢ/nᵢ²",
    meaning: """
      The rate a population would have if its age groups were as large as those of a standard population. It \
      lets an old and a young population be compared without their ages deciding the answer.
      """,
    caution: """
      Two rates compare only when both use the same standard: print its name. Under 10 events withhold the \
      rate, under 20 flag it. An age group without people makes the rate undefined: merge age groups.
      """,
    source: """
      Fay and Feuer 1997, Statistics in Medicine 16:791–801 (gamma interval); Dobson et al. 1991, Statistics \
      in Medicine 10:457–462
      """,
    scale: .absolute, isWeighted: true, range: .init(0, nil))
}
