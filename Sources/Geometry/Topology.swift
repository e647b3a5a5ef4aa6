/// Shapes as shared arcs: a border between two places is stored once.
///
/// Positions are joined by exact coordinates. A vertex is a junction when two visits see different
/// neighbours; rings are cut there, and an arc met again, forwards or backwards, is the same arc (method of
/// Bostock's topojson, 2013). O(positions).
struct Topology {
  /// Unique vertices, in degrees.
  var xs: [Double] = []
  var ys: [Double] = []
  var isJunction: [Bool] = []
  /// Arc `a` is the vertices `arcVertices[arcStarts[a] ..< arcStarts[a + 1]]`; a ring without junction is one
  /// arc whose last vertex is its first.
  var arcVertices: [Int32] = []
  var arcStarts: [Int32] = [0]
  /// How many rings run along each arc.
  var arcUses: [Int32] = []
  /// Ring `r` is the arcs `ringArcs[ringStarts[r] ..< ringStarts[r + 1]]`; `~a` is arc `a` backwards.
  var ringArcs: [Int32] = []
  var ringStarts: [Int32] = [0]
  /// Per place and one past: its rings, in the order of its shape.
  var placeRings: [Int32] = [0]
  /// Per ring: whether it is the outer one of a polygon.
  var ringIsOuter: [Bool] = []

  private var arcNumbers: [UInt64: Int32] = [:]

  var arcCount: Int { arcStarts.count - 1 }
  var ringCount: Int { ringStarts.count - 1 }
  func arc(_ arc: Int) -> Range<Int> { Int(arcStarts[arc])..<Int(arcStarts[arc + 1]) }
  func arcs(ofRing ring: Int) -> Range<Int> { Int(ringStarts[ring])..<Int(ringStarts[ring + 1]) }
  func rings(ofPlace place: Int) -> Range<Int> { Int(placeRings[place])..<Int(placeRings[place + 1]) }

  init(_ shapes: [Shape?]) {
    let rings = RingVertices(shapes)
    xs = rings.table.xs
    ys = rings.table.ys
    isJunction = rings.junctions()
    for place in shapes.indices {
      for ring in rings.rings(ofPlace: place) { cut(rings.vertices(ofRing: ring)) }
      placeRings.append(Int32(ringStarts.count - 1))
    }
    ringIsOuter = rings.isOuter
    arcNumbers = [:]
  }

  private mutating func cut(_ ring: ArraySlice<Int32>) {
    let count = ring.count
    let first = ring.startIndex
    // A ring without junction starts at its lowest vertex, so that its twin starts there too.
    let anchor =
      ring.firstIndex { isJunction[Int($0)] } ?? ring.indices.min { ring[$0] < ring[$1] } ?? first
    var run: [Int32] = [ring[anchor]]
    for step in 1...count {
      let vertex = ring[first + (anchor - first + step) % count]
      run.append(vertex)
      if isJunction[Int(vertex)] || step == count {
        ringArcs.append(reference(to: run))
        run = [vertex]
      }
    }
    ringStarts.append(Int32(ringArcs.count))
  }

  /// The arc of these vertices, entered if it is new.
  private mutating func reference(to run: [Int32]) -> Int32 {
    let forward = Self.key(run[0], run[1])
    let backward = Self.key(run[run.count - 1], run[run.count - 2])
    let isForward = forward <= backward
    if let known = arcNumbers[min(forward, backward)] {
      arcUses[Int(known)] += 1
      return isForward ? known : ~known
    }
    let number = Int32(arcCount)
    arcNumbers[min(forward, backward)] = number
    if isForward {
      arcVertices.append(contentsOf: run)
    } else {
      arcVertices.append(contentsOf: run.reversed())
    }
    arcStarts.append(Int32(arcVertices.count))
    arcUses.append(1)
    return isForward ? number : ~number
  }

  /// A directed first step names its arc: vertices that are no junctions have one way on.
  private static func key(_ from: Int32, _ to: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: from)) << 32 | UInt64(UInt32(bitPattern: to))
  }
}

/// All rings as vertex numbers, open and without repeats.
private struct RingVertices {
  var table: VertexTable
  private var all: [Int32] = []
  private var ringStarts = [0]
  private var placeRings = [0]
  private(set) var isOuter: [Bool] = []

  init(_ shapes: [Shape?]) {
    table = VertexTable(capacity: shapes.reduce(0) { $0 + ($1?.xs.count ?? 0) })
    for shape in shapes {
      if let shape { add(shape) }
      placeRings.append(ringStarts.count - 1)
    }
  }

  private mutating func add(_ shape: Shape) {
    for polygon in 0..<shape.polygonCount {
      let rings = shape.rings(ofPolygon: polygon)
      for ring in rings {
        let start = all.count
        for index in shape.ring(ring).dropLast() {
          let vertex = table.number(shape.xs[index], shape.ys[index])
          if all.count == start || all[all.count - 1] != vertex { all.append(vertex) }
        }
        while all.count > start + 1, all[all.count - 1] == all[start] { all.removeLast() }
        ringStarts.append(all.count)
        isOuter.append(ring == rings.lowerBound)
      }
    }
  }

  func rings(ofPlace place: Int) -> Range<Int> { placeRings[place]..<placeRings[place + 1] }
  func vertices(ofRing ring: Int) -> ArraySlice<Int32> { all[ringStarts[ring]..<ringStarts[ring + 1]] }

  func junctions() -> [Bool] {
    var low = [Int32](repeating: -1, count: table.xs.count)
    var high = low
    var found = [Bool](repeating: false, count: table.xs.count)
    for ring in 0..<(ringStarts.count - 1) {
      let range = ringStarts[ring]..<ringStarts[ring + 1]
      guard var before = all[range].last else { continue }
      for index in range {
        let vertex = Int(all[index])
        let after = all[index + 1 < range.upperBound ? index + 1 : range.lowerBound]
        let (small, large) = (min(before, after), max(before, after))
        if low[vertex] < 0 {
          (low[vertex], high[vertex]) = (small, large)
        } else if low[vertex] != small || high[vertex] != large {
          found[vertex] = true
        }
        before = Int32(vertex)
      }
    }
    return found
  }
}
