import TestSupport
import Testing

@testable import Statistics

@Suite struct `Spatial measures at their edges` {
  private static func sample(
    _ values: [Double?], _ lists: [[Int]], islands: SpatialSample.Islands = .dropped
  ) throws(Undefined) -> SpatialSample {
    try SpatialSample(values, neighbours: Neighbours(lists), islands: islands)
  }

  @Test func `units without a value go first, then those left alone`() throws {
    // 3 has only the missing 2 beside it; 4 has nobody.
    let lists = [[1], [0, 2], [1, 3], [2], []]
    let found = try Self.sample([1, 2, nil, 4, 5], lists)
    #expect(found.units == [0, 1])
    #expect(found.missing == 1 && found.islands == 2 && found.inputCount == 5)
    #expect(try Self.sample([1, 2, nil, 4, 5], lists, islands: .kept).units == [0, 1, 3, 4])
  }

  @Test func `a unit that only leads to dropped ones is dropped too`() throws {
    let found = try Self.sample([1, 2, 3, 4], [[1], [0], [3], []])
    #expect(found.units == [0, 1] && found.islands == 2)
  }

  @Test func `neighbours count once, and nobody is its own`() throws {
    let twice = try Neighbours([[1, 1, 0], [0]])
    #expect(twice == (try Neighbours([[1], [0]])))
    #expect(throws: Undefined.outOfRange) { try Neighbours([[1]]) }
    #expect(throws: Undefined.outOfRange) { try Neighbours([[-1], []]) }
  }

  @Test func `what cannot be measured is refused`() throws {
    #expect(throws: Undefined.empty) { try MoransI(Self.sample([], [])) }
    #expect(throws: Undefined.empty) { try MoransI(Self.sample([nil, nil], [[1], [0]])) }
    #expect(throws: Undefined.tooFew) { try MoransI(Self.sample([1, 2], [[1], [0]])) }
    let ring = (0..<5).map { [($0 + 1) % 5, ($0 + 4) % 5] }
    let same = try Self.sample([0.1, 0.1, 0.1, 0.1, 0.1], ring)
    #expect(throws: Undefined.zeroDenominator) { try MoransI(same) }
    #expect(throws: Undefined.zeroDenominator) { try LocalMoran(same) }
    #expect(throws: Undefined.zeroDenominator) { try GetisOrd(same) }
    #expect(throws: Undefined.unequalLengths) { try Self.sample([1], []) }
    #expect(throws: Undefined.notFinite) { try Self.sample([.infinity, 1], [[1], [0]]) }
    let moran = try MoransI(Self.sample([1, 2, 3, 4, 9], ring))
    #expect(throws: Undefined.outOfRange) { try moran.permutationTest(permutations: 0, seed: 1) }
  }

  @Test func `a pattern that cannot vary has no z score`() throws {
    let all = (0..<5).map { unit in (0..<5).filter { $0 != unit } }
    let full = try Self.sample([1, 2, 3, 4, 9], all, islands: .kept)
    let moran = try MoransI(full)
    #expect(agrees(moran.value, -0.25))
    #expect(moran.normality == NormalTest(0, expected: 0, variance: 0))
    #expect(moran.randomisation?.z == nil)
    #expect(try LocalMoran(full).units.allSatisfy { $0?.test.z == nil })
    #expect(try GetisOrd(full).z == [nil, nil, nil, nil, nil])
    #expect(try moran.permutationTest(seed: 1).pGreater == 1)
    // One spike on a ring: I is the same wherever the spike lies.
    let ring = (0..<30).map { [($0 + 1) % 30, ($0 + 29) % 30] }
    let spike = try Self.sample((0..<30).map { $0 == 7 ? 0.3 : 0.1 }, ring)
    #expect(try MoransI(spike).randomisation?.z == nil)
    #expect(try LocalMoran(spike).units[7]?.test.z == nil)
    #expect(try MoransI(spike).permutationTest(permutations: 99, seed: 1).pGreater == 1)
  }

  @Test func `a value at the mean has no side`() throws {
    let ring = (0..<4).map { [($0 + 1) % 4, ($0 + 3) % 4] }
    let found = try LocalMoran(Self.sample([0.1, 0.2, 0.3, 0.2], ring)).units
    #expect(found[1]?.quadrant == .lowAmongLow && found[1]?.value == 0 && found[1]?.test.z == nil)
    #expect(found[2]?.quadrant == .highAmongLow)
  }

