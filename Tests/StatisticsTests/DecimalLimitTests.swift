import Testing

@testable import Statistics

/// What lies on a limit in decimals is on it, though the doubles nearest to the decimals may not be.
@Suite struct `Limits that decimals hit exactly` {
  /// A whole number of ten-thousandths, as a source file would write it.
  private func decimal(_ tenThousandths: Int) -> Double { Double(tenThousandths) / 10_000 }

  @Test func `a coefficient of variation on a limit belongs to the better class`() {
    for tenths in 1...1_000 {
      let estimate = Double(tenths) / 10
      // 12 % and 40 % of 1.645 times the estimate.
      let (twelve, forty) = (decimal(tenths * 1_974) / 10, decimal(tenths * 658))
      #expect(Margined(estimate, margin: twelve).reliability() == .high, "\(tenths)")
      #expect(Margined(estimate, margin: forty).reliability() == .medium, "\(tenths)")
      #expect(Margined(estimate, margin: twelve * 1.000_001).reliability() == .medium)
      #expect(Margined(estimate, margin: forty * 1.000_001).reliability() == .low)
    }
  }

  @Test func `what is not a number is within no limit`() {
    #expect(Margined(5, margin: .nan).reliability() == .low)
    #expect(!PAdjustment.rejects(.nan, at: 0.05))
    #expect(Double.infinity.exceeds(12) && !12.0.exceeds(12) && 12.000_001.exceeds(12))
  }

  @Test(arguments: zip(Census.Level.allCases, [8_225, 9_800, 12_880]))
  func `a z score on a limit is not above it`(level: Census.Level, gap: Int) throws {
    for tenths in 1...300 {
      // Standard errors in the proportion 3 : 4, so that theirs together is 5.
      let reference = Margined(33.3, margin: decimal(tenths * 6_580))
      func test(_ factor: Double) throws -> Bool {
        let value = 33.3 + decimal(tenths * gap) * factor
        return try Significance(Margined(value, margin: decimal(tenths * 4_935)), reference).holds(at: level)
      }
      #expect(try !test(1), "\(tenths)")
      #expect(try test(1.000_001), "\(tenths)")
    }
  }

  @Test(arguments: [1, 2, 3, 5, 7, 9, 10])
  func `a root of nothing is 0 and falls back to no other formula`(share: Int) throws {
    for tenths in 1...200 {
      let (whole, error) = (Double(tenths * 37) / 10, Double(tenths) / 10)
      let total = Margined(whole, margin: error)
      func margin(_ factor: Double) throws -> (result: Margined, method: QuotientMethod) {
        let (value, error) = (Double(tenths * 37 * share) / 100, Double(tenths * share) / 100)
        return try Margined.proportion(Margined(value, margin: error * factor), of: total)
      }
      let (found, method) = try margin(1)
      #expect(found.margin == 0 && method == .proportion, "\(tenths)")
      #expect(try margin(0.999_999).method == .ratioFallback)
      #expect(try (margin(1.000_001).result.margin ?? 0) > 0)
    }
  }
}
