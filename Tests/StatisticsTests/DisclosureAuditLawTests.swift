import TestSupport
import Testing

@testable import Statistics

@Suite("The audit of withheld numbers")
struct DisclosureAuditLawTests {
  @Test("gives the ends that trying every table gives", arguments: [UInt64](1...40))
  func enumeration(seed: UInt64) throws {
    var random = Seeded(seed)
    let (height, width) = (Int.random(in: 1...3, using: &random), Int.random(in: 2...3, using: &random))
    let table = try RandomTable(
      &random, height: height, width: width, largest: 3, share: 0.65, withholdsTotals: seed % 3 == 0)
    guard table.withheld.count <= 7 else { return }
    let system = table.table.system
    let intervals = try system.feasibleIntervals()
    let total = table.counts.joined().reduce(0, +)
    let (enumerated, further) = (system.enumerated(upTo: Int(total)), system.enumerated(upTo: Int(total) + 1))
    #expect(intervals.count == table.withheld.count)
    for cell in table.withheld {
      let interval = try #require(intervals[cell])
      let (range, next) = (try #require(enumerated[cell]), try #require(further[cell]))
      #expect(interval.isProved)
      #expect(interval.low == Double(range.low))
      // Enumeration must stop somewhere: an open end goes on with it, the others do not.
      if let high = interval.high { #expect(high == Double(range.high)) }
      #expect((interval.high == nil) == (next.high > range.high))
    }
  }

  @Test("holds the truth, whatever the margins, and for any size of numbers", arguments: [UInt64](1...60))
  func truth(seed: UInt64) throws {
    var random = Seeded(seed)
    let margins = DisclosureTable.Margins(rows: seed % 2 == 0, columns: seed % 3 == 0, grand: seed % 5 == 0)
    let table = try RandomTable(
      &random, height: 7, width: 6, largest: seed % 7 == 0 ? 1_000_000_000 : 60, share: 0.4, margins: margins,
      withholdsTotals: true)
    let system = table.table.system
    let intervals = try system.feasibleIntervals()
    for cell in table.withheld {
      let (interval, value) = (try #require(intervals[cell]), try #require(system.cells[cell].value))
      #expect(interval.isProved)
      #expect(interval.low ?? 0 <= value && interval.high ?? .infinity >= value)
    }
  }

  @Test("never widens when more is published", arguments: [UInt64](1...30))
  func monotone(seed: UInt64) throws {
    var random = Seeded(seed)
    let table = try RandomTable(&random, height: 6, width: 5, largest: 40, share: 0.5)
    var system = table.table.system
    let before = try system.feasibleIntervals()
    // The sum of a few cells is published too, as a larger group would be.
    let some = system.cells.indices.filter { _ in Bool.random(using: &random) }
    let sum = some.reduce(0) { $0 + (system.cells[$1].value ?? 0) }
    try system.relate(some, coefficients: some.map { _ in 1 }, sum: sum)
    let after = try system.feasibleIntervals()
    for (cell, old) in before {
      let new = try #require(after[cell])
      #expect((new.low ?? 0) >= (old.low ?? 0) - 1e-6 && (new.high ?? 1e9) <= (old.high ?? 1e9) + 1e-6)
    }
  }

  @Test("does not depend on the order of cells and relations, nor on their being said twice")
  func order() throws {
    for seed in UInt64(1)...20 {
      var random = Seeded(seed)
      let table = try RandomTable(&random, height: 6, width: 6, largest: 50, share: 0.5)
      let system = table.table.system
      var shuffled = DisclosureSystem()
      let places = Array(system.cells.indices).shuffled(using: &random)
      var moved: [Int: Int] = [:]
      for cell in places {
        let entry = system.cells[cell]
        moved[cell] =
          entry.published == nil
          ? try shuffled.withhold(entry.value, width: entry.width) : try shuffled.publish(entry.value ?? 0)
      }
      for relation in Array(0..<system.relationCount).shuffled(using: &random) {
        let cells = system.terms(relation).compactMap { moved[system.termCells[$0]] }
        for factor in [1.0, 2.0] {
          try shuffled.relate(
            cells, coefficients: system.terms(relation).map { factor * system.coefficients[$0] })
        }
      }
      let (first, second) = (try system.feasibleIntervals(), try shuffled.feasibleIntervals())
      for (cell, interval) in first { #expect(second[try #require(moved[cell])] == interval) }
    }
  }

  @Test(
    "is proportional to the numbers, down to tiny and up to huge ones", arguments: [1e-300, 1e-9, 1e9, 1e297])
  func proportional(factor: Double) throws {
    var random = Seeded(3)
    let table = try RandomTable(&random, height: 5, width: 5, largest: 50, share: 0.6)
    let scaled = try DisclosureTable(table.counts.map { $0.map { $0 * factor } }) {
      system, row, column, value throws(Undefined) in
      try table.mask[row][column] ? system.withhold(value) : system.publish(value)
    }
    let (one, other) = (try table.table.system.feasibleIntervals(), try scaled.system.feasibleIntervals())
    for (cell, interval) in one {
      let (low, high) = (try #require(interval.low) * factor, try #require(interval.high) * factor)
      let scaled = try #require(other[cell])
      #expect((try #require(scaled.low) - low).magnitude <= 1e-9 * 50 * factor)
      #expect((try #require(scaled.high) - high).magnitude <= 1e-9 * 50 * factor)
      #expect(scaled.isExact == interval.isExact)
    }
  }

  @Test("says when published numbers contradict each other, and lets rounding pass")
  func contradiction() throws {
    var system = DisclosureSystem()
    let parts = [try system.publish(3), try system.publish(4)]
    let total = try system.publish(8)
    let bad = try system.relate(total: total, of: parts)
    #expect(throws: DisclosureProblem.contradiction(relations: [bad])) { try system.feasibleIntervals() }

    var rounded = DisclosureSystem()
    let tenths = [try rounded.publish(0.1), try rounded.publish(0.2)]
    try rounded.relate(total: try rounded.publish(0.3), of: tenths)
    #expect(try rounded.feasibleIntervals().isEmpty)

    // Four withheld cells in a cycle, where no single relation is impossible, but all together are.
    var cycle = DisclosureSystem()
    let four = try (0..<4).map { _ in try cycle.withhold(nil) }
    for (pair, sum) in [((0, 1), 10.0), ((2, 3), 10.0), ((0, 2), 5.0), ((1, 3), 16.0)] {
      try cycle.relate([four[pair.0], four[pair.1]], coefficients: [1, 1], sum: sum)
    }
    #expect(throws: DisclosureProblem.self) { try cycle.feasibleIntervals() }
  }

  @Test("never calls safe what is too large to solve, but proves it by another solution where it can")
  func limits() throws {
    var random = Seeded(9)
    let table = try RandomTable(&random, height: 8, width: 8, largest: 50, share: 0.5)
    let system = table.table.system
    let tiny = DisclosureLimits(relations: 2)
    let (exact, outer) = (try system.feasibleIntervals(), try system.feasibleIntervals(limits: tiny))
    for (cell, interval) in exact {
      let wide = try #require(outer[cell])
      #expect(try #require(wide.low) <= (try #require(interval.low)))
      #expect(try #require(wide.high) >= (try #require(interval.high)))
    }
    let (all, limited) = (try system.audit(), try system.audit(limits: tiny))
    for (one, other) in zip(all, limited) {
      if one.verdict == .exposed { #expect(other.verdict != .safe) }
      if one.verdict == .safe { #expect(other.verdict == .safe) }
    }
    #expect(all.contains { $0.verdict == .safe })
    // Without the true numbers nothing can be shown near them.
    var blind = DisclosureSystem()
    for entry in system.cells {
      _ = try entry.published == nil ? blind.withhold(nil, width: 1) : blind.publish(entry.value ?? 0)
    }
    for relation in 0..<system.relationCount {
      try blind.relate(
        system.terms(relation).map { system.termCells[$0] },
        coefficients: system.terms(relation).map { system.coefficients[$0] })
    }
    #expect(try blind.audit(limits: tiny).allSatisfy { $0.verdict != .safe })
    #expect(try blind.audit().map(\.verdict) == all.map(\.verdict))
  }

  @Test("takes nothing, one cell, and input that makes no sense")
  func edges() throws {
    #expect(try DisclosureSystem().feasibleIntervals().isEmpty)
    #expect(try DisclosureSystem().audit().isEmpty)
    var system = DisclosureSystem()
    let alone = try system.withhold(5, width: 1)
    #expect(try system.feasibleIntervals() == [alone: FeasibleInterval(low: 0, high: nil, isProved: true)])
    try system.relate([], coefficients: [], sum: 0)
    try system.relate([alone], coefficients: [2], sum: 10)
    #expect(try system.feasibleIntervals()[alone]?.isExact == true)
    #expect(try system.audit().map(\.verdict) == [.exposed])
    let rounded = try system.publish(5.23, printed: 5.2, rounding: 0.05)
    #expect(system.cells[rounded].published == .init(5.2 - 0.05, 5.2 + 0.05))
    #expect(throws: Undefined.notFinite) { try system.publish(.nan) }
    #expect(throws: Undefined.notFinite) { try system.withhold(.infinity) }
    #expect(throws: Undefined.outOfRange) { try system.withhold(1, width: -1) }
    #expect(throws: Undefined.outOfRange) { try system.withhold(1, bounds: .init(3, 2)) }
    #expect(throws: Undefined.outOfRange) { try system.relate([7], coefficients: [1]) }
    #expect(throws: Undefined.unequalLengths) { try system.relate([alone], coefficients: []) }
    #expect(throws: Undefined.negativeValues) {
      try DisclosureTable([[-1]]) { system, _, _, value throws(Undefined) in try system.publish(value) }
    }
    #expect(throws: Undefined.unequalLengths) {
      try DisclosureTable([[1], [1, 2]]) { system, _, _, value throws(Undefined) in try system.publish(value)
      }
    }
    let empty = try DisclosureTable([]) { system, _, _, value throws(Undefined) in try system.publish(value) }
    #expect(try empty.system.feasibleIntervals().isEmpty)
  }
}
