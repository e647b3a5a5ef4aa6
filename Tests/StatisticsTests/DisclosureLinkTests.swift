import TestSupport
import Testing

@testable import Statistics

/// Weaknesses that no table shows on its own.
@Suite("The audit sees through links")
struct DisclosureLinkTests {
  private func verdicts(_ system: DisclosureSystem) throws -> [DisclosureFinding.Verdict] {
    try system.audit().map(\.verdict)
  }

  @Test("two tables that share a margin")
  func sharedMargin() throws {
    // By age the small one is hidden with another; by tenure the sum of the two is published as a part.
    var system = DisclosureSystem()
    let small = try system.withhold(4, width: 1)
    let other = try system.withhold(30)
    let rest = try system.publish(66)
    let total = try system.publish(100)
    try system.relate(total: total, of: [small, other, rest])
    #expect(try verdicts(system) == [.safe])
    let renters = try system.publish(70)
    try system.relate(total: renters, of: [small, rest])
    #expect(try verdicts(system) == [.exposed])
    #expect(try system.feasibleIntervals()[other] == FeasibleInterval(low: 30, high: 30, isProved: true))
  }

  @Test("two editions of the same cells")
  func editions() throws {
    var system = DisclosureSystem()
    var firsts: [Int] = []
    for value in [4.0, 30] { firsts.append(try system.withhold(value, width: value == 4 ? 1 : nil)) }
    let total = try system.publish(34)
    try system.relate(total: total, of: firsts)
    #expect(try verdicts(system) == [.safe])
    // The next edition withholds another pair: the second cell is in print there.
    let seconds = [try system.withhold(4, width: 1), try system.publish(30)]
    for (first, second) in zip(firsts, seconds) { try system.relate(first, same: second) }
    #expect(try verdicts(system) == [.exposed, .exposed])
  }

  @Test("a rate and its denominator, exact and rounded")
  func rates() throws {
    for (rounding, verdict) in [(0.0, DisclosureFinding.Verdict.exposed), (0.05, .exposed), (0.5, .safe)] {
      var system = DisclosureSystem()
      let cases = try system.withhold(6, width: 1, isWhole: true)
      let people = try system.publish(400)
      let rate = try system.relate(
        rate: 1.5, per: 100, rounding: rounding, numerator: cases, denominator: people, cost: 1)
      #expect(rate.count == (rounding > 0 ? 2 : 1))
      #expect(try verdicts(system) == [verdict])
      guard verdict == .exposed else { continue }
      // What helps is withholding the rate, all of it.
      #expect(try system.complementaryPattern() == .withhold(rate))
      for cell in rate { system.withhold(cell: cell) }
      #expect(try verdicts(system) == [.safe])
    }
  }

  @Test("a rounded rate tells a whole number although its range is wide")
  func wholeNumbers() throws {
    // 2.5 % ± 0.3 of 200 is 4.4…5.6: only 5.
    for (isWhole, isExact) in [(true, true), (false, false)] {
      var system = DisclosureSystem()
      let cases = try system.withhold(5, width: 1, isWhole: isWhole)
      let people = try system.publish(200)
      try system.relate(rate: 2.5, per: 100, rounding: 0.3, numerator: cases, denominator: people)
      #expect(try system.feasibleIntervals()[cases]?.isExact == isExact)
    }
  }

  @Test("a denominator solved from a rate, and a numerator from that")
  func chain() throws {
    var system = DisclosureSystem()
    let cases = try system.withhold(9, width: 1)
    let people = try system.withhold(300, width: 1)
    try system.relate(rate: 3, per: 100, numerator: cases, denominator: people)
    #expect(try verdicts(system) == [.safe, .safe])
    let others = try system.publish(700)
    try system.relate(total: try system.publish(1000), of: [people, others])
    #expect(try verdicts(system) == [.exposed, .exposed])
  }

  @Test("a cell that is a bridge between two blocks")
  func bridge() throws {
    let mask: Set<[Int]> = [
      [0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [2, 2], [2, 3], [3, 2], [3, 3],
    ]
    let counts: [[Double]] = [[5, 20, 30, 40], [15, 25, 35, 45], [50, 60, 7, 11], [55, 65, 12, 9]]
    let table = try DisclosureTable(counts) { system, row, column, value throws(Undefined) in
      try mask.contains([row, column]) ? system.withhold(value, width: 1) : system.publish(value)
    }
    let exposed = try table.system.audit().filter { $0.verdict == .exposed }.map(\.cell)
    #expect(exposed == [try #require(table.cells[0][2])])
  }

  @Test("smaller units inside a larger one, and months inside windows", arguments: [UInt64](1...20))
  func hierarchy(seed: UInt64) throws {
    var random = Seeded(seed)
    var system = DisclosureSystem()
    // Six months; every window of three is published, one month is withheld in each half.
    let months = (0..<6).map { _ in Double(Int.random(in: 1...40, using: &random)) }
    let hidden: Set<Int> = [1, 4]
    let cells = try months.enumerated().map { month, value in
      try hidden.contains(month) ? system.withhold(value, width: 1) : system.publish(value)
    }
    for start in 0..<4 {
      let window = try system.publish(months[start..<start + 3].reduce(0, +))
      try system.relate(total: window, of: Array(cells[start..<start + 3]))
    }
    #expect(try verdicts(system) == [.exposed, .exposed])
    // A unit of two halves: what one of them hides is the whole less the other.
    let half = try system.withhold(8, width: 1)
    let whole = try system.publish(58)
    try system.relate(total: whole, of: [half, try system.publish(50)])
    #expect(try verdicts(system) == [.exposed, .exposed, .exposed])
  }

  @Test("a sum of which only a range is known")
  func ranges() throws {
    var system = DisclosureSystem()
    let pair = [try system.withhold(4, width: 3), try system.withhold(9, width: 3)]
    let gap = try system.relate(pair, coefficients: [1, 1], within: .init(12, 14))
    #expect(system.cells[gap].value == 13)
    #expect(try system.feasibleIntervals()[pair[0]] == FeasibleInterval(low: 0, high: 14, isProved: true))
    try system.relate(pair, coefficients: [1, -1], sum: -5)
    #expect(try system.feasibleIntervals()[pair[0]] == FeasibleInterval(low: 3.5, high: 4.5, isProved: true))
    #expect(try verdicts(system) == [.exposed, .exposed])
  }
}
