import TestSupport
import Testing

@testable import Charts

@Suite struct ScaleTests {
  @Test(
    "A length is written with at most two decimals, rounded half away from zero",
    arguments: [
      (0.0, "0"), (-0.001, "0"), (12.5, "12.5"), (0.07, "0.07"), (-3, "-3"), (0.125, "0.13"),
      (-0.125, "-0.13"),
      (99.999, "100"), (1e300, "1000000000000"), (.nan, "0"), (.infinity, "0"),
    ] as [(Double, String)])
  func writes(value: Double, text: String) { #expect(Coordinate.text(value) == text) }

  @Test("A scale maps the ends of its domain to the ends of its range and never leaves them")
  func linear() {
    let scale = Scale(0...80)
    #expect(scale(0) == 0 && scale(80) == 100 && scale(20) == 25)
    #expect(scale(-5) == 0 && scale(500) == 100)
    #expect(Scale(0...40, from: 100, to: 0)(10) == 75)
    #expect(scale.percent(20.4) == "25.5%")
  }

  @Test("A domain without width maps to the middle, and no number to the start")
  func degenerate() {
    #expect(Scale(5...5)(5) == 50)
    #expect(Scale(0...1)(.nan) == 0)
  }

  @Test("Wrapping keeps every word and never breaks a margin from its sign")
  func wrapping() {
    let lines = TextWidth.wrap("Share of people below the line 20.5% ± 0.3", width: 90)
    #expect(lines.joined(separator: " ") == "Share of people below the line 20.5% ± 0.3")
    #expect(lines.contains { $0.contains("± 0.3") })
    #expect(lines.count > 2)
    #expect(TextWidth.wrap("", width: 90).isEmpty)
  }

  @Test(
    "Wrapped lines fit wherever more than one word stands on them", arguments: 1...20 as ClosedRange<UInt64>)
  func fits(seed: UInt64) {
    var random = Seeded(seed)
    let words = (0..<30).map { _ in String(repeating: "n", count: Int.random(in: 1...14, using: &random)) }
    for line in TextWidth.wrap(words.joined(separator: " "), width: 120) where line.contains(" ") {
      #expect(TextWidth.of(line) <= 120)
    }
  }

  @Test("Every kind of chart has an id of its own, a summary and a reason")
  func kinds() {
    #expect(ChartKind.all.map(\.id) == ["map", "ranking", "trend", "gap", "groups"])
    #expect(ChartKind.all.allSatisfy { !$0.summary.isEmpty && !$0.reference.isEmpty })
    #expect(ChartKind.named("gap") == .gap && ChartKind.named("pie") == nil)
  }
}
