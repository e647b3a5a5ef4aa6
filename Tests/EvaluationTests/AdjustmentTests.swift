import Catalog
import Notation
import Statistics
import TestSupport
import Testing

@testable import Evaluation

private let feed = """
  missing: ["*"],
  columns: { area: { type: "text" }, year: { type: "text" }, young: { type: "number" }, youths: { type: "number" },
    old: { type: "number" }, elders: { type: "number" } },
  place: { id: "area", level: "area" }, period: { column: "year" },
  """

private func rows(_ lines: [String]) -> String {
  (["area,year,young,youths,old,elders"] + lines).joined(separator: "\n")
}

/// Young: 1 of 100 and 3 of 300, city 4 of 400. Old: 8 of 100 and 10 of 100, city 18 of 200. Two thirds are young.
private let two = ["1,2020,1,100,8,100", "2,2020,3,300,10,100"]

private func rate(_ option: String, young: String = "young", old: String = "old", more: String = "") -> String
{
  """
  unit: "rate", formula: { rate: "young + old", of: "youths + elders", per: 1000, \(option) },
  breakdowns: [{ id: "age", title: "Age", groups: [
    { id: "\(young)", title: "Young", formula: { rate: "young", of: "youths", per: 1000 } },
    { id: "\(old)", title: "Old", formula: { rate: "old", of: "elders", per: 1000 } } ] }], \(more)
  """
}

private func town(_ option: String, _ lines: [String] = two, more: String = "") throws -> Town {
  try Town(Draft(feed: feed, rows: rows(lines), indicator: rate(option, more: more)))
}

@Suite("Standardised rates")
struct StandardisationTests {
  @Test("Direct, to the city: ⅔ of the young's rate and ⅓ of the old's turn the order of two areas round")
  func direct() throws {
    let town = try town("standardise: { by: \"age\", standard: \"city\" }")
    // Crude 9 of 200 = 45 and 13 of 400 = 32.5; ⅔ · 10 + ⅓ · 80 = 33.3 and ⅔ · 10 + ⅓ · 100 = 40.
    #expect(try near(town.value("1", "2020"), 100.0 / 3))
    #expect(try near(town.value("2", "2020"), 40))
    // The city's own is its crude rate: 22 of 600.
    #expect(try near(town.value("city", "2020"), 22_000.0 / 600))
    let estimate = try town.estimate("1", "2020")
    #expect(estimate.cases == 9 && estimate.denominator == 200)
    #expect(town.problems.isEmpty)
  }

  @Test("Its interval is that of Fay and Feuer at 90 %")
  func fayFeuer() throws {
    let town = try town("standardise: { by: \"age\", standard: \"city\", interval: \"fay-feuer\" }")
    let limits = try #require(try town.estimate("1", "2020").limits)
    // By SciPy, with v = (4/9 · 1 + 1/9 · 8) ÷ 10⁴ and w = 1/150: gamma.ppf(0.05, y²/v, scale=v/y) and
    // gamma.ppf(0.95, (y + w)²/(v + w²), scale=(v + w²)/(y + w)), times 1,000.
    #expect(near(limits.low, 16.868127, 1e-6) && near(limits.high, 64.153999, 1e-6))
  }

  @Test("Or Dobson's: 33.3 + √(v ÷ 9) (4.695 − 9) and (15.705 − 9), v = 4/3 · 10⁻⁴, per 1,000")
  func dobson() throws {
    let town = try town("standardise: { by: \"age\", standard: \"city\", interval: \"dobson\" }")
    let limits = try #require(try town.estimate("1", "2020").limits)
    #expect(near(limits.low, 16.7641, 1e-4) && near(limits.high, 59.1418, 1e-4))
    // Without an event there is no Dobson interval, and a rate of nothing is not sure.
    let none = try Self.none("dobson")
    #expect(none.low == 0 && none.high > 1)
  }

  private static func none(_ interval: String) throws -> (low: Double, high: Double) {
    let lines = ["1,2020,0,100,0,100", "2,2020,3,300,10,100"]
    let town = try town("standardise: { by: \"age\", standard: \"city\", interval: \"\(interval)\" }", lines)
    #expect(try town.value("1", "2020") == 0)
    return try #require(try town.estimate("1", "2020").limits)
  }

