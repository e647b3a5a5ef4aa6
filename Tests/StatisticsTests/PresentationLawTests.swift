import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct `Whether one number may be shown` {
  @Test func `presets decide at their boundaries`() {
    func decisions(_ rule: PrimaryRule, _ counts: [Double]) -> [PrimaryDecision] {
      counts.map { rule.decision(count: $0).decision }
    }
    #expect(decisions(.cms, [0, 1, 10, 11, 500]) == [.show, .suppress, .suppress, .show, .show])
    #expect(
      decisions(.wonder(withholdsZero: true), [0, 9, 10, 19, 20]) == [
        .suppress, .suppress, .flag, .flag, .show,
      ])
    #expect(decisions(.wonder(withholdsZero: false), [0]) == [.flag])
    #expect(decisions(.nchsRates, [0, 9, 10, 300]) == [.show, .suppress, .show, .show])
    #expect(PrimaryRule.cms.decision(count: nil, denominator: 5).decision == .missing)
    for count in [-1.0, .nan, .infinity] {
      #expect(PrimaryRule.cms.decision(count: count).decision == .invalid)
    }
  }

  @Test func `a part and what it lacks are treated alike`() {
    for whole in [5.0, 20, 21, 22, 100] {
      for part in stride(from: 1, to: whole, by: 1) {
        let one = PrimaryRule.cms.decision(count: part, denominator: whole).decision
        #expect(one == PrimaryRule.cms.decision(count: whole - part, denominator: whole).decision)
        #expect((one == .suppress) == (min(part, whole - part) < 11))
      }
    }
    #expect(PrimaryRule.cms.decision(count: 100, denominator: 100).decision == .show)
    #expect(PrimaryRule.cms.decision(count: 99.5, denominator: 100).reasons == [.complement])
  }

  @Test(arguments: 1...10)
  func `decisions are those of the rules one by one`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    func maybe(_ range: ClosedRange<Int>) -> Double? {
      Bool.random(using: &random) ? Double(Int.random(in: range, using: &random)) : nil
    }
    for _ in 0..<200 {
      let rule = PrimaryRule(
        minimumCount: maybe(2...12), withholdsZero: Bool.random(using: &random),
        protectsComplement: Bool.random(using: &random), minimumDenominator: maybe(5...60),
        unreliableBelow: maybe(5...25), maximumRelativeWidth: maybe(60...300))
      let (count, whole) = (Double(Int.random(in: 0...40, using: &random)), maybe(0...80))
      let small = 1..<max(1, rule.minimumCount ?? 0)
      var withheld: [PrimaryReason] = []
      if small.contains(count) { withheld.append(.count) }
      if count == 0 && rule.withholdsZero { withheld.append(.zero) }
      if let whole, rule.protectsComplement, small.contains(whole - count) { withheld.append(.complement) }
      if let whole, whole < rule.minimumDenominator ?? 0 { withheld.append(.denominator) }
      var flags: [PrimaryReason] = []
      if count < rule.unreliableBelow ?? 0 { flags.append(.unreliable) }
      if count > 0, let most = rule.maximumRelativeWidth {
        let limits = try PoissonInterval.exact(count, level: 0.95)
        if 100 * (limits.high - limits.low) / count > most { flags.append(.relativeWidth) }
      }
      let (decision, reasons) = rule.decision(count: count, denominator: whole)
      #expect(reasons == (withheld.isEmpty ? flags : withheld))
      #expect(decision == (withheld.isEmpty ? (flags.isEmpty ? .show : .flag) : .suppress))
    }
  }

  @Test func `the relative width falls with the count`() {
    let widths = [0.5, 1, 2, 5, 10, 100, 1e4, 1e9, 1e12, 1e150].map {
      PrimaryRule.relativeWidth(of: $0) ?? .nan
    }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 > $1 })
    #expect(PrimaryRule.relativeWidth(of: 0) == nil)
  }

  @Test(arguments: [0.01, 0.07, 0.3, 0.5, 0.8, 0.99])
  func `intervals of a share and of its complement mirror each other`(share: Double) throws {
    for size in [35.0, 120, 4000] {
      let one = try ProportionReliability(share, size: size, effectiveSize: size * 0.7, degreesOfFreedom: 20)
      let other = try ProportionReliability(
        1 - share, size: size, effectiveSize: size * 0.7, degreesOfFreedom: 20)
      #expect((one.interval.low + other.interval.high - 1).magnitude < 1e-12)
      #expect(one.interval.low < share && share < one.interval.high)
      let none = try ProportionReliability(share, size: size, effectiveSize: size * 0.7)
      #expect(one.width > none.width)
      // The design knows its error as well as the sample: no adjustment.
      let same = try ProportionReliability(
        share, size: size, effectiveSize: size * 0.7, degreesOfFreedom: size - 1)
      #expect(isClose(same.width, none.width, 1e-10))
    }
  }

  @Test(arguments: [0.0, 0.004, 0.05, 0.3, 0.5, 0.97, 1])
  func `more people never hide a share`(share: Double) throws {
    var wasPresent = false
    var width = 2.0
    for size in stride(from: 10.0, through: 3000, by: 37) {
      let found = try ProportionReliability(share, size: size)
      #expect(!(wasPresent && found.status == .suppress))
      #expect(found.width < width)
      #expect(size >= 30 || found.status == .suppress)
      (wasPresent, width) = (found.status == .present, found.width)
    }
    #expect(wasPresent)
  }

  @Test func `the standard has its edge cases`() throws {
    #expect(try ProportionReliability(0.5, size: 1, degreesOfFreedom: 3).status == .suppress)
    let capped = try ProportionReliability(0.35, size: 100, effectiveSize: 140)
    #expect(capped.interval == (try ProportionReliability(0.35, size: 100).interval))
    #expect(
      try ProportionReliability(0, size: 200).needsReview && ProportionReliability(1, size: 200).needsReview)
    #expect(try ProportionReliability(0, size: 200).relativeWidth == nil)
    #expect(try !ProportionReliability(1, size: 200).isComplementUnreliable)
    #expect(throws: Undefined.outOfRange) { try ProportionReliability(1.1, size: 100) }
    #expect(throws: Undefined.outOfRange) { try ProportionReliability(-0.1, size: 100) }
    #expect(throws: Undefined.outOfRange) { try ProportionReliability(0.1, size: 100, degreesOfFreedom: 0) }
    #expect(throws: Undefined.negativeValues) { try ProportionReliability(0.1, size: -1) }
    #expect(throws: Undefined.zeroDenominator) { try ProportionReliability(0.1, size: 0) }
    #expect(throws: Undefined.zeroDenominator) { try ProportionReliability(0.1, size: 50, effectiveSize: 0) }
    #expect(throws: Undefined.notFinite) { try ProportionReliability(.nan, size: 1) }
  }
}
