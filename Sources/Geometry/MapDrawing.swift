/// Simplified arcs to paths and label points.
struct MapDrawing {
  private let topology: Topology
  /// The kept corners of all arcs, and of all rings, the closing one left out, in hundredths of a unit.
  private let arcCorners: Corners
  private let ringCorners: Corners

  /// Runs of corners in one array.
  private struct Corners {
    var places: [SIMD2<Int32>] = []
    /// Per run and one past.
    var starts: [Int32] = [0]

    @inline(__always)
    subscript(run: Int) -> ArraySlice<SIMD2<Int32>> { places[Int(starts[run])..<Int(starts[run + 1])] }

    mutating func close() { starts.append(Int32(places.count)) }
  }

  init(lines: Simplification) {
    topology = lines.topology
    arcCorners = Self.arcs(lines)
    ringCorners = Self.rings(lines.topology, arcCorners)
  }

  private static func arcs(_ lines: Simplification) -> Corners {
    let topology = lines.topology
    var corners = Corners()
    for arc in 0..<topology.arcCount {
      for position in topology.arc(arc) where lines.isKept[position] {
        corners.places.append(lines.canvas.places[Int(topology.arcVertices[position])])
      }
      corners.close()
    }
    return corners
  }

  private static func rings(_ topology: Topology, _ arcs: Corners) -> Corners {
    var corners = Corners()
    for ring in 0..<topology.ringCount {
      for place in topology.arcs(ofRing: ring) { append(topology.ringArcs[place], of: arcs, to: &corners) }
      corners.close()
    }
    return corners
  }

  /// Appends an arc in the direction of its use, without its last corner.
  private static func append(_ reference: Int32, of arcs: Corners, to corners: inout Corners) {
    let run = arcs[Topology.number(reference)]
    if reference < 0 {
      for place in run.dropFirst().reversed() { corners.places.append(place) }
    } else {
      corners.places.append(contentsOf: run.dropLast())
    }
  }
}

// MARK: - Paths

extension MapDrawing {
  /// SVG path data of each place; nil where it has no shape.
  func paths() -> [String?] {
    var text = PathText()
    return (0..<topology.placeCount).map { place in
      text.removeAll()
      append(place, to: &text)
      return text.isEmpty ? nil : text.text
    }
  }

  /// The bytes that `paths` has in all.
  func pathBytes() -> Int {
    var text = PathText()
    var bytes = 0
    for place in 0..<topology.placeCount {
      text.removeAll()
      append(place, to: &text)
      bytes += text.bytes.count
    }
    return bytes
  }

  private func append(_ place: Int, to text: inout PathText) {
    let rings = topology.rings(ofPlace: place)
    guard let first = rings.first else { return }
    for ring in rings {
      let corners = ringCorners[ring]
      // A ring within a hundredth of a unit draws nothing.
      if Self.hasThree(corners) { text.append(ring: corners) }
    }
    if text.isEmpty { text.append(ring: Self.speck(ringCorners[first])) }
  }

  /// Whether three corners at least are different places.
  private static func hasThree(_ corners: ArraySlice<SIMD2<Int32>>) -> Bool {
    guard let first = corners.first, let second = corners.first(where: { $0 != first }) else { return false }
    return corners.contains { $0 != first && $0 != second }
  }

  /// The smallest triangle that can be drawn, for a place that would vanish.
  private static func speck(_ corners: ArraySlice<SIMD2<Int32>>) -> [SIMD2<Int32>] {
    guard let first = corners.first else { return [] }
    return [first, first &+ SIMD2(1, 0), first &+ SIMD2(1, 1)]
  }

  /// The arcs that one ring alone has, joined end to end into rings, in the order of their numbers.
  func outline() -> String {
    var chains = OutlineChains(topology)
    var text = PathText()
    while let chain = chains.next() {
      var corners = Corners()
      for reference in chain { Self.append(reference, of: arcCorners, to: &corners) }
      if Self.hasThree(corners.places[...]) { text.append(ring: corners.places) }
    }
    return text.text
  }
}

// MARK: - Label points

extension MapDrawing {
  /// In units: less than a border moves when it is simplified.
  private static let labelPrecision = 0.25

  /// For each place the pole of inaccessibility of its largest simplified polygon; nil where it has no shape.
  func labelPoints() -> [Position?] {
    var search = LabelPoint()
    return (0..<topology.placeCount).map { labelPoint($0, &search) }
  }

  private func labelPoint(_ place: Int, _ search: inout LabelPoint) -> Position? {
    let rings = topology.rings(ofPlace: place)
    var best: (area: Double, rings: Range<Int>)?
    var ring = rings.lowerBound
    while ring < rings.upperBound {
      var next = ring + 1
      while next < rings.upperBound, !topology.ringIsOuter[next] { next += 1 }
      let size = (ring..<next).reduce(0) { $0 + ($1 == ring ? area($1) : -area($1)) }
      if size > (best?.area ?? -1) { best = (size, ring..<next) }
      ring = next
    }
    guard let best else { return nil }
    search.removeAll()
    for ring in best.rings { search.append(ring: ringCorners[ring]) }
    return search.find(precision: Self.labelPrecision)
  }

  /// In units², whichever way the ring runs.
  private func area(_ ring: Int) -> Double {
    let corners = ringCorners[ring]
    guard var last = corners.last else { return 0 }
    var sum: Int64 = 0
    for corner in corners {
      sum += Int64(last.x) * Int64(corner.y) - Int64(corner.x) * Int64(last.y)
      last = corner
    }
    return abs(Double(sum)) / 20_000
  }
}
