import Catalog
import Testing

@testable import Almanac

@Suite("Explain tells the test behind a map's pattern")
struct ExplainPatternTests {
  private static func pattern(p: Double) -> SpatialPattern {
    SpatialPattern(
      period: .year(2020), level: "area", index: 0.25, expected: -0.0625, p: p, permutations: 999, seed: 42,
      places: 17, borders: 40)
  }

  @Test("index, chance, permutations, seed, p and neighbours, and what is said because of it")
  func alike() {
    #expect(
      ExplainPattern(pattern: Self.pattern(p: 0.003)).lines == [
        "  map          Moran’s I 0.25, -0.0625 by chance (−1 ÷ (n − 1)); 2020, level “area”",
        "    inputs     17 places with a number and a neighbour that has one, 40 borders between them; each place’s neighbours weigh 1 together",
        "    test       999 permutations from seed 42: pseudo-p 0.003, one-sided: below 0.05, neighbours are alike",
        "    said       that places beside each other have like numbers; no other finding rests on it",
      ])
  }

  @Test("at 5 % and above it cannot tell")
  func unclear() {
    let lines = ExplainPattern(pattern: Self.pattern(p: 0.05)).lines
    #expect(lines[2].hasSuffix("pseudo-p 0.05, one-sided: cannot tell"))
    #expect(lines[3] == "    said       that the map may be chance; no finding rests on it")
  }
}
