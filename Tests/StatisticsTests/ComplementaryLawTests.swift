import TestSupport
import Testing

@testable import Statistics

@Suite("Complementary suppression")
struct ComplementaryLawTests {
  /// A table whose counts below `least` are protected by `width`.
  private static func table(
    _ counts: [[Double]], least: Double = 11, width: Double, margins: DisclosureTable.Margins = .init()
  ) throws -> DisclosureTable {
    try DisclosureTable(counts, margins: margins) { system, row, column, value throws(Undefined) in
      guard row < counts.count, column < counts[0].count else { return try system.publish(value) }
      return try value > 0 && value < least
        ? system.withhold(value, width: width) : system.publish(value, cost: value > 0 ? value : nil)
    }
  }

  private static func counts(_ random: inout Seeded, _ height: Int, _ width: Int, _ largest: Int)
    -> [[Double]]
  {
    (0..<height).map { _ in (0..<width).map { _ in Double(Int.random(in: 0...largest, using: &random)) } }
  }

  /// Everything withheld that may be: where that is not safe, nothing is.
  private static func withAllWithheld(_ system: DisclosureSystem) -> DisclosureSystem {
    var all = system
    for cell in system.cells.indices where system.cells[cell].cost != nil { all.withhold(cell: cell) }
    return all
  }

  @Test("is safe on random tables, or rightly finds nothing", arguments: 0..<200)
  func safe(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let (height, width) = (Int.random(in: 1...8, using: &random), Int.random(in: 2...7, using: &random))
    let counts = Self.counts(&random, height, width, [12, 30, 90][seed % 3])
    let margins = DisclosureTable.Margins(rows: true, columns: seed % 4 != 0, grand: seed % 5 != 0)
    let system = try Self.table(counts, width: [1, 5, 11][seed % 3], margins: margins).system
    switch try system.complementaryPattern(limits: DisclosureLimits(patterns: 200)) {
    case .withhold(let cells):
      var protected = system
      for cell in cells {
        #expect(system.cells[cell].cost != nil)
        protected.withhold(cell: cell)
      }
      #expect(try protected.audit().allSatisfy { $0.verdict == .safe })
      // Each complement is needed.
      for cell in cells {
        var without = system
        for other in cells where other != cell { without.withhold(cell: other) }
        #expect(try without.audit().contains { $0.verdict == .exposed })
      }
    case .impossible(let exposed):
      let findings = try Self.withAllWithheld(system).audit()
      #expect(findings.filter { $0.verdict == .exposed }.map(\.cell) == exposed)
    case .notFound:
      Issue.record("a small table must be settled")
    }
  }

  @Test("takes the fewest cells on small tables, by trying every pattern", arguments: 0..<25)
  func fewest(seed: Int) throws {
    var random = Seeded(UInt64(seed + 1000))
    let counts = Self.counts(&random, 3, 3, 26)
    let system = try Self.table(counts, width: [1, 8][seed % 2]).system
    let candidates = system.cells.indices.filter { system.cells[$0].cost != nil }
    var best: (count: Int, cost: Double)?
    for bits in 0..<(1 << candidates.count) {
      let cells = candidates.indices.filter { bits >> $0 & 1 == 1 }.map { candidates[$0] }
      let cost = cells.reduce(0) { $0 + (system.cells[$1].cost ?? 0) }
      guard best.map({ (cells.count, cost) < ($0.count, $0.cost) }) ?? true else { continue }
      var trial = system
      for cell in cells { trial.withhold(cell: cell) }
      if try trial.audit().allSatisfy({ $0.verdict == .safe }) { best = (cells.count, cost) }
    }
    switch try system.complementaryPattern() {
    case .withhold(let cells):
      #expect(cells.count == best?.count)
      #expect(cells.reduce(0) { $0 + (system.cells[$1].cost ?? 0) } == best?.cost)
    case .impossible: #expect(best == nil)
    case .notFound: Issue.record("a small table must be settled")
    }
  }

  @Test("gives the same pattern every time, and nothing where nothing is to protect")
  func deterministic() throws {
    var random = Seeded(5)
    let system = try Self.table(Self.counts(&random, 9, 9, 80), width: 5).system
    #expect(try system.complementaryPattern() == system.complementaryPattern())
    #expect(try Self.table([[20, 30], [40, 50]], width: 1).system.complementaryPattern() == .withhold([]))
    #expect(try DisclosureSystem().complementaryPattern() == .withhold([]))
    let zeros = try Self.table(
      [[4, 0, 0]], width: 1, margins: .init(rows: true, columns: false, grand: false))
    #expect(try zeros.system.complementaryPattern() == .impossible([0]))
  }

