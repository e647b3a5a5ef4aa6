/// The drawn position of every corner that a border runs through: shaken, then smoothed together, so that
/// tracts, neighbourhoods and wards agree to the last digit.
struct Borders {
  private let regions: Regions
  private var positions: [HexMesh.Corner: Point] = [:]

  init(_ regions: Regions) {
    self.regions = regions
    let links = Self.links(regions)
    for corner in links.keys { positions[corner] = Self.shaken(corner, regions.mesh) }
    for _ in 0..<3 { positions = Self.smoothed(positions, links) }
  }

  /// Rings of a set of cells, in microdegrees, anticlockwise outside and clockwise around holes; each
  /// polygon is an outer ring with its holes. Rings are closed.
  func polygons(of cells: [Int]) -> [[[Vertex]]] {
    let rings = rings(of: cells).map { ring in ring.map { vertex($0) } }
    var polygons = rings.filter { Vertex.doubleArea($0) > 0 }.map { [$0] }
    for hole in rings where Vertex.doubleArea(hole) < 0 {
      if let outer = polygons.firstIndex(where: { Vertex.ring($0[0], contains: hole[0]) }) {
        polygons[outer].append(hole)
      }
    }
    return polygons
  }

  private func vertex(_ corner: HexMesh.Corner) -> Vertex {
    Vertex(positions[corner] ?? regions.mesh.position(corner))
  }

  private func rings(of cells: [Int]) -> [[HexMesh.Corner]] {
    let inside = Set(cells)
    var next: [HexMesh.Corner: HexMesh.Corner] = [:]
    var starts: [HexMesh.Corner] = []
    for cell in cells {
      let corners = regions.mesh.corners(cell)
      for (side, other) in regions.mesh.neighbours(cell).enumerated() {
        if let other, inside.contains(other) { continue }
        next[corners[side]] = corners[(side + 1) % 6]
        starts.append(corners[side])
      }
    }
    return starts.compactMap { start in
      var ring = [start]
      guard var corner = next.removeValue(forKey: start) else { return nil }
      while corner != start, let following = next.removeValue(forKey: corner) {
        ring.append(corner)
        corner = following
      }
      return ring + [start]
    }
  }

  /// The corners that each border corner is joined to: two along a border, three where borders meet.
  private static func links(_ regions: Regions) -> [HexMesh.Corner: Set<HexMesh.Corner>] {
    var links: [HexMesh.Corner: Set<HexMesh.Corner>] = [:]
    for cell in 0..<regions.mesh.count {
      let corners = regions.mesh.corners(cell)
      for (side, other) in regions.mesh.neighbours(cell).enumerated() {
        guard let other, isBorder(regions, cell, other) else { continue }
        let (a, b) = (corners[side], corners[(side + 1) % 6])
        links[a, default: []].insert(b)
        links[b, default: []].insert(a)
      }
    }
    return links
  }

  private static func isBorder(_ regions: Regions, _ a: Int, _ b: Int) -> Bool {
    regions.tract[a] != regions.tract[b] || regions.ward[a] != regions.ward[b]
  }

  private static func shaken(_ corner: HexMesh.Corner, _ mesh: HexMesh) -> Point {
    var random = Random("corner \(corner.x) \(corner.y)")
    let shake = HexMesh.pitch * 0.22
    return mesh.position(corner) + Point(x: random.between(-shake, shake), y: random.between(-shake, shake))
  }

  private static func smoothed(
    _ positions: [HexMesh.Corner: Point], _ links: [HexMesh.Corner: Set<HexMesh.Corner>]
  ) -> [HexMesh.Corner: Point] {
    var result = positions
    for (corner, others) in links {
      // Sorted, because adding in another order rounds otherwise.
      let sorted = others.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
      let sum = sorted.compactMap { positions[$0] }.reduce(Point(x: 0, y: 0), +)
      guard let own = positions[corner] else { continue }
      result[corner] = own * 0.5 + sum * (0.5 / Double(sorted.count))
    }
    return result
  }
}

/// A corner of a published boundary, in millionths of a degree: whole numbers, so that nothing rounds later.
struct Vertex: Hashable {
  var longitude: Int
  var latitude: Int

  /// The plan's corner lies in the open Pacific, 450 km off any coast: nobody lives there.
  init(_ point: Point) {
    longitude = Int((-127_610_000 + point.x * 11_438.7).rounded())
    latitude = Int((38_290_000 + point.y * 9_008.3).rounded())
  }

  var text: String { "\(fixed(longitude, 6)),\(fixed(latitude, 6))" }

  static func doubleArea(_ ring: [Vertex]) -> Int {
    zip(ring, ring.dropFirst()).reduce(0) { sum, side in
      let (a, b) = side
      let origin = ring[0]
      return sum + (a.longitude - origin.longitude) * (b.latitude - origin.latitude)
        - (b.longitude - origin.longitude) * (a.latitude - origin.latitude)
    }
  }

  static func ring(_ ring: [Vertex], contains point: Vertex) -> Bool {
    var inside = false
    for (a, b) in zip(ring, ring.dropFirst()) {
      guard (a.latitude > point.latitude) != (b.latitude > point.latitude) else { continue }
      let span = Double(b.longitude - a.longitude) / Double(b.latitude - a.latitude)
      if Double(point.longitude - a.longitude) < span * Double(point.latitude - a.latitude) {
        inside.toggle()
      }
    }
    return inside
  }
}
