import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite("Order of numbers")
struct AscendingOrderTests {
  private static func number(_ random: inout Seeded, _ kind: Int) -> Double {
    switch kind {
    case 0: Double(Int.random(in: -3...3, using: &random))
    case 1: Double.random(in: -1e9...1e9, using: &random)
    case 2:
      [0, -0.0, 1e300, -1e300, .leastNonzeroMagnitude, 0.1, -.infinity].randomElement(using: &random) ?? 0
    default: exp2(Double.random(in: -40...40, using: &random)).rounded()
    }
  }

  @Test("is that of a sort by comparison, of equal ones the last first", arguments: 0..<4, [UInt64](1...3))
  func oracle(kind: Int, seed: UInt64) {
    var random = Seeded(seed)
    for count in [0, 1, 2, 50, 3000] {
      let values = (0..<count).map { _ in Self.number(&random, kind) }
      let sorted = values.indices.sorted {
        values[$0] == values[$1] ? $0 > $1 : values[$0] < values[$1]
      }
      #expect(ascendingOrder(values).map { Int($0) } == sorted)
    }
  }

  @Test("gives ranks from the highest, and of equal values the first the better")
  func ranks() {
    let ranking = Ranking([2, 5, 2, -0.0, 0].map { Estimate($0, .margin(1)) })
    #expect(ranking.ranks == [2, 1, 3, 4, 5])
  }
}
