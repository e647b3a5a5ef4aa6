import Foundation
import Testing

@testable import Statistics

@Suite struct `Inequality at its edges` {
  @Test func `amounts must be amounts`() throws {
    let below = try WeightedSample([-1, 5, 9])
    #expect(throws: Undefined.negativeValues) { try below.lorenzCurve }
    #expect(throws: Undefined.negativeValues) { try below.theilT }
    #expect(throws: Undefined.negativeValues) { try below.atkinson(aversion: 0.5) }
    #expect(throws: Undefined.negativeValues) { try below.hoover }
    #expect(try below.gini > 0)
    #expect(throws: Undefined.negativeValues) { try WeightedSample([-9, 5]).gini }
    #expect(throws: Undefined.zeroMean) { try WeightedSample([0, 0]).gini }
    #expect(throws: Undefined.zeroMean) { try WeightedSample([-1, 1]).gini }
  }

  @Test func `zeros have their limits`() throws {
    let zeros = try WeightedSample([0, 0, 0, 5, 6])
    #expect(throws: Undefined.notFinite) { try zeros.meanLogDeviation }
    #expect(try zeros.theilT > 0)
    #expect(try zeros.atkinson(aversion: 1) == 1 && zeros.atkinson(aversion: 2) == 1)
    #expect(try zeros.equallyDistributedEquivalent(aversion: 1) == 0)
    #expect(try zeros.atkinson(aversion: 0.5) < 1)
    #expect(throws: Undefined.outOfRange) { try zeros.atkinson(aversion: -1) }
    #expect(throws: Undefined.outOfRange) { try zeros.atkinson(aversion: .infinity) }
    let ratios = try ShareRatios(zeros.lorenzCurve)
    #expect(throws: Undefined.zeroDenominator) { try ratios.palma }
    #expect(ratios.bottom20 == 0 && ratios.bottom40 == 0)
    // The zeros are exactly the bottom fifth, up to rounding.
    let fifth = try ShareRatios(WeightedSample([0, 1, 2], weights: [0.1 + 0.2, 0.9, 0.3]).lorenzCurve)
    #expect(throws: Undefined.zeroDenominator) { try fifth.ratio2020 }
  }

  @Test func `the largest Gini is that of one owner`() throws {
    let owner = try WeightedSample([0, 0, 0, 0, 7])
    #expect(isNear(try owner.gini, 0.8))
    #expect(isNear(try owner.hoover, 0.8))
    #expect(isNear(try owner.theilT, log(5)))
  }

  @Test func `equal values are equal to the last bit`() throws {
    let equal = try WeightedSample([0.1, 0.1, 0.1], weights: [0.7, 1e9, 3])
    #expect(try equal.gini == 0 && equal.hoover == 0 && equal.theilT == 0 && equal.meanLogDeviation == 0)
    #expect(try equal.mean == 0.1 && equal.standardDeviation == 0 && equal.variance == 0)
    #expect(try equal.atkinson(aversion: 2) == 0)
  }

  @Test func `values far apart give a number or a reason`() throws {
    let wide = try WeightedSample([1e-300, 1, 1e300])
    #expect(isNear(try wide.gini, 2.0 / 3))
    #expect(isNear(try wide.theilT, log(3)))
    #expect(isNear(try wide.meanLogDeviation, log(1e300) - log(3)))
    #expect(throws: Undefined.notFinite) { try wide.variance }
    #expect(throws: Undefined.notFinite) { try WeightedSample([1, 1e301]) }
    #expect(try WeightedSample([1e-200, 3e-200]).coefficientOfVariation == 0.5)
  }
}
