extension Topology {
  /// For each place the places it shares a border or a single vertex with, ascending (queen contiguity).
  ///
  /// Vertices must be equal to the last bit. Where borders meet, they share a junction; only a ring that
  /// fills a hole exactly has none, and there the arc itself is shared. O(arcs log arcs).
  func neighbours() -> [[Int]] {
    let places = placeRings.count - 1
    var meetings: [(key: Int64, place: Int32)] = []
    for place in 0..<places {
      for ring in rings(ofPlace: place) {
        for reference in ringArcs[arcs(ofRing: ring)] {
          let arc = Int(reference < 0 ? ~reference : reference)
          let range = self.arc(arc)
          for vertex in [arcVertices[range.lowerBound], arcVertices[range.upperBound - 1]] {
            meetings.append((isJunction[Int(vertex)] ? Int64(vertex) : -1 - Int64(arc), Int32(place)))
          }
        }
      }
    }
    return Self.pairs(meetings.sorted { ($0.key, $0.place) < ($1.key, $1.place) }, places)
  }

  private static func pairs(_ meetings: [(key: Int64, place: Int32)], _ places: Int) -> [[Int]] {
    var found = [[Int]](repeating: [], count: places)
    var start = 0
    for end in 1..<max(1, meetings.count + 1) {
      if end < meetings.count, meetings[end].key == meetings[start].key { continue }
      for one in start..<min(end, meetings.count) {
        for other in start..<end where meetings[other].place != meetings[one].place {
          found[Int(meetings[one].place)].append(Int(meetings[other].place))
        }
      }
      start = end
    }
    return found.map { Array(Set($0)).sorted() }
  }
}
