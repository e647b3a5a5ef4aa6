/// The borders of all places in flat storage, while their index is built.
///
/// A copy, 24 bytes a position, so that the many passes of the builder read two plain arrays. Position `i`
/// starts the edge from `i` to `i + 1`, unless its owner is −1: then its ring ends there, or it comes twice.
struct PlaceEdges {
  private var positions: [Position] = []
  /// The place whose border the edge is, or −1. In ascending order among edges.
  private(set) var owners: [Int32] = []
  /// The edges' numbers.
  private(set) var numbers: [Int32] = []
  /// The box around all edges; nil when there are none.
  private(set) var box: Bounds?

  /// The edges of `shapes`. A shape with a coordinate that is not finite has none. O(positions).
  init(_ shapes: [Shape?]) {
    let count = shapes.reduce(0) { $0 + ($1?.xs.count ?? 0) }
    positions.reserveCapacity(count)
    owners.reserveCapacity(count)
    numbers.reserveCapacity(count)
    for (place, shape) in shapes.enumerated() {
      guard let shape, !shape.isEmpty else { continue }
      let start = positions.count
      let xs = shape.xs
      let ys = shape.ys
      for ring in 0..<shape.ringCount {
        let range = shape.ring(ring)
        for index in range {
          add(Position(x: xs[index], y: ys[index]), isFirst: index == range.lowerBound, Int32(place))
        }
        if !range.isEmpty { owners[owners.count - 1] = -1 }
      }
      keep(from: start)
    }
  }

  @inline(__always)
  private mutating func add(_ position: Position, isFirst: Bool, _ place: Int32) {
    if !isFirst, position == positions[positions.count - 1] { owners[owners.count - 1] = -1 }
    positions.append(position)
    owners.append(place)
  }

  /// Widens the box by the positions of a shape and numbers its edges, or forgets them if one is not finite.
  private mutating func keep(from start: Int) {
    guard start < positions.count else { return }
    let first = positions[start]
    var (minX, maxX, minY, maxY) = (first.x, first.x, first.y, first.y)
    var isFinite = true
    for index in start..<positions.count {
      let x = positions[index].x
      let y = positions[index].y
      // Only a number that is not finite differs from itself when it is taken from itself.
      isFinite = isFinite && x - x == 0 && y - y == 0
      minX = x < minX ? x : minX
      maxX = x > maxX ? x : maxX
      minY = y < minY ? y : minY
      maxY = y > maxY ? y : maxY
    }
    guard isFinite else {
      positions.removeLast(positions.count - start)
      owners.removeLast(owners.count - start)
      return
    }
    for index in start..<positions.count where owners[index] >= 0 { numbers.append(Int32(index)) }
    let own = Bounds(minX: minX, minY: minY, maxX: maxX, maxY: maxY)
    box = box?.union(own) ?? own
  }

  /// An edge from its lower end to its upper, or from left to right when level.
  @inline(__always)
  subscript(edge: Int32) -> PlaceEdge {
    let a = positions[Int(edge)]
    let b = positions[Int(edge) + 1]
    return a.y < b.y || (a.y == b.y && a.x < b.x)
      ? PlaceEdge(ax: a.x, ay: a.y, bx: b.x, by: b.y) : PlaceEdge(ax: b.x, ay: b.y, bx: a.x, by: a.y)
  }

  /// The sum of the widths and of the heights of edges, as far as they lie within a box.
  func reach(of edges: [Int32], within box: Bounds) -> Position {
    var sum = Position(x: 0, y: 0)
    for edge in edges {
      let line = self[edge]
      let left = max(min(line.ax, line.bx), box.minX)
      let right = min(max(line.ax, line.bx), box.maxX)
      sum.x += max(0, right - left)
      sum.y += max(0, min(line.by, box.maxY) - max(line.ay, box.minY))
    }
    return sum
  }
}
