import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct `Trends, prices and tests made at once` {
  /// Whole numbers make many ties.
  private static func series(_ random: inout Seeded, count: Int) -> (times: [Double], values: [Double]) {
    var times: [Double] = []
    for _ in 0..<count { times.append((times.last ?? 2000) + Double(Int.random(in: 1...3, using: &random))) }
    return (times, times.map { _ in Double(Int.random(in: -6...6, using: &random)) })
  }

  @Test(arguments: 1...30)
  func `the score is that of all pairs`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let (times, values) = Self.series(&random, count: 2 + seed)
    let test = try MannKendall(TimeSeries(times: times, values: values))
    var (score, above, below) = (0, 0, 0)
    for late in values.indices {
      for early in 0..<late {
        above += values[late] > values[early] ? 1 : 0
        below += values[late] < values[early] ? 1 : 0
      }
    }
    score = above - below
    #expect(test.score == score)
    #expect(isClose(test.tau, Double(score) / Double(values.count * (values.count - 1) / 2)))
    let ties = Dictionary(grouping: values) { $0 }.values.map { Double($0.count) }
    let n = Double(values.count)
    let variance = (n * (n - 1) * (2 * n + 5) - ties.reduce(0) { $0 + $1 * ($1 - 1) * (2 * $1 + 5) }) / 18
    #expect(isClose(test.variance, variance))
    #expect(
      (test.tauB ?? 0).magnitude <= 1 + 1e-12 && (test.tauB ?? 0).magnitude >= test.tau.magnitude - 1e-12)
  }

  @Test(arguments: 1...20)
  func `trends keep their laws`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let (times, values) = Self.series(&random, count: 14)
    let series = try TimeSeries(times: times, values: values)
    let (test, line) = (MannKendall(series), try TheilSen(series))
    // Order of the rows, and rows without a value.
    let order = times.indices.shuffled(using: &random)
    let shuffled = try TimeSeries(
      times: order.map { times[$0] } + [1, nil], values: order.map { values[$0] } + [nil, 4])
    #expect(shuffled == series)
    // A growing function of the values keeps the test.
    let grown = MannKendall(try TimeSeries(times: times, values: values.map { exp($0) }))
    #expect(grown == test)
    // Time backwards, or values upside down, turns both round.
    let mirrored = try TimeSeries(times: times.map { -$0 }, values: values)
    let negated = try TimeSeries(times: times, values: values.map { -$0 })
    for turned in [mirrored, negated] {
      #expect(MannKendall(turned).score == -test.score && MannKendall(turned).p == test.p)
      #expect(isClose(try TheilSen(turned).slope, -line.slope))
      let (limits, own) = (try #require(try TheilSen(turned).interval), try #require(line.interval))
      #expect(isClose(limits.low, -own.high) && isClose(limits.high, -own.low))
    }
    // Stretching and shifting.
    let moved = try TheilSen(TimeSeries(times: times.map { $0 / 2 }, values: values.map { 3 * $0 + 5 }))
    #expect(isClose(moved.slope, 6 * line.slope, 1e-11))
    #expect((moved.intercept - (3 * line.intercept + 5)).magnitude < 1e-8)
    let interval = try #require(line.interval)
    #expect(interval.low <= line.slope && line.slope <= interval.high)
  }

  @Test func `a line is found, and one wild point does not move it`() throws {
    let times = (2010...2020).map(Double.init)
    var values = times.map { 3 - 2 * ($0 - 2010) }
    let straight = try TimeSeries(times: times, values: values)
    #expect(try TheilSen(straight).slope == -2 && TheilSen(straight).intercept == 4023)
    #expect(MannKendall(straight).tau == -1 && MannKendall(straight).direction() == .decreasing)
    values[4] = 1e150
    #expect(try TheilSen(TimeSeries(times: times, values: values)).slope == -2)
  }

  @Test func `Kendall's distribution is that of all orders`() {
    func orders(_ values: [Int]) -> [[Int]] {
      values.isEmpty
        ? [[]] : values.flatMap { first in orders(values.filter { $0 != first }).map { [first] + $0 } }
    }
    for count in 1...6 {
      var tally = [Int](repeating: 0, count: count * (count - 1) / 2 + 1)
      for order in orders(Array(0..<count)) {
        var falls = 0
        for late in order.indices { falls += order[..<late].count { $0 > order[late] } }
        tally[falls] += 1
      }
      #expect(KendallDistribution.orders(count) == tally)
    }
    #expect(KendallDistribution.orders(20).reduce(0, +) == 2_432_902_008_176_640_000)
    #expect(KendallDistribution.twoSidedP(falls: 95, count: 20) == 1)
    #expect(isClose(KendallDistribution.twoSidedP(falls: 0, count: 4), 1 / 12))
  }

  @Test func `trends have their edge cases`() throws {
    let flat = try TimeSeries(times: [1, 2, 3], values: [5, 5, 5])
    #expect(
      MannKendall(flat).z == nil && MannKendall(flat).tauB == nil && MannKendall(flat).direction() == .none)
    #expect(try TheilSen(flat).slope == 0 && TheilSen(flat).interval == nil)
    let pair = try TimeSeries(times: [1, 2], values: [1, 2])
    #expect(MannKendall(pair).p == nil && MannKendall(pair).exactP == 1)
    #expect(throws: Undefined.tooFew) { try TimeSeries(times: [], values: []) }
    #expect(throws: Undefined.tooFew) { try TimeSeries(times: [1, 2], values: [nil, 3]) }
    #expect(throws: Undefined.duplicateTimes) { try TimeSeries(times: [1, 1], values: [2, 3]) }
    #expect(throws: Undefined.unequalLengths) { try TimeSeries(times: [1], values: []) }
    #expect(throws: Undefined.notFinite) { try TimeSeries(times: [1, .nan], values: [1, 1]) }
    #expect(throws: Undefined.notFinite) {
      try TheilSen(TimeSeries(times: [0, 1e-300], values: [0, 1e300]))
    }
    #expect(throws: Undefined.outOfRange) { try TheilSen(pair, level: 1) }
    let tiny = try TheilSen(TimeSeries(times: [0, 1, 2], values: [1e-300, 2e-300, 3e-300]))
    #expect(isClose(tiny.slope, 1e-300))
  }

  @Test func `prices there and back are the same prices`() throws {
    let index = PriceIndex([2010: 218.056, 2015: 237.017, 2022: 292.655, 1: 0])
    let factor = try index.factor(from: 2010, to: 2022)
    #expect(isClose(factor * (try index.factor(from: 2022, to: 2010)), 1))
    #expect(isClose(try index.factor(from: 2010, to: 2015) * index.factor(from: 2015, to: 2022), factor))
    #expect(try index.factor(from: 2015, to: 2015) == 1)
    #expect(try index.realPercentChange(from: 100, in: 2010, to: 100 * factor, in: 2022).magnitude < 1e-12)
    let income = try index.adjusted(Margined(-2500, margin: 900), from: 2010, to: 2022)
    #expect(isClose(income.value, -2500 * factor) && isClose(income.margin ?? 0, 900 * factor))
    #expect(throws: Undefined.missing) { try index.factor(from: 2010, to: 1999) }
    #expect(throws: Undefined.outOfRange) { try index.factor(from: 1, to: 2010) }
    #expect(throws: Undefined.zeroDenominator) {
      try index.realPercentChange(from: 0, in: 2010, to: 1, in: 2022)
    }
    #expect(throws: Undefined.notFinite) { try PriceIndex([0: 1e-300, 1: 1e300]).factor(from: 0, to: 1) }
    #expect(throws: Undefined.notFinite) { try PriceIndex([0: 1, 1: .infinity]).factor(from: 0, to: 1) }
  }

  @Test(arguments: 1...20)
  func `adjusted p values are those of the definitions`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let values = (0..<30).map { _ in (pow(Double.random(in: 0...1, using: &random), 3) * 50).rounded() / 50 }
    let sorted = values.sorted()
    let m = Double(values.count)
    let harmonic = (1...30).reduce(0) { $0 + 1 / Double($1) }
    func naive(_ p: Double) -> [PAdjustment: Double] {
      let first = sorted.firstIndex(of: p) ?? 0
      let bh = (first..<30).map { m * sorted[$0] / Double($0 + 1) }.min() ?? 1
      let holm = (0...first).map { (m - Double($0)) * sorted[$0] }.max() ?? 1
      return [
        .benjaminiHochberg: min(1, bh), .benjaminiYekutieli: min(1, bh * harmonic), .holm: min(1, holm),
        .bonferroni: min(1, m * p),
      ]
    }
    for method in PAdjustment.allCases {
      let adjusted = try method.adjusted(values)
      for (p, value) in zip(values, adjusted) {
        #expect(isClose(value ?? -1, naive(p)[method] ?? 0), "\(method) \(p)")
        #expect((value ?? 0) >= p && (value ?? 2) <= 1)
      }
      let order = values.indices.shuffled(using: &random)
      let shuffled = try method.adjusted(order.map { values[$0] } + [nil, nil])
      #expect(shuffled == order.map { adjusted[$0] } + [nil, nil])
    }
    let all = try PAdjustment.allCases.map { try $0.adjusted(values) }
    for index in values.indices {
      let (bh, holm, bonferroni, by) = (
        all[0][index] ?? 2, all[1][index] ?? 2, all[2][index] ?? 2, all[3][index] ?? 2
      )
      #expect(bh <= holm + 1e-15 && holm <= bonferroni && bh <= by)
    }
  }

  @Test func `adjustments have their edge cases`() throws {
    for method in PAdjustment.allCases {
      #expect(try method.adjusted([]) == [])
      #expect(try method.adjusted([nil, 0.3]) == [nil, 0.3])
      #expect(try method.adjusted([0, 1, 1]).first == 0.0)
      #expect(throws: Undefined.outOfRange) { try method.adjusted([0.5, 1.1]) }
      #expect(throws: Undefined.outOfRange) { try method.adjusted([.nan]) }
    }
    // 3 × 0.05 ÷ 3 is above 0.05 by rounding.
    let adjusted = try PAdjustment.benjaminiHochberg.adjusted([0.05, 0.05, 0.05])
    #expect(adjusted.allSatisfy { PAdjustment.rejects($0 ?? 1, at: 0.05) })
    #expect(!PAdjustment.rejects(0.0500001, at: 0.05))
  }
}
