/// Rates pulled towards the rate of their own neighbourhood: the local empirical Bayes estimator of Marshall (1991),
/// by moments.
///
/// A unit's neighbourhood is the unit itself and its neighbours; within it the rate, the spread and the weight are those
/// of the global estimator. A unit whose neighbours have none has nobody to borrow from and stays as it is.
///
/// Not a disclosure control, like the global one.
package struct LocalEmpiricalBayesRates: Hashable, Sendable {
  /// A rate with what it was drawn to.
  package struct Rate: Hashable, Sendable {
    /// All events ÷ all people of the neighbourhood.
    package let mean: Double
    /// The variance between the true rates there beyond what chance explains; never below 0.
    package let priorVariance: Double
    /// How many units of the neighbourhood were used, this one among them.
    package let units: Int
    package let shrunk: ShrunkRate
  }

  /// In the order given; nil for a unit without a count or without people.
  package let rates: [Rate?]

  /// Units with a missing count, or missing or no people, are left out of every neighbourhood.
  /// - Throws: `unequalLengths`, `negativeValues`, `notFinite`.
  /// - Complexity: O(n + k) for k neighbours.
  package init(events: [Double?], people: [Double?], neighbours: Neighbours) throws(Undefined) {
    guard events.count == people.count, events.count == neighbours.count else { throw .unequalLengths }
    var rates: [Rate?] = []
    for unit in events.indices {
      guard events[unit] != nil, let own = people[unit], own != 0 else {
        rates.append(nil)
        continue
      }
      let members = [unit] + neighbours[unit]
      let local = try EmpiricalBayesRates(
        events: members.map { events[$0] }, people: members.map { people[$0] })
      let units = local.rates.count { $0 != nil }
      rates.append(
        local.rates[0].map {
          Rate(
            mean: local.overall, priorVariance: local.priorVariance, units: units,
            shrunk: units > 1 ? $0 : $0.asCounted)
        })
    }
    self.rates = rates
  }
}

extension ShrunkRate {
  /// Of a unit that has nobody to borrow from.
  fileprivate var asCounted: ShrunkRate { ShrunkRate(raw: raw, weight: 1, smoothed: raw) }
}
