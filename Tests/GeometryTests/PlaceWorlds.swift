import Foundation
import TestSupport

@testable import Geometry

/// Sets of places that an index could get wrong, by name, seeded.
enum PlaceWorlds {
  static let names = [
    "tessellation", "lattice", "islands", "slivers", "overlaps", "spikes", "globe", "fan", "crowd", "tiny",
    "huge", "shifted", "bundle", "stacked",
  ]

  static func make(_ name: String, seed: UInt64) -> [Shape?] {
    var random = Seeded(seed)
    switch name {
    case "tessellation": return tessellation(side: 3 + Int(seed % 4), detail: Int(seed % 6), seed: seed)
    case "lattice": return lattice(&random)
    case "islands": return islands()
    case "slivers": return slivers(&random)
    case "overlaps": return (0..<9).map { _ in star(&random, corners: 3 + Int(seed % 9)) }
    case "spikes": return spikes(&random)
    case "globe": return globe()
    case "fan": return fan(&random)
    case "crowd": return crowd(seed)
    case "bundle": return bundle(&random)
    case "stacked":
      let layer = lattice(&random)
      return layer + layer.reversed() + layer
    case "tiny": return lattice(&random).map { scaled($0, by: 0x1p-1040) }
    case "huge": return lattice(&random).map { scaled($0, by: 0x1p1018) }
    case "shifted": return lattice(&random).map { scaled($0, by: 0x1p-40, plus: Double(seed) - 87.6) }
    default: return []
    }
  }

  static func shape(_ rings: [[(Double, Double)]]...) -> Shape {
    Shape(
      polygons: rings.map { polygon in polygon.map { ring in ring.map { Position(x: $0.0, y: $0.1) } } })
  }

  /// Quadrangles and triangles between whole numbers: level, upright and slanting edges through many others'
  /// ends.
  private static func lattice(_ random: inout Seeded) -> [Shape?] {
    var shapes: [Shape?] = []
    for row in 0..<6 {
      for column in 0..<6 {
        let (x, y) = (Double(column) * 3, Double(row) * 3)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: shapes.append(square(x, y, x + 3, y + 3))
        case 1:
          shapes.append(shape([[(x, y), (x + 3, y), (x + 3, y + 3)]]))
          shapes.append(shape([[(x, y), (x + 3, y + 3), (x, y + 3)]]))
        case 2:
          shapes.append(shape([[(x, y), (x + 3, y), (x + 1, y + 2), (x, y + 3)]]))
          shapes.append(shape([[(x + 3, y), (x + 3, y + 3), (x, y + 3), (x + 1, y + 2)]]))
        default: shapes.append(nil)
        }
      }
    }
    return shapes
  }

  /// A lake with an island with a lake with an island; the second place is two of these rings.
  private static func islands() -> [Shape?] {
    func ring(_ inset: Double) -> [(Double, Double)] {
      let (low, high) = (inset, 20 - inset)
      return [(low, low), (high, low + 1), (high - 1, high), (low + 1, high - 1)]
    }
    return [
      shape([ring(0), ring(3)], [ring(6), ring(8)]), shape([ring(3), ring(6)], [ring(9)]),
      shape([ring(8), ring(9)]),
    ]
  }

  private static func slivers(_ random: inout Seeded) -> [Shape?] {
    (0..<14).map { number in
      let x = Double.random(in: -1...1, using: &random)
      let y = Double.random(in: -1...1, using: &random)
      let far = Double.random(in: -1...1, using: &random)
      let thin = [1e-3, 1e-12, 1e-15, 3e-16][number % 4]
      return shape([[(x, y), (far, -y), (far, -y + thin)]])
    }
  }

  /// A ring between random positions, which crosses itself; with a hole that may lie anywhere.
  private static func star(_ random: inout Seeded, corners: Int) -> Shape {
    func ring(_ count: Int) -> [(Double, Double)] {
      (0..<count).map { _ in
        (Double(Int.random(in: 0...12, using: &random)), Double.random(in: 0...12, using: &random))
      }
    }
    return shape([ring(corners), ring(3)])
  }

  /// Positions twice, edges there and back, three positions in line, two polygons with a common edge.
  private static func spikes(_ random: inout Seeded) -> [Shape?] {
    (0..<8).map { number in
      let (x, y) = (Double(number % 4) * 2, Double(number / 4) * 2)
      let tip = (x + Double.random(in: -3...5, using: &random), y + Double.random(in: -3...5, using: &random))
      return shape(
        [
          [
            (x, y), (x, y), (x + 1, y), tip, tip, (x + 1, y), (x + 1.5, y), (x + 2, y), (x + 2, y + 1),
            (x + 2, y + 1), (x, y + 1),
          ]
        ], [[(x, y + 1), (x + 2, y + 1), (x + 2, y + 2), (x, y + 2), (x, y + 1), (x, y + 1)]])
    }
  }

  /// Places up to both poles: one cut at the antimeridian, one drawn beyond it, one counted from 0° to 360°.
  private static func globe() -> [Shape?] {
    [
      shape(
        [[(170, -10), (180, -10), (180, 10), (170, 10)]],
        [[(-180, -10), (-170.3, -10), (-165, 0.1), (-170.3, 10), (-180, 10)]]),
      shape([[(165.7, 10), (190, 10), (195, 55.5), (170.1, 60)]]),
      shape([[(-195, -60), (-170, -60), (-170, -10), (-190, -10)]]),
      shape([[(200, 12), (272.4, 12), (272.4, 41.9), (230, 50)]]),
      shape([[(-180, -90), (180, -90), (180, -60), (-180, -60)]]),
      shape([[(-180, 60), (180, 60), (180, 90), (-180, 90)]]),
      shape([[(-87.6, 12), (10, 12), (0, 59), (-87.6, 41.9)]]),
    ]
  }

  /// Eighty wedges that meet in one position: more places and borders than any cell should have.
  private static func fan(_ random: inout Seeded) -> [Shape?] {
    let rim = (0..<80).map { number -> (Double, Double) in
      let t = Double(number % 20) / 20
      switch number / 20 {
      case 0: return (-1 + 2 * t, -1)
      case 1: return (1, -1 + 2 * t)
      case 2: return (1 - 2 * t, 1)
      default: return (-1, 1 - 2 * t)
      }
    }
    let hub = (Double.random(in: -0.5...0.5, using: &random), Double.random(in: -0.5...0.5, using: &random))
    return rim.indices.map { shape([[hub, rim[$0], rim[($0 + 1) % rim.count]]]) }
  }

  /// Two hundred strips across the whole land, side by side, thinner and thinner.
  private static func bundle(_ random: inout Seeded) -> [Shape?] {
    let slope = Double.random(in: 0.5...2, using: &random)
    return (0..<200).map { number in
      let (low, high) = (exp2(-Double(number) / 6), exp2(-Double(number + 1) / 6))
      return shape([[(0, high), (60, 60 * slope + high), (60, 60 * slope + low), (0, low)]])
    }
  }

  /// A town of small places in a corner of a wide land, and a hamlet in a corner of the town.
  private static func crowd(_ seed: UInt64) -> [Shape?] {
    let town = tessellation(side: 12, detail: 3, seed: seed)
    let hamlet = tessellation(side: 8, detail: 2, seed: seed + 1)
    let land = shape([[(-90, -40), (90, -40), (90, 40), (-90, 40)], [(-1, -1), (2, -1), (2, 2), (-1, 2)]])
    return hamlet.map { scaled($0, by: 0x1p-13, plus: 0.25) } + town.map { scaled($0, by: 0x1p-7) } + [land]
  }

  private static func scaled(_ shape: Shape?, by factor: Double, plus: Double = 0) -> Shape? {
    shape.map { mapped($0) { Position(x: $0.x * factor + plus, y: $0.y * factor + plus) } }
  }

  /// The shape with every position moved.
  static func mapped(_ shape: Shape, _ move: (Position) -> Position) -> Shape {
    let positions = zip(shape.xs, shape.ys).map { move(Position(x: $0, y: $1)) }
    return Shape(
      xs: positions.map(\.x), ys: positions.map(\.y),
      ringStarts: [0] + (0..<shape.ringCount).map { Int32(shape.ring($0).upperBound) },
      polygonStarts: [0] + (0..<shape.polygonCount).map { Int32(shape.rings(ofPolygon: $0).upperBound) })
  }
}

