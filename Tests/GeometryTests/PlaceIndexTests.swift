import Foundation
import TestSupport
import Testing

@testable import Geometry

/// Even–odd over all edges of all rings with the same half-open rule: the index's naive twin.
private func naive(_ shapes: [Shape], _ x: Double, _ y: Double, boxes: [Bounds]? = nil) -> Int32 {
  for (place, shape) in shapes.enumerated() {
    if let boxes, !boxes[place].contains(x, y) { continue }
    let inside = shape.withPositions { xs, ys in
      var inside = false
      for ring in 0..<shape.ringCount {
        for index in shape.ring(ring).dropFirst() {
          let (low, high) = ys[index - 1] <= ys[index] ? (index - 1, index) : (index, index - 1)
          guard (ys[low] > y) != (ys[high] > y) else { continue }
          if Orientation.sign(xs[low], ys[low], xs[high], ys[high], x, y) > 0 { inside.toggle() }
        }
      }
      return inside
    }
    if inside { return Int32(place) }
  }
  return -1
}

extension Bounds {
  fileprivate func contains(_ x: Double, _ y: Double) -> Bool {
    x >= minX && x <= maxX && y >= minY && y <= maxY
  }
}

/// Vertices, points on edges, points a hair beside them, and points anywhere in a wider box.
private func probes(_ shapes: [Shape], _ count: Int, seed: UInt64) -> (xs: [Double], ys: [Double]) {
  var random = Seeded(seed)
  let box = shapes.compactMap(\.bounds).reduce(shapes[0].bounds ?? Bounds(minX: 0, minY: 0, maxX: 1, maxY: 1))
  {
    $0.union($1)
  }
  var xs: [Double] = []
  var ys: [Double] = []
  for number in 0..<count {
    let shape = shapes[Int.random(in: 0..<shapes.count, using: &random)]
    let vertex = Int.random(in: 1..<shape.xs.count, using: &random)
    let t = number % 4 == 0 ? 0 : Double.random(in: 0...1, using: &random)
    var x = shape.xs[vertex] + (shape.xs[vertex - 1] - shape.xs[vertex]) * t
    var y = shape.ys[vertex] + (shape.ys[vertex - 1] - shape.ys[vertex]) * t
    if number % 4 == 2 { (x, y) = (x.nextUp, y.nextDown) }
    if number % 4 == 3 {
      x = Double.random(in: (box.minX - 0.01)...(box.maxX + 0.01), using: &random)
      y = Double.random(in: (box.minY - 0.01)...(box.maxY + 0.01), using: &random)
    }
    xs.append(x)
    ys.append(y)
  }
  return (xs, ys)
}

@Suite struct PlaceIndexTests {
  @Test("a shared border belongs to exactly one side: left and below in, right and above out") func halfOpen()
  {
    let index = PlaceIndex([square(0, 0, 1, 1), nil, square(1, 0, 2, 1), square(0, 1, 2, 2)])
    let xs = [0, 1, 1, 0.5, 2, 0.5, 1, 0, 5, .nan]
    let ys = [0, 0, 0.5, 1, 0.5, 2, 1, 1, 5, 0]
    #expect(index.locate(xs: xs, ys: ys) == [0, 2, 2, 3, -1, -1, 3, 3, -1, -1])
    #expect(index.overlaps.isEmpty)
  }

  @Test("a hole is outside, an island in it is its own place") func holes() {
    let lake = Shape(polygons: [[box(0, 0, 9, 9), box(3, 3, 6, 6)]])
    let index = PlaceIndex([lake, square(4, 4, 5, 5)])
    #expect(index.locate(xs: [1, 3.5, 4.5, 6, 3], ys: [1, 3.5, 4.5, 4, 4]) == [0, -1, 1, 0, -1])
  }

  @Test("where places overlap the lowest index wins, and the pair is reported") func overlapping() {
    let index = PlaceIndex([square(0, 0, 3, 3), square(1, 1, 4, 4), square(7, 7, 8, 8)])
    #expect(index.locate(xs: [2, 3.5, 0.5], ys: [2, 3.5, 0.5]) == [0, 1, 0])
    #expect(index.overlaps == [PlacePair(0, 1)])
  }

  @Test("longitudes a turn apart are the same, so places may be cut at the antimeridian or drawn beyond it")
  func antimeridian() {
    let cut = Shape(polygons: [[box(170, 0, 180, 10)], [box(-180, 0, -170, 10)]])
    let beyond = square(160, 10, 190, 20)
    let eastward = square(270, 0, 275, 9)
    let index = PlaceIndex([cut, beyond, eastward, square(-180, 80, 180, 90)])
    let xs = [180, -180, 179, -179, -170, 175, 185, -175, -170, -87.5, 272.5, 180, -180, 0]
    let ys = [5, 5, 5, 5, 5, 15, 15, 15, 15, 5, 5, 85, 85, 90.0]
    #expect(index.locate(xs: xs, ys: ys) == [0, 0, 0, 0, -1, 1, 1, 1, -1, 2, 2, 3, 3, -1])
    let twice = PlaceIndex([square(170, 0, 190, 10), square(-180, 0, -160, 10)])
    #expect(twice.locate(xs: [-175, 185, -165], ys: [5, 5, 5]) == [0, 0, 1])
    let plane = PlaceIndex([square(0, 0, 100, 100), square(500, 0, 600, 100)])
    #expect(plane.locate(xs: [350, 460, -340], ys: [50, 50, 50]) == [-1, -1, -1])
  }

