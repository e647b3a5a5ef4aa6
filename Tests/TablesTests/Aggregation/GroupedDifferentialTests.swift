import TestSupport
import Testing

@testable import Tables

@Suite("Aggregates: groups against rows")
struct GroupedDifferentialTests {
  @Test(
    "Each group's sums, counts and extremes equal those of its naive rows", arguments: 0..<20 as Range<UInt64>
  )
  func differential(seed: UInt64) throws {
    let columns = ExpressionDifferentialTests.columns
    var maker = ExpressionMaker(seed)
    let sample = maker.sample(columns, rows: 60)
    let groups = (0..<60).map { _ in Int32.random(in: -1..<4, using: &maker.random) }
    let text = maker.expression(.number, depth: 3)
    let parsed = try Expression.parse(text, at: here)
    let plans = try ["sum", "count", "min", "max", "count(DISTINCT"].map { name -> AggregateExpression in
      let call = name.hasSuffix("DISTINCT") ? "\(name) \(text))" : "\(name)(\(text))"
      return try Expression.parse(call, at: here).aggregate(against: columns)
    }
    var aggregates = GroupedAggregates(plans)
    aggregates.grow(to: 4)
    aggregates.add(sample.chunk(0..<25), columns: sample.index, groups: Array(groups[..<25]))
    aggregates.add(sample.chunk(25..<60), columns: sample.index, groups: Array(groups[25...]))
    for group in 0..<4 {
      let rows = sample.rows.indices.filter { groups[$0] == Int32(group) }
      let values = rows.compactMap { row -> Double? in
        let value = NaiveRow(columns: columns, values: sample.rows[row]).value(parsed.root)
        if case .number(let number)? = value { return number }
        return nil
      }
      let found = plans.indices.map { aggregates.value($0, group: group)?.number }
      let sum = values.isEmpty ? nil : values.reduce(0, +)
      #expect(abs((found[0] ?? 0) - (sum ?? 0)) <= 1e-9 * values.reduce(1) { $0 + abs($1) }, "\(text)")
      #expect((found[0] == nil) == (sum == nil), "\(text)")
      #expect(found[1] == Double(values.count), "\(text)")
      #expect(found[2] == values.min(), "\(text)")
      #expect(found[3] == values.max(), "\(text)")
      #expect(found[4] == Double(Set(values).count), "\(text)")
      #expect(aggregates.value(0, group: group)?.rows == Double(rows.count))
      #expect(aggregates.value(0, group: group)?.missingRows == rows.count - values.count)
    }
  }
}
