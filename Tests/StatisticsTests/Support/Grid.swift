import TestSupport

@testable import Statistics

/// Neighbourhoods for laws: grids, random relations, and values on them.
enum Layout {
  /// A grid of units that touch along an edge.
  static func rook(_ width: Int, _ height: Int) throws(Undefined) -> Neighbours {
    try Neighbours(
      (0..<(width * height)).map { unit in
        let (x, y) = (unit % width, unit / width)
        return [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
          .filter { 0..<width ~= $0.0 && 0..<height ~= $0.1 }.map { $0.0 + $0.1 * width }
      })
  }

  /// Each unit with one to four others; not symmetric.
  static func random(_ count: Int, _ random: inout Seeded) throws(Undefined) -> Neighbours {
    var lists: [[Int]] = []
    for unit in 0..<count {
      let others = (0..<count).filter { $0 != unit }.shuffled(using: &random)
      lists.append(Array(others.prefix(Int.random(in: 1...4, using: &random))))
    }
    return try Neighbours(lists)
  }

  static func values(_ count: Int, _ random: inout Seeded) -> [Double] {
    (0..<count).map { _ in Double(Int.random(in: 0...400, using: &random)) / 8 }
  }

  /// The same relation with unit `order[k]` in place k.
  static func reordered(_ neighbours: Neighbours, _ order: [Int]) throws(Undefined) -> Neighbours {
    var place = [Int](repeating: 0, count: order.count)
    for (at, unit) in order.enumerated() { place[unit] = at }
    return try Neighbours(order.map { unit in neighbours[unit].map { place[$0] } })
  }

  /// Every order of 0..<count.
  static func orders(_ count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return orders(count - 1).flatMap { order in
      (0...order.count).map { Array(order[..<$0]) + [count - 1] + Array(order[$0...]) }
    }
  }
}

/// Whether two numbers agree to 12 digits, or both are as good as 0.
func agrees(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  (a - b).magnitude <= tolerance * max(1, max(a.magnitude, b.magnitude))
}

func agrees(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-12) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  return agrees(a, b, tolerance)
}
