import Catalog
import Statistics
import Testing

@testable import Evaluation

@Suite("Equity measures and the gap's trend are made from shown cells alone")
struct EquityTests {
  private static let names = [
    "difference", "ratio", "slope-index", "concentration-index", "between-group-variance", "par", "gini",
  ]
  /// 50, 20, 10 and 10 %.
  private static let one = ["1,2020,300,600", "2,2020,20,100", "3,2020,10,100", "4,2020,20,200"]

  /// Four areas by income, each a group of its own, with 600, 100, 100 and 200 residents.
  private static func town(
    _ rest: String = "", measures: [String] = names, years: [String] = one,
    people: String = "1,2020,600\n2,2020,100\n3,2020,100\n4,2020,200"
  ) throws -> Town {
    var draft = Draft(
      feed: Feeds.counts, rows: Feeds.countRows(years), indicator: "",
      places: """
        population: { feed: "p", value: "people" },
        lenses: { income: { title: "Income", by: "income", groups: 4, worst: "low", weighted: false,
          names: ["a", "b", "c", "d"] } },
        """)
    draft.feeds["p"] = Feeds.people
    draft.rows["p"] = ["area,year,people\n\(people)"]
    draft.feeds["m"] = Feeds.counts
    draft.rows["m"] = [Feeds.countRows(["1,2020,10,1", "2,2020,20,1", "3,2020,30,1", "4,2020,40,1"])]
    let list = measures.map { "\"\($0)\"" }.joined(separator: ", ")
    draft.indicators = [
      "income": "feed: \"m\", unit: \"dollars\", direction: \"favourable\", formula: { published: \"part\" }",
      "i": """
      feed: "f", unit: "percent", direction: "adverse", formula: { proportion: "part", of: "all" },
      lenses: ["income"], measures: [\(list)], \(rest)
      """,
    ]
    return try Town(draft)
  }

  private static func lens(_ town: Town) throws -> LensResult {
    try #require(town.results.byIndicator["i"]?.lenses.first, "\(town.problems)")
  }

  private static func measures(_ town: Town) throws -> [String: EquityValue] {
    let period = try #require(lens(town).periods.last)
    return Dictionary(uniqueKeysWithValues: period.measures.map { ($0.measure, $0) })
  }

  @Test("Values worked out by hand: residents as weights, the worst off first")
  func byHand() throws {
    let town = try Self.town()
    let found = try Self.measures(town)
    #expect(try Self.lens(town).periods[0].measures.map(\.measure) == Self.names)
    func value(_ id: String) -> Double { found[id]?.estimate?.value ?? .nan }
    // Middle ranks 0.3, 0.65, 0.75, 0.9; mean 35; covariance −4.65; variance of the ranks 0.0645.
    #expect(near(value("slope-index"), -4.65 / 0.0645))
    #expect(near(value("concentration-index"), -9.3 / 35))
    #expect(near(value("between-group-variance"), 345))
    #expect(near(value("par").magnitude, 25))
    #expect(near(value("gini"), 9.3 / 35))
    #expect(found["gini"]?.base == .places(4, of: 4) && found["slope-index"]?.base == .groups(4))
    guard case .estimate(_, .lower)? = found["concentration-index"]?.outcome else {
      // Two degrees of freedom: the interval may hold 0, and then nothing is called.
      guard case .estimate(let index, .cannotTell)? = found["concentration-index"]?.outcome else {
        Issue.record("\(found)")
        return
      }
      #expect(index.interval.map { $0.low <= 0 && $0.high >= 0 } == true)
      return
    }
  }

  @Test("Difference and ratio are those that the figure prints")
  func pair() throws {
    let town = try Self.town()
    let found = try Self.measures(town)
    let gap = try #require(try Self.lens(town).periods[0].gap)
    #expect(found["difference"]?.outcome == .estimate(gap.difference, .higher))
    #expect(found["ratio"]?.estimate == gap.ratio && gap.ratio?.value == 5)
  }

