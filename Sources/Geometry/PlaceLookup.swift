/// Looks points up in a `PlaceGrid`, one by one; many at once in PlaceBlocks.swift.
struct PlaceLookup {
  let bounds: Bounds
  let frames: UnsafeBufferPointer<PlaceFrame>
  let cells: UnsafeBufferPointer<PlaceGrid.Cell>
  let groups: UnsafeBufferPointer<PlaceGrid.Group>
  let edges: UnsafeBufferPointer<PlaceGrid.Edge>

  /// Calls `body` with a reader of the grid that is not to be kept.
  static func with<Result>(_ grid: PlaceGrid, _ body: (PlaceLookup) -> Result) -> Result {
    grid.frames.withUnsafeBufferPointer { frames in
      grid.cells.withUnsafeBufferPointer { cells in
        grid.groups.withUnsafeBufferPointer { groups in
          grid.edges.withUnsafeBufferPointer { edges in
            body(
              PlaceLookup(
                bounds: grid.bounds, frames: frames, cells: cells, groups: groups, edges: edges))
          }
        }
      }
    }
  }

  /// The place of one point, or −1.
  func locate(_ x: Double, _ y: Double) -> Int32 {
    turned(locateHere(x, y), x, y)
  }

  /// The place of a point at the longitude given, or −1.
  private func locateHere(_ x: Double, _ y: Double) -> Int32 {
    guard let frame = frames.first, isInside(x, y) else { return -1 }
    let cell = cells[frame.cell(x, y)]
    return cell.isPlain ? cell.place : search(cell, x, y)
  }

  /// Written so that a NaN fails it.
  @inline(__always)
  func isInside(_ x: Double, _ y: Double) -> Bool {
    x >= bounds.minX && x <= bounds.maxX && y >= bounds.minY && y <= bounds.maxY
  }

  func search(_ start: PlaceGrid.Cell, _ x: Double, _ y: Double) -> Int32 {
    var cell = start
    while cell.isCrowded {
      cell = cells[frames[cell.frame].cell(x, y)]
      if cell.isPlain { return cell.place }
    }
    return search(cell.group, groups[cell.group].base, tried: 0, x, y)
  }

  /// The place of a point that has been tried against the first edges of a group already.
  @inline(__always)
  func search(_ start: Int, _ known: UInt8, tried: Int, _ x: Double, _ y: Double) -> Int32 {
    var number = start
    var group = groups[number]
    var holding = known
    var index = Int(group.firstEdge) &+ tried
    while true {
      let end = Int(group.firstEdge) &+ Int(group.edgeCount)
      while index < end {
        holding ^= edges[index].places & edges[index].crossed(x, y)
        index &+= 1
      }
      if holding != 0 { return group.places[holding.trailingZeroBitCount] }
      if group.isLast { return -1 }
      number &+= 1
      group = groups[number]
      holding = group.base
      index = Int(group.firstEdge)
    }
  }
}

// MARK: - The antimeridian

extension PlaceLookup {
  /// Whether coordinates are longitudes, as the GeoJSON reader takes them.
  private var isGlobe: Bool { bounds.minX >= -360 && bounds.maxX <= 360 }

  /// Whether a point in the box may lie in it a turn away, too.
  var isWholeTurn: Bool { isGlobe && bounds.maxX - bounds.minX >= 360 }

  /// Whether a longitude beyond the box lies in it a turn away.
  func isInsideTurned(_ x: Double) -> Bool {
    isGlobe && abs(x) <= 360 && (isInside(x - 360, bounds.minY) || isInside(x + 360, bounds.minY))
  }

  /// The lowest of the place found and those a turn away.
  func turned(_ found: Int32, _ x: Double, _ y: Double) -> Int32 {
    guard isGlobe, abs(x) <= 360 else { return found }
    var lowest = found
    for turn in stride(from: -360.0, through: 360, by: 720) {
      let place = locateHere(x + turn, y)
      if place >= 0, lowest < 0 || place < lowest { lowest = place }
    }
    return lowest
  }
}
