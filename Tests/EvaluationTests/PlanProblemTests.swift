import Catalog
import Notation
import Testing

@testable import Evaluation

@Suite("Problems of plans and boundaries are found before a row is read")
struct PlanProblemTests {
  private static let counted = "unit: \"count\", formula: { count: \"*\" }"

  private static func problems(_ feed: String, _ indicator: String, places: String = "") throws -> [String] {
    let draft = Draft(feed: feed, rows: "", indicator: indicator, places: places)
    let reading = Project.read(draft.files)
    let project = try #require(reading.partial)
    let (_, problems) = EvaluationPlan.make(
      feeds: project.feeds, indicators: project.indicators, geography: project.geography)
    return (reading.diagnostics + problems).map(\.description)
  }

  @Test("A place key that is no column, with the nearest one")
  func unknownColumn() throws {
    let feed =
      "columns: { area: { type: \"text\" } }, place: { id: \"aera\", level: \"area\" }, period: { fixed: \"2020\" },"
    #expect(
      try Self.problems(feed, Self.counted) == [
        """
        Indicators/feeds/f.json5:2:52: error: feed “f” has no column “aera” [unknown-feed-column]
          fix: write “area”
        """
      ])
  }

  @Test("A place key that is a number, which loses its leading zeros")
  func columnType() throws {
    let feed =
      "columns: { area: { type: \"number\" } }, place: { id: \"area\", level: \"area\" }, period: { fixed: \"2020\" },"
    #expect(
      try Self.problems(feed, Self.counted) == [
        """
        Indicators/feeds/f.json5:2:54: error: “area” is a number column; a place key needs text [column-type]
          fix: write `type: "text"` for “area”
        """
      ])
  }

  @Test("No way from the feed's level to the indicator's")
  func noWay() throws {
    let found = try Self.problems(Feeds.tractCounts, Self.counted + ", levels: [\"ward\"]")
    #expect(
      found == [
        """
        Indicators/t/i.json5:1:59: error: nothing says how to get from “tract” to “ward” [no-way-up]
          fix: declare a `parent` of “tract” or a crosswalk in places.json5
        """
      ])
  }

  @Test("No way for the denominator")
  func denominatorWay() throws {
    var draft = Draft(
      feed: Feeds.counts.replacing("level: \"area\"", with: "level: \"ward\""),
      rows: Feeds.countRows(["W1,2020,1,1"]),
      indicator:
        "unit: \"rate\", levels: [\"ward\"], formula: { rate: \"part\", of: { feed: \"p\", value: \"people\" }, per: 10 }"
    )
    draft.feeds["p"] = Feeds.people
    draft.rows["p"] = ["area,year,people\n1,2020,10"]
    let town = try Town(draft)
    #expect(town.problems.first?.message == "nothing says how to get from “area” to “ward”")
    #expect(town.problems.first?.code == .noWayUp)
  }

  @Test("Published values and divided medians stay where they are")
  func staysPut() throws {
    let byArea = "crosswalks: [{ from: \"tract\", to: \"ward\", by: \"area\" }],"
    let published = try Self.problems(Feeds.tractCounts, "unit: \"days\", formula: { published: \"part\" }")
    #expect(
      published.count == 1
        && published[0].contains("values published for “tract” cannot be taken to “area” [no-way-up]"))
    let median = try Self.problems(
      Feeds.tractCounts, "unit: \"days\", formula: { median: \"part\" }, levels: [\"ward\"]", places: byArea)
    #expect(
      median.count == 1
        && median[0].contains("a median of “tract” cannot be divided among places of “ward” [no-way-up]"))
  }

  @Test("Published values cannot be pooled over periods or by a lens, nor an index by a lens")
  func notPooled() throws {
    let lens = """
      lenses: { income: { title: "L", by: "i", groups: 2, worst: "low", names: ["a", "b"] } },
      """
    let found = try Self.problems(
      Feeds.counts,
      "unit: \"days\", formula: { published: \"part\" }, periods: { window: 3 }, lenses: [\"income\"]",
      places: lens)
    #expect(found.count == 2)
    #expect(
      found.contains { $0.contains("values as published cannot be pooled over 3 periods [pooled-published]") }
    )
    #expect(
      found.contains {
        $0.contains("warning: values as published cannot be pooled by the lens “income” [lens-not-pooled]")
      })
    var draft = Draft(
      feed: Feeds.counts, rows: Feeds.countRows(["1,2020,1,1", "2,2020,2,2"]), indicator: "", places: lens)
    draft.indicators = [
      "i": "unit: \"days\", formula: { published: \"part\" }",
      "x": "unit: \"index\", formula: { index: [\"i\"] }, lenses: [\"income\"]",
    ]
    #expect(try Town(draft).problems.map(\.message) == ["an index cannot be pooled by the lens “income”"])
  }

  @Test("A problem in an expression that several groups share is told once")
  func once() throws {
    let groups = ["a", "b", "c"].map { "{ id: \"\($0)\", title: \"G\", where: \"part > 1\" }" }.joined(
      separator: ", ")
    let found = try Self.problems(
      Feeds.counts,
      "unit: \"count\", formula: { sum: \"prat\" }, breakdowns: [{ id: \"b\", title: \"B\", groups: [\(groups)] }]"
    )
    #expect(found.count == 1 && found[0].contains("part"))
  }

  @Test("Parents in a circle end in their own message and nowhere else")
  func circle() throws {
    var draft = Draft(
      feed: Feeds.tractCounts, rows: Feeds.countRows(["0101,2020,1,1"]),
      indicator: Self.counted + ", levels: [\"ward\"]")
    draft.levels = draft.levels.replacing(
      "boundaries: \"areas\", id: \"id\", name: \"name\"",
      with: "boundaries: \"areas\", id: \"id\", parent: { level: \"tract\", property: \"id\" }")
    let codes = Set(try Town(draft).codes())
    #expect(codes.contains("no-way-up"))
  }

  @Test("Boundaries without the id property, and with the same id twice")
  func boundaries() throws {
    var draft = Draft(feed: Feeds.counts, rows: Feeds.countRows(["1,2020,1,1"]), indicator: Self.counted)
    draft.levels = draft.levels.replacing(
      "boundaries: \"areas\", id: \"id\"", with: "boundaries: \"areas\", id: \"idd\"")
    let missing = try #require(try Town(draft).problems.first { $0.code == .boundaryProblem })
    #expect(missing.message == "feature 1 of “areas” has no property “idd”" && missing.fix == "write “id”")
    #expect(missing.location?.path == "Indicators/places.json5")
    draft.levels = Draft.levels
    draft.boundaries["areas"] = TestMap.areas.replacing("\"id\":\"4\"", with: "\"id\":\"3\"")
    let twice = try #require(try Town(draft).problems.first { $0.code == .duplicatePlace })
    #expect(twice.message == "“3” is the id of two places of level “area”")
  }

  @Test("A place without a shape stays a place, and it is said")
  func withoutShape() throws {
    var draft = Draft(feed: Feeds.counts, rows: Feeds.countRows(["4,2020,1,2"]), indicator: Self.counted)
    let dock = "\"coordinates\":\(TestMap.box(3, 0, 4, 1))"
    draft.boundaries["areas"] = TestMap.areas.replacing("{\"type\":\"Polygon\",\(dock)}", with: "null")
    let town = try Town(draft)
    #expect(town.problems.map(\.code) == [.oddBoundaries])
    #expect(town.problems.first?.message.contains("without a shape") == true)
    #expect(try town.value("4", "2020") == 1)
  }

  @Test("An indicator without any value is told where it stands")
  func noValues() throws {
    let town = try Town(
      Draft(
        feed: Feeds.counts, rows: Feeds.countRows(["1,2020,1,1"]),
        indicator:
          "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }, periods: { from: \"2030\" }"))
    let problem = try #require(town.problems.first)
    #expect(problem.code == .noValues && problem.severity == .warning)
    #expect(problem.location?.path == "Indicators/t/i.json5")
  }

  @Test("Every code has a name of its own and a story of several sentences")
  func stories() {
    let codes = DiagnosticCode.evaluation
    #expect(Set(codes.map(\.id)).count == codes.count)
    for code in codes {
      #expect(code.id.allSatisfy { $0.isLowercase || $0 == "-" })
      #expect(code.story.split(separator: ". ").count >= 2 && code.story.hasSuffix("."), "\(code.id)")
    }
  }
}
