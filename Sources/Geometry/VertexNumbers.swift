/// Numbers for exact coordinates: equal positions, equal number.
///
/// Open addressing over the bits of both coordinates. Numbers go up in order of first appearance, so they do
/// not depend on the hash. Three million positions wait for memory more than they compute, so a look-up is
/// taken in three steps for 64 positions at once: all slots, then all coordinates that stand there, then the
/// decisions. The loads of a step do not depend on each other and overlap.
struct VertexNumbers {
  /// The unique positions.
  private(set) var positions: [Position] = []
  private var slots: [Int32]
  private let shift: UInt64

  private static let batch = 64

  /// Numbers for at most `capacity` positions.
  init(capacity: Int) {
    var bits: UInt64 = 6
    while 1 << bits < capacity / 3 * 4 { bits += 1 }
    shift = 64 - bits
    slots = []
    slots.reserveCapacity(1 << Int(bits))
    LargePages.advise(&slots)
    slots.append(contentsOf: repeatElement(-1, count: 1 << Int(bits)))
    positions.reserveCapacity(capacity)
    LargePages.advise(&positions)
  }

  /// Appends the number of each position to `numbers`, given now where it is new.
  mutating func append(
    _ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>, to numbers: inout [Int32]
  ) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * Self.batch) { room in
      let homes = UnsafeMutableBufferPointer(rebasing: room[..<Self.batch])
      let found = UnsafeMutableBufferPointer(rebasing: room[Self.batch...])
      var start = 0
      while start < xs.count {
        let count = min(Self.batch, xs.count - start)
        lookUp(xs, ys, start, count, homes, found)
        for index in 0..<count where found[index] < 0 {
          found[index] = enter(Self.position(xs, ys, start + index), Int(homes[index]))
        }
        numbers.append(contentsOf: UnsafeBufferPointer(rebasing: found[..<count]))
        start += count
      }
    }
  }

  /// Finds the positions that stand in their home slot; −1 for the rest.
  @inline(__always)
  private func lookUp(
    _ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>, _ start: Int, _ count: Int,
    _ homes: UnsafeMutableBufferPointer<Int32>, _ found: UnsafeMutableBufferPointer<Int32>
  ) {
    slots.withUnsafeBufferPointer { slots in
      for index in 0..<count {
        let home = Self.hash(Self.position(xs, ys, start + index)) &>> shift
        homes[index] = Int32(truncatingIfNeeded: home)
        found[index] = slots[Int(truncatingIfNeeded: home)]
      }
    }
    positions.withUnsafeBufferPointer { positions in
      for index in 0..<count {
        let known = found[index]
        if known >= 0, positions[Int(known)] != Self.position(xs, ys, start + index) { found[index] = -1 }
      }
    }
  }

  /// The number of a position that may be new, looked for from its home on.
  private mutating func enter(_ position: Position, _ home: Int) -> Int32 {
    var slot = home
    while slots[slot] >= 0 {
      let known = slots[slot]
      if positions[Int(known)] == position { return known }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = Int32(positions.count)
    slots[slot] = number
    positions.append(position)
    return number
  }

  /// + 0 turns −0 into 0, which is the same place.
  @inline(__always)
  private static func position(
    _ xs: UnsafeBufferPointer<Double>, _ ys: UnsafeBufferPointer<Double>, _ index: Int
  ) -> Position {
    Position(x: xs[index] + 0, y: ys[index] + 0)
  }

  /// The top bits count.
  @inline(__always)
  private static func hash(_ position: Position) -> UInt64 {
    let x = position.x.bitPattern &* 0x9E37_79B9_7F4A_7C15
    let y = position.y.bitPattern &* 0xC2B2_AE3D_27D4_EB4F
    let mixed = x ^ (y &>> 32 | y &<< 32)
    return (mixed ^ mixed &>> 29) &* 0xBF58_476D_1CE4_E5B9
  }
}