  @Test("A withheld group leaves nothing computed, and says so")
  func withheld() throws {
    let found = try Self.measures(Self.town("suppress: { countBelow: 15 },"))
    for id in Self.names where id != "gini" { #expect(found[id]?.outcome == .none(.withheld), "\(id)") }
    // Two of ten residents live where nothing is shown.
    #expect(found["gini"]?.outcome == .none(.tooFewPeople))
  }

  @Test("A missing group, an unreliable one, unknown people")
  func refusals() throws {
    let missing = try Self.measures(Self.town(years: Array(Self.one.dropLast())))
    #expect(missing["slope-index"]?.outcome == .none(.missing) && missing["gini"]?.estimate == nil)
    let unreliable = try Self.measures(Self.town("suppress: { unreliableAbove: 0.05 },"))
    #expect(unreliable["difference"]?.outcome == .none(.unreliable))
    #expect(unreliable["gini"]?.estimate != nil)
    let strangers = try Self.measures(Self.town(people: "1,2020,600\n2,2020,100\n3,2020,100"))
    #expect(strangers["slope-index"]?.outcome == .none(.unknownPeople))
    #expect(strangers["difference"]?.estimate != nil)
    #expect(strangers["gini"]?.base == .places(3, of: 4))
  }

  @Test("What a method has no answer for keeps the method's own reason")
  func undefined() throws {
    let years = ["1,2020,0,600", "2,2020,0,100", "3,2020,0,100", "4,2020,0,200"]
    let found = try Self.measures(
      Self.town("suppress: { unreliableAbove: 9 }, uncertainty: \"none\",", years: years))
    #expect(found["concentration-index"]?.outcome == .none(.undefined(.zeroMean)))
    #expect(found["ratio"]?.outcome == .none(.undefined(.zeroDenominator)))
  }

  @Test("A place without a number counts for nothing where it holds one resident in twenty or fewer")
  func fewPeople() {
    let number = ShownNumber(1, .fullCount, isUnreliable: false)
    #expect(EquityInput(places: [number, number, nil], residents: [95, 0, 5]).refusal == nil)
    #expect(EquityInput(places: [number, number, nil], residents: [94, 0, 6]).refusal == .tooFewPeople)
    #expect(EquityInput(places: [number], residents: [nil]).refusal == .unknownPeople)
    #expect(EquityInput(places: [nil], residents: [5]).refusal == .tooFewPeople)
  }

  // MARK: breakdowns

  @Test("Groups of a breakdown against the stated reference")
  func breakdown() throws {
    let draft = Draft(
      feed: Feeds.counts, rows: Feeds.countRows(["1,2020,30,600", "2,2020,90,300"]),
      indicator: """
        unit: "percent", direction: "adverse", formula: { proportion: "part", of: "all" },
        measures: ["difference", "ratio", "between-group-variance"],
        breakdowns: [{ id: "side", title: "Side", reference: "west", groups: [
          { id: "west", title: "West", where: "area = '1'" }, { id: "east", title: "East", where: "area = '2'" }] }],
        """)
    let town = try Town(draft)
    let result = try #require(town.results.byIndicator["i"]?.breakdowns.first, "\(town.problems)")
    let period = try #require(result.periods.first)
    #expect(period.groups.map(\.gap?.difference.value) == [nil, 25])
    let pair = EquityValue.Base.pair(group: "east", reference: "west")
    #expect(period.measures.map(\.base) == [pair, pair, .groups(2)])
    // Two thirds have 5 %, a third 30 %: (5 − 40/3)² · 2/3 + (30 − 40/3)² / 3.
    let expected = [25, 6, 2.0 / 3 * (25.0 / 3) * (25.0 / 3) + (50.0 / 3) * (50.0 / 3) / 3]
    for (value, expected) in zip(period.measures, expected) {
      #expect(near(value.estimate?.value ?? .nan, expected), "\(value)")
    }
  }

  @Test("The gap between a group and the reference has a change and a trend; what is withheld is none of it")
  func groupTrend() throws {
    let years = (2016...2020).flatMap { year in
      ["1,\(year),30,600", "2,\(year),\(year == 2017 ? 2 : (year - 2010) * 10),300"]
    }
    let draft = Draft(
      feed: Feeds.counts, rows: Feeds.countRows(years),
      indicator: """
        unit: "percent", direction: "adverse", formula: { proportion: "part", of: "all" },
        suppress: { countBelow: 5 },
        breakdowns: [{ id: "side", title: "Side", reference: "west", groups: [
          { id: "west", title: "West", where: "area = '1'" }, { id: "east", title: "East", where: "area = '2'" }] }],
        """)
    let town = try Town(draft)
    let result = try #require(town.results.byIndicator["i"]?.breakdowns.first, "\(town.problems)")
    #expect(result.trends.map(\.group) == ["east"])
    let trend = try #require(result.trends.first)
    #expect(trend.trend.periods == [2016, 2018, 2019, 2020].map(Period.year))
    // Ten more of three hundred each year.
    #expect(near(trend.trend.line?.slope.value ?? .nan, 10.0 / 3))
    #expect(trend.trend.line?.verdict == .higher)
    #expect(trend.change.map { [$0.from, $0.to] } == [.year(2019), .year(2020)])
    #expect(near(trend.change?.comparison.difference.value ?? .nan, 10.0 / 3))
  }

  // MARK: trend

  private static func values(_ gaps: [(Period, Double?)]) -> [PeriodGap] {
    gaps.compactMap { period, gap in
      gap.flatMap { Comparison(Estimate($0, .margin(1)), Estimate(0, .margin(1))) }
        .map { PeriodGap(period: period, gap: $0) }
    }
  }

  @Test("Four years that fall: slope a year, and the exact p of one order in twelve")
  func trend() throws {
    let trend = try #require(
      GapTrend(Self.values([(.year(2015), 10), (.year(2016), 9), (.year(2018), 6), (.year(2019), 5.5)])))
    let line = try #require(trend.line)
    // The six slopes: −1, −1.5, −0.5, −4/3, −1.125, −3.5/3.
    #expect(near(line.slope.value, (-1.125 - 3.5 / 3) / 2))
    #expect(near(line.p, 1.0 / 12) && line.verdict == .lower)
    #expect(line.slope.interval.map { near($0.low, -1.5) && near($0.high, -0.5) } == true)
  }

