import TestSupport
import Testing

@testable import Statistics

@Suite struct `Areal interpolation` {
  private typealias Overlap = ArealInterpolation.Overlap

  /// Twelve sources of which five targets cover nearly all.
  private static func overlaps(_ random: inout Seeded) -> [Overlap] {
    (0..<12).flatMap { source in
      (0..<5).map { target in
        Overlap(source: source, target: target, area: Double(Int.random(in: 0...8, using: &random)))
      }
    }
  }

  private static func areas(_ overlaps: [Overlap]) -> [Double] {
    (0..<12).map { source in overlaps.filter { $0.source == source }.reduce(1) { $0 + $1.area } }
  }

  @Test(arguments: [UInt64](1...4))
  func `keeps totals where all is handed out, and loses what lies outside`(seed: UInt64) throws {
    var random = Seeded(seed)
    let overlaps = Self.overlaps(&random)
    let areas = Self.areas(overlaps)
    let values = Layout.values(12, &random)
    let transfer = try ArealInterpolation(overlaps.shuffled(using: &random), sourceAreas: areas, targets: 5)
    let reached = Set(overlaps.filter { $0.area > 0 }.map(\.source))
    let total = reached.reduce(0) { $0 + values[$1] }
    #expect(agrees(try transfer.extensive(values, outside: .allocated).reduce(0, +), total))
    let kept = reached.reduce(0) { $0 + values[$1] * (areas[$1] - 1) / areas[$1] }
    #expect(agrees(try transfer.extensive(values, outside: .lost).reduce(0, +), kept))
    for target in 0..<5 {
      let mine = overlaps.filter { $0.target == target }
      let mean = mine.reduce(0) { $0 + values[$1.source] * $1.area } / mine.reduce(0) { $0 + $1.area }
      #expect(agrees(try transfer.intensive(values)[target], mean))
    }
  }

  @Test(arguments: [UInt64](1...4))
  func `rates stay what they are where all are equal, and counts grow with their unit`(seed: UInt64) throws {
    var random = Seeded(seed)
    let overlaps = Self.overlaps(&random)
    let transfer = try ArealInterpolation(overlaps, sourceAreas: Self.areas(overlaps), targets: 5)
    let flat = try transfer.intensive([Double?](repeating: 0.1, count: 12))
    #expect(flat.allSatisfy { agrees($0, 0.1) })
    let values = Layout.values(12, &random)
    let found = try transfer.extensive(values, outside: .lost)
    let more = try transfer.extensive(values.map { $0 * 1e290 }, outside: .lost)
    #expect(zip(found, more).allSatisfy { agrees($0, $1 / 1e290) })
    let tiny = try ArealInterpolation(
      overlaps.map { Overlap(source: $0.source, target: $0.target, area: $0.area * 1e-300) },
      sourceAreas: Self.areas(overlaps).map { $0 * 1e-300 }, targets: 5)
    #expect(zip(found, try tiny.extensive(values, outside: .lost)).allSatisfy { agrees($0, $1) })
  }

  @Test func `sources without a value lower the coverage`() throws {
    let overlaps = [(0, 0, 3.0), (1, 0, 1), (1, 1, 2)].map { Overlap(source: $0.0, target: $0.1, area: $0.2) }
    let transfer = try ArealInterpolation(overlaps, sourceAreas: [3, 4], targets: 3)
    #expect(try transfer.coverage([5, nil]) == [0.75, 0, nil])
    #expect(try transfer.extensive([5, nil], outside: .allocated) == [5, 0, 0])
    #expect(try transfer.intensive([5, nil]) == [5, nil, nil])
    #expect(try transfer.extensive([nil, 8], outside: .lost) == [2, 4, 0])
  }

  @Test func `what does not fit together is refused`() throws {
    func transfer(_ overlap: Overlap, _ areas: [Double]) throws(Undefined) -> ArealInterpolation {
      try ArealInterpolation([overlap], sourceAreas: areas, targets: 1)
    }
    let whole = Overlap(source: 0, target: 0, area: 1)
    #expect(throws: Undefined.outOfRange) { try transfer(Overlap(source: 1, target: 0, area: 1), [1]) }
    #expect(throws: Undefined.outOfRange) { try transfer(Overlap(source: 0, target: 1, area: 1), [1]) }
    #expect(throws: Undefined.negativeValues) { try transfer(Overlap(source: 0, target: 0, area: -1), [1]) }
    #expect(throws: Undefined.negativeValues) { try transfer(whole, [-1]) }
    #expect(throws: Undefined.notFinite) { try transfer(whole, [.nan]) }
    #expect(throws: Undefined.unequalLengths) { try transfer(whole, [1]).intensive([]) }
    #expect(throws: Undefined.notFinite) { try transfer(whole, [1]).intensive([.infinity]) }
    #expect(throws: Undefined.zeroDenominator) { try transfer(whole, [0]).extensive([1], outside: .lost) }
    #expect(try ArealInterpolation([], sourceAreas: [], targets: 0).extensive([], outside: .lost) == [])
  }
}

@Suite struct `Crosswalks` {
  private typealias Link = Crosswalk.Link

  /// Eight sources whose shares in four targets add up to 1.
  private static func links(_ random: inout Seeded) -> [Link] {
    (0..<8).flatMap { source in
      let parts = (0..<4).map { _ in Double(Int.random(in: 1...9, using: &random)) }
      return parts.enumerated().map { target, part in
        Link(from: "s\(source)", to: "t\(target)", weight: part / parts.reduce(0, +))
      }
    }
  }

