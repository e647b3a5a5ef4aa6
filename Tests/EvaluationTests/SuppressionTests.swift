import Catalog
import Statistics
import Testing

@testable import Evaluation

@Suite("Small numbers are withheld before anything else sees them")
struct SuppressionTests {
  private static func share(_ rows: [String], _ suppress: String) throws -> Town {
    try Town(
      Draft(
        feed: Feeds.counts, rows: Feeds.countRows(rows),
        indicator:
          "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }, suppress: { \(suppress) }"),
      complements: false)
  }

  @Test("Counts of one to nine are withheld; zero and ten are shown")
  func counts() throws {
    let lines = [("1", 1), ("2", 9), ("3", 10)].flatMap { area, count in
      [String](repeating: "\(area),2020-01-01,a,1,,", count: count)
    }
    let town = try Town(
      Draft(
        feed: Feeds.events(), rows: Feeds.eventRows(lines),
        indicator: "unit: \"count\", formula: { count: \"*\" }, suppress: { countBelow: 10 }"))
    #expect(try town.cell("1", "2020") == .suppressed(.fewerThan(10)))
    #expect(try town.cell("2", "2020") == .suppressed(.fewerThan(10)))
    #expect(try town.value("3", "2020") == 10 && town.value("4", "2020") == 0)
  }

  @Test("A share is withheld with its numerator, its remainder and its denominator")
  func shares() throws {
    let rows = ["1,2020,3,100", "2,2020,97,100", "3,2020,0,100", "4,2020,20,40"]
    let town = try Self.share(rows, "countBelow: 10, denominatorBelow: 50")
    #expect(try town.cell("1", "2020") == .suppressed(.fewerThan(10)))
    #expect(try town.cell("2", "2020") == .suppressed(.fewerThan(10)))
    #expect(try town.value("3", "2020") == 0)
    #expect(try town.cell("4", "2020") == .suppressed(.denominatorBelow(50)))
  }

  @Test("The remainder of a ratio tells nothing, so it is not protected")
  func ratio() throws {
    let town = try Town(
      Draft(
        feed: Feeds.counts, rows: Feeds.countRows(["1,2020,97,100"]),
        indicator: "unit: \"ratio\", formula: { ratio: \"part\", of: \"all\" }, suppress: { countBelow: 10 }")
    )
    #expect(try town.value("1", "2020") == 0.97)
  }

  @Test(
    "Medians, means and sums of a few records are withheld by the number of records",
    arguments: ["median: \"hours\"", "mean: \"hours\"", "quantile: \"hours\", q: 0.9", "sum: \"hours\""])
  func records(formula: String) throws {
    let lines =
      ["1,2020-01-01,a,100,,", "1,2020-01-01,a,200,,", "1,2020-01-01,a,,,"]
      + (1...3).map { "2,2020-01-01,a,\($0),," }
    let town = try Town(
      Draft(
        feed: Feeds.events(), rows: Feeds.eventRows(lines),
        indicator: "unit: \"minutes\", formula: { \(formula) }, suppress: { countBelow: 3 }"),
      complements: false)
    #expect(try town.cell("1", "2020") == .suppressed(.fewerThan(3)))
    #expect(try town.estimate("2", "2020").cases == (formula.hasPrefix("sum") ? 3 : 3))
  }

  @Test("Counts as published are withheld like counted ones")
  func published() throws {
    let town = try Town(
      Draft(
        feed: Feeds.counts, rows: Feeds.countRows(["1,2020,3,1", "2,2020,30,1"]),
        indicator: "unit: \"people\", formula: { published: \"part\" }, suppress: { countBelow: 10 }"),
      complements: false)
    #expect(try town.cell("1", "2020") == .suppressed(.fewerThan(10)))
    #expect(try town.value("2", "2020") == 30)
  }

  @Test("Nothing of a withheld number is in its explanation, its comparisons, its rank or its change")
  func explanation() throws {
    let town = try Self.share(
      ["1,2019,30,100", "1,2020,3,100", "2,2020,40,100", "2,2019,40,100"], "countBelow: 10")
    let indicator = try #require(town.plan.indicators.first)
    let result = try #require(town.results.byIndicator["i"])
    let hidden = try #require(town.evaluator.explain(indicator, town.id("1"), .year(2020), result))
    #expect(
      hidden.numerator == .absent && hidden.denominator == nil && hidden.cell == .suppressed(.fewerThan(10)))
    let shown = try #require(town.evaluator.explain(indicator, town.id("1"), .year(2019), result))
    #expect(shown.numerator.value == 30 && shown.denominator?.value == 100)
    #expect(result.againstWhole(town.id("1")) == nil && result.rank(town.id("1")) == nil)
    #expect(result.change(town.id("1")) == nil && result.againstWhole(town.id("2")) != nil)
  }

  @Test("An explanation names the pooled periods and the places put together")
  func trace() throws {
    let town = try Town(
      Draft(
        feed: Feeds.tractCounts,
        rows: Feeds.countRows(["0101,2019,1,10", "0102,2019,2,10", "0101,2020,3,10", "0102,2020,4,10"]),
        indicator: "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }, periods: { window: 2 }"
      ))
    let indicator = try #require(town.plan.indicators.first)
    let result = try #require(town.results.byIndicator["i"])
    let found = try #require(town.evaluator.explain(indicator, town.id("1"), nil, result))
    #expect(found.period.description == "2019-2020" && found.parts == [.year(2019), .year(2020)])
    #expect(found.sourceLevel == "tract" && found.sourceCount == 2)
    #expect(found.numerator.value == 10 && found.numerator.rows == 4)
    #expect(town.evaluator.explain(indicator, town.id("1"), .year(1999), result) == nil)
    #expect(town.evaluator.explain(indicator, town.id("9"), nil, result) == nil)
  }

  @Test("A value whose margin is large beside it is shown as unreliable and not ranked")
  func reliability() throws {
    let town = try Town(
      Draft(
        feed: Feeds.table,
        rows: Feeds.tableRows([
          "1,2020,100,10,1,0", "2,2020,100,70,1,0", "3,2020,0,20,1,0", "4,2020,90,5,1,0",
        ]),
        indicator: "unit: \"dollars\", formula: { published: \"part\" }"))
    #expect(try town.cell("1", "2020") == .estimate(Estimate(100, .margin(10)), .good))
    // 70 ÷ 1.645 ÷ 100 = 0.43 is above 0.4.
    #expect(try town.cell("2", "2020").isUnreliable && town.cell("3", "2020").isUnreliable)
    let result = try #require(town.results.byIndicator["i"])
    #expect((1...4).map { result.rank(town.id("\($0)")) != nil } == [true, false, false, true])
  }
}
