import Formats
import TestSupport
import Testing

@testable import Feeds

@Suite("Esri's geometries")
struct EsriGeometryTests {
  private static func square(_ x: Double, _ y: Double, _ side: Double, clockwise: Bool) -> [[Double]] {
    let ring = [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]
    return clockwise ? ring : ring.reversed()
  }

  private static func shape(_ rings: [[[Double]]]) -> FormatGeometry? {
    FormatGeometry(
      esri: .object([
        .init(
          "rings", .array(rings.map { .array($0.map { .array($0.map { .number("\($0)") }) }) }))
      ]))
  }

  @Test("Holes go to the smallest ring around them, and islands within holes are polygons of their own")
  func nested() throws {
    let rings = [
      Self.square(4, 4, 1, clockwise: false), Self.square(0, 0, 10, clockwise: true),
      Self.square(2, 2, 6, clockwise: false), Self.square(3, 3, 4, clockwise: true),
      Self.square(20, 0, 2, clockwise: true),
    ]
    let shape = try #require(Self.shape(rings))
    #expect(shape.kind == .polygons)
    #expect(shape.polygons.map(\.count) == [2, 2, 1])
    #expect(
      shape.polygons.allSatisfy {
        EsriRings.area($0[0]) > 0 && $0.dropFirst().allSatisfy { EsriRings.area($0) < 0 }
      })
    #expect(shape.polygons[0][1].contains(.init(2, 2)) && shape.polygons[1][1].contains(.init(4, 4)))
  }

  @Test("A hole in nothing is an outer ring, an open ring is closed, specks are dropped")
  func mended() throws {
    let lone = try #require(Self.shape([Self.square(0, 0, 1, clockwise: false)]))
    #expect(lone.polygons.count == 1 && EsriRings.area(lone.polygons[0][0]) > 0)
    let open = try #require(Self.shape([Array(Self.square(0, 0, 1, clockwise: true).dropLast())]))
    #expect(open.polygons[0][0].count == 5 && open.polygons[0][0].first == open.polygons[0][0].last)
    #expect(Self.shape([[[0, 0], [1, 1], [0, 0]]]) == nil && Self.shape([]) == nil)
  }

  @Test("A hole that touches its outer ring stays its hole")
  func touching() throws {
    let hole = [[0.0, 5], [4, 6], [4, 4], [0, 5]]
    let shape = try #require(
      Self.shape([
        Self.square(0, 0, 10, clockwise: true),
        EsriRings.area(hole.map { .init($0[0], $0[1]) }) > 0 ? hole : hole.reversed(),
      ]))
    #expect(shape.polygons.map(\.count) == [2])
  }

  @Test("Area is kept: seeded squares in squares, shuffled", arguments: 1...5)
  func law(seed: UInt64) throws {
    var random = Seeded(seed)
    var rings: [[[Double]]] = []
    var expected = 0.0
    for cell in 0..<6 {
      let (x, side) = (Double(cell) * 100, Double(Int.random(in: 20...90, using: &random)))
      rings.append(Self.square(x, 0, side, clockwise: true))
      expected += side * side
      for hole in 0..<Int.random(in: 0...3, using: &random) {
        rings.append(Self.square(x + 1 + Double(hole) * 5, 1, 4, clockwise: false))
        expected -= 16
      }
    }
    let shape = try #require(Self.shape(rings.shuffled(using: &random)))
    let area = shape.polygons.joined().map { EsriRings.area($0) / 2 }.reduce(0, +)
    #expect(shape.polygons.count == 6 && area == expected)
  }

  @Test("Points, lines and nothing")
  func others() {
    func object(_ members: [(String, JSONValue)]) -> JSONValue { .object(members.map { .init($0.0, $0.1) }) }
    #expect(FormatGeometry(esri: object([("x", .number("1.5")), ("y", .number("2"))])) == .point(1.5, 2))
    #expect(FormatGeometry(esri: object([("x", .string("NaN")), ("y", .string("NaN"))])) == nil)
    #expect(
      FormatGeometry(esri: object([("paths", .array([]))])) == nil && FormatGeometry(esri: .null) == nil)
  }
}
