import Catalog
import Statistics
import Testing

@testable import Evaluation

@Suite("Every kind of formula gives the value worked out by hand")
struct FormulaTests {
  @Test("A proportion of counted people is a percentage with Wilson's interval")
  func proportion() throws {
    let town = try Town(
      Draft(
        feed: Feeds.counts, rows: Feeds.countRows(["1,2020,30,120", "2,2020,50,200"]),
        indicator: "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }"))
    let one = try town.estimate("1", "2020")
    #expect(one.value == 25 && one.cases == 30 && one.denominator == 120)
    // Wilson (1927) with z = 1.6448536: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) ÷ (1 + z²/n).
    let (z, n, p) = (1.6448536269514722, 120.0, 0.25)
    let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    let limits = try #require(one.limits)
    #expect(near(limits.low, 100 * (middle - half)) && near(limits.high, 100 * (middle + half)))
    #expect(try town.value("city", "2020") == 25)
  }

  @Test("A rate counts person-years: twelve months of one year's residents are that year's residents")
  func rate() throws {
    var draft = Draft(
      feed: Feeds.events(every: "month"),
      rows: Feeds.eventRows(
        ["1,2020-01-05,a,1,,", "1,2020-01-09,a,1,,", "1,2020-03-05,a,1,,", "2,2020-05-05,a,1,,"]
          + (1...12).map { "3,2020-\($0 < 10 ? "0" : "")\($0)-01,b,1,," }),
      indicator: """
        unit: "rate", periods: { window: 12 },
        formula: { rate: "count(*)", of: { feed: "p", value: "people" }, per: 1000, each: "year" }
        """)
    draft.feeds["p"] = Feeds.people
    draft.rows["p"] = ["area,year,people\n1,2020,1200\n2,2020,800\n3,2020,2000"]
    draft.indicators["months"] = """
      unit: "rate", periods: { window: 12 },
      formula: { rate: "count(*)", of: { feed: "p", value: "people" }, per: 1000 }
      """
    let town = try Town(draft)
    let one = try town.estimate("1", "2020")
    #expect(near(one.value, 2.5) && one.cases == 3 && one.denominator == 1200)
    // Without `each` the base period, a month, is the unit of time.
    #expect(try near(town.value("1", "2020", of: "months"), 3.0 / (12 * 1200) * 1000))
    #expect(try near(town.value("city", "2020"), 16.0 / 4000 * 1000))
    // Exact Poisson limits of 3 events at 90 %: ½χ²(0.05; 6) = 0.817691 and ½χ²(0.95; 8) = 7.753657.
    let limits = try #require(one.limits)
    #expect(near(limits.low, 0.8176914 / 1.2, 1e-6) && near(limits.high, 7.7536565 / 1.2, 1e-6))
  }

  @Test("A denominator of a fixed, the same or the nearest period")
  func denominatorPeriods() throws {
    var draft = Draft(
      feed: Feeds.events(), rows: Feeds.eventRows(["1,2020-01-05,a,1,,", "1,2023-01-05,a,1,,"]), indicator: ""
    )
    func formula(_ period: String) -> String {
      "unit: \"rate\", formula: { rate: \"count(*)\", of: { feed: \"p\", value: \"people\", period: \"\(period)\" }, per: 1000 }"
    }
    draft.indicators = ["same": formula("same"), "nearest": formula("nearest"), "fixed": formula("2010")]
    draft.feeds["p"] = Feeds.people
    draft.rows["p"] = ["area,year,people\n1,2010,100\n1,2020,200\n1,2021,250"]
    let town = try Town(draft)
    #expect(try town.value("1", "2020", of: "same") == 5)
    #expect(try town.cell("1", "2023", of: "same") == .missing(.noData))
    #expect(try town.value("1", "2023", of: "nearest") == 4)
    #expect(try town.value("1", "2023", of: "fixed") == 10)
  }

  @Test("A ratio of two sums, with its factor")
  func ratio() throws {
    let town = try Town(
      Draft(
        feed: Feeds.counts, rows: Feeds.countRows(["1,2020,300,120", "2,2020,20,80"]),
        indicator: "unit: \"ratio\", formula: { ratio: \"part\", of: \"all\", per: 10 }"))
    #expect(try town.value("1", "2020") == 25)
    #expect(try town.value("city", "2020") == 16)
    #expect(try town.estimate("1", "2020").uncertainty == .fullCount)
  }

