import TestSupport
import Testing

@testable import Statistics

@Suite struct `Patterns in space` {
  /// I by its definition, over all pairs.
  private static func naive(_ values: [Double], _ neighbours: Neighbours) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let z = values.map { $0 - mean }
    var product = 0.0
    for i in z.indices {
      for j in z.indices where neighbours[i].contains(j) {
        product += z[i] * z[j] / Double(neighbours.degree(i))
      }
    }
    return product / z.reduce(0) { $0 + $1 * $1 }
  }

  private static func moran(_ values: [Double?], _ neighbours: Neighbours) throws(Undefined) -> MoransI {
    try MoransI(SpatialSample(values, neighbours: neighbours))
  }

  @Test(arguments: [UInt64](1...6))
  func `I is that of walking all pairs, in any order of the units`(seed: UInt64) throws {
    var random = Seeded(seed)
    let neighbours = try seed.isMultiple(of: 2) ? Layout.rook(5, 6) : Layout.random(30, &random)
    let values = Layout.values(30, &random)
    let found = try Self.moran(values, neighbours)
    #expect(agrees(found.value, Self.naive(values, neighbours)))
    let order = Array(0..<30).shuffled(using: &random)
    let other = try Self.moran(order.map { values[$0] }, Layout.reordered(neighbours, order))
    #expect(agrees(other.value, found.value))
    #expect(agrees(other.normality.variance, found.normality.variance))
    #expect(agrees(other.randomisation?.z, found.randomisation?.z))
  }

  @Test(arguments: [1e-308, 1e-300, 1e-9, 3, -2, 1e150, 1e300])
  func `no measure changes with the unit or a constant added`(factor: Double) throws {
    var random = Seeded(11)
    let values = Layout.values(30, &random)
    let neighbours = try Layout.rook(6, 5)
    let sample = try SpatialSample(values, neighbours: neighbours)
    let other = try SpatialSample(values.map { ($0 + 1000) * factor }, neighbours: neighbours)
    #expect(agrees(try MoransI(sample).value, try MoransI(other).value, 1e-11))
    #expect(agrees(try MoransI(sample).randomisation?.z, try MoransI(other).randomisation?.z, 1e-11))
    let (local, changed) = (try LocalMoran(sample), try LocalMoran(other))
    for (a, b) in zip(local.units, changed.units) {
      #expect(agrees(a?.value, b?.value, 1e-11) && agrees(a?.test.z, b?.test.z, 1e-10))
      #expect(factor < 0 || a?.quadrant == b?.quadrant)
    }
    for (a, b) in zip(try GetisOrd(sample).z, try GetisOrd(other).z) {
      #expect(agrees(a.map { $0 * (factor < 0 ? -1 : 1) }, b, 1e-11))
    }
  }

  @Test(arguments: [UInt64](1...4))
  func `the moments under randomisation are those of all layouts`(seed: UInt64) throws {
    var random = Seeded(seed)
    let neighbours = try Layout.random(6, &random)
    let values = Layout.values(6, &random)
    let found = try Self.moran(values, neighbours)
    let all = Layout.orders(6).map { order in Self.naive(order.map { values[$0] }, neighbours) }
    let mean = all.reduce(0, +) / Double(all.count)
    let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count)
    #expect(agrees(mean, found.expected))
    #expect(agrees(variance, try #require(found.randomisation).variance))
    let p = Double(all.count { $0 >= found.value - 1e-12 }) / Double(all.count)
    let test = try found.permutationTest(seed: 1)
    #expect(test == PermutationTest(pGreater: p, isExact: true, permutations: 720))
  }

  @Test(arguments: [UInt64](1...3))
  func `the local moments are those of all layouts around the held unit`(seed: UInt64) throws {
    var random = Seeded(seed)
    let neighbours = try Layout.random(6, &random)
    let values = Layout.values(6, &random)
    let found = try LocalMoran(SpatialSample(values, neighbours: neighbours))
    let mean = values.reduce(0, +) / 6
    let z = values.map { $0 - mean }
    let second = z.reduce(0) { $0 + $1 * $1 } / 6
    for unit in 0..<6 {
      let others = (0..<6).filter { $0 != unit }
      let all = Layout.orders(5).map { order -> Double in
        var dealt = z
        for (place, pick) in zip(others, order) { dealt[place] = z[others[pick]] }
        let lag = neighbours[unit].reduce(0) { $0 + dealt[$1] } / Double(neighbours.degree(unit))
        return z[unit] / second * lag
      }
      let expected = all.reduce(0, +) / Double(all.count)
      let variance = all.reduce(0) { $0 + ($1 - expected) * ($1 - expected) } / Double(all.count)
      let local = try #require(found.units[unit])
      #expect(agrees(local.expected, expected) && agrees(local.test.variance, variance))
    }
  }

  @Test(arguments: [UInt64](1...4))
  func `the local values add up to n times the global one`(seed: UInt64) throws {
    var random = Seeded(seed)
    let neighbours = try Layout.random(40, &random)
    let sample = try SpatialSample(Layout.values(40, &random), neighbours: neighbours)
    let sum = try LocalMoran(sample).units.compactMap { $0?.value }.compensatedSum
    #expect(agrees(sum, try MoransI(sample).value * 40))
  }

  @Test(arguments: [UInt64](1...4))
  func `Gi star is that of its definition`(seed: UInt64) throws {
    var random = Seeded(seed)
    let values = Layout.values(25, &random)
    let neighbours = try Layout.rook(5, 5)
    let found = try GetisOrd(SpatialSample(values, neighbours: neighbours, islands: .kept)).z
    let mean = values.reduce(0, +) / 25
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 25).squareRoot()
    for unit in 0..<25 {
      let set = values.indices.filter { $0 == unit || neighbours[unit].contains($0) }
      let size = Double(set.count)
      let above = set.reduce(0) { $0 + values[$1] } - size * mean
      let below = deviation * ((25 * size - size * size) / 24).squareRoot()
      #expect(agrees(found[unit], above / below))
    }
  }

  @Test func `chance alone gives z scores around 0 with a spread of 1`() throws {
    var random = Seeded(5)
    let neighbours = try Layout.rook(7, 7)
    var (sum, squares, low) = (0.0, 0.0, 0)
    for _ in 0..<300 {
      let found = try Self.moran(Layout.values(49, &random), neighbours)
      let z = try #require(found.randomisation?.z)
      sum += z
      squares += z * z
      if try #require(found.randomisation?.p) < 0.05 { low += 1 }
    }
    #expect((sum / 300).magnitude < 0.2)
    #expect((squares / 300 - 1).magnitude < 0.3)
    #expect((3...30).contains(low))
  }
}
