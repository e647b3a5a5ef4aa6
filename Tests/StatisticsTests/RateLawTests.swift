import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Whether two numbers are the same but for rounding.
func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  (a - b).magnitude <= tolerance * max(a.magnitude, b.magnitude)
}

@Suite struct `Standardised and smoothed rates` {
  private static func strata(_ random: inout Seeded, count: Int) -> [StandardStratum] {
    (0..<count).map { _ in
      StandardStratum(
        events: Double(Int.random(in: 0...30, using: &random)),
        people: Double(Int.random(in: 50...9000, using: &random)),
        standard: Double(Int.random(in: 1...500, using: &random)))
    }
  }

  private static func scaled(
    _ strata: [StandardStratum], people: Double = 1, standard: Double = 1
  ) -> [StandardStratum] {
    strata.map {
      StandardStratum(
        events: $0.events, people: $0.people.map { $0 * people }, standard: $0.standard.map { $0 * standard })
    }
  }

  @Test(arguments: 1...20)
  func `direct rates are the formulas of the paper`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let strata = Self.strata(&random, count: Int.random(in: 1...12, using: &random))
    let total = strata.reduce(0) { $0 + ($1.standard ?? 0) }
    let parts = strata.map { ($0.events ?? 0, ($0.standard ?? 0) / total / ($0.people ?? 0)) }
    let y = parts.reduce(0) { $0 + $1.0 * $1.1 }
    let v = parts.reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    let w = parts.map(\.1).max() ?? 0
    let rate = try DirectlyStandardisedRate(strata)
    #expect(isClose(rate.value, y) && isClose(rate.standardError, v.squareRoot()))
    let limits = try rate.gammaInterval(level: 0.9)
    if y > 0 {
      #expect(isClose(limits.low, try v / y * gammaQuantile(0.05, shape: y * y / v, tail: .lower), 1e-9))
      #expect(limits.low < y)
    }
    let shape = (y + w) * (y + w) / (v + w * w)
    #expect(
      isClose(limits.high, try (v + w * w) / (y + w) * gammaQuantile(0.05, shape: shape, tail: .upper), 1e-9))
    #expect(limits.high > y)
  }

  @Test(arguments: 1...10)
  func `direct rates keep their laws`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let strata = Self.strata(&random, count: 8)
    let rate = try DirectlyStandardisedRate(strata)
    let limits = try rate.gammaInterval()
    // The standard's unit does not count, the order of the strata neither.
    let again = try DirectlyStandardisedRate(Self.scaled(strata.shuffled(using: &random), standard: 7))
    #expect(isClose(again.value, rate.value))
    #expect(isClose(try again.gammaInterval().high, limits.high, 1e-10))
    // Twice the people have half the rate, with all limits.
    let doubled = try DirectlyStandardisedRate(Self.scaled(strata, people: 2))
    #expect(isClose(2 * doubled.value, rate.value) && isClose(2 * doubled.crude, rate.crude))
    #expect(isClose(2 * (try doubled.gammaInterval().low), limits.low, 1e-10))
    // Standardised on themselves, people have their crude rate.
    let own = strata.map { StandardStratum(events: $0.events, people: $0.people, standard: $0.people) }
    #expect(isClose(try DirectlyStandardisedRate(own).value, rate.crude))
    // A stratum in two equal halves is the same stratum.
    let halves = strata.map {
      StandardStratum(
        events: ($0.events ?? 0) / 2, people: ($0.people ?? 0) / 2, standard: ($0.standard ?? 0) / 2)
    }
    let split = try DirectlyStandardisedRate(halves + halves)
    #expect(isClose(split.value, rate.value) && isClose(split.standardError, rate.standardError))
  }

  @Test func `a direct rate of one stratum is a Poisson rate`() throws {
    let rate = try DirectlyStandardisedRate([StandardStratum(events: 14, people: 2200, standard: 3)])
    let exact = try PoissonInterval.exact(14, level: 0.95).scaled(by: 1 / 2200)
    let gamma = try rate.gammaInterval()
    #expect(isClose(gamma.low, exact.low, 1e-11) && isClose(gamma.high, exact.high, 1e-11))
    #expect(isClose(try rate.dobsonInterval(.exact).low, exact.low, 1e-11))
  }

  @Test func `direct rates survive extreme numbers`() throws {
    for size in [1e-150, 1e-100, 1, 1e100, 1e150] {
      let strata = [
        StandardStratum(events: 3, people: 100 * size, standard: 2e-200),
        StandardStratum(events: 5, people: 300 * size, standard: 5e-200),
      ]
      let rate = try DirectlyStandardisedRate(strata)
      #expect(isClose(rate.value * size, (2 * 0.03 + 5 * 5 / 300) / 7, 1e-12))
      #expect(try rate.gammaInterval().low > 0)
    }
    // The only events carry next to no weight.
    let hidden = try DirectlyStandardisedRate([
      StandardStratum(events: 4, people: 1e160, standard: 1),
      StandardStratum(events: 0, people: 10, standard: 9),
    ])
    let limits = try hidden.gammaInterval()
    #expect(limits.low > 0 && limits.high > 0.09)
  }

  @Test func `direct rates refuse what they cannot use`() {
    func stratum(_ events: Double?, _ people: Double?, _ standard: Double?) -> StandardStratum {
      StandardStratum(events: events, people: people, standard: standard)
    }
    let good = stratum(1, 10, 1)
    #expect(throws: Undefined.empty) { try DirectlyStandardisedRate([]) }
    #expect(throws: Undefined.missing) { try DirectlyStandardisedRate([good, stratum(nil, 1, 1)]) }
    #expect(throws: Undefined.missing) { try DirectlyStandardisedRate([good, stratum(1, nil, 1)]) }
    #expect(throws: Undefined.zeroDenominator) { try DirectlyStandardisedRate([good, stratum(0, 0, 1)]) }
    #expect(throws: Undefined.zeroDenominator) { try DirectlyStandardisedRate([stratum(1, 1, 0)]) }
    #expect(throws: Undefined.negativeValues) { try DirectlyStandardisedRate([stratum(-1, 1, 1)]) }
    #expect(throws: Undefined.negativeWeights) { try DirectlyStandardisedRate([stratum(1, 1, -1)]) }
    #expect(throws: Undefined.notFinite) { try DirectlyStandardisedRate([stratum(.nan, 1, 1)]) }
    #expect(throws: Undefined.notFinite) { try DirectlyStandardisedRate([stratum(1, .infinity, 1)]) }
    #expect(throws: Undefined.zeroDenominator) {
      try DirectlyStandardisedRate([stratum(0, 10, 1)]).dobsonInterval(.byar)
    }
    #expect(throws: Undefined.outOfRange) { try DirectlyStandardisedRate([good]).gammaInterval(level: 1) }
  }

  @Test(arguments: 1...10)
  func `indirect ratios keep their laws`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let own = (0..<9).map { _ in
      let people = Double.random(in: 1...1e5, using: &random)
      return ReferenceStratum(people: people, standardEvents: people * 0.01, standardPeople: people)
    }
    // At its own rates a population has its own events.
    let expected = try expectedEvents(own)
    #expect(isClose(expected, own.reduce(0) { $0 + ($1.standardEvents ?? 0) }))
    #expect(isClose(expected, try expectedEvents(own.shuffled(using: &random))))
    let ratio = try IndirectlyStandardisedRatio(observed: 17, expected: expected)
    for limits in PoissonLimits.allCases {
      let interval = try ratio.interval(limits, level: 0.9)
      #expect(interval.low < ratio.value && ratio.value < interval.high)
      let double = try IndirectlyStandardisedRatio(observed: 17, expected: 2 * expected)
      #expect(isClose(try double.interval(limits, level: 0.9).high * 2, interval.high))
    }
  }

  @Test func `indirect ratios refuse what they cannot use`() {
    func stratum(_ people: Double?, _ events: Double?, _ whole: Double?) -> ReferenceStratum {
      ReferenceStratum(people: people, standardEvents: events, standardPeople: whole)
    }
    #expect(throws: Undefined.empty) { try expectedEvents([]) }
    #expect(throws: Undefined.missing) { try expectedEvents([stratum(nil, 1, 1)]) }
    #expect(throws: Undefined.zeroDenominator) { try expectedEvents([stratum(0, 0, 0)]) }
    #expect(throws: Undefined.negativeValues) { try expectedEvents([stratum(-1, 1, 1)]) }
    #expect(throws: Undefined.notFinite) { try expectedEvents([stratum(1e300, 1e300, 1)]) }
    #expect(throws: Undefined.zeroDenominator) { try IndirectlyStandardisedRatio(observed: 1, expected: 0) }
    #expect(throws: Undefined.negativeValues) { try IndirectlyStandardisedRatio(observed: -1, expected: 1) }
    #expect(throws: Undefined.notFinite) {
      try IndirectlyStandardisedRatio(observed: 1e300, expected: 1e-300)
    }
  }

  @Test(arguments: 1...20)
  func `smoothed rates are the formula, between the raw and the overall rate`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let people = (0..<40).map { _ in Double(Int.random(in: 20...5000, using: &random)) }
    let events = people.map { ($0 * Double.random(in: 0...0.1, using: &random)).rounded() }
    let found = try EmpiricalBayesRates(events: events, people: people)
    let all = people.reduce(0, +)
    let m = events.reduce(0, +) / all
    let spread = zip(events, people).reduce(0) { $0 + $1.1 * pow($1.0 / $1.1 - m, 2) } / all
    let a = max(0, spread - m / (all / 40))
    #expect(a > 0 && isClose(found.priorVariance, a, 1e-9))
    for (rate, (events, people)) in zip(found.rates, zip(events, people)) {
      let rate = try #require(rate)
      #expect(isClose(rate.weight, a / (a + m / people), 1e-9))
      #expect(min(rate.raw, m) - 1e-15 <= rate.smoothed && rate.smoothed <= max(rate.raw, m) + 1e-15)
      #expect(rate.raw == events / people)
    }
    // More people keep more of their own rate.
    let ordered = zip(people, found.rates).sorted { $0.0 < $1.0 }.map { $0.1?.weight ?? 0 }
    #expect(ordered == ordered.sorted())
    // Each unit twice, in another order, or in another unit of person-time.
    let order = (0..<40).shuffled(using: &random)
    let twice = try EmpiricalBayesRates(
      events: order.map { events[$0] } + events,
      people: order.map { 1000 * people[$0] } + people.map { 1000 * $0 })
    #expect(isClose(twice.priorVariance * 1e6, found.priorVariance, 1e-9))
    for (place, unit) in order.enumerated() {
      #expect(isClose(twice.rates[place]?.smoothed ?? 0, (found.rates[unit]?.smoothed ?? 1) / 1000, 1e-9))
    }
  }

  @Test func `smoothed rates have their edge cases`() throws {
    let single = try EmpiricalBayesRates(events: [7], people: [300])
    #expect(single.rates[0]?.smoothed == 7 / 300 && single.priorVariance == 0)
    let none = try EmpiricalBayesRates(events: [0, nil, 0], people: [10, 5, 0])
    #expect(none.rates[0] == ShrunkRate(raw: 0, weight: 0, smoothed: 0))
    #expect(none.rates[1] == nil && none.rates[2] == nil)
    let small = try EmpiricalBayesRates(events: [3, 40], people: [500e150, 900e150])
    #expect(isClose(small.rates[0]?.weight ?? 0, 0.8278743209327445, 1e-9))
    #expect(throws: Undefined.empty) { try EmpiricalBayesRates(events: [], people: []) }
    #expect(throws: Undefined.empty) { try EmpiricalBayesRates(events: [1, nil], people: [0, 4]) }
    #expect(throws: Undefined.unequalLengths) { try EmpiricalBayesRates(events: [1], people: []) }
    #expect(throws: Undefined.negativeValues) { try EmpiricalBayesRates(events: [-1], people: [3]) }
    #expect(throws: Undefined.negativeValues) { try EmpiricalBayesRates(events: [1], people: [-3]) }
    #expect(throws: Undefined.notFinite) { try EmpiricalBayesRates(events: [1, 1], people: [1e308, 1e308]) }
  }
}
