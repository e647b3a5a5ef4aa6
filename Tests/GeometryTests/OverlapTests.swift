import Foundation
import TestSupport
import Testing

@testable import Geometry

@Suite struct OverlapTests {
  @Test("a square shared by halves, by a corner and not at all") func worked() {
    let source = square(0, 0, 2, 2)
    let targets = [
      square(1, -1, 5, 5), square(-1, -1, 0.5, 0.5), square(2, 0, 3, 2), nil, square(-9, -9, 9, 9),
    ]
    let shares = overlap(of: [source], with: targets, on: .planar)
    #expect(shares.map(\.target) == [0, 1, 4])
    #expect(shares.map(\.share) == [0.5, 0.0625, 1])
  }

  @Test("a hole takes nothing, the ring around it all") func holes() {
    let ring = Shape(polygons: [[box(0, 0, 3, 3), box(1, 1, 2, 2)]])
    #expect(overlap(of: [square(1, 1, 2, 2)], with: [ring], on: .planar).isEmpty)
    #expect(
      abs((overlap(of: [square(0, 0, 3, 3)], with: [ring], on: .planar).first?.share ?? 0) - 8.0 / 9) < 1e-15)
    #expect(
      abs((overlap(of: [ring], with: [square(0, 0, 1.5, 3)], on: .planar).first?.share ?? 0) - 0.5) < 1e-15)
  }

  @Test("edges that cross share their triangle") func crossing() {
    let triangle = Shape(polygons: [[[Position(x: 0, y: 0), Position(x: 2, y: 0), Position(x: 0, y: 2)]]])
    let found = overlap(of: [square(0, 0, 2, 2)], with: [triangle], on: .planar)
    #expect(abs((found.first?.share ?? 0) - 0.5) < 1e-15)
  }

  @Test("the shares in a tessellation sum to 1 and are symmetric", arguments: Array(1...12) as [UInt64])
  func laws(seed: UInt64) {
    let shapes = tessellation(side: 5, detail: Int(seed % 5), seed: seed)
    let blob = tessellation(side: 3, detail: 3, seed: seed + 100).map { shape in
      shape.mapPositions { x, y in (x + 1.03, y * 0.9 + 1.07) }
    }
    for plane in [OverlapPlane.planar, .degrees] {
      let there = overlap(of: blob, with: shapes, on: plane)
      for source in blob.indices {
        let sum = there.filter { $0.source == source }.reduce(0) { $0 + $1.share }
        #expect(abs(sum - 1) < 1e-12)
      }
      let back = overlap(of: shapes, with: blob, on: plane)
      #expect(there.count == back.count)
    }
    #expect(overlap(of: shapes, with: shapes).allSatisfy { $0.source == $0.target && $0.share > 1 - 1e-12 })
  }
}

@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct OverlapReferenceTests {
  private struct Truth: Decodable {
    struct Case: Decodable {
      let name: String
      let input: Input
    }
    struct Input: Decodable {
      struct Rings: Decodable {
        let sources: [[[Double]]]
        let targets: [[[Double]]]
      }
      let source_area: [Double]
      let intersections: [[Double]]
      let geometry: Rings?
    }
    let cases: [Case]
  }

  private func shape(_ ring: [[Double]]) -> Shape {
    Shape(polygons: [[ring.map { Position(x: $0[0], y: $0[1]) }]])
  }

  @Test("areas in common equal the truth of areal interpolation") func truth() throws {
    let data = try Data(contentsOf: SharedData.url("truth/areal_interpolation.json"))
    let cases = try JSONDecoder().decode(Truth.self, from: data).cases
    var checked = 0
    for item in cases {
      guard let geometry = item.input.geometry else { continue }
      let found = overlap(
        of: geometry.sources.map(shape), with: geometry.targets.map(shape), on: .planar)
      for (source, row) in item.input.intersections.enumerated() {
        for (target, area) in row.enumerated() {
          let share = found.first { $0.source == source && $0.target == target }?.share ?? 0
          #expect(abs(share * item.input.source_area[source] - area) < 1e-9, "\(item.name)")
          checked += 1
        }
      }
    }
    #expect(checked > 20)
  }

  @Test("the city's outline takes all of its 77 areas") func chicago() throws {
    let outline = try sharedShapes("data/chicago/boundaries/city_outline_multipolygon.geojson")
    let shares = overlap(of: try communityAreas(), with: outline)
    #expect(shares.count == 77 && shares.allSatisfy { $0.share > 0.9999 })
  }
}
