/// For each place a list of places, in two flat arrays: 85,000 lists of six are two allocations.
package struct PlaceLists: Sendable, Equatable {
  private let starts: [Int32]
  private let places: [Int32]

  /// - Parameter starts: list count + 1 offsets into `places`.
  init(starts: [Int32], places: [Int32]) {
    self.starts = starts
    self.places = places
  }
}

extension PlaceLists: RandomAccessCollection, ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: [Int]...) {
    var starts: [Int32] = [0]
    for list in elements { starts.append((starts.last ?? 0) + Int32(list.count)) }
    self.init(starts: starts, places: elements.joined().map { Int32($0) })
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { starts.count - 1 }
  package subscript(place: Int) -> [Int] {
    places[Int(starts[place])..<Int(starts[place + 1])].map { Int($0) }
  }
}

extension Topology {
  /// For each place the places it shares a border or a single vertex with, ascending (queen contiguity).
  ///
  /// Vertices must be equal to the last bit. Where borders meet, they share a junction; only a ring that
  /// fills a hole exactly has none, and there the arc itself is shared. O(arcs + pairs).
  func neighbours() -> PlaceLists {
    let meetings = Meetings(self)
    var starts: [Int32] = [0]
    var places: [Int32] = []
    var own: [Int32] = []
    // Per place the last one that counted it.
    var counted = [Int32](repeating: -1, count: placeCount)
    for place in 0..<Int32(placeCount) {
      own.removeAll(keepingCapacity: true)
      counted[Int(place)] = place
      for ring in rings(ofPlace: Int(place)) {
        for arc in arcs(ofRing: ring) {
          meetings.forEachPlace(at: ringArcs[arc]) { other in
            guard counted[Int(other)] != place else { return }
            counted[Int(other)] = place
            own.append(other)
          }
        }
      }
      own.sort()
      places.append(contentsOf: own)
      starts.append(Int32(places.count))
    }
    return PlaceLists(starts: starts, places: places)
  }
}

/// Which places come together at each place where an arc begins in a ring: a junction, or the whole arc of a ring
/// that has none.
private struct Meetings {
  private let topology: Topology
  /// Per vertex or, behind them, per arc, and one past: its places, by a counting sort.
  private var starts: [Int32]
  private var places: [Int32] = []

  init(_ topology: Topology) {
    self.topology = topology
    starts = [Int32](repeating: 0, count: topology.isJunction.count + topology.arcCount + 1)
    for reference in topology.ringArcs { starts[key(reference)] += 1 }
    var sum: Int32 = 0
    for key in starts.indices {
      sum += starts[key]
      starts[key] = sum
    }
    places = [Int32](repeating: 0, count: Int(sum))
    for place in (0..<topology.placeCount).reversed() {
      for ring in topology.rings(ofPlace: place) {
        for arc in topology.arcs(ofRing: ring) {
          let key = key(topology.ringArcs[arc])
          starts[key] -= 1
          places[Int(starts[key])] = Int32(place)
        }
      }
    }
  }

  /// Where an arc begins in the direction of its use. Its end is where the next one of the ring begins.
  @inline(__always)
  private func key(_ reference: Int32) -> Int {
    let arc = Topology.number(reference)
    let range = topology.arc(arc)
    let vertex = Int(topology.arcVertices[reference < 0 ? range.upperBound - 1 : range.lowerBound])
    return topology.isJunction[vertex] ? vertex : topology.isJunction.count + arc
  }

  @inline(__always)
  func forEachPlace(at reference: Int32, _ body: (Int32) -> Void) {
    let key = key(reference)
    for place in Int(starts[key])..<Int(starts[key + 1]) { body(places[place]) }
  }
}
