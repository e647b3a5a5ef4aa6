import Foundation
import Notation
import TestSupport
import Testing

@testable import Tables

@Suite("Aggregates: margins of error")
struct MarginTests {
  static let columns = [
    ExpressionColumn("a", .number), ExpressionColumn("b", .number), ExpressionColumn("a_moe", .number),
    ExpressionColumn("b_moe", .number),
  ]

  private func value(_ text: String, _ rows: [[Double?]], margins: [String: String]) throws -> AggregateValue
  {
    let sample = Sample(columns: Self.columns, rows: rows.map { $0.map { $0.map(Value.number) } })
    let plan = try Expression.parse(text, at: here).aggregate(against: Self.columns, margins: margins)
    var groups = GroupedAggregates([plan])
    groups.grow(to: 1)
    groups.add(sample.chunk(), columns: sample.index, groups: rows.map { _ in 0 })
    return try #require(groups.value(0, group: 0))
  }

  private static let both = ["a": "a_moe", "b": "b_moe"]

  @Test("The Census handbook's never-married females: 203,119 ± 5,070 (2020, ch. 8, example 1)")
  func handbook() throws {
    let rows: [[Double?]] = [[135_173, 0, 3_860, nil], [43_104, 0, 2_642, nil], [24_842, 0, 1_957, nil]]
    let found = try value("a", rows, margins: Self.both)
    #expect(found.number == 203_119)
    #expect(found.margin(.largest)?.rounded() == 5_070)
  }

  @Test("Among zero estimates only the largest margin enters by “largest”, every one by “each”")
  func zeros() throws {
    let rows: [[Double?]] = [[3, 0, 4, 12], [0, 0, 5, 3]]
    let found = try value("a + b", rows, margins: Self.both)
    #expect(found.margin(.largest) == 160.0.squareRoot())
    #expect(found.margins?.zeroLargest == 12)
    #expect(found.margins?.nonZeroSquares == 16)
    #expect(found.margin(.each) == 194.0.squareRoot())
    #expect(found.margins?.parts == 4)
  }

  @Test("Margins are scaled by coefficients, whatever their sign, and constants add none")
  func coefficients() throws {
    let found = try value("100 - 2 * a + b / 2", [[1, 1, 3, 16]], margins: Self.both)
    #expect(found.number == 98.5)
    #expect(found.margin(.largest) == 10)
    #expect(try value("a - a + b", [[1, 1, 3, 16]], margins: Self.both).margin(.each) == 16)
  }

  @Test("A missing margin, estimate or companion leaves no margin, and says how often")
  func missing() throws {
    let noMargin = try value("a", [[1, 0, nil, 0], [1, 0, 2, 0]], margins: Self.both)
    #expect(noMargin.number == 2)
    #expect(noMargin.margin(.largest) == nil)
    #expect(noMargin.margins?.withoutMargin == 1)
    let jam = try value("a", [[1, 0, -222_222_222, 0]], margins: Self.both)
    #expect(jam.margin(.largest) == nil)
    let noEstimate = try value("a", [[nil, 0, 2, 0], [1, 0, 2, 0]], margins: Self.both)
    #expect(noEstimate.missingParts == 1)
    #expect(noEstimate.margin(.largest) == nil)
    #expect(noEstimate.number == 1)
    let noCompanion = try value("a + b", [[1, 1, 2, 2]], margins: ["a": "a_moe"])
    #expect(noCompanion.margins?.withoutMargin == 1)
    #expect(noCompanion.margin(.each) == nil)
  }

  @Test("No companion is no parts, a margin of 0 is a margin, and no row is none")
  func edges() throws {
    let none = try value("a", [[1, 1, 2, 2]], margins: [:])
    #expect(none.margins == nil)
    let controlled = try value("a", [[1, 1, 0, 2]], margins: Self.both)
    #expect(controlled.margin(.each) == 0)
    let empty = try value("a", [], margins: Self.both)
    #expect(empty.margin(.each) == nil)
  }

  @Test("A crosswalk's shares scale values and margins alike")
  func shares() throws {
    let sample = Sample(
      columns: Self.columns,
      rows: [
        [.number(10), nil, .number(3), nil], [.number(20), nil, .number(8), nil],
        [.number(0), nil, .number(6), nil],
      ])
    let plans = try ["a", "count(*)", "sum(a) / count(a)"].map {
      try Expression.parse($0, at: here).aggregate(against: Self.columns, margins: Self.both)
    }
    var tracts = GroupedAggregates(plans)
    tracts.add(sample.chunk(), columns: sample.index, groups: [0, 1, 2])
    var wards = GroupedAggregates(plans)
    try wards.merge(
      tracts,
      shares: [
        GroupShare(from: 0, to: 0), GroupShare(from: 1, to: 0, share: 0.5),
        GroupShare(from: 1, to: 1, share: 0.5),
        GroupShare(from: 2, to: 1, share: 0.5), GroupShare(from: 2, to: 0, share: 0),
      ])
    #expect(wards.values(0).map(\.number) == [20, 10])
    #expect(wards.values(0).map { $0.margin(.largest) } == [5, 5])
    #expect(wards.values(1).map(\.number) == [1.5, 1])
    #expect(wards.value(2, group: 0)?.rows == 1.5)
  }

  struct Truth: Decodable {
    struct Term: Decodable {
      let estimate: Double?
      let moe: Double?
    }
    struct Case: Decodable {
      struct Input: Decodable { let terms: [Term] }
      struct Expected: Decodable {
        let estimate: Double?
        let moe: Double?
      }
      let name: String
      let input: Input
      let expected: Expected
      let tolerance: Double
    }
    let cases: [Case]
  }

  @Test(
    "Sums of rows and of groups have the margins of census-data-aggregator",
    .enabled(if: SharedData.isPresent, "the shared data folder is not on this machine"))
  func truth() throws {
    let file = try Data(contentsOf: SharedData.url("truth/acs_moe_sum.json"))
    let cases = try JSONDecoder().decode(Truth.self, from: file).cases
    #expect(cases.count >= 10)
    for item in cases {
      let rows: [[Double?]] = item.input.terms.map { [$0.estimate, 0, $0.moe, 0] }
      for found in [try value("a", rows, margins: Self.both), try rolledUp(rows)] {
        // The handbook's convention for variables: a missing part makes the sum missing.
        let number = found.missingParts > 0 ? nil : found.number
        expectClose(number, item.expected.estimate, item.tolerance, item.name)
        expectClose(found.margin(.largest), item.expected.moe, item.tolerance, item.name)
      }
    }
  }

  /// Each row a group of its own, then all groups merged into one.
  private func rolledUp(_ rows: [[Double?]]) throws -> AggregateValue {
    let sample = Sample(columns: Self.columns, rows: rows.map { $0.map { $0.map(Value.number) } })
    let plan = try Expression.parse("sum(a)", at: here).aggregate(against: Self.columns, margins: Self.both)
    var parts = GroupedAggregates([plan])
    parts.add(sample.chunk(), columns: sample.index, groups: rows.indices.map { Int32($0) })
    var whole = GroupedAggregates([plan])
    whole.grow(to: 1)
    whole.merge(parts, groups: rows.map { _ in 0 })
    return try #require(whole.value(0, group: 0))
  }

  private func expectClose(_ found: Double?, _ expected: Double?, _ tolerance: Double, _ name: String) {
    guard let found, let expected else {
      #expect(found == nil && expected == nil, "\(name): \(String(describing: found))")
      return
    }
    #expect(abs(found - expected) <= tolerance * max(1, abs(expected)), "\(name)")
  }
}
