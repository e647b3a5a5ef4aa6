import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct `Ranks, scales and composite indices` {
  /// Whole numbers with ties, zeros, negative and missing values.
  private static func values(_ random: inout Seeded, count: Int) -> [Double?] {
    (0..<count).map { _ in
      Int.random(in: 0..<8, using: &random) == 0 ? nil : Double(Int.random(in: -4...12, using: &random))
    }
  }

  @Test(arguments: 1...20, [false, true])
  func `percentile ranks are those of counting`(seed: Int, excludingZeros: Bool) throws {
    var random = Seeded(UInt64(seed))
    let values = Self.values(&random, count: 3 * seed)
    let counted = values.compactMap { $0 }.filter { !excludingZeros || $0 != 0 }
    let total = Double(counted.count)
    for rank in PercentileRank.allCases {
      let ranks = try rank.ranks(values, excludingZeros: excludingZeros)
      for (value, got) in zip(values, ranks) {
        guard let value else {
          #expect(got == nil)
          continue
        }
        let below = Double(counted.count { $0 < value })
        let equal = Double(counted.count { $0 == value })
        let expected: Double
        switch rank {
        case .percentRank: expected = total > 1 ? below / (total - 1) : 0
        case .strict: expected = below / total
        case .weak: expected = (below + equal) / total
        case .mean: expected = (below + equal / 2) / total
        }
        #expect((got ?? -1) == (excludingZeros && value == 0 ? 0 : expected))
      }
      let order = values.indices.shuffled(using: &random)
      #expect(
        try rank.ranks(order.map { values[$0] }, excludingZeros: excludingZeros) == order.map { ranks[$0] })
    }
  }

  @Test(arguments: 1...10)
  func `percentile ranks see only the order`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let values = Self.values(&random, count: 50)
    for rank in PercentileRank.allCases {
      #expect(try rank.ranks(values) == rank.ranks(values.map { $0.map { exp($0) * 1e-200 } }))
    }
    let weak = try PercentileRank.weak.ranks(values.map { $0.map { -$0 } })
    let strict = try PercentileRank.strict.ranks(values)
    for (weak, strict) in zip(weak, strict) {
      #expect(isClose(1 - (weak ?? 0), strict ?? 1, 1e-12) || weak == 1)
    }
    #expect(throws: Undefined.notFinite) { try PercentileRank.weak.ranks([1, .infinity]) }
    // Computed values that should tie do so with a tolerance, and only then.
    #expect(try PercentileRank.strict.ranks([0.1 + 0.2, 0.3], tolerance: 1e-12) == [0, 0])
    #expect(try PercentileRank.strict.ranks([0.1 + 0.2, 0.3]) == [0.5, 0])
    #expect(try PercentileRank.strict.ranks([-0.3, -0.1 - 0.2, 4], tolerance: 1e-12) == [0, 0, 2.0 / 3])
  }

  @Test(arguments: 1...20)
  func `z scores have mean 0 and deviation 1`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let values = Self.values(&random, count: 40)
    for (divisor, count) in [(VarianceDivisor.population, 0.0), (.sample, 1)] {
      let scores = try zScores(values, divisor: divisor)
      let known = scores.compactMap { $0 }
      #expect(known.reduce(0, +).magnitude < 1e-11)
      let variance = known.reduce(0) { $0 + $1 * $1 } / (Double(known.count) - count)
      #expect(isClose(variance, 1))
      for (scale, shift) in [(3.0, -7.0), (1e300, 0), (1e-300, 0), (1, 1e6)] {
        let moved = try zScores(values.map { $0.map { scale * $0 + shift } }, divisor: divisor)
        for (a, b) in zip(scores, moved) { #expect(((a ?? 9) - (b ?? 9)).magnitude < 1e-9) }
      }
    }
    let scaled = try minMaxScaled(values).compactMap { $0 }
    #expect(scaled.min() == 0 && scaled.max() == 1)
    let mirrored = try minMaxScaled(values.map { $0.map { -2 * $0 } }).compactMap { $0 }
    for (a, b) in zip(scaled, mirrored) { #expect((a + b - 1).magnitude < 1e-12) }
  }

  @Test func `scales have their edge cases`() throws {
    #expect(try zScores([]) == [] && minMaxScaled([]) == [])
    #expect(try zScores([nil]) == [nil] && minMaxScaled([nil]) == [nil])
    #expect(try zScores([0.1, 0.1, nil, 0.1]) == [0, 0, nil, 0])
    #expect(try zScores([5], divisor: .sample) == [nil] && zScores([5]) == [0])
    #expect(try minMaxScaled([7, 7, nil]) == [0.5, 0.5, nil])
    #expect(try minMaxScaled([-1.7e308, 0, 1.7e308]) == [0, 0.5, 1])
    #expect(try minMaxScaled([0, .leastNonzeroMagnitude]) == [0, 1])
    #expect(throws: Undefined.notFinite) { try zScores([1, .nan]) }
    #expect(throws: Undefined.notFinite) { try minMaxScaled([.infinity, 1]) }
    #expect(throws: Undefined.notFinite) { try zScores([1.7e308, 1.7e308, 0]) }
  }

  @Test(arguments: 1...10)
  func `ranked sums are those of exact fractions`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let count = 17 + seed
    let people = (0..<count).map { _ in Double(Int.random(in: 0...6, using: &random)) }
    let lists = (0..<5).map { _ in Self.values(&random, count: count) }
    let inverted = [false, true, false, false, true]
    let indicators = zip(lists, inverted).map { RankedSumIndex.Indicator($0, isInverted: $1) }
    let index = try RankedSumIndex([Array(indicators[..<2]), Array(indicators[2...])], people: people)
    /// In ten-thousandths.
    func ranks(_ values: [Double?], _ isInverted: Bool) -> [Double?] {
      let known = values.compactMap { $0 }
      return values.map { value in
        value.map { value in
          let rank = Double(known.count { $0 < value }) / Double(known.count - 1)
          return ((isInverted ? 1 - rank : rank) * 10_000 + 1e-7).rounded()
        }
      }
    }
    let naive = zip(lists, inverted).map { values, isInverted in
      ranks(zip(values, people).map { $1 > 0 ? $0 : nil }, isInverted)
    }
    func sum(_ lists: some Sequence<[Double?]>, _ unit: Int) -> Double? {
      lists.reduce(0.0 as Double?) { sum, list in sum.flatMap { sum in list[unit].map { sum + $0 } } }
    }
    let sums = (0..<count).map { people[$0] > 0 ? sum(naive, $0) : nil }
    for (unit, total) in sums.enumerated() {
      #expect(index.overall.sums[unit] == total.map { $0 / 10_000 })
      #expect(index.themes[1].indicatorRanks[0][unit] == naive[2][unit].map { $0 / 10_000 })
      let flags = naive.count { ($0[unit] ?? 0) >= 9000 }
      #expect(index.overall.flags[unit] == (people[unit] > 0 ? flags : nil))
    }
    #expect(index.overall.ranks == ranks(sums, false).map { $0.map { $0 / 10_000 } })
    // The order of indicators, other units of measurement, and units without people change nothing.
    let turned = [Array(indicators[2...].reversed()), Array(indicators[..<2].reversed())].map { theme in
      theme.map { indicator in
        RankedSumIndex.Indicator(
          indicator.values.map { $0.map { exp($0) } } + [99], isInverted: indicator.isInverted)
      }
    }
    let again = try RankedSumIndex(turned, people: people + [0])
    #expect(
      Array(again.overall.ranks.dropLast()) == index.overall.ranks && again.overall.ranks.last == .some(nil))
  }

  @Test func `ranked sums have their edge cases`() throws {
    func indicator(_ values: [Double?]) -> RankedSumIndex.Indicator { RankedSumIndex.Indicator(values) }
    let single = try RankedSumIndex([[indicator([2])]], people: [10])
    #expect(single.overall.ranks == [0] && single.overall.flags == [0])
    let none = try RankedSumIndex([[indicator([])]], people: [])
    #expect(none.overall.ranks.isEmpty)
    let nobody = try RankedSumIndex([[indicator([1, 2])]], people: [0, nil])
    #expect(nobody.overall.ranks == [nil, nil] && nobody.overall.flags == [nil, nil])
    #expect(throws: Undefined.empty) { try RankedSumIndex([], people: [1]) }
    #expect(throws: Undefined.empty) { try RankedSumIndex([[]], people: [1]) }
    #expect(throws: Undefined.unequalLengths) { try RankedSumIndex([[indicator([1])]], people: [1, 2]) }
    #expect(throws: Undefined.negativeValues) { try RankedSumIndex([[indicator([1])]], people: [-1]) }
    #expect(throws: Undefined.notFinite) { try RankedSumIndex([[indicator([.nan])]], people: [1]) }
  }

  @Test(arguments: 1...10)
  func `scaled products keep their laws`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let lists = (0..<4).map { _ in (0..<20).map { _ in Double.random(in: 0...9, using: &random) as Double? } }
    func index(_ lists: [[Double?]], weight: Double = 1) throws -> ScaledProductIndex {
      let factors = [
        [
          ScaledProductIndex.Component([lists[0], lists[1]], weight: weight),
          .init([lists[2]], weight: weight / 2),
        ],
        [ScaledProductIndex.Component([lists[3]])],
      ]
      return try ScaledProductIndex(factors, rank: .weak, excludingZeros: false)
    }
    let own = try index(lists)
    for factor in own.factors { #expect(factor.scaled.compactMap { $0 }.max() == 10) }
    for unit in 0..<20 {
      let parts = own.factors.map { $0.scaled[unit] ?? -1 }
      #expect(isClose(own.scores[unit] ?? -1, parts[0] * parts[1]))
      let share = lists[3].count { ($0 ?? 0) <= (lists[3][unit] ?? 0) }
      #expect(isClose(own.factors[1].components[0][unit] ?? 0, 100 * Double(share) / 20))
    }
    // Only the order within an indicator and the proportions of weights count.
    let moved = try index(lists.map { $0.map { $0.map { exp($0) } } }, weight: 5)
    for (a, b) in zip(own.scores, moved.scores) { #expect(isClose(a ?? 0, b ?? 1)) }
    let order = (0..<20).shuffled(using: &random)
    let shuffled = try index(lists.map { list in order.map { list[$0] } })
    #expect(shuffled.percentiles == order.map { own.percentiles[$0] })
  }

  @Test func `scaled products have their edge cases`() throws {
    func index(_ first: [Double?], _ second: [Double?], weight: Double = 1) throws -> ScaledProductIndex {
      try ScaledProductIndex(
        [[.init([first], weight: weight)], [.init([second])]], rank: .strict, excludingZeros: true)
    }
    #expect(try index([], []).scores == [])
    #expect(try index([3], [4]).scores == [0])
    #expect(try index([1, 2, nil], [3, nil, 5]).scores == [0, nil, nil])
    #expect(try index([0, 0], [0, 0]).percentiles == [0, 0])
    #expect(throws: Undefined.unequalLengths) { try index([1], [1, 2]) }
    #expect(throws: Undefined.negativeWeights) { try index([1], [1], weight: -1) }
    #expect(throws: Undefined.zeroDenominator) { try index([1], [1], weight: 0) }
    #expect(throws: Undefined.notFinite) { try index([.nan], [1]) }
    #expect(throws: Undefined.empty) { try ScaledProductIndex([], rank: .weak, excludingZeros: false) }
    #expect(throws: Undefined.empty) { try ScaledProductIndex([[]], rank: .weak, excludingZeros: false) }
  }

  @Test(arguments: 1...10)
  func `z score indices keep their laws`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let lists = (0..<3).map { _ in Self.values(&random, count: 30) }
    func index(_ change: (Double) -> Double, isFavourable: Bool, weight: Double) throws -> ZScoreIndex {
      let indicators = lists.map {
        ZScoreIndex.Indicator($0.map { $0.map(change) }, isFavourable: isFavourable, weight: weight)
      }
      return try ZScoreIndex([
        .init(Array(indicators[..<2]), weight: weight), .init([indicators[2]], weight: 2 * weight),
      ])
    }
    let own = try index({ $0 }, isFavourable: true, weight: 1)
    for unit in 0..<30 {
      let present = own.scores[0].compactMap { $0[unit] }
      let domain = present.isEmpty ? nil : present.reduce(0, +) / Double(present.count)
      let overall = domain.flatMap { first in own.scores[1][0][unit].map { (first + 2 * $0) / 3 } }
      #expect((own.overall[unit] == nil) == (overall == nil))
      #expect(((own.overall[unit] ?? 0) - (overall ?? 0)).magnitude < 1e-12)
    }
    let moved = try index({ 40 - 3 * $0 }, isFavourable: false, weight: 1e200)
    for (a, b) in zip(own.overall, moved.overall) { #expect(((a ?? 0) - (b ?? 0)).magnitude < 1e-12) }
  }

  @Test(arguments: 1...10)
  func `levels hold their share of the weight`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let values = Self.values(&random, count: 60)
    let weights = values.map { _ in Double(Int.random(in: 0...9, using: &random)) }
    let levels = try weightedLevels(values, weights: weights, count: 5)
    let units = zip(zip(values, levels), weights).filter { $0.0.0 != nil }
    let total = units.reduce(0) { $0 + $1.1 }
    for cut in 1..<5 {
      let upTo = units.filter { ($0.0.1 ?? 9) <= cut }
      #expect(upTo.reduce(0) { $0 + $1.1 } >= Double(cut) / 5 * total)
      // Without its highest value a group of levels has not its share.
      let highest = upTo.compactMap { $0.0.0 }.max() ?? 0
      let without = upTo.filter { ($0.0.0 ?? 0) < highest }.reduce(0) { $0 + $1.1 }
      #expect(without < Double(cut) / 5 * total)
    }
    #expect(levels == (try weightedLevels(values, weights: weights.map { 2 * $0 }, count: 5)))
    #expect(try weightedLevels(values + values, weights: weights + weights, count: 5) == levels + levels)
    // A score that only rounding puts above a cut stays on it.
    #expect(try weightedLevels([0.3, 0.1 + 0.2, 2], weights: [1, 1, 1], count: 3) == [1, 1, 3])
  }

  @Test func `z score indices and levels have their edge cases`() throws {
    func index(_ values: [Double?], weight: Double = 1) throws -> ZScoreIndex {
      try ZScoreIndex([.init([.init(values, isFavourable: false, weight: weight)])])
    }
    #expect(try index([]).overall == [])
    #expect(try index([4]).overall == [0] && index([nil]).overall == [nil])
    #expect(try index([1, 3], weight: 0).overall == [nil, nil])
    #expect(try index([1e300, -1e300]).overall == [-1, 1])
    #expect(throws: Undefined.negativeWeights) { try index([1], weight: -1) }
    #expect(throws: Undefined.empty) { try ZScoreIndex([]) }
    #expect(throws: Undefined.unequalLengths) {
      try ZScoreIndex([
        .init([.init([1], isFavourable: true)]), .init([.init([1, 2], isFavourable: true)]),
      ])
    }
    #expect(throws: Undefined.empty) { try weightedLevels([1, 2], weights: [0, nil], count: 5) }
    #expect(throws: Undefined.outOfRange) { try weightedLevels([1], weights: [1], count: 0) }
    #expect(throws: Undefined.negativeWeights) { try weightedLevels([1], weights: [-1], count: 5) }
    #expect(throws: Undefined.notFinite) { try weightedLevels([1, .nan], weights: [1, 0], count: 5) }
    #expect(try weightedLevels([3, 1, 2, 4], weights: nil, count: 2) == [2, 1, 1, 2])
    #expect(try weightedLevels([7], weights: [3], count: 100) == [1])
    #expect(try weightedLevels([7, nil], weights: [3, 1], count: 1) == [1, nil])
  }
}
