import TestSupport
import Testing

@testable import Statistics

@Suite("Which ordered values bound a quantile")
struct QuantileRanksTests {
  /// Binomial probabilities, added up from the smallest: the naive twin.
  private static func atMost(_ k: Int, of n: Int, _ share: Double) -> Double {
    var (term, sum) = (1.0, 0.0)
    for _ in 0..<n { term *= 1 - share }
    for i in 0...max(0, k) where k >= 0 {
      sum += term
      term *= Double(n - i) / Double(i + 1) * share / (1 - share)
    }
    return k < 0 ? 0 : min(1, sum)
  }

  /// Printed in tables of nonparametric limits of a median (Conover 1999, table A3; Hahn and Meeker 1991, table A.15).
  @Test(
    "Medians as printed",
    arguments: [
      (10, 0.95, 2, 9), (20, 0.95, 6, 15), (25, 0.95, 8, 18), (100, 0.95, 40, 61), (20, 0.9, 6, 15),
      (5, 0.9, 1, 5),
    ])
  func printed(count: Int, level: Double, low: Int, high: Int) throws {
    #expect(try QuantileRanks(share: 0.5, level: level).ranks(of: count) == low...high)
  }

  @Test("Fewer than five values bound no median at 90 %, fewer than 29 no ninth decile")
  func tooFew() throws {
    let (median, decile) = (try QuantileRanks(share: 0.5), try QuantileRanks(share: 0.9))
    for count in 0..<5 { #expect(median.ranks(of: count) == nil) }
    #expect(decile.ranks(of: 28) == nil && decile.ranks(of: 29)?.upperBound == 29)
    for share in [0, 1, -1, .nan] {
      #expect(throws: Undefined.outOfRange) { try QuantileRanks(share: share) }
    }
  }

  @Test("Each rank is the innermost whose tail is small enough", arguments: [0.05, 0.25, 0.5, 0.75, 0.9])
  func tails(share: Double) throws {
    let ranks = try QuantileRanks(share: share)
    for count in [1, 4, 5, 7, 13, 28, 29, 59, 60, 100, 137, 250] {
      let low = (1...count).last { Self.atMost($0 - 1, of: count, share) <= 0.05 }
      let high = (1...count).first { 1 - Self.atMost($0 - 1, of: count, share) <= 0.05 }
      let expected = low.flatMap { low in high.map { low...$0 } }
      #expect(ranks.ranks(of: count) == expected, "\(count)")
    }
  }

  @Test("Of a million values too, near the normal distribution's")
  func large() throws {
    let found = try #require(try QuantileRanks(share: 0.5).ranks(of: 1_000_000))
    #expect((found.lowerBound - 499_178).magnitude <= 1 && (found.upperBound - 500_823).magnitude <= 1)
  }
}
