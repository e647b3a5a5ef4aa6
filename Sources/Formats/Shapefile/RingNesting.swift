/// Sorts the rings of a polygon, which come in any order, into outer rings with their holes.
///
/// In a shapefile outer rings run clockwise. A hole belongs to the smallest outer ring that contains it; one that no
/// outer ring contains is an area itself. Where no ring runs clockwise the writer did not care for direction, and
/// the rings are told apart by how deep they lie in each other. What comes out runs as RFC 7946 wants it: outer rings
/// against the clock, holes with it.
enum RingNesting {
  typealias Ring = [FormatGeometry.Position]

  /// Pairs of rings that are looked at; no coastline has as many.
  private static let mostPairs = 400_000_000

  /// Each polygon its outer ring and its holes, in the order of the outer rings; nil where there are too many.
  static func polygons(_ rings: [Ring]) -> [[Ring]]? {
    if rings.count == 1 { return [[turned(rings[0], area(rings[0]) < 0)]] }
    let all = rings.map { Outline($0) }
    let outers = all.indices.filter { all[$0].area < 0 }
    let holes = all.indices.filter { all[$0].area >= 0 }
    if holes.isEmpty { return all.map { [turned($0.ring, true)] } }
    guard outers.count * holes.count + (outers.isEmpty ? holes.count * holes.count : 0) <= mostPairs else {
      return nil
    }
    if outers.isEmpty { return byDepth(all) }
    return sorted(all, outers: outers, holes: holes)
  }

  private static func sorted(_ all: [Outline], outers: [Int], holes: [Int]) -> [[Ring]] {
    let bySize = outers.sorted { (-all[$0].area, $0) < (-all[$1].area, $1) }
    var owned: [Int: [Int]] = [:]
    var orphans: [Int] = []
    for hole in holes {
      if let owner = bySize.first(where: { all[$0].contains(all[hole]) }) {
        owned[owner, default: []].append(hole)
      } else {
        orphans.append(hole)
      }
    }
    return (outers + orphans).sorted().map { outer in
      [turned(all[outer].ring, all[outer].area < 0)]
        + (owned[outer] ?? []).map { turned(all[$0].ring, all[$0].area > 0) }
    }
  }

  /// A ring that lies in an odd number of others is a hole of the smallest of them.
  private static func byDepth(_ all: [Outline]) -> [[Ring]] {
    var owners: [Int?] = []
    var depths: [Int] = []
    for inner in all.indices {
      let around = all.indices.filter { outer in
        outer != inner && (all[outer].area, outer) > (all[inner].area, inner)
          && all[outer].contains(all[inner])
      }
      depths.append(around.count)
      owners.append(around.min { (all[$0].area, $0) < (all[$1].area, $1) })
    }
    return all.indices.filter { depths[$0] % 2 == 0 }.map { outer in
      [all[outer].ring]
        + all.indices.filter { depths[$0] % 2 == 1 && owners[$0] == outer }.map { turned(all[$0].ring, true) }
    }
  }

  private static func turned(_ ring: Ring, _ turns: Bool) -> Ring { turns ? ring.reversed() : ring }

  /// Twice the signed area, positive against the clock; taken from the first corner, so that large coordinates
  /// lose nothing.
  private static func area(_ ring: Ring) -> Double {
    guard let origin = ring.first else { return 0 }
    var area = 0.0
    for (a, b) in zip(ring, ring.dropFirst()) {
      area += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
    }
    return area
  }

  /// A ring with what containment asks for first.
  private struct Outline {
    let ring: Ring
    let area: Double
    let low: FormatGeometry.Position
    let high: FormatGeometry.Position

    init(_ ring: Ring) {
      self.ring = ring
      area = RingNesting.area(ring)
      var (low, high) = (ring[0], ring[0])
      for position in ring {
        low = FormatGeometry.Position(min(low.x, position.x), min(low.y, position.y))
        high = FormatGeometry.Position(max(high.x, position.x), max(high.y, position.y))
      }
      (self.low, self.high) = (low, high)
    }

    /// Whether another ring, which does not cross this one, lies within: told by its first corner that is not on this
    /// ring's border; where all are, it lies within.
    func contains(_ other: Outline) -> Bool {
      guard low.x <= other.low.x, low.y <= other.low.y, high.x >= other.high.x, high.y >= other.high.y else {
        return false
      }
      for corner in other.ring {
        switch side(corner) {
        case .inside: return true
        case .outside: return false
        case .border: continue
        }
      }
      return true
    }

    private enum Side { case inside, outside, border }

    private func side(_ point: FormatGeometry.Position) -> Side {
      var isInside = false
      for (a, b) in zip(ring, ring.dropFirst()) {
        let turn = (b.x - a.x) * (point.y - a.y) - (point.x - a.x) * (b.y - a.y)
        if turn == 0, min(a.x, b.x) <= point.x, point.x <= max(a.x, b.x), min(a.y, b.y) <= point.y,
          point.y <= max(a.y, b.y)
        {
          return .border
        }
        if (a.y <= point.y) != (b.y <= point.y), (turn > 0) == (b.y > a.y) { isInside.toggle() }
      }
      return isInside ? .inside : .outside
    }
  }
}