  @Test(
    "writes into a buffer's beginning, blocks and their ends alike", arguments: [1, 511, 512, 513, 1_300])
  func buffers(count: Int) {
    let index = PlaceIndex([square(0, 0, 1, 1), square(1, 0, 2, 1)])
    let xs = (0..<count).map { Double($0 % 7) / 3 }
    let ys = [Double](repeating: 0.5, count: count)
    let out = UnsafeMutableBufferPointer<Int32>.allocate(capacity: count + 1)
    defer { out.deallocate() }
    out[count] = 77
    xs.withUnsafeBufferPointer { xs in
      ys.withUnsafeBufferPointer { ys in index.locate(xs: xs, ys: ys, into: out) }
    }
    #expect(out.dropLast().elementsEqual(xs.map { $0 < 1 ? 0 : $0 < 2 ? 1 : -1 }))
    #expect(out[count] == 77)
  }

  @Test("places drawn several times hide none of their neighbours") func stacked() {
    let index = PlaceIndex([square(0, 0, 1, 1), square(1, 0, 2, 1), square(1, 0, 2, 1), square(1, 0, 2, 1)])
    #expect(index.locate(xs: [0.5, 1, 1.5], ys: [0.5, 0.5, 0.5]) == [0, 1, 1])
    #expect(index.overlaps == [PlacePair(1, 2), PlacePair(1, 3), PlacePair(2, 3)])
  }

  @Test("an index of nothing holds nothing") func nothing() {
    #expect(PlaceIndex([]).locate(x: 0, y: 0) == -1)
    #expect(PlaceIndex([nil]).locate(xs: [], ys: []) == [])
  }

  @Test("equals the naive twin on seeded tessellations", arguments: Array(1...20) as [UInt64])
  func tessellations(seed: UInt64) {
    let side = 2 + Int(seed % 5)
    let shapes = tessellation(side: side, detail: Int(seed % 7), seed: seed)
    let (xs, ys) = probes(shapes, 2_000, seed: seed)
    let found = PlaceIndex(shapes).locate(xs: xs, ys: ys)
    let differing = xs.indices.filter { found[$0] != naive(shapes, xs[$0], ys[$0]) }
    #expect(differing.isEmpty)
    let inside = 0.1...(Double(side) - 0.1)
    let inner = xs.indices.filter { inside.contains(xs[$0]) && inside.contains(ys[$0]) }
    #expect(inner.allSatisfy { found[$0] >= 0 })
  }

  @Test("equals the naive twin on slivers and needles", arguments: Array(1...10) as [UInt64])
  func slivers(seed: UInt64) {
    var random = Seeded(seed)
    let shapes = (0..<12).map { _ -> Shape in
      let x = Double.random(in: -1...1, using: &random)
      let y = Double.random(in: -1...1, using: &random)
      let far = Double.random(in: -1...1, using: &random)
      return Shape(polygons: [
        [
          [
            Position(x: x, y: y), Position(x: far, y: -y),
            Position(x: far, y: -y + 1e-12 * Double(1 + seed * seed * seed)),
          ]
        ]
      ])
    }.filter { !$0.isEmpty }
    let (xs, ys) = probes(shapes, 2_000, seed: seed)
    let found = PlaceIndex(shapes).locate(xs: xs, ys: ys)
    #expect(xs.indices.allSatisfy { found[$0] == naive(shapes, xs[$0], ys[$0]) })
  }
}

@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct PlaceIndexReferenceTests {
  @Test("equals the naive twin on real boundaries") func real() throws {
    for path in [
      "data/chicago/boundaries/community_areas.geojson", "data/chicago/boundaries/chicago_zctas.geojson",
      "data/oakland/boundaries/community_policing_beats_2009.geojson", "data/us/states_contiguous_49.geojson",
    ] {
      let shapes = try sharedShapes(path)
      let boxes = shapes.compactMap(\.bounds)
      let (xs, ys) = probes(shapes, isFuzzing ? 10_000 : 1_000, seed: 7)
      let found = PlaceIndex(shapes).locate(xs: xs, ys: ys)
      let differing = xs.indices.filter { found[$0] != naive(shapes, xs[$0], ys[$0], boxes: boxes) }
      #expect(differing.isEmpty, "\(path)")
    }
  }

  @Test("homicides fall into the areas geopandas found") func homicides() throws {
    let rows = try sharedRows("data/chicago/events/homicides_2001_to_2013-04.csv")
    let placed = rows.compactMap { row -> Position? in
      guard let x = Double(row["Longitude"] ?? ""), let y = Double(row["Latitude"] ?? "") else { return nil }
      return Position(x: x, y: y)
    }
    let found = PlaceIndex(try communityAreas()).locate(xs: placed.map(\.x), ys: placed.map(\.y))
    var counts = [Int](repeating: 0, count: 78)
    for place in found { counts[Int(place) + 1] += 1 }
    let expected = try sharedRows("data/reference/chicago_homicides_by_community_area.csv")
    #expect(counts[0] == 1)
    #expect(expected.count == 77)
    for row in expected {
      let area = Int(row["area_number"] ?? "") ?? 0
      #expect(counts[area] == Int(row["homicides_by_point"] ?? ""), "area \(area)")
    }
  }
}
