/// Arcs on the canvas with the weight of each vertex and which are kept.
///
/// Visvalingam and Whyatt (1993): the vertex whose triangle with its neighbours is smallest goes first; its
/// weight is that area, never less than of one that went before. Each arc by itself, its ends fixed, so
/// both sides of a border stay one line. Coordinates are whole hundredths of a canvas unit, so every area and
/// side is exact and what is checked is what is drawn.
struct Simplification {
  /// Per vertex, hundredths of a canvas unit.
  let xs: [Int32]
  let ys: [Int32]
  /// Per arc position: twice its effective area in hundredths²; ends have the greatest.
  private(set) var weights: [Int64]
  /// Per arc position.
  private(set) var isKept: [Bool]
  let topology: Topology

  /// - Parameter tolerance: in canvas units²; vertices of smaller effective area go.
  init(_ topology: Topology, frame: MapFrame, tolerance: Double) {
    self.topology = topology
    var xs = [Int32](repeating: 0, count: topology.xs.count)
    var ys = xs
    for vertex in xs.indices {
      let place = frame.place(topology.xs[vertex], topology.ys[vertex])
      xs[vertex] = Int32((place.x * 100).rounded())
      ys[vertex] = Int32((place.y * 100).rounded())
    }
    self.xs = xs
    self.ys = ys
    weights = [Int64](repeating: .max, count: topology.arcVertices.count)
    isKept = []
    var heap = WeightHeap()
    var links = Links()
    for arc in 0..<topology.arcCount { weigh(topology.arc(arc), &heap, &links) }
    let least = Int64((max(0, tolerance) * 2 * 10_000).rounded())
    isKept = weights.map { $0 >= least }
    for ring in 0..<topology.ringCount { keepThree(ring) }
  }

  /// Whether a vertex was left out strictly between two kept positions of an arc.
  func canRestore(between first: Int, and last: Int) -> Bool { last - first > 1 }

  /// Keeps the heaviest vertex left out between two kept positions.
  mutating func restore(between first: Int, and last: Int) {
    if let best = heaviest(in: (first + 1)..<last) { isKept[best] = true }
  }

  /// A ring keeps three corners at least, so that the smallest island stays an area.
  private mutating func keepThree(_ ring: Int) {
    let references = topology.ringArcs[topology.arcs(ofRing: ring)]
    // Three arcs have three ends.
    guard references.count < 3 else { return }
    let arcs = references.map { topology.arc(Int($0 < 0 ? ~$0 : $0)) }
    while arcs.reduce(0, { $0 + isKept[$1].count { $0 } - 1 }) < 3 {
      let candidates = arcs.compactMap { heaviest(in: $0) }
      guard let best = candidates.max(by: { (weights[$0], $1) < (weights[$1], $0) }) else { return }
      isKept[best] = true
    }
  }

  private func heaviest(in range: Range<Int>) -> Int? {
    var best: Int?
    for index in range where !isKept[index] {
      if best.map({ weights[index] > weights[$0] }) ?? true { best = index }
    }
    return best
  }
}

// MARK: - Weights

extension Simplification {
  private mutating func weigh(_ range: Range<Int>, _ heap: inout WeightHeap, _ links: inout Links) {
    guard range.count > 2 else { return }
    links.reset(range)
    heap.removeAll()
    for index in (range.lowerBound + 1)..<(range.upperBound - 1) {
      weights[index] = area(index - 1, index, index + 1)
      heap.push(weights[index], index)
    }
    var floor: Int64 = 0
    while let (weight, index) = heap.pop() {
      // An entry from before a neighbour's removal has a stale weight.
      guard links.isLinked(index), weight == weights[index] else { continue }
      floor = max(floor, weight)
      weights[index] = floor
      let (before, after) = links.remove(index)
      for side in [before, after] where side > range.lowerBound && side < range.upperBound - 1 {
        weights[side] = area(links.before(side), side, links.after(side))
        heap.push(weights[side], side)
      }
    }
  }

  /// Twice the triangle's area.
  @inline(__always)
  private func area(_ one: Int, _ two: Int, _ three: Int) -> Int64 {
    let a = Int(topology.arcVertices[one])
    let b = Int(topology.arcVertices[two])
    let c = Int(topology.arcVertices[three])
    let (ux, uy) = (Int64(xs[b]) - Int64(xs[a]), Int64(ys[b]) - Int64(ys[a]))
    let (vx, vy) = (Int64(xs[c]) - Int64(xs[a]), Int64(ys[c]) - Int64(ys[a]))
    return abs(ux * vy - uy * vx)
  }
}

/// A doubly linked list over a range of positions.
private struct Links {
  private var start = 0
  private var next: [Int32] = []
  private var previous: [Int32] = []

  /// Links all positions of a range, in the storage of the last one.
  mutating func reset(_ range: Range<Int>) {
    start = range.lowerBound
    next.removeAll(keepingCapacity: true)
    previous.removeAll(keepingCapacity: true)
    for offset in 0..<Int32(range.count) {
      next.append(offset + 1)
      previous.append(offset - 1)
    }
  }

  func before(_ index: Int) -> Int { start + Int(previous[index - start]) }
  func after(_ index: Int) -> Int { start + Int(next[index - start]) }
  func isLinked(_ index: Int) -> Bool { next[index - start] >= 0 }

  mutating func remove(_ index: Int) -> (before: Int, after: Int) {
    let sides = (before(index), after(index))
    next[sides.0 - start] = Int32(sides.1 - start)
    previous[sides.1 - start] = Int32(sides.0 - start)
    next[index - start] = -1
    return sides
  }
}

/// A binary heap of (weight, position), the smallest first, ties by position.
private struct WeightHeap {
  private var items: [(weight: Int64, index: Int)] = []

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  mutating func push(_ weight: Int64, _ index: Int) {
    items.append((weight, index))
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard items[child] < items[parent] else { return }
      items.swapAt(child, parent)
      child = parent
    }
  }

  mutating func pop() -> (Int64, Int)? {
    guard let top = items.first else { return nil }
    let last = items.removeLast()
    guard !items.isEmpty else { return top }
    items[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < items.count else { break }
      if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
      guard items[child] < items[parent] else { break }
      items.swapAt(child, parent)
      parent = child
    }
    return top
  }
}
