import Foundation
import TestSupport
import Testing

@testable import Statistics

private let seeds: [UInt64] = [11, 12, 13, 14, 15, 16]

/// Amounts with ties, zeros and whole-number weights.
private struct Input {
  var values: [Double] = []
  var weights: [Double] = []
  var random: Seeded

  init(_ seed: UInt64, least: Int = 0, count: Int = 30) {
    random = Seeded(seed)
    for _ in 0..<count {
      values.append(Double(Int.random(in: least...(seed.isMultiple(of: 2) ? 9 : 9000), using: &random)))
      weights.append(Double(Int.random(in: 1...40, using: &random)))
    }
  }

  var total: Double { weights.reduce(0, +) }
  var mean: Double { zip(values, weights).map { $0 * $1 }.reduce(0, +) / total }
  func sample() throws -> WeightedSample { try WeightedSample(values, weights: weights) }
  /// Every unit as many times as its weight says.
  var people: [Double] { zip(values, weights).flatMap { Array(repeating: $0, count: Int($1)) }.sorted() }
}

@Suite struct `Inequality against its naive twins` {
  @Test(arguments: seeds) func `Gini is half the mean gap of all pairs`(seed: UInt64) throws {
    let input = Input(seed)
    var gaps = 0.0
    for (x, w) in zip(input.values, input.weights) {
      for (y, v) in zip(input.values, input.weights) { gaps += w * v * (x - y).magnitude }
    }
    let expected = gaps / (2 * input.mean * input.total * input.total)
    #expect(isNear(try input.sample().gini, expected))
    #expect(isNear(try input.sample().lorenzCurve.index, expected))
    #expect(isNear(try WeightedSample(input.people).gini, expected))
  }

  @Test(arguments: seeds) func `Hoover is the largest gap of the Lorenz curve`(seed: UInt64) throws {
    let input = Input(seed)
    let curve = try input.sample().lorenzCurve
    let gap = zip(curve.people, curve.amounts).map { $0 - $1 }.max() ?? 0
    #expect(isNear(try input.sample().hoover, gap))
    let moved = zip(input.values, input.weights).map { $1 * ($0 - input.mean).magnitude }.reduce(0, +) / 2
    #expect(isNear(gap, moved / (input.total * input.mean)))
  }

  @Test(arguments: seeds) func `the Lorenz curve rises ever faster`(seed: UInt64) throws {
    let curve = try Input(seed).sample().lorenzCurve
    #expect(curve.people.first == 0 && curve.people.last == 1)
    #expect(curve.amounts.first == 0 && curve.amounts.last == 1)
    var last = -1.0
    for (end, share) in curve.people.enumerated().dropFirst() {
      let slope = (curve.amounts[end] - curve.amounts[end - 1]) / (share - curve.people[end - 1])
      // Ties are one point, so every slope is new.
      #expect(slope > last)
      last = slope
    }
    #expect(throws: Undefined.outOfRange) { try curve.amount(ofFirst: 1.1) }
  }

  @Test(arguments: seeds) func `share ratios add up whole people`(seed: UInt64) throws {
    var input = Input(seed, least: 1)
    // The people divide by ten, so that every cut falls between two of them.
    input.weights[0] += 10 - input.total.truncatingRemainder(dividingBy: 10)
    let people = input.people
    let tenth = people.count / 10
    func sum(_ people: ArraySlice<Double>) -> Double { people.reduce(0, +) }
    let ratios = try ShareRatios(input.sample().lorenzCurve)
    #expect(isNear(try ratios.palma, sum(people.suffix(tenth)) / sum(people.prefix(4 * tenth))))
    #expect(isNear(try ratios.ratio2020, sum(people.suffix(2 * tenth)) / sum(people.prefix(2 * tenth))))
    #expect(isNear(ratios.bottom20, sum(people.prefix(2 * tenth)) / sum(people[...])))
  }

