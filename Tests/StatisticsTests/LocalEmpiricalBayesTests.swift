import Testing

@testable import Statistics

@Suite("Rates drawn to their neighbours")
struct LocalEmpiricalBayesTests {
  @Test("by hand: a unit and its two neighbours, 70 events in 600")
  func hand() throws {
    let row = try Neighbours([[1], [0, 2], [1, 3], [2]])
    let rates = try LocalEmpiricalBayesRates(
      events: [2, 10, 30, 30], people: [100, 200, 300, 100], neighbours: row
    ).rates
    // Around the third: Σ n(p − m)² ÷ Σn = 13 ÷ 1,800, less m ÷ 200.
    let (m, a) = (7.0 / 60, 13.0 / 1800 - 7.0 / 12_000)
    let third = try #require(rates[2])
    #expect(abs(third.mean - m) < 1e-15 && abs(third.priorVariance - a) < 1e-15 && third.units == 3)
    #expect(abs(third.shrunk.weight - a / (a + m / 300)) < 1e-12)
    #expect(abs(third.shrunk.smoothed - (m + third.shrunk.weight * (0.1 - m))) < 1e-15)
    // Around the first there is no more spread than chance explains.
    #expect(rates[0]?.shrunk.weight == 0 && rates[0]?.shrunk.smoothed == 12.0 / 300)
  }

  @Test("where all are neighbours of all it is the global estimator", arguments: 0..<5)
  func complete(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let people = (0..<12).map { _ in Double(50 + random.below(900)) }
    let events: [Double?] = people.map { Double(random.below(UInt64($0) / 5 + 1)) }
    let everyone = try Neighbours((0..<12).map { unit in (0..<12).filter { $0 != unit } })
    let local = try LocalEmpiricalBayesRates(events: events, people: people, neighbours: everyone).rates
    let global = try EmpiricalBayesRates(events: events, people: people)
    for (one, all) in zip(local, global.rates) {
      let (one, all) = (try #require(one), try #require(all))
      #expect(abs(one.shrunk.smoothed - all.smoothed) < 1e-12 && abs(one.mean - global.overall) < 1e-12)
    }
  }

  @Test("who has no neighbour with a number stays as counted; who has no number has no rate")
  func alone() throws {
    let row = try Neighbours([[1], [0, 2], [1], []])
    let rates = try LocalEmpiricalBayesRates(
      events: [3, nil, 0, 5], people: [100, 100, 40, 50], neighbours: row
    ).rates
    #expect(rates[0]?.shrunk == ShrunkRate(raw: 0.03, weight: 1, smoothed: 0.03) && rates[0]?.units == 1)
    #expect(rates[1] == nil && rates[2]?.shrunk.smoothed == 0 && rates[3]?.shrunk.smoothed == 0.1)
    #expect(throws: Undefined.unequalLengths) {
      try LocalEmpiricalBayesRates(events: [1], people: [1], neighbours: row)
    }
  }
}
