/// Which vertices of each arc are kept at a tolerance.
struct Simplification {
  let topology: Topology
  let canvas: CanvasVertices
  /// Per arc position, as `ArcWeights` gives them.
  let weights: [Int64]
  /// Per arc position.
  private(set) var isKept: [Bool]

  /// - Parameter tolerance: in canvas units²; vertices of smaller effective area go.
  init(_ topology: Topology, _ canvas: CanvasVertices, weights: [Int64], tolerance: Double) {
    self.topology = topology
    self.canvas = canvas
    self.weights = weights
    let least = Int64((max(0, tolerance) * 2 * 10_000).rounded())
    isKept = weights.map { $0 >= least }
    for ring in 0..<topology.ringCount { keepThree(ring) }
  }

  /// Keeps the heaviest vertex left out between two kept positions and returns it; the first of several.
  mutating func restore(between first: Int, and last: Int) -> Int? {
    let best = heaviest(in: (first + 1)..<last)
    if let best { isKept[best] = true }
    return best
  }

  /// A ring keeps three corners at least, so that the smallest island stays an area.
  private mutating func keepThree(_ ring: Int) {
    let references = topology.arcs(ofRing: ring)
    // Three arcs have three ends.
    guard references.count < 3 else { return }
    while corners(references) < 3 {
      var best: Int?
      for place in references {
        let candidate = heaviest(in: topology.arc(Topology.number(topology.ringArcs[place])))
        guard let candidate else { continue }
        // The heavier; of two alike the one that comes first in the arcs.
        if let known = best, (weights[known], candidate) >= (weights[candidate], known) { continue }
        best = candidate
      }
      guard let best else { return }
      isKept[best] = true
    }
  }

  /// The kept corners of a ring of these arcs.
  private func corners(_ references: Range<Int>) -> Int {
    references.reduce(0) { count, place in
      let arc = topology.arc(Topology.number(topology.ringArcs[place]))
      return arc.reduce(count - 1) { $0 + (isKept[$1] ? 1 : 0) }
    }
  }

  private func heaviest(in range: Range<Int>) -> Int? {
    var best: Int?
    for index in range where !isKept[index] {
      if let known = best, weights[index] <= weights[known] { continue }
      best = index
    }
    return best
  }
}