  @Test("Three periods are too few; a period without a gap is none of them")
  func tooFew() throws {
    let years = (2015...2018).map { (Period.year($0), $0 == 2016 ? nil : Double($0)) }
    let trend = try #require(GapTrend(Self.values(years)))
    #expect(trend.periods == [.year(2015), .year(2017), .year(2018)] && trend.line == nil)
    #expect(GapTrend(Self.values([(.year(2015), nil)])) == nil)
  }

  @Test("Of periods that share data one is taken, from the latest back; of months one season")
  func independent() throws {
    let windows = (2000...2012).map { (Period.years($0...$0 + 4), Double($0)) }
    let trend = try #require(GapTrend(Self.values(windows)))
    #expect(trend.periods == [.years(2002...2006), .years(2007...2011), .years(2012...2016)])
    let months = (0..<48).map { (Period(firstMonth: 2010 * 12 + $0, months: 1), Double($0 % 12)) }
    let seasonal = try #require(GapTrend(Self.values(months)))
    #expect(seasonal.periods == (2010...2013).map { .month(12, of: $0) })
    #expect(seasonal.line?.verdict == .cannotTell && seasonal.line?.p == 1)
  }

  // MARK: many places

  @Test("A place's verdict allows for all places of its level")
  func many() throws {
    let feed = Feeds.table.replacing(
      "level: \"area\" }", with: "level: \"area\", \"when-whole\": \"area = 'ALL'\" }")
    func verdict(_ others: Double) throws -> Verdict? {
      // z = 5.2 ÷ (√(3² + 4²) ÷ 1.645) = 1.71 for the first.
      let rows = ["1,2020,105.2,3,1,0"] + (2...4).map { "\($0),2020,\(100 + others),3,1,0" }
      let town = try Town(
        Draft(
          feed: feed, rows: Feeds.tableRows(rows + ["ALL,2020,100,4,1,0"]),
          indicator: "unit: \"dollars\", formula: { published: \"part\" }"))
      let result = try #require(town.results.byIndicator["i"])
      #expect(result.manyTests["area"]?.count == 4)
      return result.againstWhole(town.id("1"))?.verdict
    }
    // Alone among four its p of 0.087 counts fourfold; beside three clear ones it stands.
    #expect(try verdict(0.1) == .cannotTell)
    #expect(try verdict(20) == .higher)
  }
}
