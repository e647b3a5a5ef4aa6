/// The borders in one row of a frame, each once.
///
/// Neighbouring places have the same borders, and what is done once for both is half the work. A hash table as
/// small as a row stays in the processor's cache, where one for a whole country would not.
struct PlaceRow {
  /// A border and the one or two places it bounds.
  struct Border {
    var line: PlaceEdge
    /// Its edges by number, and their owners; −1 where there is no second.
    var edge: Int32
    var otherEdge: Int32 = -1
    var owner: Int32
    var otherOwner: Int32 = -1
  }

  private(set) var borders: [Border] = []
  /// Indices of borders plus one, 0 where free.
  private var table: [Int32] = []
  private var mask = 0

  /// Empties the row and makes room for `count` edges.
  mutating func removeAll(reserving count: Int) {
    borders.removeAll(keepingCapacity: true)
    var size = 16
    while size < count * 2 { size *= 2 }
    mask = size - 1
    table.removeAll(keepingCapacity: true)
    table.append(contentsOf: repeatElement(0, count: size))
  }

  @inline(__always)
  mutating func add(_ line: PlaceEdge, edge: Int32, owner: Int32) {
    var slot = Self.hash(line) & mask
    while table[slot] != 0 {
      let index = Int(table[slot]) - 1
      if borders[index].line == line, borders[index].otherEdge < 0 {
        borders[index].otherEdge = edge
        borders[index].otherOwner = owner
        return
      }
      slot = (slot + 1) & mask
    }
    borders.append(Border(line: line, edge: edge, owner: owner))
    table[slot] = Int32(borders.count)
  }

  @inline(__always)
  private static func hash(_ line: PlaceEdge) -> Int {
    var mixed = line.ax.bitPattern &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 32) ^ line.ay.bitPattern) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 32) ^ line.bx.bitPattern) &* 0x94D0_49BB_1331_11EB
    mixed = (mixed ^ (mixed >> 32) ^ line.by.bitPattern) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 33)
  }
}