// MARK: - Points

extension PlaceWorlds {
  /// Vertices, middles of edges, other points on edges as near as doubles come, the next doubles beside all of
  /// these, places at the crossing of one vertex's x and another's y, and points anywhere.
  static func points(_ shapes: [Shape?], _ count: Int, seed: UInt64) -> (xs: [Double], ys: [Double]) {
    var random = Seeded(seed)
    let known = shapes.compactMap { $0 }.filter { !$0.isEmpty }
    let boxes = known.compactMap(\.bounds)
    var xs: [Double] = [.nan, .infinity, 180, -180, 0]
    var ys: [Double] = [0, 0, 0, 0, .nan]
    for number in 0..<count {
      let shape = known[Int.random(in: 0..<known.count, using: &random)]
      let vertex = Int.random(in: 1..<shape.xs.count, using: &random)
      let t = [0, 0.5, Double.random(in: 0...1, using: &random)][number % 3]
      var x = shape.xs[vertex] + (shape.xs[vertex - 1] - shape.xs[vertex]) * t
      var y = shape.ys[vertex] + (shape.ys[vertex - 1] - shape.ys[vertex]) * t
      switch number % 8 {
      case 3: (x, y) = (x.nextUp, y)
      case 4: (x, y) = (x.nextDown, y.nextUp)
      case 5: y = shape.ys[Int.random(in: 0..<shape.ys.count, using: &random)]
      case 6:
        let box = boxes[Int.random(in: 0..<boxes.count, using: &random)]
        x = box.minX + box.width * Double.random(in: -0.1...1.1, using: &random)
        y = box.minY + box.height * Double.random(in: -0.1...1.1, using: &random)
      case 7: x += [360, -360][number / 8 % 2]
      default: break
      }
      xs.append(x)
      ys.append(y)
    }
    return (xs, ys)
  }
}
