import Foundation
import TestSupport
import Testing

@testable import Tables

@Suite("Aggregates: quantiles against R and numpy")
struct QuantileTruthTests {
  private struct Truth: Decodable {
    struct Case: Decodable {
      struct Input: Decodable {
        let values: [Double?]
        let probs: [Double]
      }
      struct Expected: Decodable { let type7: [Double]? }
      let name: String
      let input: Input
      let expected: Expected
      let tolerance: Double
    }
    let cases: [Case]
  }

  @Test(
    "Unweighted quantiles equal type 7 of R",
    .enabled(if: SharedData.isPresent, "the shared data folder is not on this machine"))
  func truth() throws {
    let file = try Data(contentsOf: SharedData.url("truth/weighted_quantile.json"))
    var compared = 0
    for item in try JSONDecoder().decode(Truth.self, from: file).cases {
      let values = item.input.values.compactMap { $0 }
      for (share, expected) in zip(item.input.probs, item.expected.type7 ?? []) {
        let found = try #require(Quantile.typeSeven(values, share))
        #expect(abs(found - expected) <= item.tolerance * max(1, abs(expected)), "\(item.name)")
        compared += 1
      }
    }
    #expect(compared >= 8)
  }
}
