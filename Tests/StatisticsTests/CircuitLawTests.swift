import TestSupport
import Testing

@testable import Statistics

@Suite("Certificates by going round circuits")
struct CircuitLawTests {
  /// A table whose small counts are protected by `width`, with reasons printed: 1 to `width` + 1.
  private static func table(_ random: inout Seeded, _ height: Int, _ width: Int, least: Double) throws
    -> DisclosureTable
  {
    let counts = (0..<height).map { _ in
      (0..<width).map { _ in Double(Int.random(in: 0...40, using: &random)) }
    }
    return try DisclosureTable(counts) { system, row, column, value throws(Undefined) in
      guard row < height, column < width else { return try system.publish(value, isWhole: true) }
      guard value > 0, value < least else {
        return try system.publish(
          value, bounds: .init(value > 0 ? least : 0, nil), cost: value > 0 ? value : nil, isWhole: true)
      }
      return try system.withhold(
        value, bounds: .init(1, least - 1), width: least - 2, isWhole: true)
    }
  }

  @Test("What is found is what the exact audit finds safe", arguments: 0..<60)
  func sound(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 300)
    var system = try Self.table(&random, 5, 5, least: 10).system
    for cell in system.cells.indices where system.cells[cell].cost != nil {
      if Int.random(in: 0..<3, using: &random) == 0 { system.withhold(cell: cell) }
    }
    let findings = try system.audit()
    var search = CircuitSearch(system, index: DisclosureIndex(system))
    for finding in findings {
      let width = system.cells[finding.cell].width ?? 0
      if search.certificate(for: finding.cell, width: width, mayWithhold: 0, budget: 500) != nil {
        #expect(finding.verdict == .safe)
      }
      // What may be withheld for it makes it safe.
      guard let found = search.certificate(for: finding.cell, width: width, mayWithhold: 4, budget: 500)
      else {
        continue
      }
      var closed = system
      for cell in found.support where system.cells[cell].published != nil { closed.withhold(cell: cell) }
      let again = try closed.audit().first { $0.cell == finding.cell }
      #expect(again?.verdict == .safe)
    }
  }

  @Test("Most tables with a solution have one that circuits find")
  func common() throws {
    var (found, safe) = (0, 0)
    for seed in 0..<60 {
      var random = Seeded(UInt64(seed) + 900)
      var system = try Self.table(&random, 6, 4, least: 8).system
      for cell in system.cells.indices where system.cells[cell].cost != nil {
        if Int.random(in: 0..<3, using: &random) == 0 { system.withhold(cell: cell) }
      }
      var search = CircuitSearch(system, index: DisclosureIndex(system))
      for finding in try system.audit() where finding.verdict == .safe {
        safe += 1
        let width = system.cells[finding.cell].width ?? 0
        if search.certificate(for: finding.cell, width: width, mayWithhold: 0, budget: 120) != nil {
          found += 1
        }
      }
    }
    #expect(safe > 50 && Double(found) > 0.8 * Double(safe))
  }

  @Test("Beside wide relations a pattern is safe, and each of its cells may go", arguments: 0..<40)
  func wide(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 40)
    let system = try Self.table(&random, 9, 4, least: [4, 10][seed % 2]).system
    guard
      case .withhold(let cells) = try system.complementaryPattern(limits: DisclosureLimits(wideRelation: 0))
    else {
      // Only where nothing helps: then the search for the cheapest finds nothing either.
      guard case .withhold = try system.complementaryPattern() else { return }
      Issue.record("a pattern exists")
      return
    }
    var closed = system
    for cell in cells {
      #expect(system.cells[cell].cost != nil)
      closed.withhold(cell: cell)
    }
    #expect(try closed.audit().allSatisfy { $0.verdict == .safe })
  }

  @Test("Where a rule asks for more than there could be, less is asked for")
  func relaxing() throws {
    // 5 in all, of whom two groups are withheld as fewer than 10: neither can be more than 4.
    var system = DisclosureSystem()
    let parts = try [2.0, 3].map { value throws(Undefined) in
      try system.withhold(value, bounds: .init(1, 9), width: 8, isWhole: true)
    }
    let total = try system.publish(5, isWhole: true)
    try system.relate(total: total, of: parts)
    #expect(try system.complementaryPattern() == .impossible(parts))
    var asked: [Set<Int>] = []
    let pattern = try system.complementaryPattern(relaxing: { failed throws(DisclosureProblem) in
      asked.append(failed)
      return [parts[0]: 3, parts[1]: 1.5]
    })
    #expect(pattern == .withhold([]) && asked == [Set(parts)])
    #expect(
      try system.complementaryPattern(relaxing: { _ throws(DisclosureProblem) in [parts[0]: 1] })
        == .impossible([parts[1]]))
  }
}
