/// Writes the groups and edges of mixed cells, one cell after another.
struct PlaceCellPacker {
  private(set) var groups: [PlaceGrid.Group] = []
  private(set) var edges: [PlaceGrid.Edge] = []
  private var cornerX = 0.0
  private var cornerY = 0.0
  /// The edges of the cell that its points may cross, with their owners.
  private var kept: [Kept] = []
  /// The places of the cell in ascending order.
  private var members: [Int32] = []

  private struct Kept {
    var edge: PlaceGrid.Edge
    var owner: Int32
    var otherOwner: Int32
    /// All ones where the walk to the corner has crossed the edge already.
    var crossed: UInt8
  }

  /// Makes room for so many edges.
  mutating func reserve(_ count: Int) {
    edges.reserveCapacity(count)
    LargePages.advise(&edges)
    groups.reserveCapacity(count / 2)
  }

  /// Starts the cell with that lower left corner.
  mutating func begin(cornerX: Double, cornerY: Double) {
    self.cornerX = cornerX
    self.cornerY = cornerY
    kept.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
  }

  /// Adds a border; one that the cell's points cannot cross is left out.
  @inline(__always)
  mutating func add(_ border: PlaceRow.Border) {
    let line = border.line
    var hasLow: UInt8 = 0x80
    var isEndless: UInt8 = 0
    if line.spans(x: cornerX) {
      // A level edge may rise or fall here: the two differ by what the corner has crossed.
      if line.ax < line.bx { hasLow = 0 } else { isEndless = 0x80 }
    } else if line.ax <= cornerX || line.ay == line.by {
      // Wholly left of the cell, or level within it.
      return
    }
    let edge = PlaceGrid.Edge(line: line, places: 0, hasLow: hasLow, isEndless: isEndless)
    let isOpen = hasLow & 0x80 == 0 || isEndless != 0
    kept.append(
      Kept(
        edge: edge, owner: border.owner, otherOwner: border.otherOwner,
        crossed: isOpen ? edge.crossed(cornerX, cornerY) : 0))
    enter(border.owner)
    if border.otherOwner >= 0 { enter(border.otherOwner) }
  }

  @inline(__always)
  private mutating func enter(_ place: Int32) {
    var index = members.count
    while index > 0, members[index - 1] >= place {
      if members[index - 1] == place { return }
      index -= 1
    }
    members.insert(place, at: index)
  }

  /// Ends the cell, whose corner the `active` places hold.
  mutating func end(_ active: PlaceSet) -> PlaceGrid.Cell {
    // The lowest place that holds the whole cell: no later one can win.
    if let whole = active.places.first(where: { !members.contains($0) }) {
      members.removeLast(members.count - (members.firstIndex { $0 > whole } ?? members.count))
      members.append(whole)
      if members.count == 1 { return .inside(whole) }
    }
    if members.isEmpty { return .outside }
    let first = groups.count
    for start in stride(from: 0, to: members.count, by: 4) { write(start, active) }
    return .mixed(first)
  }

  /// Writes the group of up to four members from `start` on.
  private mutating func write(_ start: Int, _ active: PlaceSet) {
    let count = min(4, members.count - start)
    var group = PlaceGrid.Group(
      places: SIMD4(repeating: -1), firstEdge: Int32(edges.count), edgeCount: 0, base: 0,
      isLast: start + 4 >= members.count)
    for slot in 0..<count {
      let place = members[start + slot]
      group.places[slot] = place
      if active.places.contains(place) { group.base |= 1 << UInt8(truncatingIfNeeded: slot) }
    }
    for item in kept {
      let places = Self.bit(item.owner, group.places) ^ Self.bit(item.otherOwner, group.places)
      if places == 0 { continue }
      var edge = item.edge
      edge.places = places
      edges.append(edge)
      group.base ^= places & item.crossed
    }
    // The look-up reads the first edge of every group.
    if edges.count == Int(group.firstEdge) { edges.append(.none) }
    group.edgeCount = Int32(edges.count) - group.firstEdge
    groups.append(group)
  }

  @inline(__always)
  private static func bit(_ owner: Int32, _ places: SIMD4<Int32>) -> UInt8 {
    if owner < 0 { return 0 }
    if owner == places[0] { return 1 }
    if owner == places[1] { return 2 }
    if owner == places[2] { return 4 }
    return owner == places[3] ? 8 : 0
  }
}