  @Test("Indirect: 9 seen over 100 · 0.01 + 100 · 0.09 = 10 expected, times the city's 36.7")
  func indirect() throws {
    let town = try town("standardise: { by: \"age\", method: \"indirect\", standard: \"city\" }")
    #expect(try near(town.value("1", "2020"), 33))
    // 13 over 300 · 0.01 + 100 · 0.09 = 12.
    #expect(try near(town.value("2", "2020"), 13.0 / 12 * 22_000 / 600))
    #expect(try near(town.value("city", "2020"), 22_000.0 / 600))
    let limits = try #require(try town.estimate("1", "2020").limits)
    #expect(near(limits.low, 17.2158, 1e-4) && near(limits.high, 57.5858, 1e-4))
  }

  @Test("To shares of one's own: ¼ · 10 + ¾ · 80; to Europe's: 27.5 % are under 25")
  func ownShares() throws {
    let own = try town("standardise: { by: \"age\", standard: { young: 1, old: 3 } }")
    #expect(try near(own.value("1", "2020"), 62.5))
    let indicator = rate(
      "standardise: { by: \"age\", standard: \"european-2013\" }", young: "0-24", old: "25-over")
    let europe = try Town(Draft(feed: feed, rows: rows(two), indicator: indicator))
    #expect(try near(europe.value("1", "2020"), 0.275 * 10 + 0.725 * 80))
  }

  @Test("A group that the standard does not have changes nothing, whatever is known of it")
  func weightless() throws {
    let lines = ["1,2020,*,100,8,100", "2,2020,3,300,10,100"]
    let town = try Town(
      Draft(
        feed: feed, rows: rows(lines),
        indicator: rate("standardise: { by: \"age\", standard: { young: 0, old: 3 } }")
          .replacing("\"young + old\"", with: "\"coalesce(young, 0) + old\"")))
    #expect(try near(town.value("1", "2020"), 80))
  }

  @Test("The city's latest make-up serves all periods, so a change is never one of the standard")
  func onePeriod() throws {
    let lines = ["1,2019,1,100,8,100", "2,2019,3,100,10,500"] + two
    let town = try town("standardise: { by: \"age\", standard: \"city\" }", lines)
    #expect(try near(town.value("1", "2019"), town.value("1", "2020"), 1e-12))
    guard case .standardised(let trace)? = town.results.byIndicator["i"]?.adjustment else {
      Issue.record("no trace")
      return
    }
    #expect(trace.period?.description == "2020" && trace.groups == ["age/young", "age/old"])
    #expect(near(trace.shares[0], 2.0 / 3) && near(trace.rates?[1] ?? 0, 0.09))
  }

  @Test("A missing group makes the rate missing; a group without people stops the direct method alone")
  func gaps() throws {
    let lines = ["1,2020,1,100,*,100", "2,2020,3,300,10,100", "3,2020,2,200,0,0"]
    let indicator = { (method: String) in
      rate("standardise: { by: \"age\", method: \"\(method)\", standard: \"city\" }")
        .replacing("\"young + old\"", with: "\"young + coalesce(old, 0)\"")
    }
    let direct = try Town(
      Draft(feed: feed, rows: rows(lines + ["4,2020,1,100,5,100"]), indicator: indicator("direct")))
    // The whole city lacks the old of area 1, so there is no standard at all.
    #expect(try direct.cell("2", "2020") == .missing(.partial))
    #expect(direct.codes().contains("no-values"))
    let full = Array(lines.dropFirst())
    let empty = try Town(Draft(feed: feed, rows: rows(full), indicator: indicator("direct")))
    #expect(try empty.cell("3", "2020") == .missing(.zeroDenominator))
    // City: young 5 of 500. Expected 200 · 0.01 = 2, seen 2: the city's 15 of 600.
    let indirect = try Town(Draft(feed: feed, rows: rows(full), indicator: indicator("indirect")))
    #expect(try near(indirect.value("3", "2020"), 25))
  }

