/// Numbers for exact coordinates: equal positions, equal number.
///
/// Open addressing over the bits of both coordinates; numbers go up in order of first appearance, so they
/// do not depend on the hash.
struct VertexTable {
  private(set) var xs: [Double] = []
  private(set) var ys: [Double] = []
  private var slots: [Int32]
  private let mask: Int

  /// A table for at most `capacity` positions.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
    xs.reserveCapacity(capacity)
    ys.reserveCapacity(capacity)
  }

  /// The number of a position, given now if it is new.
  mutating func number(_ longitude: Double, _ latitude: Double) -> Int32 {
    // + 0 turns −0 into 0, which is the same place.
    let x = longitude + 0
    let y = latitude + 0
    var slot = Self.hash(x, y) & mask
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if xs[known] == x, ys[known] == y { return Int32(known) }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(xs.count)
    xs.append(x)
    ys.append(y)
    return slots[slot]
  }

  private static func hash(_ x: Double, _ y: Double) -> Int {
    var mixed = x.bitPattern &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    mixed = (mixed ^ y.bitPattern) &* 0xBF58_476D_1CE4_E5B9
    mixed ^= mixed >> 32
    return Int(truncatingIfNeeded: mixed & 0x7FFF_FFFF_FFFF_FFFF)
  }
}
