import Foundation
import TestSupport
import Testing

@testable import Geometry

/// The corners of a ring, in order, as its arcs give them.
private func vertices(ofRing ring: Int, _ topology: Topology) -> [Int32] {
  topology.ringArcs[topology.arcs(ofRing: ring)].flatMap { reference -> [Int32] in
    let arc = Array(topology.arcVertices[topology.arc(Topology.number(reference))])
    return (reference < 0 ? arc.reversed() : arc).dropLast()
  }
}

/// The same cycle, begun at its lowest vertex.
private func turned(_ ring: [Int32]) -> [Int32] {
  let start = ring.indices.min { ring[$0] < ring[$1] } ?? 0
  return Array(ring[start...] + ring[..<start])
}

/// A tessellation with a lake and islands: a hole that a place fills, one that none fills, and three places apart.
private func mesh(_ seed: UInt64) -> [Shape?] {
  let land: [Shape?] = tessellation(side: 2 + Int(seed % 4), detail: 3 + Int(seed % 9), seed: seed)
  let ring = Shape(polygons: [[box(20, 0, 29, 9), box(22, 2, 25, 5)], [box(40, 0, 40.001, 0.001)]])
  return land + [ring, square(22, 2, 25, 5), nil, square(50, 50, 51, 51)]
}

@Suite struct TopologyTests {
  @Test("equal positions get equal numbers, in order of first appearance", arguments: [1, 2, 3] as [UInt64])
  func numbers(seed: UInt64) {
    var random = Seeded(seed)
    let pool = (0..<300).map { _ in
      Position(
        x: Double.random(in: -1...1, using: &random), y: Double(Int.random(in: -3...3, using: &random)))
    }
    let drawn = (0..<2_000).map { _ in pool[Int.random(in: 0..<300, using: &random)] } + [pool[0]]
    var numbers = VertexNumbers(capacity: drawn.count)
    var found: [Int32] = []
    drawn.map(\.x).withUnsafeBufferPointer { xs in
      drawn.map(\.y).withUnsafeBufferPointer { ys in
        numbers.append(xs, ys, to: &found)
        numbers.append(xs, ys, to: &found)
      }
    }
    var naive: [Position: Int32] = [:]
    let expected = (drawn + drawn).map { position -> Int32 in
      let number = naive[position] ?? Int32(naive.count)
      naive[position] = number
      return number
    }
    #expect(found == expected)
    #expect(numbers.positions.count == naive.count)
  }

  @Test("rings are their arcs, each used by one ring or two", arguments: Array(1...16) as [UInt64])
  func rings(seed: UInt64) {
    let shapes = mesh(seed)
    let rings = RingVertices(shapes)
    let topology = Topology(rings)
    #expect(topology.ringCount == rings.ringCount && topology.placeCount == shapes.count)
    for ring in 0..<rings.ringCount {
      let given = rings.vertices[Int(rings.ringStarts[ring])..<Int(rings.ringStarts[ring + 1])]
      #expect(turned(vertices(ofRing: ring, topology)) == turned(Array(given)))
    }
    var uses = [Int32](repeating: 0, count: topology.arcCount)
    for reference in topology.ringArcs { uses[Topology.number(reference)] += 1 }
    #expect(uses == topology.arcUses && uses.allSatisfy { 1...2 ~= $0 })
    // An arc that two rings use runs one way in one and the other way in the other.
    for arc in 0..<topology.arcCount where uses[arc] == 2 {
      #expect(topology.ringArcs.contains(Int32(arc)) && topology.ringArcs.contains(~Int32(arc)))
    }
  }

