import Foundation
import TestSupport
import Testing

@testable import Statistics

private let seeds: [UInt64] = [31, 32, 33, 34, 35, 36]

@Suite struct `Disparity among groups` {
  @Test(arguments: seeds) func `summaries as they are written`(seed: UInt64) throws {
    var random = Seeded(seed)
    let count = Int.random(in: 2...9, using: &random)
    let y = (0..<count).map { _ in Double.random(in: 2...30, using: &random) }
    let people = y.map { _ in Double(Int.random(in: 5...999, using: &random)) }
    let errors = y.map { _ in Double.random(in: 0...3, using: &random) }
    let favourable = Bool.random(using: &random)
    let groups = try GroupDisparity(y, weights: people, standardErrors: errors, isFavourable: favourable)
    let f = people.map { $0 / people.reduce(0, +) }
    func sum(_ term: (Int) -> Double) -> Double { y.indices.map(term).reduce(0, +) }
    let n = Double(count)
    let mean = sum { f[$0] * y[$0] }
    let best = (favourable ? y.max() : y.min()) ?? 0
    #expect(isNear(groups.mean, mean))
    #expect(isNear(try groups.disparityFromMean, 100 / n * sum { (y[$0] - mean).magnitude } / mean))
    #expect(
      isNear(try groups.weightedDisparityFromMean, 100 * sum { f[$0] * (y[$0] - mean).magnitude } / mean))
    #expect(isNear(try groups.disparityFromBest, 100 / (n - 1) * sum { (y[$0] - best).magnitude } / best))
    #expect(isNear(try groups.meanDifferenceFromBest, sum { (y[$0] - best).magnitude } / n))
    #expect(isNear(try groups.weightedDifferenceFromBest, sum { f[$0] * (y[$0] - best).magnitude }))
    #expect(isNear(groups.meanDifferenceFromMean, sum { (y[$0] - mean).magnitude } / n))
    #expect(isNear(try groups.attributableFraction, 100 * (best - mean) / mean))
    // All on one side of the best, the people's distance is the attributable risk.
    #expect(isNear(try groups.weightedDifferenceFromBest, try groups.attributableRisk.magnitude))
    let variance = sum { f[$0] * (y[$0] - mean) * (y[$0] - mean) }
    #expect(isNear(try groups.variance, variance))
    #expect(isNear(try groups.coefficientOfVariation, 100 * variance.squareRoot() / mean))
    let s = errors.map { $0 * $0 }
    let q = sum { f[$0] * f[$0] * s[$0] }
    let error =
      (4 * sum { f[$0] * f[$0] * s[$0] * pow(y[$0] - mean, 2) }
      + 2
      * (q * q - sum { pow(f[$0], 4) * s[$0] * s[$0] }
        + sum { f[$0] * f[$0] * pow(1 - f[$0], 2) * s[$0] * s[$0] }))
      .squareRoot()
    #expect(isNear(try groups.varianceError ?? 0, error, 1e-9))
    #expect(isNear(try groups.rangeRatio, (y.max() ?? 0) / (y.min() ?? 0)))
  }

  @Test func `groups at their edges`() throws {
    #expect(throws: Undefined.empty) { try GroupDisparity([1], isFavourable: true) }
    #expect(throws: Undefined.empty) { try GroupDisparity([1, 2], weights: [1, 0], isFavourable: true) }
    #expect(throws: Undefined.negativeWeights) {
      try GroupDisparity([1, 2], standardErrors: [1, -1], isFavourable: true)
    }
    #expect(throws: Undefined.unequalLengths) {
      try GroupDisparity([1, 2], standardErrors: [1], isFavourable: true)
    }
    let undirected = try GroupDisparity([1, 2], isFavourable: nil)
    #expect(throws: Undefined.missing) { try undirected.best }
    #expect(try undirected.rangeRatio == 2 && undirected.varianceError == nil)
    let zero = try GroupDisparity([0, 4], standardErrors: [0, 0], isFavourable: false)
    #expect(throws: Undefined.zeroDenominator) { try zero.rangeRatio }
    #expect(throws: Undefined.zeroDenominator) { try zero.disparityFromBest }
    #expect(try zero.varianceError == 0)
    let below = try GroupDisparity([-3, 1], isFavourable: false)
    #expect(throws: Undefined.negativeValues) { try below.attributableFraction }
    #expect(throws: Undefined.negativeValues) { try below.disparityFromBest }
    #expect(try below.attributableRisk == -2)
    // Equal and exactly known: nothing to be uncertain about.
    #expect(try GroupDisparity([5, 5], standardErrors: [0, 0], isFavourable: nil).varianceError == 0)
  }

  @Test func `units that share an end are one group`() throws {
    let outcomes = Outcomes(
      [10, 20, 99, 6, 8], weights: [1, 3, 5, 2, 2], ranks: [1, 1, 2, 3, 3],
      standardErrors: [1, 2, 3, 3, 4])
    let (worst, best) = try outcomes.ends
    #expect(worst.value == 17.5 && best.value == 7)
    #expect(isNear(worst.standardError ?? 0, (1.0 / 16 + 9.0 / 4).squareRoot()))
    #expect(isNear(best.standardError ?? 0, 2.5))
    let difference = try #require(EquityMeasure.of("difference"))
    #expect(try difference.evaluate(outcomes).value == 10.5)
  }
}
