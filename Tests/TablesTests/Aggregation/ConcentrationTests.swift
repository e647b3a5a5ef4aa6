import Notation
import TestSupport
import Testing

@testable import Tables

@Suite("Concentration: how few contributors make up a sum")
struct ConcentrationTests {
  private static let columns = [
    ExpressionColumn("x", .number), ExpressionColumn("t", .text), ExpressionColumn("d", .date),
  ]

  private static func plan(
    _ concentration: Concentration, of text: String = "sum(x)", by contributor: String = "t",
    limit: Int = 1_000_000
  ) throws -> AggregateExpression {
    let by = try Expression.parse(contributor, at: here).typed(against: columns)
    let expression = try Expression.parse(text, at: here).aggregate(against: columns)
    return try #require(expression.concentration(concentration, by: by, limit: limit))
  }

  private static func states(_ plan: AggregateExpression, _ rows: [[Value?]], _ groups: [Int32])
    -> GroupedAggregates
  {
    let sample = Sample(columns: columns, rows: rows)
    var states = GroupedAggregates([plan])
    states.add(sample.chunk(0..<rows.count), columns: sample.index, groups: groups)
    return states
  }

  /// Of rows of one group: a contributor and an amount.
  private static func value(_ plan: AggregateExpression, _ rows: [(String?, Double?)]) -> Double? {
    let rows: [[Value?]] = rows.map { [$0.1.map(Value.number), $0.0.map(Value.text), nil] }
    var states = states(plan, rows, [Int32](repeating: 0, count: rows.count))
    states.grow(to: 1)
    return states.value(0, group: 0)?.number
  }

  @Test("The largest of all, the two largest, and the largest beside the second")
  func measures() throws {
    let rows: [(String?, Double?)] = [("a", 40), ("b", 30), ("a", 20), ("c", 10), ("c", nil)]
    #expect(Self.value(try Self.plan(.largest(1)), rows) == 0.6)
    #expect(Self.value(try Self.plan(.largest(2)), rows) == 0.9)
    #expect(Self.value(try Self.plan(.largest(9)), rows) == 1)
    #expect(Self.value(try Self.plan(.largestBesideSecond), rows) == 60.0 / 70)
    #expect(Self.value(try Self.plan(.largest(1), of: "count(*)"), rows) == 0.4)
    #expect(Self.value(try Self.plan(.largest(1), of: "count(x)"), rows) == 0.5)
    #expect(Self.value(try Self.plan(.largest(1), of: "sum(x * x)"), rows) == 2000.0 / 3000)
  }

  @Test("Nobody and nothing make no concentration; one contributor makes all of it")
  func edges() throws {
    for concentration in [Concentration.largest(1), .largest(2), .largestBesideSecond] {
      let plan = try Self.plan(concentration)
      #expect(Self.value(plan, []) == nil)
      #expect(Self.value(plan, [("a", 0), ("b", nil), (nil, 0)]) == nil)
      #expect(Self.value(plan, [("a", 5)]) == 1 && Self.value(plan, [(nil, 5)]) == 1)
    }
    #expect(Self.value(try Self.plan(.largestBesideSecond), [("a", 5), ("b", 5)]) == 1)
  }

  @Test("Rows that name nobody are contributors of their own")
  func nameless() throws {
    let rows: [(String?, Double?)] = [(nil, 30), (nil, 20), (nil, 10), ("a", 20), ("a", 20)]
    #expect(Self.value(try Self.plan(.largest(1)), rows) == 0.4)
    #expect(Self.value(try Self.plan(.largest(2)), rows) == 0.7)
    #expect(Self.value(try Self.plan(.largest(1), of: "count(*)"), rows) == 0.4)
  }

  @Test("What is paid back is taken off; what is left counts without its sign")
  func negative() throws {
    let rows: [(String?, Double?)] = [("a", 100), ("a", -20), ("b", -80), ("c", 40), (nil, -40)]
    #expect(Self.value(try Self.plan(.largest(1)), rows) == 80.0 / 240)
    #expect(Self.value(try Self.plan(.largest(2)), rows) == 160.0 / 240)
  }