  @Test("Where a group is withheld, so is the rate that would give it away, and no index or rank has it")
  func withheld() throws {
    let town = try Town(
      Draft(
        feed: feed, rows: rows(two + ["3,2020,5,200,9,150"]),
        indicator: rate(
          "standardise: { by: \"age\", standard: \"city\" }", more: "suppress: { countBelow: 3 }")),
      complements: false)
    #expect(try town.cell("1", "2020", group: "age/young") == .suppressed(.fewerThan(3)))
    #expect(try town.cell("1", "2020") == .suppressed(.complementary))
    #expect(try town.cell("2", "2020").estimate != nil)
    let result = try #require(town.results.byIndicator["i"])
    #expect(result.ranks["area"]?[0] == nil)
    // The audit knows the number that is gone.
    let notes = town.results.notes["i"]?.withheld.filter { $0.address.group == 0 } ?? []
    #expect(notes.map(\.estimate.cases) == [9])
  }

  @Test("A fifth's rate is that of its people, standardised: groups of places pool their groups of people")
  func lens() throws {
    let lines = two + ["3,2020,6,200,4,50", "4,2020,2,100,9,150"]
    var draft = Draft(
      feed: feed, rows: rows(lines),
      indicator: rate(
        "standardise: { by: \"age\", standard: { young: 2, old: 1 } }", more: "lenses: [\"need\"]"),
      places: """
        lenses: { need: { title: "Need", by: "order", groups: 2, weighted: false, worst: "high", names: ["a", "b"] } }
        """)
    draft.indicators["order"] = "unit: \"count\", formula: { sum: \"youths\" }"
    let town = try Town(draft)
    let groups = try #require(town.results.byIndicator["i"]?.lenses.first?.periods.first?.groups)
    // Youths: areas 2 and 3 have most. Young 9 of 500, old 14 of 150.
    #expect(groups.map { $0.places.map(\.id) } == [["2", "3"], ["1", "4"]])
    #expect(try near(#require(groups[0].cell.estimate).value, (2 * 18 + 14_000.0 / 150) / 3))
    // Young 3 of 200, old 17 of 250.
    #expect(try near(#require(groups[1].cell.estimate).value, (2 * 15 + 68.0) / 3))
  }

  @Test(
    "Seeded towns: a number is shown only where all its groups are, and nothing withheld can be told",
    arguments: 0..<6)
  func seeded(seed: UInt64) throws {
    var random = Seeded(seed)
    let lines = (1...4).map { area in
      "\(area),2020,\(Int.random(in: 0...14, using: &random)),\(300 + 10 * area),"
        + "\(Int.random(in: 0...14, using: &random)),\(500 - 20 * area)"
    }
    var draft = Draft(
      feed: feed, rows: rows(lines),
      indicator: rate(
        "standardise: { by: \"age\", standard: \"city\" }",
        more: "lenses: [\"need\"], suppress: { countBelow: 5 }"),
      places: """
        lenses: { need: { title: "Need", by: "order", groups: 2, weighted: false, worst: "high", names: ["a", "b"] } }
        """)
    draft.indicators["order"] = "unit: \"count\", formula: { sum: \"youths\" }"
    let town = try Town(draft)
    for area in ["city", "1", "2", "3", "4"] where try town.cell(area, "2020").estimate != nil {
      for group in ["age/young", "age/old"] {
        #expect(try town.cell(area, "2020", group: group).estimate != nil)
      }
    }
    let lens = try #require(town.results.byIndicator["i"]?.lenses.first?.periods.first)
    #expect(lens.strata.map(\.count) == [2, 2])
    for group in lens.groups where group.cell.estimate != nil {
      #expect(lens.strata.allSatisfy { $0[group.index].estimate != nil })
    }
    #expect(town.evaluator.audit(town.results).isSound)
  }

