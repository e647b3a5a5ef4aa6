import Foundation
import TestSupport
import Testing

@testable import Geometry

/// Corners of a path's rings in hundredths, read back from its text.
private func rings(_ path: String) -> [[SIMD2<Int>]] {
  path.split(separator: "M").map { part in
    let text = part.replacingOccurrences(of: "z", with: "").replacingOccurrences(of: "l", with: " ")
    let spaced = text.replacingOccurrences(of: "-", with: " -")
    let numbers = spaced.split(separator: " ").map { Int(((Double($0) ?? .nan) * 100).rounded()) }
    var at = SIMD2(0, 0)
    return stride(from: 0, to: numbers.count - 1, by: 2).map { index in
      at = index == 0 ? SIMD2(numbers[0], numbers[1]) : at &+ SIMD2(numbers[index], numbers[index + 1])
      return at
    }
  }
}

private func area(_ path: String) -> Double {
  abs(
    rings(path).reduce(0.0) { sum, ring in
      sum
        + zip(ring, ring.dropFirst() + ring.prefix(1)).reduce(0.0) {
          $0 + Double($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2
        }
    }) / 10_000
}

private func side(_ a: SIMD2<Int>, _ b: SIMD2<Int>, _ c: SIMD2<Int>) -> Int {
  ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).signum()
}

/// Pairs of segments of all paths that properly cross, by trying all pairs (those with apart boxes aside).
private func crossings(_ paths: [String?]) -> Int {
  var segments: Set<[Int]> = []
  for path in paths {
    for ring in rings(path ?? "") {
      for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        let forwards = (a.x, a.y) < (b.x, b.y)
        segments.insert(forwards ? [a.x, a.y, b.x, b.y] : [b.x, b.y, a.x, a.y])
      }
    }
  }
  let all = segments.sorted { $0.lexicographicallyPrecedes($1) }
  var found = 0
  for (index, one) in all.enumerated() {
    for other in all[(index + 1)...] {
      if other[0] >= one[2] { break }
      if max(one[1], one[3]) <= min(other[1], other[3]) || max(other[1], other[3]) <= min(one[1], one[3]) {
        continue
      }
      let (a, b, c, d) = (
        SIMD2(one[0], one[1]), SIMD2(one[2], one[3]), SIMD2(other[0], other[1]), SIMD2(other[2], other[3])
      )
      if side(a, b, c) * side(a, b, d) < 0, side(c, d, a) * side(c, d, b) < 0 { found += 1 }
    }
  }
  return found
}

@Suite struct MapShapesTests {
  @Test("two squares share an arc, are neighbours, and have one outline") func pair() {
    let map = MapShapes.make(shapes: [square(0, 0, 1, 1), nil, square(1, 0, 2, 1)], tolerance: 0, width: 202)
    #expect(map.neighbours == [[2], [], [0]])
    #expect(map.paths[1] == nil && map.labelPoints[1] == nil && map.areas[1] == nil)
    #expect(rings(map.outline).count == 1 && rings(map.outline).first?.count == 6)
    #expect(map.width == 202 && (101...104).contains(map.height))
    #expect(map.unmendedCrossings == 0)
  }

  @Test("touching in one corner makes neighbours") func corner() {
    let map = MapShapes.make(shapes: [square(0, 0, 1, 1), square(1, 1, 2, 2), square(5, 5, 6, 6)])
    #expect(map.neighbours == [[1], [0], []])
  }

  @Test("a place that fills a hole exactly is a neighbour, and the hole no outline") func enclave() {
    let ring = Shape(polygons: [[box(0, 0, 9, 9), box(3, 3, 6, 6)]])
    let map = MapShapes.make(shapes: [ring, square(3, 3, 6, 6)])
    #expect(map.neighbours == [[1], [0]])
    #expect(rings(map.outline).count == 1)
    #expect(rings(map.paths[0] ?? "").count == 2)
  }

  @Test("no shapes make an empty map") func nothing() {
    let map = MapShapes.make(shapes: [nil])
    #expect(map.paths == [nil] && map.outline == "" && map.height == 0 && map.frame == nil)
  }

  @Test("numbers are hundredths without −0, trailing zeros or needless points") func numbers() {
    var text = PathText()
    text.append(ring: [SIMD2(0, 5), SIMD2(-100, 5), SIMD2(-100, 5), SIMD2(-90, 1234), SIMD2(7, 1230)])
    #expect(text.text == "M0 .05l-1 0 .1 12.29.97-.04z".replacingOccurrences(of: "29.97", with: "29 .97"))
  }

  @Test("a speck of an island stays, however large the tolerance") func islands() {
    let map = MapShapes.make(
      shapes: [square(0, 0, 5, 5), square(7, 7, 7.001, 7.001), square(8, 8, 8.000001, 8.000001)],
      tolerance: 1e6)
    #expect(map.paths.allSatisfy { rings($0 ?? "").first.map { Set($0).count >= 3 } ?? false })
  }

