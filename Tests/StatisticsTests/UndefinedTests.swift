import Testing

@testable import Statistics

@Suite struct `Undefined results are errors, never NaN` {
  @Test func `a missing part makes a sum missing`() {
    #expect(throws: Undefined.missing) { try Margined.sum([Margined(1, margin: 1), nil]) }
    #expect(throws: Undefined.empty) { try Margined.sum([]) }
  }

  @Test func `the zero rule takes the largest or each`() throws {
    let zeros = [12.0, 12, 19].map { Margined(0, margin: $0) }
    #expect(try Margined.sum(zeros).margin == 19)
    #expect((try Margined.sum(zeros, zeroRule: .each).margin ?? 0) - 649.0.squareRoot() < 1e-12)
  }

  @Test func `a negative or endless margin is refused`() {
    #expect(throws: Undefined.negativeWeights) { try Margined.sum([Margined(1, margin: -1)]) }
    #expect(throws: Undefined.notFinite) { try Margined.sum([Margined(.infinity, margin: 1)]) }
    #expect(throws: Undefined.notFinite) {
      try Margined.product(Margined(1e300, margin: 1), Margined(1e300, margin: 1))
    }
  }

  @Test func `a quotient of 0 is refused`() {
    let zero = Margined(0, margin: 1)
    #expect(throws: Undefined.zeroDenominator) { try Margined.proportion(zero, of: zero) }
    #expect(throws: Undefined.zeroDenominator) { try Margined.percentChange(from: zero, to: zero) }
  }

  @Test func `counts must be counts`() {
    #expect(throws: Undefined.negativeValues) { try ProportionInterval.wilson(-1, of: 3) }
    #expect(throws: Undefined.partAboveWhole) { try ProportionInterval.wilson(4, of: 3) }
    #expect(throws: Undefined.zeroDenominator) { try ProportionInterval.clopperPearson(0, of: 0) }
    #expect(throws: Undefined.outOfRange) { try ProportionInterval.wilson(1, of: 3, level: 1) }
    #expect(throws: Undefined.negativeValues) { try PoissonInterval.exact(-1) }
    #expect(throws: Undefined.zeroDenominator) { try Estimate.rate(3, in: 0) }
  }

  @Test func `samples refuse what they cannot use`() {
    #expect(throws: Undefined.empty) { try WeightedSample([nil, 3], weights: [1, 0]) }
    #expect(throws: Undefined.negativeWeights) { try WeightedSample([1], weights: [-1]) }
    #expect(throws: Undefined.unequalLengths) { try WeightedSample([1], weights: []) }
    #expect(throws: Undefined.notFinite) { try WeightedSample([.nan]) }
    #expect(throws: Undefined.outOfRange) { try WeightedSample([1]).quantile(1.1) }
  }

  @Test func `exact limits hold their level for large counts`() throws {
    let limits = try PoissonInterval.exact(1_000_000)
    #expect((limits.low - 998_356.1).magnitude < 1)
    #expect((limits.high - 1_001_645.9).magnitude < 2)
  }
}
