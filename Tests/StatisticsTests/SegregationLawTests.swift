import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Counts of groups in units, some of them 0.
private func counts(_ groups: Int, _ units: Int, _ random: inout Seeded) -> [[Double?]] {
  (0..<groups).map { _ in
    (0..<units).map { _ in Double(max(0, Int.random(in: -20...300, using: &random))) }
  }
}

private func sums(_ groups: [[Double?]]) -> [Double?] {
  (groups.first ?? []).indices.map { unit in groups.reduce(0) { $0 + ($1[unit] ?? 0) } }
}

extension MultigroupSegregation {
  /// What laws compare.
  fileprivate var measures: [Double?] {
    [informationTheory, dissimilarity, normalisedExposure, entropy, evenness] + pairwise.joined()
  }
}

extension TwoGroupSegregation {
  fileprivate var measures: [Double?] {
    [dissimilarity, isolation, interaction, etaSquared, informationTheory]
  }
}

private func agree(_ a: [Double?], _ b: [Double?]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { agrees($0, $1) }
}

@Suite struct `Segregation` {
  @Test(arguments: [UInt64](1...5))
  func `of two groups agrees with the definitions`(seed: UInt64) throws {
    var random = Seeded(seed)
    let groups = counts(2, 40, &random)
    let found = try TwoGroupSegregation(groups[0], of: sums(groups))
    let pairs = zip(groups[0], groups[1]).map { ($0 ?? 0, $1 ?? 0) }.filter { $0 + $1 > 0 }
    let (x, y) = (pairs.reduce(0) { $0 + $1.0 }, pairs.reduce(0) { $0 + $1.1 })
    let p = x / (x + y)
    func entropy(_ p: Double) -> Double {
      [p, 1 - p].reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
    }
    let dissimilarity = pairs.reduce(0) { $0 + abs($1.0 / x - $1.1 / y) } / 2
    let isolation = pairs.reduce(0) { $0 + $1.0 / x * $1.0 / ($1.0 + $1.1) }
    let lost = pairs.reduce(0) { sum, unit in
      sum + (unit.0 + unit.1) * (entropy(p) - entropy(unit.0 / (unit.0 + unit.1)))
    }
    #expect(agrees(found.dissimilarity, dissimilarity) && agrees(found.isolation, isolation))
    #expect(agrees(found.interaction, 1 - isolation))
    #expect(agrees(found.etaSquared, (isolation - p) / (1 - p)))
    #expect(agrees(found.informationTheory, lost / (entropy(p) * (x + y))))
    let many = try MultigroupSegregation(groups)
    #expect(agrees(many.informationTheory, found.informationTheory))
    #expect(agrees(many.dissimilarity, found.dissimilarity))
    #expect(agrees(many.pairwise[0][1], found.dissimilarity))
    #expect(agrees(many.normalisedExposure, found.etaSquared))
  }

