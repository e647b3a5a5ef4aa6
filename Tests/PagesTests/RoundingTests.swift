import Foundation
import TestSupport
import Testing

@testable import Pages

/// How many seeded numbers a test tries; `ALMANAC_FUZZ` asks for more.
private let tries = ProcessInfo.processInfo.environment["ALMANAC_FUZZ"].flatMap { Int($0) } ?? 3000

@Suite("Numbers written by arithmetic")
struct RoundingTests {
  /// Numbers of every size, some of them decimal fractions that lie at or beside a tie.
  private func numbers(_ seed: UInt64) -> [Double] {
    var random = Seeded(seed)
    return (0..<tries).map { _ in
      switch Int.random(in: 0...5, using: &random) {
      case 0: return Double(Int.random(in: -2000...2000, using: &random)) / 8
      case 1: return Double(Int.random(in: -200_000...200_000, using: &random)) / 1000
      case 2: return Double(Int.random(in: 0...2000, using: &random)) / 1000 * 100
      case 3: return Double.random(in: -1e7...1e7, using: &random)
      case 4: return Double(bitPattern: random.next() & 0x43FF_FFFF_FFFF_FFFF)
      default: return (Double(Int.random(in: 0...9999, using: &random)) / 100 + 0.005).nextDown
      }
    }
  }

  @Test("agree with decimal digits wherever arithmetic answers", arguments: 0...4)
  func rounding(decimals: Int) {
    var answered = 0
    for value in numbers(UInt64(decimals) + 7) where value.isFinite {
      let slow = RoundedDecimal(value, decimals: decimals)
      #expect(RoundedDecimal.plain(value, decimals: decimals) == slow.plain, "\(value)")
      guard let units = Rounding.units(value, decimals: decimals) else { continue }
      answered += 1
      let digits = (slow.whole + slow.fraction).reduce(0) { $0 * 10 + Int($1) }
      #expect(units == (slow.isNegative ? -digits : digits), "\(value)")
    }
    // Ties ask for digits; if all others did too, nothing would be faster and nothing tested.
    #expect(answered > tries / 3)
  }

  @Test(
    "ask for digits beside a tie",
    arguments: [2.675, 0.285 * 100, 28.499999999999996, 0.5, 1.005, 1e15, .infinity, .nan] as [Double])
  func ties(value: Double) {
    #expect(Rounding.units(value, decimals: value == 2.675 || value == 1.005 ? 2 : 0) == nil)
  }

  @Test("have a language's separators", arguments: [4, 5])
  func separators(from: Int) {
    let style = NumberStyle(decimal: ",", group: "\u{202F}", groupFrom: from)
    for value in numbers(3) where value.isFinite && abs(value) < 1e11 {
      let slow = RoundedDecimal(value, decimals: 1)
      let digits = slow.whole.map(String.init).joined()
      var groups: [String] = []
      var rest = digits[...]
      while rest.count > 3, digits.count >= max(from, 4) {
        groups.insert(String(rest.suffix(3)), at: 0)
        rest = rest.dropLast(3)
      }
      let whole = ([String(rest)] + groups).joined(separator: "\u{202F}")
      let expected =
        (slow.isNegative ? "\u{2212}" : "") + whole + "," + slow.fraction.map(String.init).joined()
      #expect(style.text(value, decimals: 1) == expected)
    }
  }
}
