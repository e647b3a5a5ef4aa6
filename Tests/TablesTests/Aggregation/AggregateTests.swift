import Notation
import Testing

@testable import Tables

@Suite("Aggregates: values")
struct AggregateTests {
  static let columns = [
    ExpressionColumn("x", .number), ExpressionColumn("w", .number), ExpressionColumn("t", .text),
    ExpressionColumn("d", .date), ExpressionColumn("b", .boolean),
  ]

  static let sample = Sample(
    columns: columns,
    rows: [
      [.number(1), .number(2), .text("a"), .date(0), .boolean(true)],
      [.number(4), .number(1), .text("b"), nil, .boolean(false)],
      [nil, .number(5), .text("a"), .date(0), nil],
      [.number(-2), nil, nil, .date(9), .boolean(true)],
    ])

  /// The value over the sample's rows as one group.
  private func value(_ text: String, rows: Range<Int> = 0..<4) throws -> AggregateValue? {
    let plan = try Expression.parse(text, at: here).aggregate(against: Self.columns)
    var groups = GroupedAggregates([plan])
    groups.grow(to: 1)
    let chunk = Self.sample.chunk(rows)
    groups.add(chunk, columns: Self.sample.index, groups: Array(repeating: 0, count: chunk.count))
    return groups.value(0, group: 0)
  }

  @Test(
    "Aggregates skip NULL as in SQL",
    arguments: [
      ("count(*)", 4.0), ("count(x)", 3), ("count(t)", 3), ("count(d)", 3), ("count(b)", 3),
      ("count(distinct t)", 2), ("count(DISTINCT d)", 2), ("count(DISTINCT b)", 2),
      ("count(distinct 0 * x)", 1),
      ("sum(x)", 3), ("x", 3), ("x * 2 + 1", 9), ("avg(x)", 1), ("min(x)", -2), ("max(x)", 4),
      ("median(x)", 1),
      ("quantile(x, 0.25)", -0.5), ("quantile(x, 0)", -2), ("quantile(x, 1)", 4),
      ("sum(x * w) / sum(w)", 0.75), ("sum(CASE WHEN t = 'a' THEN 1 ELSE 0 END) / count(*)", 0.5),
      ("CASE WHEN count(*) > 3 THEN sum(x) ELSE 0 END", 3), ("count(*) - count(*)", 0),
      ("coalesce(sum(x) / 0, -1)", -1), ("round(avg(w), 1)", 2.7),
    ])
  func values(text: String, expected: Double) throws {
    #expect(try value(text)?.number == expected)
  }

  @Test("A group without rows has counts of 0 and no other value")
  func empty() throws {
    for text in ["count(*)", "count(x)", "count(distinct x)"] {
      #expect(try value(text, rows: 0..<0)?.number == 0)
    }
    for text in ["sum(x)", "avg(x)", "min(x)", "max(x)", "median(x)", "sum(x) / count(*)"] {
      let empty = try value(text, rows: 0..<0)
      #expect(empty?.number == nil, "\(text)")
      #expect(empty?.rows == 0)
      #expect(try value(text, rows: 2..<3)?.number == nil, "\(text) of a NULL")
    }
  }

  @Test("Missing parts are counted, never silently skipped")
  func missing() throws {
    let linear = try #require(try value("x + 2 * w"))
    #expect(linear.number == 11)
    #expect(linear.rows == 4)
    #expect([linear.missingRows, linear.missingParts] == [2, 2])
    let both = try #require(try value("x + w / 2 + length(t)"))
    #expect([both.missingRows, both.missingParts] == [2, 2])
    let division = try #require(try value("x / (w - 1)"))
    #expect([division.missingRows, division.missingParts] == [3, 3])
  }

