/// One rate before and after it has borrowed strength from the others.
package struct ShrunkRate: Hashable, Sendable {
  /// Events ÷ people.
  package let raw: Double
  /// How much of its own deviation the rate keeps, from 0 (all borrowed) to 1.
  package let weight: Double
  package let smoothed: Double
}

/// Rates pulled towards their common mean, the more the fewer people stand behind them: the global empirical
/// Bayes estimator of Marshall (1991), by moments.
///
/// Not a disclosure control: a raw count can be solved back from its smoothed rate.
package struct EmpiricalBayesRates: Hashable, Sendable {
  /// All events ÷ all people of the units used.
  package let overall: Double
  /// The variance between the units' true rates beyond what chance explains; never below 0.
  package let priorVariance: Double
  /// In the order given; nil for a unit without a count or without people.
  package let rates: [ShrunkRate?]

  /// Units with a missing count, or missing or no people, are left out of everything.
  /// - Throws: `empty` where no unit is left, `unequalLengths`, `negativeValues`, `notFinite`.
  /// - Complexity: O(n).
  package init(events: [Double?], people: [Double?]) throws(Undefined) {
    guard events.count == people.count else { throw .unequalLengths }
    let used = try Self.used(events, people)
    let allEvents = used.lazy.compactMap(\.?.events).compensatedSum
    let allPeople = try used.lazy.compactMap(\.?.people).compensatedSum.finite
    guard allPeople > 0 else { throw .empty }
    let mean = try (allEvents / allPeople).finite
    overall = mean
    guard mean > 0 else {
      priorVariance = 0
      rates = used.map { $0.map { _ in ShrunkRate(raw: 0, weight: 0, smoothed: 0) } }
      return
    }
    // Relative to the mean, the chance variance of a rate is 1 ÷ its expected events, so nothing overflows.
    func deviation(_ unit: Unit) -> Double { (unit.events / unit.people - mean) / mean }
    let spread = used.lazy.compactMap { $0 }
      .map { $0.people / allPeople * deviation($0) * deviation($0) }.compensatedSum
    let count = used.count { $0 != nil }
    let prior = try max(0, spread - Double(count) / allEvents).finite
    priorVariance = try (prior * mean * mean).finite
    var rates: [ShrunkRate?] = []
    for unit in used {
      guard let unit else {
        rates.append(nil)
        continue
      }
      let weight = prior > 0 ? prior / (prior + 1 / (mean * unit.people)) : 0
      let raw = try (unit.events / unit.people).finite
      rates.append(ShrunkRate(raw: raw, weight: weight, smoothed: mean + weight * (raw - mean)))
    }
    self.rates = rates
  }

  private typealias Unit = (events: Double, people: Double)

  private static func used(_ events: [Double?], _ people: [Double?]) throws(Undefined) -> [Unit?] {
    var units: [Unit?] = []
    for (events, people) in zip(events, people) {
      guard try (events ?? 0).finite >= 0, try (people ?? 0).finite >= 0 else { throw .negativeValues }
      guard let events, let people, people > 0 else {
        units.append(nil)
        continue
      }
      units.append((events, people))
    }
    return units
  }
}

extension Method {
  static let empiricalBayesRateSmoothing = Method(
    id: "empirical_bayes_rate_smoothing", title: "Empirical Bayes smoothed rate",
    formula: "m + wᵢ(pᵢ − m), m the rate of all, wᵢ = a/(a + m/nᵢ), a = max(0, Σn(p − m)²/Σn − m/n̄)",
    meaning: """
      A rate that has borrowed strength: a small population is drawn towards the overall rate, a large one \
      stays where it is. It calms a map in which the extremes are mostly chance.
      """,
    caution: """
      Do not hold anybody to account with it: a small population with a true problem is drawn in too. Show \
      the raw rate and count beside it. It hides no small count: that can be worked out.
      """,
    source: "Marshall 1991, Journal of the Royal Statistical Society C 40:283–294, global estimator",
    scale: .absolute, isWeighted: true, range: .init(0, nil))
}
