import Foundation
import TestSupport
import Testing

@testable import Geometry

/// `ALMANAC_FUZZ=100000` tries that many points in each world instead of a few hundred.
private let fuzzCount = ProcessInfo.processInfo.environment["ALMANAC_FUZZ"].flatMap { Int($0) }
private let pointCount = fuzzCount ?? 300

/// Whether tests may take their time.
let isFuzzing = fuzzCount != nil

@Suite struct PlaceExactnessTests {
  @Test("equals whole-number arithmetic on borders", arguments: PlaceWorlds.names)
  func borders(world: String) {
    for seed in 1...(3 as UInt64) {
      let shapes = PlaceWorlds.make(world, seed: seed)
      let oracle = PlaceOracle(shapes)
      let index = PlaceIndex(shapes)
      let (xs, ys) = PlaceWorlds.points(shapes, pointCount / 3, seed: seed + 100)
      let found = index.locate(xs: xs, ys: ys)
      let wrong = xs.indices.filter { found[$0] != oracle.locate(xs[$0], ys[$0]) }
      #expect(wrong.isEmpty, "seed \(seed): \(wrong.prefix(3).map { (xs[$0], ys[$0], found[$0]) })")
      let alone = xs.indices.filter { found[$0] != index.locate(x: xs[$0], y: ys[$0]) }
      #expect(alone.isEmpty)
      #expect(found.contains { $0 >= 0 } && found.contains(-1))
    }
  }

  @Test("pairs that are reported do overlap", arguments: ["overlaps", "spikes", "slivers"])
  func overlaps(world: String) {
    let shapes = PlaceWorlds.make(world, seed: 5)
    let oracle = PlaceOracle(shapes)
    let (xs, ys) = PlaceWorlds.points(shapes, 1_500, seed: 6)
    var seen: Set<PlacePair> = []
    for (x, y) in zip(xs, ys) {
      let holders = shapes.indices.filter { oracle.holds($0, Position(x: x, y: y)) }
      for one in holders { for other in holders where other > one { seen.insert(PlacePair(one, other)) } }
    }
    #expect(seen.isSuperset(of: PlaceIndex(shapes).overlaps))
  }

  @Test(
    "places that share only borders are not reported",
    arguments: ["tessellation", "lattice", "fan", "islands"])
  func neighbours(world: String) {
    for seed in 1...(9 as UInt64) {
      #expect(PlaceIndex(PlaceWorlds.make(world, seed: seed)).overlaps.isEmpty)
    }
  }

  @Test("a shape that is not finite holds nothing, and the others stay where they are") func notFinite() {
    let bad = Shape(xs: [0, 9, .nan, 0], ys: [0, 0, 9, 0], ringStarts: [0, 4], polygonStarts: [0, 1])
    #expect(PlaceIndex([bad, square(0, 0, 1, 1)]).locate(xs: [0.5, 8], ys: [0.5, 1]) == [1, -1])
  }

  @Test("a country with a crowded town has cells within cells") func crowd() {
    let index = PlaceIndex(PlaceWorlds.make("crowd", seed: 1))
    #expect(index.grid.frames.count > 1)
    #expect(index.overlaps.isEmpty)
    let most = index.grid.groups.map(\.edgeCount).max() ?? 0
    #expect(most <= 32)
  }

  @Test("borders that cannot be parted do not fill the memory", arguments: ["bundle", "fan", "slivers"])
  func bounded(world: String) {
    let grid = PlaceIndex(PlaceWorlds.make(world, seed: 1)).grid
    #expect(grid.edges.count < 30_000)
    #expect(grid.cells.count < 30_000)
  }

  @Test("places drawn out to needles do not fill the memory") func warped() {
    func warped(_ value: Double) -> Double { value * value * value * value * value }
    let shapes = tessellation(side: 30, detail: 4, seed: 3).map { shape in
      PlaceWorlds.mapped(shape) { Position(x: warped($0.x / 30), y: warped($0.y / 30)) }
    }
    let edges = shapes.reduce(0) { $0 + $1.xs.count }
    let grid = PlaceIndex(shapes).grid
    #expect(grid.frames.count > 1)
    #expect(grid.edges.count < 3 * edges)
  }
}