  @Test("A row expression is one sum; counts and sums know themselves")
  func kinds() throws {
    func plan(_ text: String) throws -> AggregateExpression {
      try Expression.parse(text, at: here).aggregate(against: Self.columns, margins: ["x": "w"])
    }
    #expect(try plan("x").isSingleSum)
    #expect(try plan("sum(x)").marginSource == .linearSum)
    #expect(try plan("sum(x)").columns == ["x", "w"])
    #expect(try plan("sum(x) / count(*)").marginSource == .notDerivable)
    #expect(try plan("sum(x * x)").marginSource == .notDerivable)
    #expect(try plan("sum(x * w)").marginSource == .sumOfProducts)
    #expect(try plan("sum((x + 1) * (x - w))").marginSource == .notDerivable)
    #expect(try plan("sum(x / w)").marginSource == .notDerivable)
    // The weights of a mean: whether x is there says nothing of how sure it is.
    #expect(try plan("sum(case when x is not null then w end)").marginSource == MarginSource.none)
    #expect(try plan("sum(case when w is not null then x end)").marginSource == .linearSum)
    #expect(try plan("sum(case when w > 1 then x end)").marginSource == .notDerivable)
    #expect(try plan("max(x)").marginSource == .notDerivable)
    #expect(try plan("count(*)").marginSource == MarginSource.none)
    #expect(try plan("count(*)").isSingleCount)
    #expect(try !plan("count(*) * 2").isSingleCount)
    #expect(try plan("avg(x) + count(*)").isScalable)
    #expect(try !plan("median(x)").isScalable)
    #expect(try plan("sum(x) + sum(x) * count(*)").leaves.count == 2)
  }

  @Test(
    "The linear form of an expression",
    arguments: [
      ("x", 0.0, ["x": 1.0]), ("x - w", 0, ["x": 1, "w": -1]),
      ("2 * (x - 3) / 4 + w", -1.5, ["x": 0.5, "w": 1]),
      ("x + x", 0, ["x": 2]), ("x - x + w", 0, ["w": 1]), ("-(x - 1) * -2", -2, ["x": 2]), ("7", 7, [:]),
    ])
  func linear(text: String, constant: Double, terms: [String: Double]) throws {
    let plan = try Expression.parse(text, at: here).aggregate(against: Self.columns)
    let linear = try #require(plan.linearTerms)
    #expect(linear.constant == constant)
    #expect(Dictionary(linear.terms.map { ($0.column, $0.coefficient) }) { $0 + $1 } == terms)
  }

  @Test(
    "What is not linear has no linear form",
    arguments: ["x * w", "1 / x", "abs(x)", "x / 0", "NULL", "coalesce(x, 0)"])
  func notLinear(text: String) throws {
    #expect(try Expression.parse(text, at: here).aggregate(against: Self.columns).linearTerms == nil)
  }

  @Test("Masks and groups of −1 leave rows out, for each plan by itself")
  func masks() throws {
    let plan = try Expression.parse("count(*)", at: here).aggregate(against: Self.columns)
    var groups = GroupedAggregates([plan, plan])
    groups.add(
      Self.sample.chunk(), columns: Self.sample.index, groups: [0, 2, -1, 0],
      masks: [nil, [false, true, true, true]])
    #expect(groups.groupCount == 3)
    #expect(groups.values(0).map(\.number) == [2, 0, 1])
    #expect(groups.values(1).map(\.number) == [1, 0, 1])
    #expect(groups.value(0, group: 3) == nil)
  }

  @Test("Quantiles are those of numpy's default (type 7)")
  func quantiles() {
    // numpy 2: numpy.quantile([15, 20, 35, 40, 50], [0.05, 0.3, 0.4, 0.5, 0.99])
    let values: [Double] = [35, 20, 15, 50, 40]
    let expected = [(0.05, 16.0), (0.3, 23.0), (0.4, 29.0), (0.5, 35.0), (0.99, 49.6)]
    for (share, quantile) in expected {
      #expect(abs((Quantile.typeSeven(values, share) ?? .nan) - quantile) < 1e-12)
    }
    #expect(Quantile.typeSeven([], 0.5) == nil)
    #expect(Quantile.typeSeven([3], 0.9) == 3)
  }
}
