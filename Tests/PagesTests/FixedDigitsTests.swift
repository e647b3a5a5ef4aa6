import Markup
import TestSupport
import Testing

@testable import Pages

@Suite("Digits written in a register")
struct FixedDigitsTests {
  private func written(_ units: Int, _ places: Int) -> String {
    withUnsafeTemporaryAllocation(byteCount: FixedDigits.capacity, alignment: 1) { room in
      guard let start = room.baseAddress else { return "" }
      let count = FixedDigits.write(units, places: places, to: start)
      return String(decoding: room[..<count], as: UTF8.self)
    }
  }

  @Test("are those of the decimal written by pairs", arguments: 0...6)
  func twins(places: Int) {
    var random = Seeded(UInt64(places) + 40)
    let powers = (0...17).reduce(into: [1]) { all, _ in all.append(all[all.count - 1] * 10) }
    let edges = powers.flatMap { [$0 - 1, $0, $0 + 1, $0 * 9] } + Array(0...1_100)
    let seeded = (0..<2_000).map { _ in
      Int.random(in: 0..<100_000_000, using: &random) >> Int(random.next() % 27)
    }
    for value in edges + seeded {
      for units in [value, -value] {
        #expect(written(units, places) == Decimal.text(units, places: places), "\(units)")
      }
    }
  }
}
