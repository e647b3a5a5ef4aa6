/// Simplified arcs to paths and label points.
struct MapDrawing {
  let lines: Simplification
  private var topology: Topology { lines.topology }

  init(lines: Simplification) { self.lines = lines }

  /// The kept corners of a ring, the closing one left out.
  func corners(ofRing ring: Int) -> [SIMD2<Int32>] {
    topology.ringArcs[topology.arcs(ofRing: ring)].flatMap { corners(ofArc: $0).dropLast() }
  }

  /// The kept positions of an arc in the direction of use.
  private func corners(ofArc reference: Int32) -> [SIMD2<Int32>] {
    let range = topology.arc(Int(reference < 0 ? ~reference : reference))
    let kept = range.filter { lines.isKept[$0] }.map { index -> SIMD2<Int32> in
      let vertex = Int(topology.arcVertices[index])
      return SIMD2(lines.xs[vertex], lines.ys[vertex])
    }
    return reference < 0 ? kept.reversed() : kept
  }

  func path(_ place: Int) -> String? {
    let rings = topology.rings(ofPlace: place)
    guard !rings.isEmpty else { return nil }
    var text = PathText()
    for ring in rings {
      let corners = self.corners(ofRing: ring)
      // A ring within a hundredth of a unit draws nothing.
      if Set(corners).count >= 3 { text.append(ring: corners) }
    }
    if text.isEmpty { text.append(ring: Self.speck(corners(ofRing: rings.lowerBound))) }
    return text.text
  }

  /// The smallest triangle that can be drawn, for a place that would vanish.
  private static func speck(_ corners: [SIMD2<Int32>]) -> [SIMD2<Int32>] {
    guard let first = corners.first else { return [] }
    return [first, first &+ SIMD2(1, 0), first &+ SIMD2(1, 1)]
  }

  /// The pole of inaccessibility of the largest simplified polygon.
  func labelPoint(_ place: Int) -> Position? {
    let rings = topology.rings(ofPlace: place)
    var best: (area: Double, polygon: LabelPoint)?
    var ring = rings.lowerBound
    while ring < rings.upperBound {
      var next = ring + 1
      while next < rings.upperBound, !topology.ringIsOuter[next] { next += 1 }
      let candidate = polygon(ring..<next)
      if candidate.area > (best?.area ?? -1) { best = candidate }
      ring = next
    }
    return best?.polygon.find()
  }

  private func polygon(_ rings: Range<Int>) -> (area: Double, polygon: LabelPoint) {
    var xs: [Double] = []
    var ys: [Double] = []
    var starts = [0]
    var area = 0.0
    for ring in rings {
      let corners = self.corners(ofRing: ring)
      for corner in corners + corners.prefix(1) {
        xs.append(Double(corner.x) / 100)
        ys.append(Double(corner.y) / 100)
      }
      let size = abs(Self.area(xs, ys, starts[starts.count - 1]..<xs.count))
      area += ring == rings.lowerBound ? size : -size
      starts.append(xs.count)
    }
    return (area, LabelPoint(xs: xs, ys: ys, ringStarts: starts))
  }

  private static func area(_ xs: [Double], _ ys: [Double], _ range: Range<Int>) -> Double {
    range.dropFirst().reduce(0) { $0 + xs[$1 - 1] * ys[$1] - xs[$1] * ys[$1 - 1] } / 2
  }

  /// The arcs that one ring alone has, joined end to end into rings, in the order of their numbers.
  func outline() -> String {
    var chains = OutlineChains(topology)
    var text = PathText()
    while let chain = chains.next() {
      let corners = chain.flatMap { self.corners(ofArc: $0).dropLast() }
      if Set(corners).count >= 3 { text.append(ring: corners) }
    }
    return text.text
  }
}

/// Directed arcs of single use, walked from end to start.
private struct OutlineChains {
  private var starting: [Int32: [Int32]] = [:]
  private var open: [Int32]
  private var isUsed: [Bool]
  private let topology: Topology

  init(_ topology: Topology) {
    self.topology = topology
    open = topology.ringArcs.filter { topology.arcUses[Int($0 < 0 ? ~$0 : $0)] == 1 }.reversed()
    isUsed = [Bool](repeating: false, count: topology.arcCount)
    for reference in open { starting[ends(reference).start, default: []].append(reference) }
  }

  private func ends(_ reference: Int32) -> (start: Int32, end: Int32) {
    let range = topology.arc(Int(reference < 0 ? ~reference : reference))
    let (first, last) = (topology.arcVertices[range.lowerBound], topology.arcVertices[range.upperBound - 1])
    return reference < 0 ? (last, first) : (first, last)
  }

  private func number(_ reference: Int32) -> Int { Int(reference < 0 ? ~reference : reference) }

  mutating func next() -> [Int32]? {
    while let reference = open.popLast() {
      if isUsed[number(reference)] { continue }
      return walk(from: reference)
    }
    return nil
  }

  private mutating func walk(from reference: Int32) -> [Int32] {
    var chain = [reference]
    isUsed[number(reference)] = true
    let start = ends(reference).start
    var end = ends(reference).end
    while end != start, let next = starting[end]?.last(where: { !isUsed[number($0)] }) {
      isUsed[number(next)] = true
      chain.append(next)
      end = ends(next).end
    }
    return chain
  }
}
