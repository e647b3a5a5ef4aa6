import Foundation
import TestSupport
import Testing

@testable import Statistics

private let seeds: [UInt64] = [21, 22, 23, 24, 25, 26]

/// Outcomes with tied ranks, in no order.
private struct Input {
  var values: [Double] = []
  var ranks: [Double] = []
  var weights: [Double] = []

  init(_ seed: UInt64, count: Int = 25) {
    var random = Seeded(seed)
    for _ in 0..<count {
      values.append(.random(in: 0...40, using: &random))
      ranks.append(Double(Int.random(in: -5...(seed.isMultiple(of: 2) ? 5 : 5000), using: &random)))
      weights.append(Double(Int.random(in: 1...30, using: &random)))
    }
  }

  func sample() throws -> RankedSample { try RankedSample(values, ranks: ranks, weights: weights) }
  var total: Double { weights.reduce(0, +) }
  var mean: Double { zip(values, weights).map { $0 * $1 }.reduce(0, +) / total }
  /// (Weight below + half the weight at the same rank) ÷ total, by going through all for each.
  var middles: [Double] {
    ranks.map { rank in
      zip(ranks, weights).map { $0 < rank ? $1 : $0 == rank ? $1 / 2 : 0 }.reduce(0, +) / total
    }
  }
}

@Suite struct `Gradients against their naive twins` {
  @Test(arguments: seeds) func `the concentration index`(seed: UInt64) throws {
    let input = Input(seed)
    let terms = zip(zip(input.values, input.weights), input.middles)
    let sum = terms.map { $0.1 / input.total * ($0.0 - input.mean) * ($1 - 0.5) }.reduce(0, +)
    let index = try ConcentrationIndex(input.sample())
    #expect(isNear(index.value, 2 / input.mean * sum))
    #expect(isNear(try input.sample().concentrationCurve.index, index.value))
    #expect(isNear(index.generalised, index.value * input.mean))
    // Ordered by itself, an outcome's index is its Gini coefficient.
    let own = try ConcentrationIndex(RankedSample(input.values, ranks: input.values, weights: input.weights))
    #expect(isNear(own.value, try WeightedSample(input.values, weights: input.weights).gini))
  }

  @Test(arguments: seeds) func `its standard errors as they are written`(seed: UInt64) throws {
    let input = Input(seed)
    let index = try ConcentrationIndex(input.sample())
    let (c, count) = (index.value, Double(input.values.count))
    // Kakwani, Wagstaff and van Doorslaer, rank by rank.
    var (before, squares) = (0.0, 0.0)
    for rank in Set(input.ranks).sorted() {
      let units = input.ranks.indices.filter { input.ranks[$0] == rank }
      let share = units.map { input.weights[$0] / input.total }.reduce(0, +)
      let amount =
        units.map { input.weights[$0] * input.values[$0] }.reduce(0, +) / (input.total * input.mean)
      let middle = input.middles[units[0]]
      let a = amount / share * (2 * middle - 1 - c) + 2 - before - (before + amount)
      squares += share * a * a
      before += amount
    }
    #expect(isNear(index.samplingError ?? 0, ((squares - (1 + c) * (1 + c)) / count).squareRoot(), 1e-8))
    // The slope of 2·var(R)·y/μ on R.
    let spread = zip(input.middles, input.weights).map { $1 / input.total * ($0 - 0.5) * ($0 - 0.5) }.reduce(
      0, +)
    let line = Line(
      x: input.middles, y: input.values.map { 2 * spread * $0 / input.mean }, weights: input.weights)
    #expect(isNear(line.slope, c))
    #expect(isNear(index.regressionError ?? 0, line.slopeVariance.squareRoot()))
  }

  @Test(arguments: seeds) func `the slope index is the line of least squares`(seed: UInt64) throws {
    let input = Input(seed)
    let line = Line(x: input.middles, y: input.values, weights: input.weights)
    let index = try SlopeIndex(input.sample())
    #expect(isNear(index.slope, line.slope) && isNear(index.intercept, line.intercept))
    #expect(isNear(index.slopeError ?? 0, line.slopeVariance.squareRoot()))
    let (a, end) = (line.intercept, line.intercept + line.slope)
    #expect(isNear(index.ratio ?? 0, end / a))
    let (byA, byB) = (1 / end - 1 / a, 1 / end)
    let variance =
      byA * byA * line.interceptVariance + byB * byB * line.slopeVariance + 2 * byA * byB * line.covariance
    #expect(isNear(index.ratioLogError ?? 0, variance.squareRoot(), 1e-9))
    #expect(isNear(index.ratioToMean ?? 0, line.slope / input.mean))
  }