  @Test(
    "simplified tessellations keep their areas, share borders and never cross",
    arguments: Array(1...16) as [UInt64])
  func laws(seed: UInt64) {
    let shapes = tessellation(side: 4, detail: 9 + Int(seed % 9), seed: seed)
    let full = MapShapes.make(shapes: shapes, tolerance: 0)
    #expect(crossings(full.paths) == 0 && full.unmendedCrossings == 0)
    for tolerance in [5.0, 200, 5_000, 1e7] {
      let map = MapShapes.make(shapes: shapes, tolerance: tolerance)
      #expect(map.positionsAfter < full.positionsAfter)
      #expect(crossings(map.paths) == 0 && map.unmendedCrossings == 0)
      // Shared borders: the parts add up to the whole to the last hundredth.
      let sum = map.paths.reduce(0) { $0 + area($1 ?? "") }
      #expect(abs(sum - area(map.outline)) < 1e-6)
      #expect(map.neighbours == full.neighbours)
    }
  }

  @Test("every inner arc of a tessellation is used twice, every outer one once") func uses() {
    let topology = Topology(tessellation(side: 3, detail: 2, seed: 9))
    #expect(topology.arcUses.count { $0 == 2 } == 12)
    // Corners of the outside are no junctions: eight outer arcs.
    #expect(topology.arcUses.count { $0 == 1 } == 8)
  }

  @Test("the label point lies inside, in the widest part") func label() throws {
    let ell = [(0.0, 0.0), (10, 0), (10, 1), (4, 1), (4, 4), (0, 4)].map { Position(x: $0.0, y: $0.1) }
    let point = try #require(Shape(polygons: [[ell]]).labelPoint)
    #expect(abs(point.x - 2) < 0.1 && abs(point.y - 2) < 0.1)
  }
}

@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct MapShapesReferenceTests {
  @Test("77 areas: small, true to area, without crossings") func chicago() throws {
    let map = MapShapes.make(shapes: try communityAreas())
    let bytes = map.paths.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
    #expect((8_000...15_000).contains(bytes), "\(bytes) bytes")
    #expect(crossings(map.paths) == 0 && map.unmendedCrossings == 0)
    let scale = try #require(map.frame?.scale) * 1_000
    for (path, area) in zip(map.paths, map.areas) {
      let drawn = GeometryTests.area(path ?? "") / scale / scale
      #expect(abs(drawn / (area ?? 0) - 1) < 0.05)
    }
    let sum = map.paths.reduce(0) { $0 + GeometryTests.area($1 ?? "") }
    #expect(abs(sum - GeometryTests.area(map.outline)) < 1e-6)
    #expect(map.areas.reduce(0) { $0 + ($1 ?? 0) } - 598.128 < 0.001)
  }

  @Test("the places sharing a border are those the reference finds within a metre") func adjacency() throws {
    let map = MapShapes.make(shapes: try communityAreas())
    var found: Set<[Int]> = []
    for (place, others) in map.neighbours.enumerated() {
      for other in others { found.insert([place + 1, other + 1]) }
    }
    let rows = try sharedRows("data/reference/chicago_community_area_adjacency.csv")
    let expected = Set(rows.map { [Int($0["area_number"] ?? "") ?? 0, Int($0["neighbour"] ?? "") ?? 0] })
    #expect(expected.count == 394)
    let missing = expected.subtracting(found).sorted { $0.lexicographicallyPrecedes($1) }
    let extra = found.subtracting(expected).sorted { $0.lexicographicallyPrecedes($1) }
    #expect(missing.isEmpty && extra.isEmpty, "missing \(missing), extra \(extra)")
  }

  @Test(
    "tracts and other real sets simplify without crossings",
    arguments: [
      "data/chicago/boundaries/census_tracts_2010.geojson", "data/us/states_contiguous_49.geojson",
      "data/us/illinois_counties_102.geojson",
    ])
  func others(_ path: String) throws {
    let map = MapShapes.make(shapes: try sharedShapes(path))
    #expect(crossings(map.paths) == 0, "\(map.unmendedCrossings) unmended")
    let sum = map.paths.reduce(0) { $0 + GeometryTests.area($1 ?? "") }
    #expect(abs(sum / GeometryTests.area(map.outline) - 1) < 1e-3)
  }

  @Test("New Zealand's islands on both sides of the antimeridian make one compact map") func antimeridian()
    throws
  {
    let map = MapShapes.make(shapes: try sharedShapes("data/nasty/geojson/NZ_antimeridian.geojson"))
    let centre = try #require(map.frame?.projection.centre.x)
    #expect(centre > 165 && centre < 180)
    #expect(map.height < 1_500 && rings(map.paths[0] ?? "").count >= 20)
  }
}
