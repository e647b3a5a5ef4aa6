/// All rings of all places as vertex numbers, open and without repeats.
struct RingVertices {
  /// The unique positions, in degrees.
  private(set) var positions: [Position] = []
  private(set) var vertices: [Int32] = []
  /// Per ring and one past: its vertices.
  private(set) var ringStarts: [Int32] = [0]
  /// Per place and one past: its rings, in the order of its shape.
  private(set) var placeRings: [Int32] = [0]
  /// Per ring: whether it is the outer one of a polygon.
  private(set) var isOuter: [Bool] = []

  var ringCount: Int { ringStarts.count - 1 }

  /// O(positions).
  init(_ shapes: [Shape?]) {
    let capacity = shapes.reduce(0) { $0 + ($1?.positions.count ?? 0) }
    var numbers = VertexNumbers(capacity: capacity)
    var own: [Int32] = []
    vertices.reserveCapacity(capacity)
    placeRings.reserveCapacity(shapes.count + 1)
    for shape in shapes {
      if let shape {
        own.removeAll(keepingCapacity: true)
        shape.withPositions { numbers.append($0, $1, to: &own) }
        add(shape, own)
      }
      placeRings.append(Int32(ringCount))
    }
    positions = numbers.positions
  }

  /// Appends the rings of a shape whose positions have these numbers.
  private mutating func add(_ shape: Shape, _ own: [Int32]) {
    for polygon in 0..<shape.polygonCount {
      let rings = shape.rings(ofPolygon: polygon)
      for ring in rings {
        let start = vertices.count
        var last: Int32 = -1
        for index in shape.ring(ring).dropLast() where own[index] != last {
          last = own[index]
          vertices.append(last)
        }
        while vertices.count > start + 1, vertices[vertices.count - 1] == vertices[start] {
          vertices.removeLast()
        }
        ringStarts.append(Int32(vertices.count))
        isOuter.append(ring == rings.lowerBound)
      }
    }
  }

  /// Per vertex: whether two visits see different neighbours.
  func junctions() -> [Bool] {
    // Both neighbours of the first visit in one word, the lower in front; vertices count from 1 here, 0 is none.
    var seen = [UInt64](repeating: 0, count: positions.count)
    var found = [Bool](repeating: false, count: positions.count)
    for ring in 0..<ringCount {
      let range = Int(ringStarts[ring])..<Int(ringStarts[ring + 1])
      guard range.count > 0 else { continue }
      var before = vertices[range.upperBound - 1]
      var vertex = vertices[range.lowerBound]
      for index in range {
        let after = vertices[index + 1 < range.upperBound ? index + 1 : range.lowerBound]
        let pair = UInt64(min(before, after) + 1) << 32 | UInt64(max(before, after) + 1)
        let known = seen[Int(vertex)]
        if known == 0 { seen[Int(vertex)] = pair } else if known != pair { found[Int(vertex)] = true }
        (before, vertex) = (vertex, after)
      }
    }
    return found
  }
}
