import Catalog
import Statistics
import Testing

@testable import Evaluation

@Suite("Values are taken from finer places to larger ones and to the city")
struct RollUpTests {
  private static let rows = Feeds.countRows([
    "0101,2020,1,10", "0102,2020,2,20", "0201,2020,4,40", "0202,2020,8,40", "0301,2020,3,10",
    "0302,2020,3,10",
    "0401,2020,1,5", "0402,2020,1,5",
  ])
  private static let share = "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }"
  private static let byArea = "crosswalks: [{ from: \"tract\", to: \"ward\", by: \"area\" }],"

  @Test("By parents: numerators and denominators are added, then divided")
  func parents() throws {
    let town = try Town(Draft(feed: Feeds.tractCounts, rows: Self.rows, indicator: Self.share))
    #expect(try town.value("1", "2020") == 10 && town.value("2", "2020") == 15)
    #expect(try near(town.value("city", "2020"), 23.0 / 140 * 100))
  }

  @Test("By area: a tract cut in half gives half of both")
  func area() throws {
    let town = try Town(
      Draft(
        feed: Feeds.tractCounts, rows: Self.rows, indicator: Self.share + ", levels: [\"ward\"]",
        places: Self.byArea))
    let ward = try town.estimate("W1", "2020", level: "ward")
    #expect(near(ward.denominator ?? 0, 70, 1e-6) && near(ward.value, 9.0 / 70 * 100, 1e-6))
    // The city is all tracts, however they are cut.
    #expect(try near(town.value("city", "2020"), 23.0 / 140 * 100))
  }

  private static func weighted(_ weights: String, _ feed: String = Feeds.tractTable, rows: String) throws
    -> Town
  {
    var draft = Draft(
      feed: feed, rows: rows, indicator: Self.share + ", levels: [\"ward\"]",
      places:
        "crosswalks: [{ from: \"tract\", to: \"ward\", by: { feed: \"w\", source: \"a\", target: \"b\", weight: \"c\" } }],"
    )
    draft.feeds["w"] = "columns: { a: { type: \"text\" }, b: { type: \"text\" }, c: { type: \"number\" } },"
    draft.rows["w"] = ["a,b,c\n" + weights]
    return try Town(draft)
  }

  @Test("By weights of a feed: values and margins are multiplied by the share")
  func weights() throws {
    let town = try Self.weighted(
      "0101,W1,0.5\n0102,W1,0.25\n0101,W2,0.5",
      rows: Feeds.tableRows(["0101,2020,10,6,100,0", "0102,2020,20,16,100,0"]))
    let ward = try town.estimate("W1", "2020", level: "ward")
    #expect(ward.cases == 10 && ward.denominator == 75)
    // √(3² + 4²) = 5 of 75; the denominator has margin 0.
    #expect(try near(town.margin("W1", "2020", level: "ward"), 5.0 / 75 * 100))
    #expect(try town.value("W2", "2020", level: "ward") == 10)
  }

