import Notation
import Tables
import TestSupport
import Testing

@testable import Evaluation

@Suite("Values of single rows")
struct SingleRowTests {
  private static let columns = ["a", "b", "a.margin", "b.margin"]

  private static func number(_ random: inout Seeded, negative: Bool) -> Double {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: .nan
    case 1: 0
    case 2: negative ? -0.0 : 3.25
    case 3: negative ? -7.5 : 1e-3
    default: Double.random(in: 0...1000, using: &random)
    }
  }

  @Test(
    "are those of groups with one row each, to the last bit",
    arguments: [
      "a", "a + b", "a - 2 * b", "b / 3 + 1", "a * b", "(a + b) * 2", "case when a is not null then b end",
      "5", "coalesce(a, b)",
    ], [UInt64](1...3))
  func oracle(text: String, seed: UInt64) throws {
    var random = Seeded(seed)
    let expression = try Expression.parse(text, at: TestRequests.location).aggregate(
      against: Self.columns.map { ExpressionColumn($0, .number) },
      margins: ["a": "a.margin", "b": "b.margin"])
    let count = 200
    let chunk = Chunk(
      firstRecord: 1, count: count,
      columns: Self.columns.indices.map { column in
        .number(
          (0..<count).map { _ in Self.number(&random, negative: column < 2 || Bool.random(using: &random)) })
      })
    let index = Dictionary(Self.columns.enumerated().map { ($1, $0) }) { first, _ in first }
    var states = GroupedAggregates([expression])
    states.add(chunk, columns: index, groups: (0..<Int32(count)).map { $0 })
    for rule in ZeroMarginRule.allCases {
      let found = try #require(expression.singleRowValues(chunk, columns: index, rule))
      let values = GroupValues(found, rule)
      for (row, value) in states.values(0).enumerated() {
        let expected = GroupValue(value, rule)
        #expect(values[row].number?.bitPattern == expected.number?.bitPattern)
        #expect(values[row].margin?.bitPattern == expected.margin?.bitPattern)
        #expect(
          (values[row].rows, values[row].missingRows, values[row].missingParts)
            == (expected.rows, expected.missingRows, expected.missingParts))
      }
    }
  }

  @Test("are not given for what is not one sum", arguments: ["count(*)", "sum(a) / sum(b)", "median(a)"])
  func others(text: String) throws {
    let expression = try Expression.parse(text, at: TestRequests.location).aggregate(
      against: Self.columns.map { ExpressionColumn($0, .number) })
    let chunk = Chunk(firstRecord: 1, count: 1, columns: [.number([1]), .number([2])])
    #expect(expression.singleRowValues(chunk, columns: ["a": 0, "b": 1], .largest) == nil)
  }
}