  @Test(
    "junctions are where neighbours differ, and arcs end nowhere else", arguments: Array(1...8) as [UInt64])
  func junctions(seed: UInt64) {
    let rings = RingVertices(mesh(seed))
    var pairs: [Int32: Set<Set<Int32>>] = [:]
    for ring in 0..<rings.ringCount {
      let own = Array(rings.vertices[Int(rings.ringStarts[ring])..<Int(rings.ringStarts[ring + 1])])
      for index in own.indices {
        let sides: Set = [own[(index + own.count - 1) % own.count], own[(index + 1) % own.count]]
        pairs[own[index], default: []].insert(sides)
      }
    }
    let topology = Topology(rings)
    for (vertex, seen) in pairs { #expect(topology.isJunction[Int(vertex)] == (seen.count > 1)) }
    for arc in 0..<topology.arcCount {
      let own = topology.arcVertices[topology.arc(arc)]
      #expect(own.dropFirst().dropLast().allSatisfy { !topology.isJunction[Int($0)] })
      let (first, last) = (own.first ?? -1, own.last ?? -1)
      #expect(first == last || (topology.isJunction[Int(first)] && topology.isJunction[Int(last)]))
    }
  }

  @Test(
    "weights are those of taking the lightest vertex again and again", arguments: Array(1...12) as [UInt64])
  func weights(seed: UInt64) throws {
    // Arcs on both sides of the length from which a heap is used.
    let shapes = tessellation(side: 2, detail: 5 + Int(seed) * 4, seed: seed)
    let rings = RingVertices(shapes)
    let topology = Topology(rings)
    let projection = try #require(MapFrame.projection(of: shapes))
    let canvas = CanvasVertices(rings.positions, projection, width: 720)
    let found = ArcWeights.weigh(topology, canvas)
    for arc in 0..<topology.arcCount {
      let own = topology.arc(arc).map { canvas.places[Int(topology.arcVertices[$0])] }
      #expect(Array(found[topology.arc(arc)]) == naiveWeights(own))
    }
  }

  private func naiveWeights(_ places: [SIMD2<Int32>]) -> [Int64] {
    func area(_ a: SIMD2<Int32>, _ b: SIMD2<Int32>, _ c: SIMD2<Int32>) -> Int64 {
      let (u, v) = (SIMD2<Int64>(truncatingIfNeeded: b &- a), SIMD2<Int64>(truncatingIfNeeded: c &- a))
      return abs(u.x * v.y - u.y * v.x)
    }
    var weights = [Int64](repeating: .max, count: places.count)
    var left = Array(places.indices)
    var floor: Int64 = 0
    while left.count > 2 {
      let areas = (1..<(left.count - 1)).map {
        (area(places[left[$0 - 1]], places[left[$0]], places[left[$0 + 1]]), $0)
      }
      guard let (lightest, place) = areas.min(by: <) else { break }
      floor = max(floor, lightest)
      weights[left[place]] = floor
      left.remove(at: place)
    }
    return weights
  }

  @Test(
    "at any tolerance junctions and three corners of each ring stay, and nothing crosses",
    arguments: Array(1...12) as [UInt64])
  func simplified(seed: UInt64) throws {
    let shapes = mesh(seed)
    let rings = RingVertices(shapes)
    let topology = Topology(rings)
    let projection = try #require(MapFrame.projection(of: shapes.compactMap { $0 }))
    let canvas = CanvasVertices(rings.positions, projection, width: 720)
    let weights = ArcWeights.weigh(topology, canvas)
    for tolerance in [0, 3, 60, 2_000, 1e8] {
      var lines = Simplification(topology, canvas, weights: weights, tolerance: tolerance)
      #expect(Crossings.mend(&lines) == 0)
      #expect(naiveMeetings(lines) == 0)
      for arc in 0..<topology.arcCount {
        let range = topology.arc(arc)
        #expect(lines.isKept[range.lowerBound] && lines.isKept[range.upperBound - 1])
        #expect(tolerance > 0 || range.allSatisfy { lines.isKept[$0] })
      }
      for ring in 0..<topology.ringCount {
        let arcs = topology.ringArcs[topology.arcs(ofRing: ring)].map { topology.arc(Topology.number($0)) }
        #expect(arcs.reduce(0) { $0 + $1.count { lines.isKept[$0] } - 1 } >= 3)
      }
    }
  }

  /// Pairs of segments that meet, by trying all.
  private func naiveMeetings(_ lines: Simplification) -> Int {
    var segments: [Segment] = []
    for arc in 0..<lines.topology.arcCount {
      let kept = lines.topology.arc(arc).filter { lines.isKept[$0] }
      for (first, last) in zip(kept, kept.dropFirst()) {
        let (from, to) = (lines.topology.arcVertices[first], lines.topology.arcVertices[last])
        segments.append(
          Segment(
            a: lines.canvas.places[Int(from)], b: lines.canvas.places[Int(to)], from: from, to: to,
            first: Int32(first), last: Int32(last)))
      }
    }
    return segments.indices.reduce(0) { count, one in
      count + segments[(one + 1)...].count { !segments[one].isApart(from: $0) && segments[one].meets($0) }
    }
  }

  @Test("the grid finds the pairs that trying all finds", arguments: Array(1...8) as [UInt64])
  func grid(seed: UInt64) {
    var random = Seeded(seed)
    let segments = (0..<120).map { number -> Segment in
      let a = SIMD2(Int32.random(in: 0..<300, using: &random), Int32.random(in: 0..<300, using: &random))
      let length: Int32 = number % 9 == 0 ? 0 : 60
      let b =
        a
        &+ SIMD2(
          Int32.random(in: -length...length, using: &random), Int32.random(in: 0...length, using: &random))
      let vertex = Int32(2 * number)
      return Segment(a: a, b: b, from: vertex, to: vertex + 1, first: vertex, last: vertex + 1)
    }
    func pairs(_ found: [SIMD2<Int32>]) -> Set<Set<Int32>> { Set(found.map { [$0.x, $0.y] }) }
    var expected: Set<Set<Int32>> = []
    for one in segments.indices {
      for other in segments.indices where other > one {
        let meets = segments[one].meets(segments[other])
        #expect(meets == segments[other].meets(segments[one]))
        if meets, !segments[one].isApart(from: segments[other]) {
          expected.insert([Int32(one), Int32(other)])
        }
      }
    }
    let whole = SegmentGrid(segments).allMeetings()
    #expect(pairs(whole) == expected && whole.count == expected.count)
    var later = SegmentGrid(Array(segments[..<70]))
    let fresh = segments[70...].map { later.add($0) }
    let rest = later.meetings(of: fresh)
    #expect(pairs(rest + later.allMeetings()) == expected)
    #expect(rest.count == expected.count { $0.contains { $0 >= 70 } })
  }
}

@Suite(.enabled(if: SharedData.isPresent, "\(SharedData.reason)"))
struct TopologyReferenceTests {
  @Test(
    "real boundaries have the arcs that a set of cut rings has",
    arguments: [
      "data/chicago/boundaries/community_areas.geojson", "data/chicago/boundaries/chicago_zctas.geojson",
      "data/us/states_contiguous_49.geojson",
    ])
  func arcs(_ path: String) throws {
    let rings = RingVertices(try sharedShapes(path))
    let isJunction = rings.junctions()
    var arcs: Set<[Int32]> = []
    for ring in 0..<rings.ringCount {
      let own = turned(Array(rings.vertices[Int(rings.ringStarts[ring])..<Int(rings.ringStarts[ring + 1])]))
      let first = own.firstIndex { isJunction[Int($0)] } ?? 0
      var arc = [own[first]]
      for step in 1...own.count {
        let vertex = own[(first + step) % own.count]
        arc.append(vertex)
        guard isJunction[Int(vertex)] || step == own.count else { continue }
        arcs.insert(arc.lexicographicallyPrecedes(arc.reversed()) ? arc : arc.reversed())
        arc = [vertex]
      }
    }
    #expect(Topology(rings).arcCount == arcs.count)
  }
}

@Suite struct MapDraftTests {
  @Test(
    "a draft draws at every tolerance what making the map anew draws", arguments: Array(1...4) as [UInt64])
  func draft(seed: UInt64) {
    let shapes = mesh(seed)
    let draft = MapDraft(shapes: shapes)
    for tolerance in [0, 5, 70, 1_000.0] {
      #expect(draft.shapes(tolerance: tolerance) == MapShapes.make(shapes: shapes, tolerance: tolerance))
    }
  }