  @Test("Of a survey: the groups' margins, weighted, in squares")
  func survey() throws {
    let survey = Feeds.table.replacing(
      "all: {", with: "b: { type: \"number\", margin: \"b_moe\" }, c: { type: \"number\" }, all: {"
    ).replacing(", margin: \"all_moe\"", with: "")
    let town = try Town(
      Draft(
        feed: survey, rows: "area,year,part,part_moe,all,b,b_moe,c\n1,2020,10,3,100,20,5,50",
        indicator: """
          unit: "percent", formula: { proportion: "part + b", of: "all + c",
            standardise: { by: "age", standard: { x: 3, y: 1 } } },
          breakdowns: [{ id: "age", title: "Age", groups: [
            { id: "x", title: "X", formula: { proportion: "part", of: "all" } },
            { id: "y", title: "Y", formula: { proportion: "b", of: "c" } } ] }],
          """))
    // ¾ · 10 + ¼ · 40; ¾ · 3 and ¼ · 10 in squares.
    #expect(try near(town.value("1", "2020"), 17.5))
    #expect(try near(town.margin("1", "2020"), (2.25 * 2.25 + 2.5 * 2.5).squareRoot()))
  }
}

@Suite("Smoothed rates")
struct SmoothingTests {
  private static let feed = Feeds.counts
  // 42 of 600. m = 0.07; Σ n(p − m)² ÷ Σn = 0.001, less m ÷ 200 = 0.00035: a = 0.00065.
  private static let lines = ["1,2020,2,100", "2,2020,10,200", "3,2020,30,300"]

  private static func town(_ lines: [String] = lines, more: String = "") throws -> Town {
    try Town(
      Draft(
        feed: feed, rows: Feeds.countRows(lines),
        indicator: """
          unit: "rate", formula: { rate: "part", of: "all", per: 1000, smooth: "empirical-bayes" }, \(more)
          """))
  }

  @Test("Each place keeps a ÷ (a + m ÷ n) of its deviation: 13/27, 0.65 and 39/53")
  func shrinks() throws {
    let town = try Self.town()
    #expect(try near(town.value("1", "2020"), 70 - 50 * 13.0 / 27))
    #expect(try near(town.value("2", "2020"), 57))
    #expect(try near(town.value("3", "2020"), 70 + 30 * 39.0 / 53))
    // The whole is as it was counted.
    #expect(try town.value("city", "2020") == 70)
    let estimate = try town.estimate("2", "2020")
    #expect(estimate.uncertainty == .unpublished && estimate.cases == 10 && estimate.denominator == 200)
    guard case .smoothed(let traces)? = town.results.byIndicator["i"]?.adjustment else {
      Issue.record("no trace")
      return
    }
    let trace = try #require(traces.first)
    #expect(near(trace.mean, 70) && near(trace.variance, 650) && trace.places == 3)
    #expect(near(trace.weight(people: 200), 0.65))
  }

  /// The areas lie in a row, each beside the next. 30 of 100 in the fourth.
  private static func local(_ draft: (inout Draft) -> Void = { _ in }) throws -> Town {
    var rows = Draft(
      feed: feed, rows: Feeds.countRows(lines + ["4,2020,30,100"]),
      indicator: "unit: \"rate\", formula: { rate: \"part\", of: \"all\", per: 1000, smooth: \"local\" }")
    draft(&rows)
    return try Town(rows)
  }

  @Test("By neighbours: a place is drawn to the mean of itself and those beside it")
  func neighbours() throws {
    let town = try Self.local()
    // 12 of 300: the two differ no more than chance explains, 0.0002 < 0.04 ÷ 150, so the first is their mean.
    #expect(try near(town.value("1", "2020"), 40))
    // 70 of 600. Σ n(p − m)² ÷ Σn = 13 ÷ 1,800, less m ÷ 200 = 7 ÷ 12,000.
    let (m, a) = (7.0 / 60, 13.0 / 1800 - 7.0 / 12_000)
    #expect(try near(town.value("3", "2020"), 1000 * (m + a / (a + m / 300) * (0.1 - m))))
    #expect(try near(town.value("city", "2020"), 1000 * 72.0 / 700))
    guard case .smoothed(let traces)? = town.results.byIndicator["i"]?.adjustment else {
      Issue.record("no trace")
      return
    }
    let third = try #require(traces.first { $0.place == 2 })
    #expect(near(third.mean, 1000 * m) && near(third.variance, 1e6 * a) && third.places == 3)
    #expect(town.plan.indicators.first?.isModelled == true)
  }

