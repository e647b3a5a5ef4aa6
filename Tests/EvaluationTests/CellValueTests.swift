import Catalog
import Notation
import Statistics
import Tables
import TestSupport
import Testing

@testable import Evaluation

/// The quick ways to a cell, against those that tell why there is none.
@Suite("Cells by columns")
struct CellValueTests {
  private static func number(_ random: inout Seeded) -> Double? {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: nil
    case 1: 0
    case 2: Double(Int.random(in: -5...40, using: &random))
    default: Double.random(in: 0...90, using: &random)
    }
  }

  private static func quantities(_ random: inout Seeded, count: Int) -> Quantities {
    var quantities = Quantities(count: count, refused: [3, 7])
    for target in 0..<count {
      quantities[target] = Quantity(
        value: number(&random), margin: number(&random)?.magnitude,
        hasLostMargin: Int.random(in: 0..<5, using: &random) == 0,
        rows: Int.random(in: 0...2, using: &random), missing: Int.random(in: 0...1, using: &random))
    }
    return quantities
  }

  private static func formula(_ kind: String) -> Formula {
    let text = SourcedText("x", at: TestRequests.location)
    let below = Denominator(value: text, feed: nil, filter: nil, period: .same)
    return switch kind {
    case "proportion": .proportion(text, of: below)
    case "rate": .rate(text, of: below, per: 1000, each: nil)
    case "ratio": .ratio(text, of: below, per: 10)
    case "mean": .mean(text, weight: nil)
    case "weighted": .mean(text, weight: text)
    case "published": .published(text, scale: 100)
    case "sum": .sum(text)
    default: .median(text)
    }
  }

  @Test(
    "are those of their outcomes, whatever the formula",
    arguments: ["proportion", "rate", "ratio", "mean", "weighted", "published", "sum", "median"],
    [nil, .poisson, .wilson, UncertaintyMethod.none, .unpublished] as [UncertaintyMethod?])
  func outcomes(kind: String, method: UncertaintyMethod?) {
    var random = Seeded(UInt64(kind.utf8.count))
    let rule = FormulaRule(formula: Self.formula(kind), unit: .people, method: method)
    var estimates = 0
    for round in 0..<8 {
      let count = 40
      let values = WindowValues(
        isPublished: kind == "published", isExplicit: round % 2 == 0, rule: rule, whole: count - 1,
        isWholeDescribed: round % 3 == 0, isGrouped: round == 7,
        numerators: Self.quantities(&random, count: count),
        denominators: round == 6 ? nil : Self.quantities(&random, count: count),
        records: round % 2 == 0 ? nil : Self.quantities(&random, count: count))
      for target in 0..<count {
        let expected: Estimate? =
          if case .estimate(let estimate) = values.outcome(target).cell { estimate } else { nil }
        #expect(values.estimate(target) == expected)
        estimates += expected == nil ? 0 : 1
      }
    }
    #expect(estimates > 10)
  }

  /// By the definition: one quantity after the other, as `Pooling` makes them of states.
  private static func quantity(
    _ value: GroupValue, _ isExplicit: Bool, _ hasMargins: Bool, mark: String?
  ) -> Quantity {
    guard isExplicit || value.missingParts == 0 else {
      return Quantity(value: nil, rows: value.rows, missing: max(1, value.missingRows), mark: mark)
    }
    return Quantity(
      value: value.number, margin: value.margin, hasLostMargin: hasMargins && value.margin == nil,
      rows: value.rows, missing: value.number == nil ? 1 : 0)
  }

  @Test("of single rows are those taken one by one", arguments: [false, true], [false, true])
  func singleRows(isExplicit: Bool, hasMargins: Bool) throws {
    var random = Seeded(isExplicit ? 7 : 8)
    let columns = ["a", "b", "a.margin", "b.margin"]
    let expression = try Expression.parse("a + b", at: TestRequests.location).aggregate(
      against: columns.map { ExpressionColumn($0, .number) },
      margins: hasMargins ? ["a": "a.margin", "b": "b.margin"] : [:])
    let (count, placeCount) = (60, 50)
    let chunk = Chunk(
      firstRecord: 1, count: count,
      columns: columns.map { _ in .number((0..<count).map { _ in Self.number(&random) ?? .nan }) })
    let index = Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
    let values = GroupValues(
      try #require(expression.singleRowValues(chunk, columns: index, .largest)), .largest)
    let slots = (0..<Int32(count)).shuffled(using: &random)
    let groups = (0..<Int32(count)).map { 3 * $0 + 1 }
    let marks = Dictionary(uniqueKeysWithValues: groups.prefix(40).map { ($0, "m\($0)") })
    let states = RequestStates(groups: groups, slots: slots, content: .rows(chunk, index), marks: marks)
    var quantities = Quantities(count: placeCount)
    quantities.take(
      values, states, placeCount: placeCount, isExplicit: isExplicit, hasMargins: hasMargins)
    for (position, slot) in slots.enumerated() where slot < placeCount {
      let expected = Self.quantity(values[position], isExplicit, hasMargins, mark: marks[groups[position]])
      #expect(quantities[Int(slot)] == expected)
    }
  }
}
