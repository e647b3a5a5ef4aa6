import Testing

@testable import Statistics

@Suite struct `Weighted quantiles at their ends` {
  @Test(arguments: [1e-9, 1e-6, 1, 1e6])
  func `the quantile at 0 is the least value, however little it weighs`(weight: Double) throws {
    let sample = try WeightedSample([5, 7, 9], weights: [weight, 1e12, 1e12])
    for method in [QuantileMethod.inverse, .averaged] {
      #expect(try sample.quantile(0, method: method) == 5)
      #expect(try sample.quantile(1, method: method) == 9)
    }
  }

  @Test func `weights that reach a share exactly in decimals give the mean of the neighbours`() throws {
    // 0.1 + 0.2 is not 0.3 in binary.
    let sample = try WeightedSample([1, 2, 3, 4], weights: [0.1, 0.2, 0.3, 0.4])
    #expect(try sample.quantile(0.3) == 2.5)
    #expect(try sample.quantile(0.6) == 3.5)
    #expect(try sample.quantile(0.3, method: .inverse) == 2)
    #expect(try sample.quantile(0.300_001) == 3)
  }
}