  @Test("Only one sum or count has contributors")
  func refused() throws {
    let by = try Expression.parse("t", at: here).typed(against: Self.columns)
    for text in ["avg(x)", "sum(x) / count(*)", "max(x)", "median(x)", "count(distinct t)", "2 * sum(x)"] {
      let plan = try Expression.parse(text, at: here).aggregate(against: Self.columns)
      #expect(plan.concentration(.largest(1), by: by, limit: 10) == nil, "\(text)")
    }
    let plan = try Self.plan(.largest(1))
    #expect(plan.isScalable && !plan.isSingleSum && !plan.isSingleCount && plan.columns == ["x", "t"])
    #expect(plan.countedNeeds.hasContributors && plan.marginSource == .none)
  }

  @Test("More contributors than the limit are infinitely concentrated, in one pass and when merged")
  func limit() throws {
    let plan = try Self.plan(.largest(1), limit: 3)
    let rows: [[Value?]] = ["a", "b", "c", "d"].map { [.number(1), .text($0), nil] }
    #expect(Self.states(plan, Array(rows[..<3]), [0, 0, 1]).value(0, group: 0)?.number == 0.5)
    #expect(Self.states(plan, rows, [0, 0, 1, 1]).value(0, group: 1)?.number == .infinity)
    var merged = Self.states(plan, Array(rows[..<2]), [0, 0])
    merged.merge(Self.states(plan, Array(rows[2...]), [0, 0]))
    #expect(merged.value(0, group: 0)?.number == .infinity)
    var rolled = GroupedAggregates([plan])
    rolled.merge(merged, groups: [0])
    #expect(rolled.value(0, group: 0)?.number == .infinity)
  }

  @Test("Any rows, contributors and shares: as adding up by name", arguments: 0..<12 as Range<UInt64>)
  func naive(seed: UInt64) throws {
    var random = Seeded(seed)
    let rows = (0..<200).map { _ -> [Value?] in
      let amount = Double(Int.random(in: -200...900, using: &random)) / 4
      let name = Int.random(in: 0..<7, using: &random)
      return [
        Int.random(in: 0..<9, using: &random) == 0 ? nil : .number(amount),
        name == 0 ? nil : .text("n\(name)"), name == 0 ? nil : .date(Int64(name) * 86_400),
      ]
    }
    let groups = (0..<200).map { _ in Int32.random(in: -1..<5, using: &random) }
    let shares = (0..<5).flatMap { from in
      (0..<3).map { GroupShare(from: from, to: $0, share: Double(Int.random(in: 0...4, using: &random)) / 4) }
    }
    for concentration in [Concentration.largest(1), .largest(2), .largest(4), .largestBesideSecond] {
      for by in ["t", "d"] {
        let plan = try Self.plan(concentration, by: by)
        var rolled = GroupedAggregates([plan])
        try rolled.merge(Self.states(plan, rows, groups), shares: shares)
        rolled.grow(to: 3)
        for target in 0..<3 {
          let weights = (0..<5).map { from in
            shares.first { $0.from == from && $0.to == target }.map(\.share) ?? 0
          }
          let expected = Self.naive(concentration, rows, groups, weights)
          let found = rolled.value(0, group: target)?.number
          #expect((found == nil) == (expected == nil))
          if let expected, let found { #expect((found - expected).magnitude < 1e-12) }
        }
      }
    }
  }

  /// The slow twin: a dictionary of names, sorted.
  private static func naive(
    _ concentration: Concentration, _ rows: [[Value?]], _ groups: [Int32], _ weights: [Double]
  ) -> Double? {
    var byName: [String: Double] = [:]
    var amounts: [Double] = []
    for (row, group) in zip(rows, groups) where group >= 0 {
      guard case .number(let amount)? = row[0] else { continue }
      if case .text(let name)? = row[1] {
        byName[name, default: 0] += amount * weights[Int(group)]
      } else {
        amounts.append((amount * weights[Int(group)]).magnitude)
      }
    }
    amounts = (amounts + byName.values.map(\.magnitude)).filter { $0 > 0 }.sorted(by: >)
    guard !amounts.isEmpty else { return nil }
    switch concentration {
    case .largest(let count): return amounts.prefix(count).reduce(0, +) / amounts.reduce(0, +)
    case .largestBesideSecond:
      return amounts[0] / (amounts.reduce(0, +) - amounts.dropFirst().prefix(1).reduce(0, +))
    }
  }
}
