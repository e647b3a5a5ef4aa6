import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct `Groups and breaks` {
  @Test func `unweighted groups cut at the quantiles of the rank`() throws {
    let values = (1...77).map { Double($0) as Double? }
    let groups = try rankedGroups(values, groups: 5, weighted: false).compactMap { $0 }
    // Ranks 1…77 are cut at 16.2, 31.4, 46.6, 61.8.
    #expect(groups.count == 77)
    let picked: [Int] = [15, 16, 30, 31, 61, 76].map { groups[$0] }
    #expect(picked == [0, 1, 1, 2, 4, 4])
    // 11 ranks: the cuts 3, 5, 7, 9 are ranks and stay below.
    let eleven = try rankedGroups((1...11).map { Double($0) }, groups: 5, weighted: false)
    #expect(eleven == [0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
  }

  @Test func `ties follow the ids by number, or else the order given`() throws {
    let tied: [Double?] = [5, 5, 5, 5]
    #expect(try rankedGroups(tied, groups: 2, weighted: false) == [0, 0, 1, 1])
    #expect(
      try rankedGroups(tied, ids: ["10", "9", "2", "1"], groups: 2, weighted: false) == [1, 1, 0, 0])
  }

  @Test func `weighted groups hold about the same weight`() throws {
    let values: [Double?] = [10, 20, 30, 40, nil]
    // Mid-points at 0.45, 0.925, 0.96, 0.985 of the weight.
    let weights: [Double?] = [90, 5, 2, 3, 1000]
    #expect(try rankedGroups(values, weights: weights, groups: 2, weighted: true) == [0, 1, 1, 1, nil])
    let even: [Double?] = [1, 1, 1, 1, nil]
    #expect(try rankedGroups(values, weights: even, groups: 4, weighted: true) == [0, 1, 2, 3, nil])
    #expect(try rankedGroups(values, weights: even, groups: 1, weighted: true) == [0, 0, 0, 0, nil])
  }

  @Test(arguments: [UInt64(4), 5, 6])
  func `groups do not depend on the order of the rows`(seed: UInt64) throws {
    var random = Seeded(seed)
    let ids = (1...60).map(String.init)
    let values = ids.map { _ in Double(Int.random(in: 0...9, using: &random)) }
    let weights = ids.map { _ in Double(Int.random(in: 0...500, using: &random)) }
    let order = Array(0..<60).shuffled(using: &random)
    for weighted in [true, false] {
      let straight = try rankedGroups(values, weights: weights, ids: ids, groups: 5, weighted: weighted)
      let shuffled = try rankedGroups(
        order.map { values[$0] }, weights: order.map { weights[$0] }, ids: order.map { ids[$0] }, groups: 5,
        weighted: weighted)
      #expect(order.map { straight[$0] } == shuffled)
    }
  }

  @Test func `groups refuse what they cannot use`() {
    #expect(throws: Undefined.empty) { try rankedGroups([nil, nil], groups: 5, weighted: false) }
    #expect(throws: Undefined.missing) { try rankedGroups([1], groups: 5, weighted: true) }
    #expect(throws: Undefined.outOfRange) { try rankedGroups([1], groups: 0, weighted: false) }
    #expect(throws: Undefined.unequalLengths) { try rankedGroups([1], ids: [], groups: 2, weighted: false) }
    #expect(throws: Undefined.negativeWeights) {
      try rankedGroups([1, 2], weights: [1, -1], groups: 2, weighted: true)
    }
    #expect(throws: Undefined.zeroDenominator) {
      try rankedGroups([1, 2], weights: [0, 0], groups: 2, weighted: true)
    }
  }

  @Test(arguments: [UInt64(7), 8, 9, 10])
  func `the best classes are those of an exhaustive search`(seed: UInt64) throws {
    var random = Seeded(seed)
    let values = (0..<11).map { _ in Double(Int.random(in: 0...40, using: &random)) }
    let sorted = values.sorted()
    func squares(_ run: ArraySlice<Double>) -> Double {
      let mean = run.reduce(0, +) / Double(run.count)
      return run.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    var best = Double.infinity
    for first in 1..<10 {
      for second in (first + 1)..<11 {
        let runs = [sorted[..<first], sorted[first..<second], sorted[second...]]
        best = min(best, runs.reduce(0) { $0 + squares($1) })
      }
    }
    #expect((try JenksBreaks(values, classes: 3).withinSquares - best).magnitude < 1e-9)
  }

  @Test func `round breaks are round and keep every class filled`() throws {
    let even = (0...100).map { Double($0) as Double? }
    #expect(try niceBreaks(even) == [20, 40, 60, 80])
    #expect(try niceBreaks([3, 3, 3]) == [])
    #expect(try niceBreaks([nil, 0, 0, 0, 0, 0, 0, 0, 1, 2]) == [0])
    #expect(throws: Undefined.empty) { try niceBreaks([nil]) }
  }

  @Test(arguments: 1...40)
  func `round breaks hold for skewed values`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let values = (0..<77).map { _ in exp(Double.random(in: -3...5, using: &random)) }
    let cuts = try niceBreaks(values)
    #expect(cuts.count == 4)
    #expect(cuts == cuts.sorted() && Set(cuts).count == 4)
    #expect(cuts == (try niceBreaks(values.shuffled(using: &random))))
    let classes = Dictionary(grouping: values) { value in cuts.filter { $0 < value }.count }
    #expect((0...4).allSatisfy { (classes[$0]?.count ?? 0) >= 6 })
    #expect(cuts.allSatisfy { String($0).filter { ("1"..."9").contains($0) }.count <= 3 })
  }

  @Test func `ticks are exact decimals`() throws {
    #expect(try niceTicks(0...1, count: 10) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    #expect(try niceTicks(-3...47, count: 5) == [0, 10, 20, 30, 40])
    #expect(try niceTicks(0...1200, count: 5) == [0, 200, 400, 600, 800, 1000, 1200])
    #expect(try niceTicks(7...7) == [7])
    #expect(try niceTicks(0.00021...0.00029, count: 4) == [0.00022, 0.00024, 0.00026, 0.00028])
    #expect(try niceTicks(-1e12...1e12, count: 4) == [-1e12, -5e11, 0, 5e11, 1e12])
    #expect(throws: Undefined.outOfRange) { try niceTicks(0...1, count: 0) }
  }
}