  @Test(arguments: seeds) func `the range of a bounded outcome does not depend on its mean`(seed: UInt64)
    throws
  {
    var random = Seeded(seed)
    // All who lack it are the worst off: whatever their number, nothing is more unequal.
    let lacking = Int.random(in: 1...19, using: &random)
    let values = (0..<20).map { $0 < lacking ? 0.0 : 1 }
    let index = try ConcentrationIndex(RankedSample(values, ranks: (0..<20).map { Double($0) }))
    #expect(isNear(try index.wagstaff(in: 0...1), 1))
    let share = Double(lacking) / 20
    #expect(isNear(try index.erreygers(in: 0...1), 4 * share * (1 - share)))
  }
}

/// Weighted least squares by its normal equations.
private struct Line {
  let slope, intercept, slopeVariance, interceptVariance, covariance: Double

  init(x: [Double], y: [Double], weights: [Double]) {
    func sum(_ term: (Int) -> Double) -> Double { x.indices.map { weights[$0] * term($0) }.reduce(0, +) }
    let (w, wx, wxx) = (sum { _ in 1 }, sum { x[$0] }, sum { x[$0] * x[$0] })
    let (wy, wxy) = (sum { y[$0] }, sum { x[$0] * y[$0] })
    let determinant = w * wxx - wx * wx
    let b = (w * wxy - wx * wy) / determinant
    let a = (wxx * wy - wx * wxy) / determinant
    let scatter = sum { (y[$0] - a - b * x[$0]) * (y[$0] - a - b * x[$0]) } / Double(x.count - 2)
    (slope, intercept) = (b, a)
    slopeVariance = scatter * w / determinant
    interceptVariance = scatter * wxx / determinant
    covariance = -scatter * wx / determinant
  }
}

@Suite struct `Gradients at their edges` {
  @Test func `tied ranks have no gradient`() throws {
    let tied = try RankedSample([1, 2, 4], ranks: [7, 7, 7], weights: [0.1, 0.7, 3])
    let index = try ConcentrationIndex(tied)
    #expect(index.value == 0 && index.regressionError == nil && index.samplingError == nil)
    #expect(try tied.concentrationCurve.people == [0, 1] && tied.concentrationCurve.index == 0)
    #expect(throws: Undefined.zeroDenominator) { try SlopeIndex(tied) }
  }

  @Test func `the mean must be positive`() throws {
    let negative = try RankedSample([-5, -3, 1], ranks: [1, 2, 3])
    #expect(throws: Undefined.negativeValues) { try ConcentrationIndex(negative) }
    #expect(throws: Undefined.negativeValues) { try negative.concentrationCurve }
    let zero = try RankedSample([0, 0], ranks: [1, 2])
    #expect(throws: Undefined.zeroMean) { try ConcentrationIndex(zero) }
    #expect(throws: Undefined.zeroMean) { try zero.concentrationCurve }
    #expect(try SlopeIndex(zero).ratioToMean == nil && SlopeIndex(negative).ratio == nil)
  }

  @Test func `bounds must hold the mean`() throws {
    let index = try ConcentrationIndex(RankedSample([1, 1, 1], ranks: [1, 2, 3]))
    #expect(try index.erreygers(in: 0...1) == 0)
    #expect(throws: Undefined.zeroDenominator) { try index.wagstaff(in: 0...1) }
    #expect(throws: Undefined.outOfRange) { try index.erreygers(in: 2...3) }
    #expect(throws: Undefined.outOfRange) { try index.erreygers(in: 1...1) }
    #expect(throws: Undefined.notFinite) { try index.erreygers(in: 0 ... .infinity) }
  }

  @Test func `two units are a line without an error`() throws {
    let line = try SlopeIndex(RankedSample([11, 6], ranks: [1, 2]))
    #expect(line.intercept == 13.5 && line.slope == -10 && line.end == 3.5)
    #expect(try line.slopeInterval(level: 0.9) == nil && line.ratioInterval(level: 0.9) == nil)
    #expect(line.slopeError == nil && line.ratioLogError == nil)
    let three = try SlopeIndex(RankedSample([11, 6, 6], ranks: [1, 2, 3]))
    #expect(throws: Undefined.outOfRange) { try three.slopeInterval(level: 1) }
  }

  @Test func `lists must match and ranks be numbers`() {
    #expect(throws: Undefined.unequalLengths) { try RankedSample([1, 2], ranks: [1]) }
    #expect(throws: Undefined.notFinite) { try RankedSample([1, 2], ranks: [1, .nan]) }
    #expect(throws: Undefined.empty) { try RankedSample([1, nil], ranks: [nil, 1]) }
  }
}
