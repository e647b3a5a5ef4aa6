import Notation
import TestSupport
import Testing

@testable import Tables

@Suite("Aggregates: merge laws")
struct MergeLawTests {
  static let columns = [
    ExpressionColumn("x", .number), ExpressionColumn("x_moe", .number), ExpressionColumn("t", .text),
  ]
  private static let texts = [
    "sum(x)", "count(*)", "count(x)", "count(DISTINCT t)", "count(DISTINCT x)", "avg(x)", "min(x)", "max(x)",
    "median(x)", "quantile(x, 0.9)", "sum(x * x) / sum(x)", "3 * x + 1",
  ]

  private func plans() throws -> [AggregateExpression] {
    let plain = try Self.texts.map {
      try Expression.parse($0, at: here).aggregate(against: Self.columns, margins: ["x": "x_moe"])
    }
    let contributor = try Expression.parse("t", at: here).typed(against: Self.columns)
    return plain
      + plain.flatMap { plan in
        [Concentration.largest(1), .largest(3), .largestBesideSecond].compactMap {
          plan.concentration($0, by: contributor, limit: 1_000)
        }
      }
  }

  /// Dollars and cents, zeros and NULLs: where compensated sums are exact.
  private func sample(_ random: inout Seeded, rows: Int) -> Sample {
    let values = (0..<rows).map { _ -> [Value?] in
      let cents = Double(Int.random(in: -50_000_00...900_000_00, using: &random)) / 100
      let kind = Int.random(in: 0..<8, using: &random)
      return [
        kind == 0 ? nil : .number(kind == 1 ? 0 : cents),
        .number(Double(Int.random(in: 0...40_000, using: &random)) / 10),
        kind == 2 ? nil : .text(String(Int.random(in: 0..<9, using: &random))),
      ]
    }
    return Sample(columns: Self.columns, rows: values)
  }

  private func aggregate(
    _ plans: [AggregateExpression], _ sample: Sample, _ groups: [Int32], cuts: [Int]
  ) -> GroupedAggregates {
    var result = GroupedAggregates(plans)
    for (start, end) in zip(cuts, cuts.dropFirst()) {
      result.add(
        sample.chunk(start..<end), columns: sample.index, groups: Array(groups[start..<end]))
    }
    return result
  }

  private func cuts(_ random: inout Seeded, _ range: Range<Int>, pieces: Int) -> [Int] {
    let inner = (0..<pieces).map { _ in Int.random(in: range, using: &random) }
    return [range.lowerBound] + inner.sorted() + [range.upperBound]
  }

  private func allValues(_ aggregates: GroupedAggregates) -> [[AggregateValue]] {
    aggregates.plans.indices.map { plan in aggregates.values(plan) }
  }

  /// What is shown of a value, to the last bit.
  private func shown(_ aggregates: GroupedAggregates) -> [[Double?]] {
    allValues(aggregates).flatMap { values in
      values.map {
        [
          $0.number, $0.rows, Double($0.missingRows), Double($0.missingParts), $0.margin(.each),
          $0.margin(.largest),
        ]
      }
    }
  }

  @Test("Chunks of any size give the same states, to the last bit", arguments: 0..<8 as Range<UInt64>)
  func chunking(seed: UInt64) throws {
    var random = Seeded(seed)
    let sample = sample(&random, rows: 300)
    let groups = (0..<300).map { _ in Int32.random(in: -1..<6, using: &random) }
    let plans = try plans()
    let whole = allValues(aggregate(plans, sample, groups, cuts: [0, 300]))
    let single = allValues(aggregate(plans, sample, groups, cuts: Array(0...300)))
    let pieces = allValues(aggregate(plans, sample, groups, cuts: cuts(&random, 0..<300, pieces: 7)))
    #expect(whole == single)
    #expect(whole == pieces)
  }

  @Test("Any tree of merges shows the same values, to the last bit", arguments: 0..<12 as Range<UInt64>)
  func mergeTrees(seed: UInt64) throws {
    var random = Seeded(seed)
    let sample = sample(&random, rows: 240)
    let groups = (0..<240).map { _ in Int32.random(in: -1..<5, using: &random) }
    let plans = try plans()
    var whole = aggregate(plans, sample, groups, cuts: [0, 240])
    whole.grow(to: 5)
    let cuts = cuts(&random, 0..<240, pieces: 6)
    var parts = zip(cuts, cuts.dropFirst()).map { start, end in
      aggregate(plans, sample, groups, cuts: [start, end])
    }
    while parts.count > 1 {
      let index = Int.random(in: 0..<parts.count - 1, using: &random)
      let right = parts.remove(at: index + 1)
      parts[index].merge(right)
    }
    parts[0].grow(to: 5)
    #expect(shown(parts[0]) == shown(whole))
  }

  @Test("A roll-up of groups equals grouping by the larger groups at once", arguments: 0..<8 as Range<UInt64>)
  func rollUp(seed: UInt64) throws {
    var random = Seeded(seed)
    let sample = sample(&random, rows: 200)
    let tracts = (0..<200).map { _ in Int32.random(in: 0..<20, using: &random) }
    let parent = (0..<20).map { _ in Int32.random(in: -1..<4, using: &random) }
    let plans = try plans()
    var small = aggregate(plans, sample, tracts, cuts: [0, 90, 200])
    small.grow(to: 20)
    var rolled = GroupedAggregates(plans)
    rolled.grow(to: 4)
    rolled.merge(small, groups: parent)
    var direct = aggregate(plans, sample, tracts.map { parent[Int($0)] }, cuts: [0, 200])
    direct.grow(to: 4)
    #expect(shown(rolled) == shown(direct))
  }

  @Test("Shares of 1 are a roll-up; other shares refuse what cannot be divided, and change nothing")
  func refusedShares() throws {
    var random = Seeded(5)
    let sample = sample(&random, rows: 40)
    let plans = try plans()
    var small = aggregate(plans, sample, (0..<40).map { Int32($0 % 3) }, cuts: [0, 40])
    small.grow(to: 3)
    var rolled = GroupedAggregates(plans)
    rolled.merge(small, groups: [1, 0, 1])
    var shared = GroupedAggregates(plans)
    try shared.merge(small, shares: [0, 1, 2].map { GroupShare(from: $0, to: $0 == 1 ? 0 : 1) })
    #expect(allValues(shared) == allValues(rolled))
    #expect(throws: UnscalableAggregate(plan: 3)) {
      try shared.merge(small, shares: [GroupShare(from: 0, to: 0, share: 0.5)])
    }
    #expect(allValues(shared) == allValues(rolled))
  }

  @Test("A compensated sum keeps what plain addition loses, in any order", arguments: 0..<10 as Range<UInt64>)
  func compensated(seed: UInt64) {
    var random = Seeded(seed)
    var terms = [1, 1e16, 1, -1e16, 0.5, 1e8, -1e8]
    terms.shuffle(using: &random)
    let cut = Int.random(in: 0...terms.count, using: &random)
    var left = CompensatedSum()
    var right = CompensatedSum()
    for term in terms[..<cut] { left.add(term) }
    for term in terms[cut...] { right.add(term) }
    left.merge(right)
    #expect(left.value == 2.5)
    var tenths = CompensatedSum()
    for _ in 0..<1_000_000 { tenths.add(0.1) }
    #expect(tenths.value == 100_000)
    #expect(tenths.scaled(by: 0.5).value == 50_000)
  }
}
