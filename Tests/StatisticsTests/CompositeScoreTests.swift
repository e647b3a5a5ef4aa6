import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct `Scores of parts and their mean` {
  @Test func `a scale of its own values gives the scores that are verified`() throws {
    var random = Seeded(7)
    for _ in 0..<50 {
      let values: [Double?] = (0..<12).map { _ in
        Int.random(in: 0..<6, using: &random) == 0 ? nil : Double(Int.random(in: 0...9, using: &random))
      }
      guard Set(values.compactMap { $0 }).count > 1 else { continue }
      let expected: [(ScoreScale.Kind, [Double?])] = [
        (.zScore, try zScores(values)), (.minMax, try minMaxScaled(values)),
        (.percentRank, try PercentileRank.percentRank.ranks(values)),
      ]
      for (kind, scores) in expected {
        let scale = try #require(try ScoreScale(kind, base: values))
        #expect(values.map { $0.map { scale.score($0) } } == scores)
      }
    }
  }

  @Test func `values of another period are scored among those of the base`() throws {
    let base: [Double?] = [10, nil, 20, 40]
    // Mean 70/3, variance (10² + 20² + 40²)/3 − (70/3)² = 700 − 4900/9 = 1400/9.
    let z = try #require(try ScoreScale(.zScore, base: base))
    #expect(isClose(z.score(50), (50 - 70.0 / 3) / (1400.0 / 9).squareRoot(), 1e-12))
    let stretched = try #require(try ScoreScale(.minMax, base: base))
    #expect(stretched.score(25) == 0.5 && stretched.score(50) == 1 && stretched.score(0) == 0)
    let rank = try #require(try ScoreScale(.percentRank, base: base))
    // One, two and all three of the base lie below; of the other two that is at most all.
    #expect(rank.score(20) == 0.5 && rank.score(30) == 1 && rank.score(50) == 1 && rank.score(5) == 0)
  }

  @Test func `a turned rank is one less the rank, also on ties`() throws {
    let rank = try #require(try ScoreScale(.percentRank, base: [1, 1, 2]))
    #expect(rank.score(1) == 0 && rank.score(2) == 1)
    #expect(rank.score(1, isTurned: true) == 1 && rank.score(2, isTurned: true) == 0)
    let z = try #require(try ScoreScale(.zScore, base: [1, 3]))
    #expect(z.score(1) == -1 && z.score(1, isTurned: true) == 1)
    #expect(z.score(2, isTurned: true).sign == .plus)
  }

  @Test func `values that are alike have no scale`() throws {
    for kind in [ScoreScale.Kind.zScore, .minMax, .percentRank] {
      #expect(try ScoreScale(kind, base: [3, nil, 3]) == nil && ScoreScale(kind, base: []) == nil)
      #expect(throws: Undefined.notFinite) { try ScoreScale(kind, base: [1, .nan]) }
    }
    let wide = try #require(try ScoreScale(.minMax, base: [-1.5e308, 1.5e308]))
    #expect(wide.score(0) == 0.5)
  }

  @Test func `the mean weighs, and the geometric one multiplies`() throws {
    // (1·0.2 + 3·0.6) ÷ 4 = 0.5; (0.2 × 0.6³)^¼.
    let arithmetic = try #require(try compositeScore([0.2, 0.6], weights: [1, 3]))
    #expect(isClose(arithmetic, 0.5, 1e-15))
    let geometric = try #require(try compositeScore([0.2, 0.6], weights: [1, 3], .geometric))
    #expect(isClose(geometric, pow(0.2 * 0.6 * 0.6 * 0.6, 0.25), 1e-15))
    #expect(try compositeScore([0, 0.9], weights: [1, 1], .geometric) == 0)
    #expect(geometric < arithmetic)
  }

  @Test func `a missing part is made up for by those that have enough weight`() throws {
    let scores: [Double?] = [nil, 0.2, 0.6]
    #expect(try compositeScore(scores, weights: [1, 1, 1]) == nil)
    // Two of three parts are 66.7 % of the weight; 3 of 4 are 75 %.
    #expect(try compositeScore(scores, weights: [1, 1, 1], atLeast: 0.7) == nil)
    let mean = try #require(try compositeScore(scores, weights: [1, 1, 2], atLeast: 0.75))
    #expect(isClose(mean, (0.2 + 2 * 0.6) / 3, 1e-15))
    // 0.7 and 0.2 and 0.1 do not add up to 1 exactly.
    #expect(try compositeScore([1, nil, 1], weights: [0.7, 0.2, 0.1], atLeast: 0.8) != nil)
    #expect(try compositeScore([nil, nil], weights: [1, 1], atLeast: 0) == nil)
  }

  @Test func `what is not defined says so`() {
    #expect(throws: Undefined.empty) { try compositeScore([], weights: []) }
    #expect(throws: Undefined.unequalLengths) { try compositeScore([1], weights: [1, 2]) }
    #expect(throws: Undefined.negativeWeights) { try compositeScore([1], weights: [0]) }
    #expect(throws: Undefined.negativeValues) { try compositeScore([-0.1], weights: [1], .geometric) }
    #expect(throws: Undefined.notFinite) { try compositeScore([.infinity], weights: [1]) }
  }
}
