import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct `Special functions` {
  @Test(arguments: [
    (0.5, 0.5723649429247001), (1, 0), (2, 0), (3.5, 1.2009736023470743), (10, 12.801827480081469),
    (100, 359.1342053695754), (1e6, 12815504.569147611), (1e-5, 11.512919692895824),
  ])
  func `log gamma has its tabulated values`(x: Double, expected: Double) {
    #expect((logGamma(x) - expected).magnitude <= 1e-14 * max(1, expected.magnitude))
  }

  @Test(arguments: [
    (0.975, 1.959963984540054), (0.95, 1.6448536269514722), (0.5, 0), (1e-10, -6.361340902404056),
    (0.000001, -4.753424308822899), (1e-300, -37.0471),
  ])
  func `normal quantiles have their tabulated values`(p: Double, expected: Double) throws {
    let digits = p == 1e-300 ? 1e-4 : 1e-12
    #expect((try normalQuantile(p) - expected).magnitude < digits * max(1, expected.magnitude))
  }

  @Test(arguments: [
    (0.975, 1.0, 12.706204736174698), (0.975, 10, 2.2281388519649385), (0.95, 30, 1.6972608865939574),
    (0.025, 5, -2.5705818356363146), (0.975, 1e6, 1.9599663582), (0.995, 2.5, 7.2952),
  ])
  func `Student quantiles have their tabulated values`(p: Double, df: Double, expected: Double) throws {
    let digits = df == 2.5 ? 5e-2 : 1e-9
    #expect((try studentTQuantile(p, degreesOfFreedom: df) / expected - 1).magnitude < digits)
  }

  @Test(arguments: [
    (0.975, 1.1e6, 1.9599661411525962), (0.975, 1e9, 1.959963986912325), (0.025, 1e15, -1.9599639845400563),
    (0.999999999, 2e6, 5.997834739843201),
  ])
  func `Student quantiles of many degrees of freedom keep their digits`(
    p: Double, df: Double, expected: Double
  )
    throws
  {
    // At 0.999999999 the probability itself is known to 1e-7 of its tail only.
    let digits = p > 0.98 ? 1e-8 : 1e-12
    #expect((try studentTQuantile(p, degreesOfFreedom: df) / expected - 1).magnitude < digits)
  }

  @Test(arguments: [0.05, 0.5, 1, 3.7, 42, 1e3, 1e6])
  func `gamma quantiles and tails undo each other`(shape: Double) throws {
    for p in [1e-12, 1e-4, 0.025, 0.3, 0.5] {
      for tail in [Tail.lower, .upper] {
        let x = try gammaQuantile(p, shape: shape, tail: tail)
        guard x > 1e-300 else { continue }
        let tails = try incompleteGamma(shape, x)
        #expect((((tail == .lower) ? tails.lower : tails.upper) / p - 1).magnitude < 1e-10)
      }
    }
  }

  @Test(arguments: [(0.5, 0.5), (1, 1), (2, 30), (300, 4.5), (1e4, 1e5), (0.01, 7)])
  func `beta quantiles and tails undo each other`(a: Double, b: Double) throws {
    for p in [1e-9, 0.025, 0.4, 0.5] {
      let low = try betaQuantile(p, a, b, tail: .lower)
      guard low.x > 1e-300 else { continue }
      #expect((try incompleteBeta(a, b, x: low.x, y: low.y).lower / p - 1).magnitude < 1e-10)
      let high = try betaQuantile(p, a, b, tail: .upper)
      #expect((try incompleteBeta(a, b, x: high.x, y: high.y).upper / p - 1).magnitude < 1e-10)
    }
  }

  @Test(arguments: [1.01e10, 5e10])
  func `gamma quantiles of huge shapes hold their probability`(shape: Double) throws {
    for p in [1e-12, 0.025, 0.5] {
      for tail in [Tail.lower, .upper] {
        let tails = try incompleteGamma(shape, gammaQuantile(p, shape: shape, tail: tail))
        #expect((((tail == .lower) ? tails.lower : tails.upper) / p - 1).magnitude < 1e-8)
      }
    }
    #expect(try PoissonInterval.exact(1e150).high >= 1e150)
  }

  @Test func `closed forms hold`() throws {
    // Shape 1 is the exponential distribution; beta(a, 1) is a power.
    #expect((try gammaQuantile(0.3, shape: 1, tail: .upper) + log(0.3)).magnitude < 1e-13)
    #expect((try betaQuantile(0.2, 5, 1, tail: .lower).x - pow(0.2, 0.2)).magnitude < 1e-13)
  }

  @Test func `parameters outside their range are refused`() {
    #expect(throws: Undefined.outOfRange) { try normalQuantile(0) }
    #expect(throws: Undefined.outOfRange) { try normalQuantile(.nan) }
    #expect(throws: Undefined.outOfRange) { try incompleteGamma(0, 1) }
    #expect(throws: Undefined.outOfRange) { try betaQuantile(0.5, -1, 1, tail: .lower) }
    #expect(throws: Undefined.notFinite) { try gammaQuantile(0, shape: 2, tail: .upper) }
    #expect(throws: Undefined.outOfRange) { try studentTQuantile(0.5, degreesOfFreedom: 0) }
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `compensated sums do not depend on how they are cut`(seed: UInt64) {
    var random = Seeded(seed)
    let terms = (0..<2000).map { _ in
      Double.random(in: -1...1, using: &random) * pow(10, Double.random(in: -8...12, using: &random))
    }
    var merged = CompensatedSum()
    for chunk in stride(from: 0, to: terms.count, by: 137) {
      merged.merge(CompensatedSum(terms[chunk..<min(chunk + 137, terms.count)]))
    }
    #expect((merged.total - terms.compensatedSum).magnitude < 1e-4)
    #expect([1, 1e100, 1, -1e100].compensatedSum == 2)
    #expect((terms + terms.map { -$0 }).compensatedSum.magnitude < 1e-12)
  }
}
