import Catalog
import Statistics
import Testing

@testable import Evaluation

@Suite("What may be said of cells")
struct JudgementTests {
  private static func medians(_ rows: [String]) throws -> (town: Town, result: IndicatorResult) {
    let feed = Feeds.table.replacing(
      "level: \"area\" }", with: "level: \"area\", \"when-whole\": \"area = 'ALL'\" }")
    let town = try Town(
      Draft(
        feed: feed, rows: Feeds.tableRows(rows),
        indicator: "unit: \"dollars\", formula: { published: \"part\" }"))
    return (town, try #require(town.results.byIndicator["i"]))
  }

  @Test("Each place stands against the city only where the test says so")
  func againstWhole() throws {
    let (town, result) = try Self.medians(["1,2020,100,3,1,0", "2,2020,110,3,1,0", "ALL,2020,100,4,1,0"])
    // z = 10 ÷ (√(3² + 4²) ÷ 1.645) = 3.29.
    let second = try #require(result.againstWhole(town.id("2")))
    #expect(second.verdict == .higher && second.difference.value == 10 && near(second.ratio?.value ?? 0, 1.1))
    #expect(near(second.difference.marginOfError ?? 0, 5))
    #expect(result.againstWhole(town.id("1"))?.verdict == .cannotTell)
    #expect(result.againstWhole(town.id("3")) == nil)
  }

  @Test("A change is told between the latest period and the last that shares no year with it")
  func changes() throws {
    let rows = ["2008-2012", "2010-2014", "2013-2017", "2015-2019"].enumerated().map {
      "1,\($1),\(100 + 10 * $0),1,1,0"
    }
    let (town, result) = try Self.medians(rows)
    let change = try #require(result.change(town.id("1")))
    #expect(change.from == .years(2010...2014) && change.to == .years(2015...2019))
    #expect(change.comparison.difference.value == 20 && change.comparison.verdict == .higher)
  }

  @Test("Without an earlier period of its own there is no change")
  func overlapping() throws {
    let (_, result) = try Self.medians(["1,2008-2012,1,1,1,0", "1,2009-2013,5,1,1,0"])
    #expect(result.anyChange == nil)
  }

  @Test("Ranks carry the range that their margins allow; 1 is the highest")
  func ranks() throws {
    let (town, result) = try Self.medians([
      "1,2020,100,1,1,0", "2,2020,98,5,1,0", "3,2020,50,1,1,0", "4,2020,97,5,1,0",
    ])
    #expect(result.rank(town.id("1")) == RankRange(rank: 1, best: 1, worst: 3, of: 4))
    #expect(result.rank(town.id("2")) == RankRange(rank: 2, best: 1, worst: 3, of: 4))
    #expect(result.rank(town.id("3")) == RankRange(rank: 4, best: 4, worst: 4, of: 4))
  }

  @Test("Nothing is ranked whose uncertainty nobody knows")
  func unpublished() throws {
    let town = try Town(
      Draft(
        feed: Feeds.counts, rows: Feeds.countRows(["1,2020,3,1", "2,2020,30,1"]),
        indicator: "unit: \"dollars\", formula: { published: \"part\" }"))
    #expect(town.results.byIndicator["i"]?.hasRanks == false)
  }

  @Test("Full counts differ when they differ")
  func fullCounts() throws {
    let town = try Town(
      Draft(
        feed: Feeds.events(),
        rows: Feeds.eventRows(["1,2019-01-01,a,1,,", "1,2020-01-01,a,1,,", "1,2020-01-01,a,1,,"]),
        indicator: "unit: \"count\", formula: { count: \"*\" }"))
    let change = try #require(town.results.byIndicator["i"]?.change(town.id("1")))
    #expect(change.comparison.verdict == .higher && change.comparison.difference.uncertainty == .fullCount)
  }
}
