import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite("Rank ranges")
struct RankRangeTests {
  /// By the definition: every pair is compared.
  private static func naive(_ estimates: [Estimate?], _ order: RankOrder) -> [RankBounds?] {
    let ranked = estimates.map { $0.flatMap { $0.interval == nil || !$0.value.isFinite ? nil : $0 } }
    let count = ranked.count { $0 != nil }
    return ranked.indices.map { index in
      guard let own = ranked[index] else { return nil }
      var (ahead, behind) = (0, 0)
      for (other, estimate) in ranked.enumerated() where other != index {
        guard let estimate else { continue }
        switch (estimate.verdict(against: own), order) {
        case (.higher, .highestFirst), (.lower, .lowestFirst): ahead += 1
        case (.lower, .highestFirst), (.higher, .lowestFirst): behind += 1
        default: break
        }
      }
      return RankBounds(best: 1 + ahead, worst: count - behind)
    }
  }

  /// Whole numbers make many ties and many gaps that are exactly a margin.
  private static func estimate(_ random: inout Seeded, _ kind: Int) -> Estimate? {
    let value = Double(Int.random(in: 0...60, using: &random))
    let choice = kind < 6 ? kind : Int.random(in: 0..<6, using: &random)
    switch choice {
    case 0: return Estimate(value, .fullCount)
    case 1: return Estimate(value, .margin(Double(Int.random(in: 0...20, using: &random))))
    case 2:
      return Estimate(
        Double.random(in: 0...1, using: &random), .margin(Double.random(in: 0...0.3, using: &random)))
    case 3: return try? .rate(value, in: 1000)
    case 4: return try? .proportion(value, of: value + Double(Int.random(in: 1...60, using: &random)))
    default: return Bool.random(using: &random) ? nil : Estimate(value, .unpublished)
    }
  }

  @Test("are those of comparing every pair", arguments: 0..<7, [UInt64](1...4))
  func pairs(kind: Int, seed: UInt64) {
    var random = Seeded(seed)
    for count in [0, 1, 2, 17, 160] {
      let estimates = (0..<count).map { _ in Self.estimate(&random, kind) }
      #expect(rankRanges(estimates) == Self.naive(estimates, .highestFirst))
      #expect(rankRanges(estimates, order: .lowestFirst) == Self.naive(estimates, .lowestFirst))
    }
  }

  @Test(
    "are those of comparing every pair, where margins grow with long-tailed values",
    arguments: [UInt64](1...4))
  func longTails(seed: UInt64) {
    var random = Seeded(seed)
    let estimates = (0..<600).map { _ in
      let value = Double.random(in: 0...9, using: &random)
      let scale = Double.random(in: -5...1, using: &random)
      // Half are whole numbers: equal estimates, and gaps that are exactly as large as their doubt.
      let isWhole = Bool.random(using: &random)
      let (number, margin) = (exp2(value * 1.5), exp2(value * 1.5 + scale))
      return Estimate(isWhole ? number.rounded() : number, .margin(isWhole ? margin.rounded() : margin))
    }
    #expect(rankRanges(estimates) == Self.naive(estimates, .highestFirst))
  }

  @Test("hold where most values fall into one cell of the grid")
  func outliers() {
    let many = (0..<300).map { Estimate(Double($0 % 40), .margin(Double($0 % 7))) }
    let estimates = many + [Estimate(1e12, .margin(3)), Estimate(-1e12, .margin(1))]
    #expect(rankRanges(estimates) == Self.naive(estimates, .highestFirst))
  }

  @Test("settle gaps that are exactly as large as their doubt by the test itself")
  func ties() {
    // 3, 4 and 5: 50 − 45 is exactly √(3² + 4²).
    let estimates = [Estimate(50, .margin(3)), Estimate(45, .margin(4)), Estimate(44.999, .margin(4))]
    #expect(rankRanges(estimates) == Self.naive(estimates, .highestFirst))
  }

  @Test("hold for numbers whose squares are out of range, and for infinite limits")
  func extremes() {
    let wide = Interval(low: -.infinity, high: .infinity, level: 0.9)
    let sets: [[Estimate]] = [
      [Estimate(1e200, .margin(1e190)), Estimate(3e200, .margin(1e190)), Estimate(0, .margin(1e-200))],
      [Estimate(3, .fullCount), Estimate(2, .interval(wide)), Estimate(1, .fullCount)],
      [Estimate(3, .margin(-1)), Estimate(1, .margin(0.5)), Estimate(.nan, .margin(1))],
    ]
    for estimates in sets { #expect(rankRanges(estimates) == Self.naive(estimates, .highestFirst)) }
  }
}