  @Test(
    "Weights that are no shares and weights of unknown places are told",
    arguments: ["0101,W1,0.7\n0101,W2,0.7", "0101,W1,-1"])
  func badWeights(rows: String) throws {
    let town = try Self.weighted(rows, rows: Feeds.tableRows(["0101,2020,10,6,100,0"]))
    #expect(
      town.problems.map(\.message) == [
        "the weights of place “0101” in crosswalk “w” are not shares of one whole"
      ])
  }

  @Test("Over two steps: tract to area by parent, area to ward by weights")
  func twoSteps() throws {
    var draft = Draft(
      feed: Feeds.tractCounts, rows: Self.rows, indicator: Self.share + ", levels: [\"ward\"]",
      places:
        "crosswalks: [{ from: \"area\", to: \"ward\", by: { feed: \"w\", source: \"a\", target: \"b\", weight: \"c\" } }],"
    )
    draft.feeds["w"] = "columns: { a: { type: \"text\" }, b: { type: \"text\" }, c: { type: \"number\" } },"
    draft.rows["w"] = ["a,b,c\n1,W1,1\n2,W1,0.5\n2,W2,0.5"]
    let town = try Town(draft)
    #expect(try town.estimate("W1", "2020", level: "ward").denominator == 70)
  }

  @Test("A median beside a count does not stop the count's crosswalk")
  func medianBesideCount() throws {
    var draft = Draft(
      feed: Feeds.events(place: "id: \"area\", level: \"tract\""),
      rows: Feeds.eventRows(["0101,2020-01-01,a,3,,", "0201,2020-01-01,a,5,,"]), indicator: "",
      places: Self.byArea)
    draft.indicators = [
      "count": "unit: \"count\", formula: { count: \"*\" }, levels: [\"ward\"]",
      "median": "unit: \"days\", formula: { median: \"hours\" }",
    ]
    let town = try Town(draft)
    #expect(try near(town.value("W1", "2020", of: "count", level: "ward"), 1.5, 1e-6))
    #expect(try town.value("1", "2020", of: "median") == 3)
  }

  @Test("A target that no source place reaches has no value, not zero")
  func unreached() throws {
    let town = try Self.weighted(
      "0101,W1,1", Feeds.tractCounts, rows: Feeds.countRows(["0101,2020,10,100"]))
    #expect(try town.cell("W2", "2020", level: "ward") == .missing(.noData))
  }

  @Test("One missing part makes the whole missing: a partial total is a wrong total")
  func partial() throws {
    let town = try Town(
      Draft(
        feed: Feeds.tractCounts,
        rows: Feeds.countRows([
          "0101,2020,1,10", "0102,2020,*,20", "0201,2020,4,40", "0202,2019,8,40", "0201,2019,4,40",
        ]),
        indicator: Self.share))
    #expect(try town.cell("1", "2020") == .missing(.partial))
    // Tract 0202 has a row in 2019 and none in 2020.
    #expect(try town.cell("2", "2020") == .missing(.partial))
    #expect(try town.value("2", "2019") == 15)
    #expect(try town.cell("city", "2020") == .missing(.partial))
  }

  @Test("Rows that describe the city stand for it in every formula, in the periods that have one")
  func wholeRows() throws {
    let feed = Feeds.counts.replacing(
      "level: \"area\" }", with: "level: \"area\", \"when-whole\": \"area = 'ALL'\" }")
    let town = try Town(
      Draft(
        feed: feed,
        rows: Feeds.countRows([
          "1,2020,10,100", "2,2020,*,100", "ALL,2020,45,300", "1,2021,10,100", "2,2021,30,100",
          "1,2022,*,100", "2,2022,1,100",
        ]),
        indicator: Self.share))
    #expect(try town.value("city", "2020") == 15)
    #expect(try town.value("city", "2021") == 20)
    #expect(try town.cell("city", "2022") == .missing(.partial))
    let coverage = try #require(town.results.byIndicator["i"]?.coverage)
    #expect(coverage.rowsUsed == 5 && coverage.leftOut.map(\.reason) == [.missingValue])
  }

  @Test("A window may pool a city row of one period with the places of another")
  func mixedWindow() throws {
    let feed = Feeds.counts.replacing(
      "level: \"area\" }", with: "level: \"area\", \"when-whole\": \"area = 'ALL'\" }")
    let town = try Town(
      Draft(
        feed: feed, rows: Feeds.countRows(["1,2020,1,10", "ALL,2020,30,60", "1,2021,5,20", "2,2021,5,20"]),
        indicator: Self.share + ", periods: { window: 2 }"))
    #expect(try town.value("city", "2020-2021") == 40)
  }

  @Test("Several levels: each has its places, the primary comes first, the city is one")
  func levels() throws {
    let town = try Town(
      Draft(
        feed: Feeds.tractCounts, rows: Self.rows, indicator: Self.share + ", levels: [\"tract\", \"area\"]"))
    let result = try #require(town.results.byIndicator["i"])
    #expect(result.levels == ["area", "tract"])
    let cells = result.series.dictionary
    #expect(cells.keys.filter { $0.place == town.id("city") }.count == 1)
    #expect(try town.value("0101", "2020", level: "tract") == 10)
    #expect(cells.count == 4 + 8 + 1)
  }

  @Test("Places whose parent is not there are told: some as a warning, all as an error")
  func lostParents() throws {
    var draft = Draft(feed: Feeds.tractCounts, rows: Self.rows, indicator: Self.share)
    draft.boundaries["tracts"] = TestMap.tracts.replacing("\"area\":\"4\"", with: "\"area\":\"9\"")
    let problem = try #require(try Town(draft).problems.first)
    #expect(problem.severity == .warning && problem.code == .boundaryProblem)
    #expect(
      problem.message == "the parents of 2 of 8 places of “tract” are not places of “area”, such as “9”")
    draft.boundaries["tracts"] = TestMap.tracts.replacing("\"area\":", with: "\"zone\":")
    #expect(try Town(draft).problems.first?.severity == .error)
  }
}