  @Test(arguments: seeds) func `Theil as it is written`(seed: UInt64) throws {
    let input = Input(seed, least: 1)
    var (t, l) = (0.0, 0.0)
    for (x, w) in zip(input.values, input.weights) {
      t += w / input.total * (x / input.mean) * log(x / input.mean)
      l -= w / input.total * log(x / input.mean)
    }
    #expect(isNear(try input.sample().theilT, t))
    #expect(isNear(try input.sample().meanLogDeviation, l))
  }

  @Test(arguments: seeds) func `Theil is the sum of its parts`(seed: UInt64) throws {
    var input = Input(seed, least: 1)
    let labels = input.values.map { _ in ["a", "b", "c", nil].randomElement(using: &input.random) ?? nil }
    let parts = try TheilDecomposition(input.values, weights: input.weights, labels: labels)
    let l = try #require(parts.l)
    for part in [parts.t, l] {
      #expect(isNear(part.between + part.within, part.total, 1e-12))
      #expect(part.between >= 0 && part.within >= 0)
    }
    #expect(isNear(parts.groups.map(\.populationShare).reduce(0, +), 1))
    #expect(isNear(parts.groups.map(\.valueShare).reduce(0, +), 1))
    #expect(parts.groups.map(\.label) == ["a", "b", "c", nil])
    // Groups of nothing are not there, and neither is L with a zero.
    var values = input.values.map { $0 as Double? }
    for (index, label) in labels.enumerated() where label == "b" { values[index] = nil }
    values[labels.firstIndex(of: "a") ?? 0] = 0
    let fewer = try TheilDecomposition(values, weights: input.weights, labels: labels)
    #expect(fewer.groups.map(\.label) == ["a", "c", nil] && fewer.l == nil)
    #expect(isNear(fewer.t.between + fewer.t.within, fewer.t.total, 1e-12))
  }

  @Test(arguments: seeds) func `Atkinson rises with the aversion, without a step at 1`(seed: UInt64) throws {
    let input = Input(seed, least: 1)
    let sample = try input.sample()
    var last = 0.0
    for aversion in [0.0, 1e-9, 0.25, 0.5, 0.9, 1 - 1e-9, 1, 1 + 1e-9, 1.5, 2, 5, 40, 400] {
      let index = try sample.atkinson(aversion: aversion)
      #expect(index >= last && index < 1)
      let equivalent = try sample.equallyDistributedEquivalent(aversion: aversion)
      #expect(isNear(equivalent, input.mean * (1 - index)))
      if aversion < 6, (aversion - 1).magnitude > 1e-6, aversion > 0.1 {
        let power = 1 - aversion
        let mean = zip(input.values, input.weights).map { $1 / input.total * pow($0, power) }.reduce(0, +)
        #expect(isNear(equivalent, pow(mean, 1 / power)))
      }
      last = index
    }
    let around = try [1 - 1e-9, 1, 1 + 1e-9].map { try sample.atkinson(aversion: $0) }
    #expect(isNear(around[0], around[1], 1e-7) && isNear(around[2], around[1], 1e-7))
    #expect(isNear(around[1], 1 - exp(-(try sample.meanLogDeviation))))
    // Only the lowest value counts in the end.
    #expect(isNear(try sample.equallyDistributedEquivalent(aversion: 1e6), sample.values[0], 1e-3))
  }

  @Test(arguments: seeds) func `small differences on a large offset keep their digits`(seed: UInt64) throws {
    let input = Input(seed)
    // The mean has four digits behind the point; the deviations have all of theirs.
    let far = try WeightedSample(input.values.map { 1e12 + $0 }, weights: input.weights)
    let near0 = try input.sample()
    // Gini × mean and the variance do not know the offset; T and L are half the squared variation.
    #expect(isNear(try far.gini * far.mean, try near0.gini * near0.mean, 1e-12))
    #expect(isNear(far.standardDeviation, near0.standardDeviation, 1e-12))
    let half = try near0.variance / (2 * far.mean * far.mean)
    #expect((try far.theilT - half).magnitude < 1e-4 * half)
    #expect((try far.meanLogDeviation - half).magnitude < 1e-4 * half)
    #expect((try far.atkinson(aversion: 1) - half).magnitude < 1e-4 * half)
  }
}