  @Test(
    "By neighbours: who has none with a number stays as counted, and levels without boundaries are refused")
  func alone() throws {
    let island = try Self.local { $0.rows["f"] = [Feeds.countRows(["1,2020,2,100", "3,2020,30,300"])] }
    #expect(try near(island.value("1", "2020"), 20) && near(island.value("3", "2020"), 100))
    let blind = Draft.levels.replacing("boundaries: \"areas\", id: \"id\", name: \"name\"", with: "")
    var draft = Draft(
      feed: Self.feed, rows: Feeds.countRows(Self.lines),
      indicator: "unit: \"rate\", formula: { rate: \"part\", of: \"all\", per: 1000, smooth: \"local\" }")
    draft.levels = blind.replacing("parent: { level: \"area\", property: \"area\" } ", with: "")
    let problems = Project.read(draft.files).diagnostics
    let refused = try #require(problems.first { $0.code.id == "option-refused" }, "\(problems)")
    #expect(
      refused.message.contains("“area” have no boundaries")
        && refused.fix?.contains("empirical-bayes") == true)
  }

  @Test("What is smoothed is modelled: never ranked, never judged")
  func modelled() throws {
    let town = try Self.town(more: "target: { value: 10 },")
    let indicator = try #require(town.plan.indicators.first)
    let result = try #require(town.results.byIndicator["i"])
    #expect(indicator.isModelled && indicator.judgedDirection == .none)
    #expect(result.target?.state == .modelled)
    #expect((0..<4).allSatisfy { result.ranks["area"]?[$0] == nil })
    #expect(!result.findings.contains { $0.isJudged })
  }

  @Test("A withheld count has no part in the mean or the spread")
  func withheld() throws {
    let lines = Self.lines + ["4,2020,3,400"]
    let town = try Self.town(lines, more: "suppress: { countBelow: 5 }")
    #expect(try town.cell("1", "2020").isSuppressed && town.cell("4", "2020").isSuppressed)
    guard case .smoothed(let traces)? = town.results.byIndicator["i"]?.adjustment else {
      Issue.record("no trace")
      return
    }
    let shown = try ["2", "3"].filter { try !town.cell($0, "2020").isSuppressed }
    #expect(shown.count == 2 && traces.first?.places == 2)
    let counted = try shown.map { try town.estimate($0, "2020") }
    let (events, people) = (counted.compactMap(\.cases), counted.compactMap(\.denominator))
    #expect(near(traces.first?.mean ?? 0, 1000 * events.reduce(0, +) / people.reduce(0, +)))
  }

  @Test("A survey's estimates are no counts")
  func survey() throws {
    let town = try Town(
      Draft(
        feed: Feeds.table, rows: Feeds.tableRows(["1,2020,10,3,40,6"]),
        indicator:
          "unit: \"percent\", formula: { proportion: \"part\", of: \"all\", smooth: \"empirical-bayes\" }"))
    #expect(town.codes().first == "smoothed-survey")
    #expect(
      town.problems.first?.location == SourceLocation(path: "Indicators/t/i.json5", line: 2, column: 42))
  }

  @Test("An index is made of smoothed numbers where a part is smoothed")
  func index() throws {
    var draft = Draft(
      feed: Self.feed, rows: Feeds.countRows(Self.lines),
      indicator:
        "unit: \"rate\", formula: { rate: \"part\", of: \"all\", per: 1000, smooth: \"empirical-bayes\" }")
    draft.indicators["x"] = "unit: \"index\", formula: { index: [\"i\"] }"
    let town = try Town(draft)
    let values = try ["1", "2", "3"].map { try town.value($0, "2020", of: "x") }
    let smoothed = try ["1", "2", "3"].map { try town.value($0, "2020") }
    let mean = smoothed.reduce(0, +) / 3
    let spread = (smoothed.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 3).squareRoot()
    for (value, part) in zip(values, smoothed) { #expect(near(value, (part - mean) / spread)) }
  }
}
