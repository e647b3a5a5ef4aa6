/// Cuts rings into arcs and recognises those met before.
///
/// A vertex within an arc belongs to no other, so most arcs are found again by a number at their vertices; only
/// arcs from junction to junction without a vertex between need a hash table.
struct ArcCutter {
  private(set) var arcVertices: [Int32] = []
  private(set) var arcStarts: [Int32] = [0]
  private(set) var arcUses: [Int32] = []
  private(set) var ringArcs: [Int32] = []
  private(set) var ringStarts: [Int32] = [0]

  private let vertices: [Int32]
  private let starts: [Int32]
  private let isJunction: [Bool]
  /// Per vertex, the arc it lies within, if it is next to the arc's end; −1 for none.
  private var arcWithin: [Int32]
  private var straight: PairTable

  init(_ rings: RingVertices, _ isJunction: [Bool]) {
    vertices = rings.vertices
    starts = rings.ringStarts
    self.isJunction = isJunction
    arcWithin = [Int32](repeating: -1, count: isJunction.count)
    straight = PairTable()
    arcVertices.reserveCapacity(vertices.count / 2 + 64)
    ringStarts.reserveCapacity(starts.count)
  }

  mutating func cutAll() {
    for ring in 0..<(starts.count - 1) {
      cut(Int(starts[ring])..<Int(starts[ring + 1]))
      ringStarts.append(Int32(ringArcs.count))
    }
  }

  private mutating func cut(_ ring: Range<Int>) {
    guard !ring.isEmpty else { return }
    // A ring without junction starts at its lowest vertex, so that its twin starts there too.
    let anchor =
      ring.first { isJunction[Int(vertices[$0])] } ?? ring.min { vertices[$0] < vertices[$1] }
      ?? ring.lowerBound
    var run = Run(ring: ring, start: anchor)
    var at = anchor
    repeat {
      at = at + 1 < ring.upperBound ? at + 1 : ring.lowerBound
      run.steps += 1
      if isJunction[Int(vertices[at])] || at == anchor {
        ringArcs.append(reference(to: run))
        run = Run(ring: ring, start: at)
      }
    } while at != anchor
  }

  /// A stretch of a ring: `steps` edges from `start` on.
  private struct Run {
    let ring: Range<Int>
    let start: Int
    var steps = 0

    init(ring: Range<Int>, start: Int) {
      self.ring = ring
      self.start = start
    }

    /// The place in the rings of the vertex `step` edges on.
    @inline(__always)
    func place(_ step: Int) -> Int {
      let place = start + step
      return place < ring.upperBound ? place : place - ring.count
    }
  }

  /// The arc along this run, entered if it is new.
  private mutating func reference(to run: Run) -> Int32 {
    let first = vertices[run.start]
    let second = vertices[run.place(1)]
    let last = vertices[run.place(run.steps)]
    let beforeLast = vertices[run.place(run.steps - 1)]
    // A directed first step names an arc: vertices within have one way on. The lesser name is its direction.
    let isForward = (first, second) <= (last, beforeLast)
    let known =
      run.steps > 1
      ? arcWithin[Int(second)]
      : straight.number(of: min(first, second), max(first, second), orEnter: Int32(arcUses.count))
    if known >= 0, known < arcUses.count, arcStarts[Int(known) + 1] - arcStarts[Int(known)] == run.steps + 1 {
      arcUses[Int(known)] += 1
      return isForward ? known : ~known
    }
    let number = Int32(arcUses.count)
    if run.steps > 1 {
      arcWithin[Int(second)] = number
      arcWithin[Int(beforeLast)] = number
    }
    for step in 0...run.steps {
      arcVertices.append(vertices[run.place(isForward ? step : run.steps - step)])
    }
    arcStarts.append(Int32(arcVertices.count))
    arcUses.append(1)
    return isForward ? number : ~number
  }
}

/// Numbers for pairs of vertices, by open addressing; it doubles when half full.
struct PairTable {
  private var keys: [UInt64] = Array(repeating: .max, count: 64)
  private var values: [Int32] = Array(repeating: -1, count: 64)
  private var count = 0

  /// The number of a pair, which is `new` if it had none.
  mutating func number(of low: Int32, _ high: Int32, orEnter new: Int32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high))
    let slot = slot(key)
    if keys[slot] == key { return values[slot] }
    keys[slot] = key
    values[slot] = new
    count += 1
    if count * 2 > keys.count { grow() }
    return new
  }

  private func slot(_ key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: (mixed ^ mixed >> 32) & UInt64(keys.count - 1))
    while keys[slot] != key, keys[slot] != .max { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = zip(keys, values).filter { $0.0 != .max }
    keys = Array(repeating: .max, count: keys.count * 2)
    values = Array(repeating: -1, count: keys.count)
    for (key, value) in old {
      let slot = slot(key)
      keys[slot] = key
      values[slot] = value
    }
  }
}
