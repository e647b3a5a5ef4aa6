import Catalog
import Statistics
import TestSupport
import Testing

@testable import Pages

@Suite("The orders of a measure's places")
struct FactsOrderTests {
  @Test("are those of a sort of the cells", arguments: [UInt64](1...8))
  func twin(seed: UInt64) throws {
    var random = Seeded(seed)
    let values = [0, -0.0, 1, 1, 2.5, -3.25, 1e9, -1e9]
    var result = Fixture.rentResult
    for position in Fixture.places.indices {
      let value = values.randomElement(using: &random) ?? 0
      let cell: Cell =
        Int.random(in: 0...4, using: &random) == 0
        ? .missing(.noData)
        : .estimate(Estimate(value, .margin(1)), Bool.random(using: &random) ? .good : .low)
      result.series.set(cell, at: position, level: "neighbourhood", Fixture.periods[2])
    }
    let order = Array(1...Fixture.places.count).shuffled(using: &random)
    result.ranks = Fixture.ranks(order.dropLast(Int.random(in: 0...2, using: &random)), doubt: 2)
    let facts = try #require(
      Facts(Fixture.rent, result, level: "neighbourhood", places: Fixture.places, whole: Fixture.whole.id))
    let cells = Fixture.places.map { result.cell($0.id, facts.latest) }
    let known = cells.indices.filter { cells[$0].estimate != nil }
    let sorted = known.sorted { first, second in
      let (left, right) = (cells[first].estimate?.value ?? 0, cells[second].estimate?.value ?? 0)
      return left == right ? first < second : left > right
    }
    #expect(facts.sorted.map(\.position) == sorted)
    #expect(facts.ranked.map(\.position) == sorted.filter { !cells[$0].isUnreliable })
    #expect(facts.withoutNumber.map(\.position) == cells.indices.filter { cells[$0].estimate == nil })
    #expect(facts.countAtTop == facts.ranked.count { result.rank($0.place.id)?.best == 1 })
    let earlier = result.earlier.map { period in Fixture.places.map { result.cell($0.id, period) } }
    #expect(facts.compared == known.count { earlier?[$0].estimate != nil })
  }
}