  private static func counts(_ random: inout Seeded) -> [String: Margined] {
    Dictionary(
      uniqueKeysWithValues: (0..<8).map { source in
        ("s\(source)", Margined(Double(Int.random(in: 1...900, using: &random)), margin: 20))
      })
  }

  @Test(arguments: [UInt64](1...4))
  func `keep the total, and follow the formula`(seed: UInt64) throws {
    var random = Seeded(seed)
    let links = Self.links(&random)
    let counts = Self.counts(&random)
    let crosswalk = try Crosswalk(links.shuffled(using: &random))
    #expect(crosswalk.targets == ["t0", "t1", "t2", "t3"])
    #expect(crosswalk.unallocated(of: counts.keys).isEmpty)
    var total = 0.0
    for target in crosswalk.targets {
      let found = try crosswalk.count(in: target, of: counts)
      let mine = links.filter { $0.target == target }
      let square = mine.reduce(0) { $0 + $1.weight * 20 * $1.weight * 20 }
      #expect(agrees(found.margin, square.squareRoot()))
      total += found.value
    }
    #expect(agrees(total, counts.values.reduce(0) { $0 + $1.value }))
  }

  @Test(arguments: [UInt64](1...4))
  func `means lie between those of their sources, and shares too`(seed: UInt64) throws {
    var random = Seeded(seed)
    let crosswalk = try Crosswalk(Self.links(&random))
    let universes = Self.counts(&random)
    let means = universes.mapValues { Crosswalk.Mean(Margined($0.value * 3, margin: 5), of: $0.value) }
    let shares = universes.mapValues { people in
      Crosswalk.Part(Margined(people.value * 0.25, margin: 2), of: people)
    }
    let ends = means.values.compactMap { $0.mean?.value }
    for target in crosswalk.targets {
      let mean = try crosswalk.mean(in: target, of: means)
      #expect(try #require(ends.min()) <= mean.value && mean.value <= #require(ends.max()))
      // The mean of u with universe u is Σ w u · 3u ÷ Σ w u.
      let people = try crosswalk.count(in: target, of: universes).value
      let squares = try crosswalk.count(
        in: target, of: universes.mapValues { Margined(3 * $0.value * $0.value, margin: nil) }
      ).value
      #expect(agrees(mean.value, squares / people))
      #expect(agrees(try crosswalk.proportion(in: target, of: shares).value, 0.25))
    }
  }

  @Test func `a link cut in two is one, and whole links change nothing`() throws {
    let estimate = Margined(40, margin: 10)
    let cut = try Crosswalk([
      Link(from: "a", to: "t", weight: 0.25), Link(from: "a", to: "t", weight: 0.75),
    ])
    #expect(try cut.count(in: "t", of: ["a": estimate]) == estimate)
    let mean = try cut.mean(in: "t", of: ["a": Crosswalk.Mean(estimate, of: 7)])
    #expect(mean == estimate)
  }

  @Test func `only the largest margin of the zeros counts`() throws {
    let crosswalk = try Crosswalk([
      Link(from: "a", to: "t", weight: 0.5), Link(from: "b", to: "t", weight: 1),
    ])
    let zeros = ["a": Margined(0, margin: 30), "b": Margined(0, margin: 12)]
    #expect(try crosswalk.count(in: "t", of: zeros).margin == 15)
  }

  @Test func `what is missing or cannot be is refused`() throws {
    let crosswalk = try Crosswalk([
      Link(from: "a", to: "t", weight: 1), Link(from: "b", to: "t", weight: 0),
      Link(from: "c", to: "u", weight: 1.5),
    ])
    #expect(crosswalk.targets == ["t", "u"])
    #expect(crosswalk.unallocated(of: ["a", "b", "c", "d"]) == ["b": 1, "c": -0.5, "d": 1])
    #expect(throws: Undefined.missing) { try crosswalk.count(in: "t", of: [:]) }
    #expect(throws: Undefined.empty) { try crosswalk.count(in: "nowhere", of: [:]) }
    #expect(try crosswalk.count(in: "t", of: ["a": Margined(1, margin: nil)]) == Margined(1, margin: nil))
    #expect(throws: Undefined.zeroDenominator) {
      try crosswalk.mean(in: "t", of: ["a": Crosswalk.Mean(Margined(1, margin: 1), of: 0)])
    }
    #expect(throws: Undefined.missing) {
      try crosswalk.mean(in: "t", of: ["a": Crosswalk.Mean(nil, of: 3)])
    }
    #expect(throws: Undefined.negativeValues) {
      try crosswalk.mean(in: "t", of: ["a": Crosswalk.Mean(Margined(1, margin: 1), of: -3)])
    }
    #expect(throws: Undefined.zeroDenominator) {
      let none = Margined(0, margin: 1)
      return try crosswalk.proportion(in: "t", of: ["a": Crosswalk.Part(none, of: none)])
    }
    #expect(throws: Undefined.negativeWeights) { try Crosswalk([Link(from: "a", to: "t", weight: -1)]) }
    #expect(throws: Undefined.notFinite) { try Crosswalk([Link(from: "a", to: "t", weight: .nan)]) }
    #expect(throws: Undefined.notFinite) {
      try crosswalk.count(in: "u", of: ["c": Margined(1.7e308, margin: 1)])
    }
    #expect(try Crosswalk([]).targets == [])
  }
}
