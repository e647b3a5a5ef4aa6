import TestSupport
import Testing

@testable import Statistics

@Suite struct `Location quotients` {
  private typealias Part = LocationQuotient.Part

  private static func parts(_ random: inout Seeded) -> [Part] {
    (0..<30).map { _ in
      let total = Double(Int.random(in: 1...900, using: &random))
      let group = Double(Int.random(in: 0...Int(total), using: &random))
      return Part(Margined(group, margin: 12), of: Margined(total, margin: 30))
    }
  }

  @Test(arguments: [UInt64](1...4))
  func `average 1 over the people of their region`(seed: UInt64) throws {
    var random = Seeded(seed)
    let parts = Self.parts(&random)
    let found = try LocationQuotient.all(parts).map { try #require($0) }
    let total = parts.map(\.total.value).reduce(0, +)
    #expect(agrees(zip(found, parts).reduce(0) { $0 + $1.0.value * $1.1.total.value } / total, 1))
    #expect(found.allSatisfy { $0.margin == nil })
    let order = Array(parts.indices).shuffled(using: &random)
    let other = try LocationQuotient.all(order.map { parts[$0] })
    #expect(zip(order, other).allSatisfy { agrees($1?.value, found[$0].value) })
  }

  @Test func `have the margin of a ratio of shares`() throws {
    let unit = Part(Margined(30, margin: 5), of: Margined(100, margin: 0))
    let region = Part(Margined(100, margin: 0), of: Margined(1000, margin: 0))
    let found = try LocationQuotient.of(unit, in: region)
    #expect(agrees(found.value, 3) && agrees(found.margin, 0.5))
    let open = Part(Margined(30, margin: nil), of: Margined(100, margin: 0))
    #expect(try LocationQuotient.of(open, in: region).margin == nil)
  }

  @Test func `are not defined where nobody is`() throws {
    func part(_ group: Double, _ total: Double) -> Part {
      Part(Margined(group, margin: 1), of: Margined(total, margin: 1))
    }
    #expect(try LocationQuotient.all([]) == [])
    #expect(try LocationQuotient.all([nil, part(0, 0), part(2, 4)]).map { $0?.value } == [nil, nil, 1])
    #expect(try LocationQuotient.all([part(0, 9), part(0, 5)]) == [nil, nil])
    #expect(try LocationQuotient.all([part(1, 9)], in: part(0, 5)) == [nil])
    #expect(throws: Undefined.negativeValues) { try LocationQuotient.all([part(-1, 9)], in: part(1, 5)) }
    #expect(throws: Undefined.zeroDenominator) { try LocationQuotient.of(part(0, 0), in: part(1, 5)) }
    #expect(throws: Undefined.notFinite) { try LocationQuotient.of(part(.infinity, 1), in: part(1, 5)) }
    #expect(try LocationQuotient.of(part(1e300, 2e300), in: part(1e-300, 2e-300)).value == 1)
  }
}

@Suite struct `Spatial equity` {
  private static func units(_ random: inout Seeded) -> [SpatialEquity.Unit] {
    (0..<40).map { _ in
      SpatialEquity.Unit(
        resource: Double(Int.random(in: 0...9, using: &random)),
        population: Margined(Double(Int.random(in: 0...5000, using: &random)), margin: 120),
        groupShare: Margined(Double.random(in: 0...1, using: &random), margin: 0.05))
    }
  }

  @Test(arguments: [UInt64](1...4))
  func `scores of places add up to 0, and the shares to 1`(seed: UInt64) throws {
    var random = Seeded(seed)
    let units = Self.units(&random)
    let found = try SpatialEquity(units, wholeShare: Margined(0.4, margin: 0.01))
    #expect(agrees(found.geographic.compactMap(\.score).compensatedSum, 0))
    #expect(agrees(found.geographic.map(\.dataShare).compensatedSum, 1))
    #expect(agrees(found.geographic.compactMap { $0.baselineShare?.value }.compensatedSum, 1))
    let total = units.compactMap(\.resource).reduce(0, +)
    let implied = units.reduce(0) { $0 + ($1.resource ?? 0) / total * ($1.groupShare?.value ?? 0) }
    #expect(agrees(found.demographic?.score, implied - 0.4))
    let more = units.map {
      SpatialEquity.Unit(
        resource: ($0.resource ?? 0) * 1e300, population: $0.population, groupShare: $0.groupShare)
    }
    let again = try SpatialEquity(more, wholeShare: Margined(0.4, margin: 0.01))
    #expect(zip(again.geographic, found.geographic).allSatisfy { agrees($0.score, $1.score) })
    #expect(zip(again.geographic, found.geographic).allSatisfy { $0.isSignificant == $1.isSignificant })
    let order = Array(units.indices).shuffled(using: &random)
    let shuffled = try SpatialEquity(order.map { units[$0] }, wholeShare: Margined(0.4, margin: 0.01))
    #expect(zip(order, shuffled.geographic).allSatisfy { agrees($1.score, found.geographic[$0].score) })
    #expect(agrees(shuffled.demographic?.z, found.demographic?.z))
  }

  @Test func `a resource in proportion to people has no score, and no verdict by rounding`() throws {
    let units = [0.1, 0.2, 0.3, 0.7].map {
      SpatialEquity.Unit(
        resource: $0 * 3, population: Margined($0, margin: 0), groupShare: Margined(0.1, margin: 0))
    }
    let found = try SpatialEquity(units, wholeShare: Margined(0.1, margin: 0))
    #expect(found.geographic.allSatisfy { $0.score == 0 && $0.isSignificant == false })
    #expect(found.demographic?.score == 0 && found.demographic?.isSignificant == false)
  }

  @Test func `is tested strictly against the margin`() throws {
    func verdict(_ margin: Double) throws -> Bool? {
      let units = [(1.0, 250.0), (1.0, 750.0)].map {
        SpatialEquity.Unit(resource: $0, population: Margined($1, margin: margin), groupShare: nil)
      }
      return try SpatialEquity(units, wholeShare: nil).geographic[0].isSignificant
    }
    #expect(try verdict(100) == true)
    #expect(try verdict(900) == false)
  }

  @Test func `what is missing is missing`() throws {
    let known = SpatialEquity.Unit(
      resource: 3, population: Margined(9, margin: 1), groupShare: Margined(0.5, margin: nil))
    let empty = SpatialEquity.Unit(resource: nil, population: nil, groupShare: nil)
    let found = try SpatialEquity([known, empty], wholeShare: Margined(0.2, margin: 0.1))
    #expect(found.geographic.map(\.dataShare) == [1, 0])
    #expect(found.geographic.allSatisfy { $0.baselineShare == nil && $0.isSignificant == nil })
    #expect(found.demographic?.score == 0.3 && found.demographic?.z == nil)
    #expect(found.demographic?.isSignificant == nil)
    let bare = SpatialEquity.Unit(resource: 1, population: nil, groupShare: nil)
    #expect(try SpatialEquity([known, bare], wholeShare: nil).demographic == nil)
    #expect(throws: Undefined.empty) { try SpatialEquity([], wholeShare: nil) }
    #expect(throws: Undefined.zeroDenominator) { try SpatialEquity([empty], wholeShare: nil) }
    let negative = SpatialEquity.Unit(resource: -1, population: nil, groupShare: nil)
    #expect(throws: Undefined.negativeValues) { try SpatialEquity([negative, known], wholeShare: nil) }
  }
}
