import Catalog
import Geometry
import Testing

@testable import Evaluation

@Suite("Whether neighbours are alike is told of shown values only")
struct SpatialPatternTests {
  /// Twelve places in a row, each beside the next.
  private static let row: PlaceLists = [
    [1], [0, 2], [1, 3], [2, 4], [3, 5], [4, 6], [5, 7], [6, 8], [7, 9], [8, 10], [9, 11], [10],
  ]

  private static func pattern(_ values: [Double?], seed: UInt64 = 7) -> SpatialPattern? {
    SpatialPatternMaker.pattern(values, seed: seed, period: .year(2020), level: "area", neighbours: row)
  }

  @Test("A slope is alike, a zigzag is not, and the seed fixes both")
  func alike() throws {
    let slope = try #require(Self.pattern((1...12).map { Double($0) }))
    #expect(
      slope.isAlike && slope.p <= 0.01 && slope.index > 0.7 && slope.places == 12 && slope.borders == 11)
    #expect(abs(slope.expected + 1 / 11) < 1e-12)
    let zigzag = try #require(Self.pattern((1...12).map { $0.isMultiple(of: 2) ? 1 : 9 }))
    #expect(!zigzag.isAlike && zigzag.index < -0.9)
    #expect(Self.pattern((1...12).map { Double($0) }) == slope)
  }

  @Test("Places without a shown value take no part, nor do those left without a neighbour")
  func gaps() throws {
    var values: [Double?] = (1...12).map { Double($0) }
    values[10] = nil
    let pattern = try #require(Self.pattern(values))
    #expect(pattern.places == 10 && pattern.borders == 9)  // the last one has lost its only neighbour
    values[5] = nil
    #expect(Self.pattern(values) == nil)
  }

  @Test("Values that are all the same have no pattern")
  func same() { #expect(Self.pattern(Array(repeating: 3, count: 12)) == nil) }
}