  @Test(arguments: [UInt64](1...5))
  func `changes with nothing but the composition`(seed: UInt64) throws {
    var random = Seeded(seed)
    let groups = counts(4, 25, &random)
    let found = try MultigroupSegregation(groups).measures
    let order = Array(0..<25).shuffled(using: &random)
    #expect(agree(try MultigroupSegregation(groups.map { row in order.map { row[$0] } }).measures, found))
    #expect(agree(try MultigroupSegregation(groups.map { $0 + $0 }).measures, found))
    for factor in [1e-300, 7, 1e300] {
      #expect(
        agree(try MultigroupSegregation(groups.map { $0.map { ($0 ?? 0) * factor } }).measures, found))
    }
    // A unit cut into two of the same mix, an empty unit and one that is not known change nothing.
    let cut = groups.map { row in
      Array(row.dropLast()) + [(row[24] ?? 0) / 4, (row[24] ?? 0) * 3 / 4, 0, nil]
    }
    #expect(agree(try MultigroupSegregation(cut).measures, found))
    let two = try TwoGroupSegregation(groups[0], of: sums(groups)).measures
    let again = try TwoGroupSegregation(order.map { groups[0][$0] }, of: order.map { sums(groups)[$0] })
    #expect(agree(again.measures, two))
  }

  @Test(arguments: [UInt64](1...5))
  func `lies between even and apart`(seed: UInt64) throws {
    var random = Seeded(seed)
    let groups = counts(3, 12, &random)
    let found = try MultigroupSegregation(groups)
    let within = [found.informationTheory, found.dissimilarity, found.normalisedExposure]
    #expect(within.allSatisfy { (0...1).contains($0 ?? -1) })
    #expect((0...1).contains(found.evenness ?? -1))
    let even = try MultigroupSegregation([[3, 30, 0.3], [7, 70, 0.7], [1, 10, 0.1]])
    #expect(
      [even.informationTheory, even.dissimilarity, even.normalisedExposure].allSatisfy { agrees($0, 0) })
    let apart = try MultigroupSegregation([[3, 0, 0, 2], [0, 70, 0, 0], [0, 0, 1, 0]])
    #expect(
      [apart.informationTheory, apart.dissimilarity, apart.normalisedExposure].allSatisfy { agrees($0, 1) })
  }

  @Test(arguments: [UInt64](1...8))
  func `of units brought closer together falls`(seed: UInt64) throws {
    var random = Seeded(seed)
    let totals = [Double?](repeating: 400, count: 10)
    var group = (0..<10).map { _ in Double(Int.random(in: 20...380, using: &random)) }
    let before = try TwoGroupSegregation(group, of: totals)
    let high = try #require(group.indices.max { group[$0] < group[$1] })
    let low = try #require(group.indices.min { group[$0] < group[$1] })
    guard group[high] - group[low] > 20 else { return }
    group[high] -= 5
    group[low] += 5
    let after = try TwoGroupSegregation(group, of: totals)
    for (a, b) in zip(after.measures, before.measures).enumerated().filter({ $0.offset != 2 }).map(\.element)
    {
      #expect(try #require(a) < #require(b))
    }
    #expect(after.interaction > before.interaction)
  }

  @Test func `at its edges has no number`() throws {
    #expect(throws: Undefined.empty) { try TwoGroupSegregation([], of: []) }
    #expect(throws: Undefined.empty) { try TwoGroupSegregation([nil, 3, 0], of: [3, nil, 0]) }
    #expect(throws: Undefined.zeroDenominator) { try TwoGroupSegregation([0, 0], of: [3, 5]) }
    #expect(throws: Undefined.partAboveWhole) { try TwoGroupSegregation([4], of: [3]) }
    #expect(throws: Undefined.negativeValues) { try TwoGroupSegregation([-1], of: [3]) }
    #expect(throws: Undefined.unequalLengths) { try TwoGroupSegregation([1], of: []) }
    #expect(throws: Undefined.notFinite) { try TwoGroupSegregation([.nan], of: [3]) }
    let everybody = try TwoGroupSegregation([3, 5], of: [3, 5])
    #expect(everybody.measures == [nil, 1, 0, nil, nil])
    #expect(throws: Undefined.empty) { try MultigroupSegregation([]) }
    #expect(throws: Undefined.empty) { try MultigroupSegregation([[], []]) }
    #expect(throws: Undefined.unequalLengths) { try MultigroupSegregation([[1], []]) }
    #expect(throws: Undefined.negativeValues) { try MultigroupSegregation([[1], [-1]]) }
    let one = try MultigroupSegregation([[3, 5]])
    #expect(one.measures == [nil, nil, nil, 0, nil, 0])
  }

  @Test func `of a few among very many keeps its digits`() throws {
    // By 40-digit arithmetic.
    let few: [Double?] = [3, 0, 1, 7, 2]
    let all = [Double?](repeating: 1e9, count: 5)
    let found = try TwoGroupSegregation(few, of: all)
    #expect(agrees(found.etaSquared.map { $0 * 1e9 }, 2.246153851993846))
    #expect(agrees(found.informationTheory, 0.021786191260826922))
    let many = try TwoGroupSegregation(few.map { 1e9 - ($0 ?? 0) }, of: all)
    #expect(agrees(many.etaSquared, found.etaSquared) && agrees(many.dissimilarity, found.dissimilarity))
    #expect(agrees(many.informationTheory, found.informationTheory))
  }

  @Test func `of a group that is nearly everybody keeps its digits`() throws {
    let found = try TwoGroupSegregation([1e15, 1e15 - 1], of: [1e15, 1e15])
    #expect(agrees(found.dissimilarity, 0.5, 1e-9))
    #expect(
      try TwoGroupSegregation([1e300, 1e300], of: [1.5e300, 1.7e308]).measures.allSatisfy { $0 != nil })
    #expect(
      try TwoGroupSegregation([1e-150, 0], of: [1e150, 1e150]).measures.allSatisfy { $0?.isFinite ?? true })
  }
}
