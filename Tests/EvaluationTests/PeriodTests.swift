import Catalog
import Notation
import Testing

@testable import Evaluation

@Suite("Periods: cut, pooled, stepped")
struct PeriodTests {
  private static func events(_ days: [String], every unit: String, _ periods: String = "") throws -> Town {
    try Town(
      Draft(
        feed: Feeds.events(every: unit), rows: Feeds.eventRows(days.map { "1,\($0),a,1,," }),
        indicator: "unit: \"count\", formula: { count: \"*\" }, \(periods)"))
  }

  @Test(
    "Dates are cut into months, quarters and years",
    arguments: [
      ("month", ["2019-12", "2020-02"]), ("quarter", ["2019-Q4", "2020-Q1"]), ("year", ["2019", "2020"]),
    ])
  func cut(unit: String, expected: [String]) throws {
    let town = try Self.events(["2019-12-31", "2020-02-29"], every: unit)
    #expect(town.periods() == expected)
  }

  @Test("The day before 1970 and leap days fall in their own months")
  func civil() {
    #expect(PeriodCutter.period(of: -1, every: .month) == .month(12, of: 1969))
    #expect(PeriodCutter.period(of: 0, every: .quarter) == .quarter(1, of: 1970))
    #expect(PeriodCutter.period(of: 951_782_400, every: .month) == .month(2, of: 2000))
    #expect(PeriodCutter.period(of: -2_203_891_200, every: .year) == .year(1900))
  }

  @Test("Every day of four centuries is cut as a walk through the calendar says")
  func everyDay() {
    var (year, month, day) = (1800, 1, 1)
    var number: Int64 = -62091
    while year < 2200 {
      let found = PeriodCutter.civil(days: number)
      guard found == (year, month) else {
        Issue.record("day \(number): \(found), not \((year, month))")
        return
      }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      number += 1
    }
  }

  @Test("Period columns, fixed periods and parts")
  func otherRules() throws {
    let columns =
      "columns: { area: { type: \"text\" }, when: { type: \"text\" } }, place: { id: \"area\", level: \"area\" },"
    func periods(_ rule: String, _ parts: [String], _ source: String = "") throws -> [String] {
      var draft = Draft(
        feed: columns + "period: { \(rule) }, \(source)", rows: "",
        indicator: "unit: \"count\", formula: { count: \"*\" }")
      draft.rows["f"] = parts.map { "area,when\n" + $0 }
      return try Town(draft).periods()
    }
    #expect(
      try periods("column: \"when\"", ["1,2008-2012\n1,2012\n1,2012-Q1\n1,2012-03"]) == [
        "2012-Q1", "2012-03", "2008-2012", "2012",
      ])
    #expect(try periods("fixed: \"2018-2022\"", ["1,"]) == ["2018-2022"])
    let source = "source: { parts: [{ file: \"a\", period: \"2011\" }, { file: \"b\", period: \"2012\" }] }"
    #expect(try periods("part: true", ["1,", "1,"], source) == ["2011", "2012"])
  }

  @Test("A number column of years is a period column too")
  func numberPeriods() throws {
    let town = try Town(
      Draft(
        feed:
          "columns: { area: { type: \"text\" }, y: { type: \"number\" } }, place: { id: \"area\", level: \"area\" }, period: { column: \"y\" },",
        rows: "area,y\n1,2019\n1,2020.0", indicator: "unit: \"count\", formula: { count: \"*\" }"))
    #expect(town.periods() == ["2019", "2020"])
  }

  @Test("Windows roll, end at the last base period and step back from it; from and to cut first")
  func windows() {
    let years = (2001...2012).map { Period.year($0) }
    func shown(_ plan: PeriodPlan) -> [String] { Windows.make(years, plan: plan).map(\.period.description) }
    #expect(shown(PeriodPlan(window: 5)).first == "2001-2005" && shown(PeriodPlan(window: 5)).count == 8)
    #expect(shown(PeriodPlan(window: 5, step: 5)) == ["2003-2007", "2008-2012"])
    #expect(shown(PeriodPlan(step: 5)) == ["2002", "2007", "2012"])
    #expect(shown(PeriodPlan(window: 3, from: .year(2009), to: .year(2011))) == ["2009-2011"])
    #expect(shown(PeriodPlan(window: 13)).isEmpty)
  }

  @Test("A window never reaches over a hole, and overlapping base periods are never pooled")
  func holes() {
    let base = [2001, 2002, 2004, 2005].map { Period.year($0) }
    #expect(
      Windows.make(base, plan: PeriodPlan(window: 2)).map(\.period.description) == ["2001-2002", "2004-2005"])
    let surveys = [2010, 2011].map { Period.years($0 - 4...$0) }
    #expect(Windows.make(surveys, plan: PeriodPlan(window: 2)).isEmpty)
    #expect(Windows.make(surveys, plan: PeriodPlan()).count == 2)
  }

  @Test("A window adds numerators and denominators before it divides")
  func pooled() throws {
    let town = try Town(
      Draft(
        feed: Feeds.counts, rows: Feeds.countRows(["1,2019,1,10", "1,2020,9,30"]),
        indicator: "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }, periods: { window: 2 }"
      ))
    #expect(try town.value("1", "2019-2020") == 25)
  }

  @Test("A period in which the filters let no record through counts zero where the feed has other rows")
  func zeroPeriods() throws {
    let town = try Town(
      Draft(
        feed: Feeds.events(),
        rows: Feeds.eventRows([
          "1,2018-05-05,a,1,,", "1,2019-05-05,b,1,,", "2,2020-05-05,a,1,,", "2,2021-05-05,b,1,,",
        ]),
        indicator: "unit: \"count\", formula: { count: \"*\" }, where: \"kind = 'a'\""))
    #expect(town.periods() == ["2018", "2019", "2020", "2021"])
    #expect(try town.value("city", "2019") == 0 && town.value("1", "2021") == 0)
  }

  @Test("Periods that were not delivered say so, in groups too, and no judgement rests on them")
  func notDelivered() throws {
    var draft = Draft(
      feed: Feeds.counts + "source: { file: \"f\", notDelivered: [\"2021\", \"1990\"] },",
      rows: Feeds.countRows(["1,2019,1,10", "1,2020,9,30"]), indicator: "")
    draft.indicators["i"] = """
      unit: "percent", formula: { proportion: "part", of: "all" }, periods: { from: "2000" },
      breakdowns: [{ id: "b", title: "B", groups: [{ id: "g", title: "G", where: "part > 1" }] }]
      """
    let town = try Town(draft)
    #expect(town.periods() == ["2019", "2020", "2021"])
    #expect(try town.cell("1", "2021") == .missing(.notDelivered))
    #expect(try town.cell("city", "2021", group: "b/g") == .missing(.notDelivered))
    let change = try #require(town.results.byIndicator["i"]?.change(town.id("1")))
    #expect(change.from == .year(2019) && change.to == .year(2020))
  }

  @Test("A period that cannot be read is told with its text, at the rule")
  func badPeriod() throws {
    let draft = Draft(
      feed: Feeds.counts, rows: Feeds.countRows(["1,spring,1,10"]),
      indicator: "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }")
    let problem = try #require(throws: Diagnostic.self) { try Town(draft) }
    #expect(problem.message == "“spring” in column “year” is not a period")
    #expect(problem.code == .badPeriodText && problem.location?.path == "Indicators/feeds/f.json5")
  }
}