  @Test func `a large common offset costs no digits`() throws {
    let lists = (0..<9).map { [($0 + 1) % 9, ($0 + 8) % 9] }
    let values: [Double] = [1, 4, 2, 8, 5, 7, 3, 3, 0]
    let near = try MoransI(Self.sample(values, lists))
    let far = try MoransI(Self.sample(values.map { $0 + 4e15 }, lists))
    #expect(agrees(near.value, far.value) && agrees(near.randomisation?.z, far.randomisation?.z))
  }
}

@Suite struct `Permutation tests` {
  @Test func `a seed gives the same p always, another seed another draw`() throws {
    var random = Seeded(3)
    let sample = try SpatialSample(Layout.values(30, &random), neighbours: Layout.rook(5, 6))
    let moran = try MoransI(sample)
    let first = try moran.permutationTest(permutations: 999, seed: 7)
    #expect(first == (try moran.permutationTest(permutations: 999, seed: 7)))
    #expect(first != (try moran.permutationTest(permutations: 999, seed: 8)))
    #expect(!first.isExact && first.permutations == 999)
    let local = try LocalMoran(sample)
    #expect(
      try local.conditionalPermutation(permutations: 99, seed: 7)
        == local.conditionalPermutation(permutations: 99, seed: 7))
  }

  @Test func `the generator is the published one`() {
    // The first numbers of SplitMix64 with seed 1234567, as its authors' code prints them.
    var stream = SplitMix64(seed: 1_234_567)
    #expect(stream.next() == 6_457_827_717_110_365_317)
    #expect(stream.next() == 3_203_168_211_198_807_973)
    #expect(stream.next() == 9_817_491_932_198_370_423)
  }

  @Test func `every order is dealt about as often as any other`() {
    var stream = SplitMix64(seed: 1)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var items = [0, 1, 2, 3]
      stream.deal(4, of: &items)
      counts[items, default: 0] += 1
    }
    #expect(counts.count == 24)
    // χ² with 23 degrees of freedom is above 49.7 once in a thousand times.
    let square = counts.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    #expect(square < 49.7)
  }

  @Test func `a bound is never reached, and streams differ`() {
    var stream = SplitMix64(seed: 2)
    #expect((0..<1000).allSatisfy { _ in stream.below(3) < 3 })
    #expect(stream.below(1) == 0)
    var nothing: [Int] = []
    stream.deal(3, of: &nothing)
    #expect(nothing.isEmpty)
    let starts = (0..<100).map { (number: UInt64) -> UInt64 in
      var other = SplitMix64(seed: 2, stream: number)
      return other.next()
    }
    #expect(Set(starts).count == 100)
  }

  @Test(arguments: [UInt64](1...3))
  func `random permutations come close to all of them`(seed: UInt64) throws {
    var random = Seeded(seed)
    let neighbours = try Layout.random(9, &random)
    let values = Layout.values(9, &random)
    let found = try MoransI(SpatialSample(values, neighbours: neighbours))
    let many = try found.permutationTest(permutations: 5_000, seed: seed)
    let few = try found.permutationTest(permutations: 1_000, seed: seed + 100)
    let allowed = PermutationTest.allowedError(many.pGreater, permutations: 1_000, againstRandom: true)
    #expect((few.pGreater - many.pGreater).magnitude <= allowed)
  }

  @Test(arguments: [UInt64](1...3))
  func `conditional p values come close to trying every layout`(seed: UInt64) throws {
    var random = Seeded(seed)
    let neighbours = try Layout.random(6, &random)
    let values = Layout.values(6, &random)
    let sample = try SpatialSample(values, neighbours: neighbours)
    let local = try LocalMoran(sample)
    let found = try local.conditionalPermutation(permutations: 4_000, seed: seed)
    let z = sample.deviations
    for unit in 0..<6 {
      let others = (0..<6).filter { $0 != unit }
      let degree = neighbours.degree(unit)
      let observed = z[unit] * neighbours[unit].reduce(0) { $0 + z[$1] }
      let all = Layout.orders(5).map { order in
        z[unit] * order.prefix(degree).reduce(0) { $0 + z[others[$1]] }
      }
      let high = all.count { $0 >= observed - 1e-12 }
      let low = all.count { $0 <= observed + 1e-12 }
      let p = Double(min(high, low)) / 120
      let allowed = PermutationTest.allowedError(p, permutations: 4_000, againstRandom: false)
      #expect((try #require(found[unit]).oneSided - p).magnitude <= allowed)
    }
  }
}
