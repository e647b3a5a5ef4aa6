/// The weight of each vertex of each arc: how large a bend is lost without it.
///
/// Visvalingam and Whyatt (1993): the vertex whose triangle with its neighbours is smallest goes first; its
/// weight is that area, never less than of one that went before. Each arc by itself, its ends fixed, so both
/// sides of a border stay one line. O(n log n) for an arc of n vertices.
enum ArcWeights {
  /// Twice the effective area of each arc position, in the square of the canvas's own steps; ends have the greatest.
  static func weigh(_ topology: Topology, _ canvas: CanvasVertices) -> [Int64] {
    var weights = [Int64](repeating: .max, count: topology.arcVertices.count)
    let longest = (0..<topology.arcCount).reduce(0) { max($0, topology.arc($1).count) }
    weights.withUnsafeMutableBufferPointer { weights in
      withUnsafeTemporaryAllocation(of: SIMD2<Int32>.self, capacity: longest) { places in
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 4 * longest) { room in
          for arc in 0..<topology.arcCount {
            let range = topology.arc(arc)
            guard range.count > 2 else { continue }
            for (offset, vertex) in topology.arcVertices[range].enumerated() {
              places[offset] = canvas.places[Int(vertex)]
            }
            var line = WeighedLine(
              weights: UnsafeMutableBufferPointer(rebasing: weights[range]), places: places, room: room)
            line.weigh()
          }
        }
      }
    }
    return weights
  }
}

/// One arc while its vertices are taken away, in storage that all arcs use in turn.
///
/// Plain buffers: with arrays an eighth of the time went into asking whether they are shared.
private struct WeighedLine {
  private let weights: UnsafeMutableBufferPointer<Int64>
  private let places: UnsafeMutableBufferPointer<SIMD2<Int32>>
  /// Neighbours of positions that are left.
  private let next: UnsafeMutableBufferPointer<Int32>
  private let previous: UnsafeMutableBufferPointer<Int32>
  private var heap: WeightHeap

  /// - Parameters:
  ///   - weights: of the arc's positions; the ends' are never touched.
  ///   - room: four times as many numbers as there are positions.
  init(
    weights: UnsafeMutableBufferPointer<Int64>, places: UnsafeMutableBufferPointer<SIMD2<Int32>>,
    room: UnsafeMutableBufferPointer<Int32>
  ) {
    let count = weights.count
    self.weights = weights
    self.places = places
    next = UnsafeMutableBufferPointer(rebasing: room[..<count])
    previous = UnsafeMutableBufferPointer(rebasing: room[count..<(2 * count)])
    heap = WeightHeap(
      weights: weights, items: UnsafeMutableBufferPointer(rebasing: room[(2 * count)..<(3 * count)]),
      slots: UnsafeMutableBufferPointer(rebasing: room[(3 * count)..<(4 * count)]))
    for index in 0..<count {
      next[index] = Int32(index + 1)
      previous[index] = Int32(index - 1)
    }
    for index in 1..<(count - 1) { weights[index] = area(index - 1, index, index + 1) }
  }

  /// Takes all inner vertices away, the lightest first; ties by position.
  mutating func weigh() {
    // Most arcs are short: there, looking at all that is left beats a heap.
    if weights.count <= 18 { weighShort() } else { weighLong() }
  }

  private func weighShort() {
    var floor: Int64 = 0
    let last = weights.count - 1
    for _ in 1..<last {
      var best = Int(next[0])
      var index = Int(next[best])
      while index != last {
        if weights[index] < weights[best] { best = index }
        index = Int(next[index])
      }
      let (before, after) = take(best, &floor)
      if before > 0 { weigh(before) }
      if after < last { weigh(after) }
    }
  }

  private mutating func weighLong() {
    let last = weights.count - 1
    heap.fill(1..<last)
    var floor: Int64 = 0
    while let index = heap.pop() {
      let (before, after) = take(index, &floor)
      // One after the other: the heap bears one weight at a time that is not in its place.
      if before > 0 {
        weigh(before)
        heap.move(before)
      }
      if after < last {
        weigh(after)
        heap.move(after)
      }
    }
  }

  /// Takes a vertex away.
  @inline(__always)
  private func take(_ index: Int, _ floor: inout Int64) -> (before: Int, after: Int) {
    floor = max(floor, weights[index])
    weights[index] = floor
    let (before, after) = (Int(previous[index]), Int(next[index]))
    next[before] = Int32(after)
    previous[after] = Int32(before)
    return (before, after)
  }

  /// Weighs a vertex anew.
  @inline(__always)
  private func weigh(_ index: Int) { weights[index] = area(Int(previous[index]), index, Int(next[index])) }

  /// Twice the triangle's area.
  @inline(__always)
  private func area(_ one: Int, _ two: Int, _ three: Int) -> Int64 {
    let (a, b, c) = (places[one], places[two], places[three])
    let (ux, uy) = (Int64(b.x) - Int64(a.x), Int64(b.y) - Int64(a.y))
    let (vx, vy) = (Int64(c.x) - Int64(a.x), Int64(c.y) - Int64(a.y))
    return abs(ux * vy - uy * vx)
  }
}
