import TestSupport
import Testing

@testable import Statistics

@Suite struct `Comparisons` {
  @Test func `margins use the Census Bureau's test`() throws {
    // Handbook, chapter 7: Florida and Arizona.
    let florida = Estimate(12.6, .margin(0.2))
    let arizona = Estimate(10.5, .margin(0.3))
    let comparison = try florida.compared(with: arizona)
    #expect(comparison.verdict == .higher)
    #expect((comparison.margin ?? 0) - 0.36055512754639896 < 1e-12)
    #expect(try arizona.compared(with: florida).verdict == .lower)
  }

  @Test func `a difference exactly at its margin cannot be told`() throws {
    let zero = Estimate(0, .margin(0))
    #expect(try Estimate(1.645, .margin(1.645)).compared(with: zero).verdict == .cannotTell)
    #expect(try Estimate(1.646, .margin(1.645)).compared(with: zero).verdict == .higher)
  }

  @Test func `full counts differ when they differ`() throws {
    let twelve = Estimate(12, .fullCount)
    #expect(try twelve.compared(with: Estimate(11, .fullCount)).verdict == .higher)
    #expect(try twelve.compared(with: twelve).verdict == .cannotTell)
    let comparison = try twelve.compared(with: Estimate(11, .fullCount))
    #expect(comparison.interval == Interval(low: 1, high: 1, level: 0.9))
    #expect(comparison.ratioInterval?.low == comparison.ratioInterval?.high)
  }

  @Test func `an unpublished uncertainty is not tested`() throws {
    let comparison = try Estimate(12, .unpublished).compared(with: Estimate(1, .fullCount))
    #expect(comparison.verdict == .untested)
    #expect(comparison.interval == nil && comparison.ratioInterval == nil)
    #expect(comparison.ratio == 12)
  }

  @Test func `shares of counts use Newcombe's interval`() throws {
    let first = try Estimate.proportion(56, of: 70)
    let second = try Estimate.proportion(48, of: 80)
    let comparison = try first.compared(with: second)
    #expect(comparison.interval == (try TwoProportions(56, of: 70, 48, of: 80)).differenceInterval)
    #expect(comparison.verdict == .higher)
  }

  @Test func `a rate without events can still be compared`() throws {
    let none = try Estimate.rate(0, in: 4000, scale: 1000)
    let few = try Estimate.rate(2, in: 4000, scale: 1000)
    let many = try Estimate.rate(60, in: 4000, scale: 1000)
    #expect(try none.compared(with: few).verdict == .cannotTell)
    #expect(try none.compared(with: many).verdict == .lower)
    #expect(try none.compared(with: many).ratio == nil)
  }

  @Test func `a ratio whose base may be 0 has no interval`() throws {
    let comparison = try Estimate(20, .margin(3)).compared(with: Estimate(2, .margin(2)))
    #expect(comparison.ratio == 10)
    #expect(comparison.ratioInterval == nil)
  }

  @Test(arguments: 1...200)
  func `laws over seeded pairs`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    func estimate() throws -> Estimate {
      let cases = Double(Int.random(in: 0...80, using: &random))
      let people = Double(Int.random(in: 80...5000, using: &random))
      switch Int.random(in: 0...3, using: &random) {
      case 0: return try .proportion(cases, of: people)
      case 1: return try .rate(cases, in: people)
      case 2: return Estimate(cases / people, .margin(cases.squareRoot() / people))
      default: return Estimate(cases / people, .fullCount)
      }
    }
    let (a, b) = (try estimate(), try estimate())
    let there = try a.compared(with: b)
    let back = try b.compared(with: a)
    let mirrored: [Verdict: Verdict] = [.higher: .lower, .lower: .higher, .cannotTell: .cannotTell]
    #expect(mirrored[there.verdict] == back.verdict)
    #expect(there.difference == -back.difference)
    if let interval = there.interval {
      #expect(interval.low <= there.difference && there.difference <= interval.high)
    }
    if let ratio = there.ratio, let interval = there.ratioInterval {
      #expect(interval.low <= ratio * (1 + 1e-12) && ratio <= interval.high * (1 + 1e-12))
      // The ratio never contradicts the verdict.
      let excludesOne = interval.low > 1 + 1e-9 || interval.high < 1 - 1e-9
      let includesOne = interval.low < 1 - 1e-9 && interval.high > 1 + 1e-9
      if excludesOne { #expect(there.verdict != .cannotTell) }
      if includesOne { #expect(there.verdict == .cannotTell) }
    }
    // A shared sample can only sharpen a comparison.
    let overlapping = try a.compared(with: b, overlap: 0.8)
    if there.verdict != .cannotTell { #expect(overlapping.verdict == there.verdict) }
  }

  @Test func `ranks span the places that cannot be told apart`() {
    let estimates: [Estimate?] = [
      Estimate(30, .margin(1)), Estimate(29.5, .margin(1)), Estimate(10, .margin(1)), nil,
      Estimate(50, .unpublished), Estimate(20, .margin(30)),
    ]
    #expect(
      rankRanges(estimates) == [
        RankRange(best: 1, worst: 3), RankRange(best: 1, worst: 3), RankRange(best: 3, worst: 4), nil, nil,
        RankRange(best: 1, worst: 4),
      ])
    #expect(rankRanges(estimates, order: .lowestFirst)[2] == RankRange(best: 1, worst: 2))
    #expect(rankRanges([]) == [])
  }

  @Test func `an overlap of 1 is refused`() {
    #expect(throws: Undefined.outOfRange) {
      try Estimate(1, .fullCount).compared(with: Estimate(2, .fullCount), overlap: 1)
    }
  }

  @Test func `exact rate ratios have their closed ends`() throws {
    let none = try RateRatio(0, in: 100, 10, in: 100)
    #expect(none.value == 0 && none.interval?.low == 0)
    let same = try RateRatio(10, in: 50, 20, in: 100)
    #expect(same.value == 1)
    #expect((same.interval?.low ?? 2) < 1 && (same.interval?.high ?? 0) > 1)
    #expect(throws: Undefined.zeroDenominator) { try RateRatio(3, in: 100, 0, in: 100) }
  }
}
