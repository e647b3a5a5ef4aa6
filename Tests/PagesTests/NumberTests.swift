import TestSupport
import Testing

@testable import Catalog
@testable import Pages

@Suite("Numbers")
struct NumberTests {
  let style = NumberStyle()

  @Test(
    "are rounded half up on their decimal digits",
    arguments: [
      (2.675, 2, "2.68"), (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (0.05, 1, "0.1"), (0.049, 1, "0.0"),
      (28.499999999999996, 0, "29"), (1.005, 2, "1.01"), (99.95, 1, "100.0"), (0.0, 1, "0.0"),
      (1e-7, 1, "0.0"), (1e21, 0, "1,000,000,000,000,000,000,000"), (123_456.789, 1, "123,456.8"),
      (9.999e-1, 0, "1"), (0.4999, 0, "0"),
    ])
  func halfUp(value: Double, decimals: Int, expected: String) {
    #expect(style.text(value, decimals: decimals) == expected)
    let negative = style.text(-value, decimals: decimals)
    #expect(negative == (expected.contains { ("1"..."9").contains($0) } ? "\u{2212}" + expected : expected))
  }

  @Test("carry a plus sign only where they are above zero when rounded")
  func signs() {
    #expect(style.signed(0.5, decimals: 1) == "+0.5")
    #expect(style.signed(0.04, decimals: 1) == "0.0")
    #expect(style.signed(-0.04, decimals: 1) == "0.0")
    #expect(style.signed(-0.7, decimals: 1) == "\u{2212}0.7")
  }

  @Test("take separators from the language")
  func separators() {
    let german = NumberStyle(decimal: ",", group: ".", groupFrom: 5)
    #expect(german.text(1234.5, decimals: 1) == "1234,5")
    #expect(german.text(12_345.6, decimals: 1) == "12.345,6")
  }

  @Test("lie within half a unit of the last digit of what was rounded", arguments: UInt64(0)..<4)
  func nearness(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<500 {
      let value = Double.random(in: -1e6...1e6, using: &random)
      let rounded = try #require(Double(RoundedDecimal(value, decimals: 2).plain))
      #expect(abs(rounded - value) <= 0.005 + 1e-9)
    }
  }

  @Test("never fall when the value rises", arguments: UInt64(0)..<4)
  func order(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<300 {
      let first = Double.random(in: 0...10, using: &random)
      let second = first + Double.random(in: 0...0.2, using: &random)
      let texts = [first, second].map { RoundedDecimal($0, decimals: 1).plain }
      #expect(try #require(Double(texts[0])) <= (try #require(Double(texts[1]))))
    }
  }
}

@Suite("Scales")
struct ScaleTests {
  @Test("cover their values and zero with round steps", arguments: UInt64(0)..<4)
  func cover(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<200 {
      let values = (0..<5).map { _ in Double.random(in: -50...5000, using: &random) }
      let scale = ValueScale(covering: values)
      #expect(values.allSatisfy { scale.domain.contains($0) } && scale.domain.contains(0))
      #expect((2...8).contains(scale.ticks.count), "\(scale.ticks)")
    }
  }

  @Test("put a value on a bound into the class above it")
  func classes() {
    let breaks = [10.0, 20, 30, 40]
    #expect([3.0, 10, 19.9, 40, 77].map { ValueScale.shade(of: $0, breaks: breaks) } == [1, 2, 2, 5, 5])
  }

  @Test("have at most four rising bounds, and none for equal values")
  func bounds() {
    let bounds = ValueScale.breaks(of: (1...60).map { Double($0) })
    #expect(bounds.count == 4 && bounds == bounds.sorted())
    #expect(ValueScale.breaks(of: [5, 5, 5]) == [] && ValueScale.breaks(of: []) == [])
  }
}