  @Test("Means with and without weights leave rows without a value out of both sides")
  func means() throws {
    var draft = Draft(
      feed: """
        columns: { area: { type: "text" }, year: { type: "text" }, x: { type: "number" }, w: { type: "number" } },
        place: { id: "area", level: "area" }, period: { column: "year" },
        """,
      rows: "area,year,x,w\n1,2020,2,1\n1,2020,4,3\n1,2020,,5\n1,2020,9,\n2,2020,5,2", indicator: "")
    draft.indicators = [
      "plain": "unit: \"days\", formula: { mean: \"x\" }",
      "weighted": "unit: \"days\", formula: { mean: \"x\", weight: \"w\" }",
    ]
    let town = try Town(draft)
    let plain = try town.estimate("1", "2020", of: "plain")
    #expect(plain.value == 5 && plain.cases == 3 && plain.denominator == 3 && plain.uncertainty == .fullCount)
    #expect(try town.value("1", "2020", of: "weighted") == 3.5)
    #expect(try town.value("city", "2020", of: "plain") == 5)
    #expect(try near(town.value("city", "2020", of: "weighted"), 24.0 / 6))
    // No records, no mean: not a division by zero.
    #expect(try town.cell("3", "2020", of: "plain") == .missing(.noData))
  }

  @Test("Medians and quantiles of records, recomputed for the city from all of them")
  func quantiles() throws {
    var draft = Draft(
      feed: Feeds.events(),
      rows: Feeds.eventRows(
        [1, 2, 3, 4, 100].map { "1,2020-01-05,a,\($0),," } + ["2,2020-01-05,a,50,,", "1,2020-02-05,a,,,"]),
      indicator: "")
    draft.indicators = [
      "median": "unit: \"days\", formula: { median: \"hours\" }",
      "quantile": "unit: \"days\", formula: { quantile: \"hours\", q: 0.75 }",
    ]
    let town = try Town(draft)
    let median = try town.estimate("1", "2020", of: "median")
    #expect(median.value == 3 && median.cases == 5)
    #expect(try town.value("city", "2020", of: "median") == 3.5)
    #expect(try town.value("1", "2020", of: "quantile") == 4)
    #expect(try town.cell("3", "2020", of: "median") == .missing(.noData))
    // Five values bound a median by the first and the last (1 − 2 ÷ 2⁵ = 94 %), and no quartile: 0.75⁵ is 24 %.
    #expect(median.uncertainty == .interval(Interval(low: 1, high: 100, level: 0.9)))
    #expect(try town.estimate("1", "2020", of: "quantile").uncertainty == .unpublished)
    #expect(try town.estimate("2", "2020", of: "median").uncertainty == .unpublished)
    // Of six, 1 2 3 4 50 100: one in 32 that all lie on one side.
    #expect(
      try town.estimate("city", "2020", of: "median").uncertainty
        == .interval(Interval(low: 1, high: 100, level: 0.9)))
  }

  @Test("The limits of a median are of all records that a window or a group of places pools")
  func pooledLimits() throws {
    let rows = (1...8).map { "1,2020-0\($0)-05,a,\($0),," } + (9...16).map { "2,2020-01-05,a,\($0),," }
    var draft = Draft(feed: Feeds.events(), rows: Feeds.eventRows(rows), indicator: "")
    draft.indicators = ["median": "unit: \"days\", formula: { median: \"hours\" }"]
    let town = try Town(draft)
    // P(B ≤ 1) of eight is 9 ÷ 256, P(B ≤ 2) 37 ÷ 256; of sixteen P(B ≤ 4) is 0.0384, P(B ≤ 5) 0.105.
    #expect(try town.estimate("1", "2020", of: "median").interval == Interval(low: 2, high: 7, level: 0.9))
    let city = try town.estimate("city", "2020", of: "median")
    #expect(city.interval == Interval(low: 5, high: 12, level: 0.9) && city.value == 8.5)
  }

  @Test("Counts of rows and of values, and sums; a place without records counts zero")
  func countsAndSums() throws {
    var draft = Draft(
      feed: Feeds.events(),
      rows: Feeds.eventRows(["1,2020-01-05,a,5,,", "1,2020-01-06,,7,,", "2,2020-01-06,b,,,"]),
      indicator: "")
    draft.indicators = [
      "rows": "unit: \"count\", formula: { count: \"*\" }",
      "kinds": "unit: \"count\", formula: { count: \"kind\" }",
      "hours": "unit: \"minutes\", formula: { sum: \"hours\" }",
      "long": "unit: \"count\", formula: { count: \"*\" }, where: \"hours > 5\"",
    ]
    let town = try Town(draft)
    #expect(try town.value("1", "2020", of: "rows") == 2)
    #expect(try town.value("1", "2020", of: "kinds") == 1)
    #expect(try town.value("1", "2020", of: "hours") == 12)
    #expect(try town.value("1", "2020", of: "long") == 1)
    #expect(try town.estimate("3", "2020", of: "rows") == Estimate(0, .fullCount, cases: 0))
    #expect(try town.value("city", "2020", of: "rows") == 3)
  }

  @Test("Breakdowns filter rows or have formulas of their own, in the periods of everyone")
  func breakdowns() throws {
    var draft = Draft(
      feed: Feeds.events(),
      rows: Feeds.eventRows(["1,2019-01-05,a,5,,", "1,2020-01-05,a,5,,", "1,2020-01-06,b,7,,"]), indicator: ""
    )
    draft.indicators["i"] = """
      unit: "count", formula: { count: "*" }, breakdowns: [{ id: "kind", title: "Kind", groups: [
        { id: "a", title: "A", where: "kind = 'a'" }, { id: "b", title: "B", where: "kind = 'b'" },
        { id: "hours", title: "H", formula: { sum: "hours" } } ] }]
      """
    let town = try Town(draft)
    #expect(town.periods() == ["2019", "2020"])
    #expect(try town.value("1", "2020", group: "kind/a") == 1)
    #expect(try town.value("1", "2019", group: "kind/b") == 0)
    #expect(try town.value("1", "2020", group: "kind/hours") == 12)
  }

  @Test("Values as published keep their margin and take their scale; the city's is its own row")
  func published() throws {
    let feed = Feeds.table.replacing(
      "level: \"area\" }", with: "level: \"area\", \"when-whole\": \"area = 'TOTAL'\" }")
    let rows = [
      "1,2020,0.25,0.02,1,1", "2,2020,0.5,0.03,1,1", "2,2020,0.6,0.03,1,1", "TOTAL,2020,0.3,0.01,1,1",
      "1,2021,0.2,0.02,1,1",
    ]
    let town = try Town(
      Draft(
        feed: feed, rows: Feeds.tableRows(rows),
        indicator: "unit: \"percent\", formula: { published: \"part\", scale: 100 }"))
    #expect(try town.estimate("1", "2020") == Estimate(25, .margin(2)))
    #expect(try town.cell("2", "2020") == .missing(.ambiguous(2)))
    #expect(try town.estimate("city", "2020") == Estimate(30, .margin(1)))
    // A city without a row of its own is not the mean of its areas.
    #expect(try town.cell("city", "2021") == .missing(.cannotBeAggregated))
    #expect(try town.cell("3", "2020") == .missing(.noData))
  }

  @Test("An aggregate that the definition names settles which of several published rows counts")
  func publishedAggregate() throws {
    let town = try Town(
      Draft(
        feed: Feeds.counts, rows: Feeds.countRows(["1,2020,3,1", "1,2020,7,1"]),
        indicator: "unit: \"days\", formula: { published: \"max(part)\" }"))
    #expect(try town.estimate("1", "2020") == Estimate(7, .unpublished))
  }

  @Test("An index is the mean of z-scores, turned so that more is worse, and needs all of its parts")
  func index() throws {
    var draft = Draft(
      feed: Feeds.counts, rows: Feeds.countRows(["1,2020,1,30", "2,2020,2,20", "3,2020,3,10", "4,2020,4,*"]),
      indicator: "")
    draft.indicators = [
      "bad": "unit: \"days\", formula: { published: \"part\" }",
      "good": "unit: \"dollars\", direction: \"favourable\", formula: { published: \"all\" }",
      "i": "unit: \"index\", formula: { index: [\"bad\", \"good\"] }",
    ]
    let town = try Town(draft)
    // Population standard deviations: √1.25 of 1…4, √(200/3) of 30, 20, 10.
    let bad = (1 - 2.5) / 1.25.squareRoot()
    let good = (30.0 - 20) / (200.0 / 3).squareRoot()
    let expected = (bad - good) / 2
    #expect(try near(town.value("1", "2020"), expected))
    #expect(try town.cell("4", "2020") == .missing(.partial))
    #expect(try town.cell("city", "2020") == .missing(.cannotBeAggregated))
    #expect(try town.estimate("1", "2020").uncertainty == .unpublished)
  }

  @Test("A division by zero and a missing part are told apart from no data")
  func reasons() throws {
    let town = try Town(
      Draft(
        feed: Feeds.counts, rows: Feeds.countRows(["1,2020,0,0", "2,2020,*,5", "3,2020,4,*", "4,2021,1,2"]),
        indicator: "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }"))
    #expect(try town.cell("1", "2020") == .missing(.zeroDenominator))
    #expect(try town.cell("2", "2020") == .missing(.marked("*")))
    #expect(try town.cell("3", "2020") == .missing(.marked("*")))
    #expect(try town.cell("4", "2020") == .missing(.noData))
    #expect(try town.cell("city", "2020") == .missing(.partial))
  }
}
