import Catalog
import Feeds
import Foundation
import Notation
import TestSupport
import Testing

@testable import Almanac

@Suite("A number is explained with the numbers it is made of")
struct ExplainTests {
  private static func lines(_ indicator: String, _ place: String, _ period: String? = nil) throws -> [String]
  {
    try Workshop.fetchedProject { workspace in
      let evaluated = try EvaluateOperation(workspace: workspace, width: 1).run(keepsAggregates: true)
      let definition = try Names.indicator(indicator, in: evaluated.project)
      let result = try #require(evaluated.results.byIndicator[indicator])
      let place = try Names.place(place, in: evaluated.geographies, primary: "area")
      let wanted = try period.map { text throws(Diagnostic) in try Names.period(text, of: result) }
      let explanation = try #require(evaluated.evaluator.explain(definition, place, wanted, result))
      return ExplainOperation.lines(explanation, evaluated)
    }
  }

  // Margin by the Census Bureau's formula (2020 handbook, ch. 8): √(50² − (467/820)² · 60²) / 820 = 4.4514 %.
  @Test("a proportion: 467 of 820 renters, with its margin")
  func proportion() throws {
    let lines = try Self.lines("rent-burden", "Alder")
    #expect(
      lines == [
        "Renters who pay too much · Alder · 2018-2022",
        "  value        56.9512 percent  ± 4.45141 (90 % margin of error)",
        "  universe     renter households",
        "  formula      burdened ÷ renters",
        "  numerator    467 ± 50  from 1 row",
        "  denominator  820 ± 60  from 1 row",
        "  so           467 ÷ 820 × 100 = 56.9512",
        "  rows         14 read, 14 used",
        "  snapshot     survey-0-4c1f397837cf.csv · SHA-256 4c1f397837cfa076… · fetched 2024-01-15T12:00:00Z",
      ])
  }

  @Test("an earlier period, a place by its id in another case")
  func earlier() throws {
    let lines = try Self.lines("rent-burden", "2", "2013-2017").prefix(8)
    #expect(
      lines == [
        "Renters who pay too much · Birch · 2013-2017",
        "  value        50 percent  ± 3.96746 (90 % margin of error)",
        "  universe     renter households",
        "  formula      burdened ÷ renters",
        "  numerator    450 ± 50  from 1 row",
        "  denominator  900 ± 70  from 1 row",
        "  so           450 ÷ 900 × 100 = 50",
        "  rows         14 read, 14 used",
      ])
  }

  @Test("a rate counts rows by place, and says which rows are left out and why")
  func rate() throws {
    let lines = try Self.lines("request-rate", "cedar")
    #expect(
      lines == [
        "Requests per 1,000 residents · Cedar · 2022",
        "  value        7.45763 rate  [5.04872, 10.6491] (90 % interval)",
        "  universe     residents",
        "  formula      count(*) ÷ (people, from feed “residents”) × 1000",
        "  numerator    22  from 22 rows",
        "  denominator  2950  from 1 row",
        "  so           22 ÷ 2950 × 1000 = 7.45763",
        "  rows         240 read, 237 used",
        "    left out   2 outside every place",
        "    left out   1 without a point (counted for the whole city only)",
        "  snapshot     requests-0-c71be8440ffd.csv · SHA-256 c71be8440ffde8f5… · fetched 2024-01-15T12:00:00Z",
        "  snapshot     residents-0-c434f9bc5436.csv · SHA-256 c434f9bc5436c669… · fetched 2024-01-15T12:00:00Z",
      ])
  }

  @Test("a feed that is stale says so beside its snapshot, the denominator's too")
  func stale() throws {
    try Workshop.fetchedProject { workspace in
      let found = try EvaluateOperation(workspace: workspace, width: 1).run(keepsAggregates: true)
      let records = found.lock.records.map { record in
        var record = record
        if record.feed == "residents" { record.stale = "the portal has moved" }
        return record
      }
      let evaluated = EvaluatedProject(
        project: found.project, geographies: found.geographies, evaluator: found.evaluator,
        results: found.results, lock: SnapshotLock(records), expectations: found.expectations,
        diagnostics: found.diagnostics)
      let definition = try Names.indicator("request-rate", in: evaluated.project)
      let place = try Names.place("cedar", in: evaluated.geographies, primary: "area")
      let result = try #require(evaluated.results.byIndicator["request-rate"])
      let explanation = try #require(evaluated.evaluator.explain(definition, place, nil, result))
      let lines = ExplainOperation.lines(explanation, evaluated)
      let stale = try #require(lines.firstIndex(of: "    stale      the portal has moved"))
      #expect(lines[stale - 1].hasPrefix("  snapshot     residents-0-"))
      #expect(lines.count { $0.hasPrefix("    stale") } == 1)
    }
  }

  @Test("for everyone's latest number, each finding with its test and the test's inputs")
  func findings() throws {
    let lines = try Self.lines("rent-burden", "Testville")
    let first = try #require(lines.firstIndex { $0.hasPrefix("  finding 1") }, "\(lines)")
    #expect(lines[(first + 1)...].first?.hasPrefix("    inputs     ") == true)
    let tests = lines[first...].filter { $0.hasPrefix("    test       difference ") }
    let words = [": higher", ": lower", ": cannot tell"]
    #expect(tests.count == lines.count { $0.hasPrefix("  finding ") })
    #expect(tests.allSatisfy { test in words.contains { test.hasSuffix($0) } })
    #expect(try !Self.lines("rent-burden", "Testville", "2013-2017").contains { $0.contains("finding") })
  }

  @Test("a withheld number stays withheld")
  func withheld() throws {
    let lines = try Self.lines("rent-burden", "Fir")
    #expect(
      lines == [
        "Renters who pay too much · Fir · 2018-2022",
        "  value        withheld: the denominator is below 50",
        "  universe     renter households",
        "  formula      burdened ÷ renters",
        "  rows         14 read, 14 used",
        "  snapshot     survey-0-4c1f397837cf.csv · SHA-256 4c1f397837cfa076… · fetched 2024-01-15T12:00:00Z",
      ])
  }

  @Test(
    "a slip in a name is answered with the nearest",
    arguments: [
      ("place", "Aldr", "Alder"), ("place", "dogwod", "Dogwood"), ("period", "2018-2023", "2018-2022"),
      ("indicator", "rent-burdn", "rent-burden"), ("indicator", "unknown-kee", "unknown-key"),
      ("place", "Tesville", "Testville"),
    ])
  func slips(noun: String, written: String, meant: String) throws {
    try Workshop.fetchedProject { workspace in
      let evaluated = try EvaluateOperation(workspace: workspace, width: 1).run(keepsAggregates: true)
      let result = try #require(evaluated.results.byIndicator["rent-burden"])
      let problem = #expect(throws: Diagnostic.self) {
        switch noun {
        case "place": _ = try Names.place(written, in: evaluated.geographies, primary: "area")
        case "period": _ = try Names.period(written, of: result)
        default: _ = try Names.indicator(written, in: evaluated.project, codes: Codes.all.map(\.id))
        }
      }
      let what = noun == "indicator" ? "indicator or diagnostic code" : noun
      #expect(problem?.message == "there is no \(what) “\(written)”")
      #expect(problem?.fix == "write “\(meant)”")
    }
  }
}