  @Test("works across a hierarchy with margins that may go, too", arguments: [UInt64](1...6))
  func hierarchy(seed: UInt64) throws {
    var random = Seeded(seed)
    var system = DisclosureSystem()
    // Three parents of five units by four groups; unit totals, parents by group, and the whole by group.
    var parents: [[Int]] = []
    for _ in 0..<3 {
      var units: [[Int]] = []
      for _ in 0..<5 {
        let values = (0..<4).map { _ in Double(Int.random(in: 0...60, using: &random)) }
        let cells = try values.map { value in
          try value > 0 && value < 8
            ? system.withhold(value, width: 8, isWhole: true)
            : system.publish(value, cost: value > 0 ? value : nil, isWhole: true)
        }
        try system.relate(total: try system.publish(values.reduce(0, +), isWhole: true), of: cells)
        units.append(cells)
      }
      parents.append(
        try (0..<4).map { group in
          let parts = units.map { $0[group] }
          let value = parts.reduce(0) { $0 + (system.cells[$1].value ?? 0) }
          let total = try system.publish(value, cost: value, isWhole: true)
          try system.relate(total: total, of: parts)
          return total
        })
    }
    for group in 0..<4 {
      let parts = parents.map { $0[group] }
      let value = parts.reduce(0) { $0 + (system.cells[$1].value ?? 0) }
      try system.relate(total: try system.publish(value, isWhole: true), of: parts)
    }
    guard case .withhold(let cells) = try system.complementaryPattern() else {
      Issue.record("a pattern exists")
      return
    }
    for cell in cells { system.withhold(cell: cell) }
    #expect(try system.audit().allSatisfy { $0.verdict == .safe })
  }

  @Test(
    "works on linked systems of any shape: sums, differences, rounded numbers and rates", arguments: 0..<80)
  func linked(seed: Int) throws {
    var random = Seeded(UInt64(seed + 77))
    var system = DisclosureSystem()
    for _ in 0..<24 {
      let value = Double(Int.random(in: 0...60, using: &random))
      if value > 0, value < 9 {
        _ = try system.withhold(value, width: Double([1, 6][seed % 2]))
      } else {
        let isRounded = Int.random(in: 0..<6, using: &random) == 0
        _ = try system.publish(value, rounding: isRounded ? 0.5 : 0, cost: seed % 5 == 4 ? nil : value)
      }
    }
    for _ in 0..<Int.random(in: 2...14, using: &random) {
      let some = Array((0..<24).shuffled(using: &random).prefix(Int.random(in: 2...6, using: &random)))
      let factors = some.map { _ in [1, 1, 1, -1, 2][Int.random(in: 0..<5, using: &random)] as Double }
      let sum = zip(some, factors).reduce(0) { $0 + (system.cells[$1.0].value ?? 0) * $1.1 }
      try system.relate(some, coefficients: factors, sum: sum)
    }
    for cell in 0..<3 where (system.cells[cell + 3].value ?? 0) > 0 {
      let rate = 100 * (system.cells[cell].value ?? 0) / (system.cells[cell + 3].value ?? 1)
      try system.relate(
        rate: rate, per: 100, rounding: seed % 3 == 0 ? 0.5 : 0, numerator: cell, denominator: cell + 3,
        cost: 3)
    }
    switch try system.complementaryPattern(limits: DisclosureLimits(patterns: 100)) {
    case .withhold(let cells):
      var protected = system
      for cell in cells { protected.withhold(cell: cell) }
      #expect(try protected.audit().allSatisfy { $0.verdict == .safe })
      for cell in cells {
        let partners = system.cells.indices.filter { system.cells[$0].bundle == system.cells[cell].bundle }
        #expect(partners.allSatisfy(cells.contains))
      }
    case .impossible(let exposed):
      let findings = try Self.withAllWithheld(system).audit()
      #expect(findings.filter { $0.verdict == .exposed }.map(\.cell) == exposed)
    case .notFound:
      Issue.record("a small system must be settled")
    }
  }

  @Test("needs the true numbers, and numbers that add up")
  func badInput() throws {
    var wrong = DisclosureSystem()
    let (part, total) = (try wrong.withhold(3, width: 1), try wrong.publish(2))
    let relation = try wrong.relate(total: total, of: [part])
    #expect(throws: DisclosureProblem.contradiction(relations: [relation])) {
      try wrong.complementaryPattern()
    }
    var system = DisclosureSystem()
    let cell = try system.withhold(nil, width: 1)
    #expect(throws: DisclosureProblem.valueMissing(cell: cell)) { try system.complementaryPattern() }
  }
}
