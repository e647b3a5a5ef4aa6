import Catalog
import Notation
import Testing

@testable import Evaluation

@Suite("Every row read is accounted for")
struct CoverageTests {
  @Test("Each reason takes the rows it is first to take")
  func reasons() throws {
    let town = try Town(
      Draft(
        feed: Feeds.events(place: "name: \"area\", level: \"area\"") + "where: \"kind <> 'test'\",",
        rows: Feeds.eventRows([
          "Alder Park,2020-01-01,a,1,,", "Alder Park,2020-01-01,test,1,,", "Alder Park,,a,1,,",
          "Alder Park,2020-01-01,b,1,,",
          "Alder Park,1999-01-01,a,1,,", "Elsewhere,2020-01-01,a,1,,", "Nowhere,2020-01-01,b,1,,",
          ",2020-01-01,a,1,,",
          "Alder Park,2020-01-01,a,,,",
        ]),
        indicator:
          "unit: \"minutes\", formula: { sum: \"hours\" }, where: \"kind = 'a'\", periods: { from: \"2010\" }"
      ))
    let coverage = try #require(town.results.byIndicator["i"]?.coverage)
    #expect(coverage.rowsRead == 9 && coverage.rowsUsed == 1)
    #expect(
      coverage.leftOut.map(\.reason) == [
        .feedFilter, .indicatorFilter, .unmatchedPlace, .withoutPlace, .withoutPeriod, .outsidePeriods,
        .missingValue,
      ])
    #expect(coverage.leftOut.map(\.rows) == [1, 2, 1, 1, 1, 1, 1])
  }

  @Test("At most twenty examples, sorted")
  func examples() throws {
    let rows = (10..<40).reversed().map { "\($0),2020-01-01,a,1,," }
    let town = try Town(
      Draft(
        feed: Feeds.events(), rows: Feeds.eventRows(rows),
        indicator: "unit: \"count\", formula: { count: \"*\" }"))
    let left = try #require(town.results.byIndicator["i"]?.coverage.leftOut.first)
    #expect(left.rows == 30 && left.examples == (10..<30).map(String.init))
  }

  // MARK: expectations

  private static func problems(_ expect: String, _ rows: [String]) throws -> [Diagnostic] {
    try Town(
      Draft(
        feed: Feeds.events() + "expect: { \(expect) },", rows: Feeds.eventRows(rows),
        indicator: "unit: \"count\", formula: { count: \"*\" }")
    ).problems
  }

  @Test("Keys that occur again are told with the first of them; rows without a key are nobody's twins")
  func unique() throws {
    let rows = [
      "1,2020-01-01,a,1,,", "1,2020-01-01,a,2,,", "1,2020-01-01,b,3,,", ",2020-01-01,,1,,",
      ",2020-01-01,,1,,",
    ]
    let problem = try #require(try Self.problems("unique: [\"area\", \"kind\"]", rows).first)
    #expect(problem.code == .expectationFailed && problem.severity == .warning)
    #expect(problem.message == "feed “f” has 1 row whose key was there before, such as “1 · a”")
    #expect(problem.location?.path == "Indicators/feeds/f.json5" && problem.location?.line == 4)
  }

  @Test("A column declared as key is expected to be unique")
  func key() throws {
    let feed = Feeds.counts.replacing("area: { type: \"text\" }", with: "area: { type: \"text\", key: true }")
    let town = try Town(
      Draft(
        feed: feed, rows: Feeds.countRows(["1,2020,1,10", "1,2021,1,10"]),
        indicator: "unit: \"count\", formula: { count: \"*\" }"))
    #expect(town.codes() == ["expectation-failed"])
  }

  @Test("Values outside the allowed list are told with one of them")
  func values() throws {
    let rows = ["1,2020-01-01,a,1,,", "1,2020-01-01,c,1,,", "1,2020-01-01,c,1,,", "1,2020-01-01,,1,,"]
    let problems = try Self.problems("values: { kind: [\"a\", \"b\"] }", rows)
    #expect(problems.map(\.message) == ["feed “f” has 2 rows with unexpected values in “kind”, such as “c”"])
    #expect(problems.first?.location?.line == 4)
  }
}