  @Test(
    "the paths fit where they can, at the least tolerance of the row", arguments: Array(1...4) as [UInt64])
  func bytes(seed: UInt64) {
    let draft = MapDraft(shapes: tessellation(side: 4, detail: 30, seed: seed))
    func bytes(_ map: MapShapes) -> Int { map.paths.reduce(0) { $0 + ($1?.utf8.count ?? 0) } }
    let row = (0...8).map { draft.shapes(tolerance: MapShapes.defaultTolerance * pow(1.6, Double($0))) }
    for limit in [bytes(row[0]), bytes(row[3]), bytes(row[8])] {
      let fitting = draft.shapes(pathBytes: limit)
      #expect(bytes(fitting) <= limit)
      #expect(fitting.positionsAfter == row.first { bytes($0) <= limit }?.positionsAfter)
    }
    // More than specks alone would take is asked for: the coarsest of the row, at once.
    #expect(draft.shapes(pathBytes: 100).positionsAfter == row[8].positionsAfter)
  }

  @Test("relations without a map are those of the map") func relations() {
    let (all, bare) = (
      MapDraft(shapes: mesh(3)).shapes(), MapShapes(relations: PlaceRelations(shapes: mesh(3)))
    )
    #expect(bare.paths.allSatisfy { $0 == nil } && bare.outline.isEmpty)
    #expect(bare.neighbours == all.neighbours && bare.areas == all.areas && !bare.neighbours.joined().isEmpty)
  }
}

@Suite struct NearbyQTests {
  @Test("q near a latitude equals the library's", arguments: [-89, -41.9, 0, 0.05, 37.8, 60, 84.5])
  func near(latitude: Double) {
    let radians = Double.pi / 180
    let near = NearbyQ(latitude: latitude * radians)
    let base = Ellipsoid.q(sine: sin(latitude * radians))
    for turn in [-0.2, -0.13, -1e-3, 0, 1e-7, 0.04, 0.2] {
      let exact = Ellipsoid.q(sine: sin((latitude + turn) * radians)) - base
      // The right side loses what cancels in it.
      #expect(abs(near.difference(turn * radians) - exact) < 1e-15)
      let mean = GroundArea.meanQ(latitude + turn, latitude + turn + 0.04, across: 1, base)
      #expect(abs(near.mean(turn * radians, (turn + 0.04) * radians) - mean) < 1e-15)
    }
  }
}
