import Catalog
import Foundation
import Notation
import Statistics
import Testing

@testable import Evaluation

/// Two parts over the town's four areas and two years: `bad` 1, 2, 3, 4 and then 2, 3, 4, 7; `good`, of which more is
/// better, 40, 30, 20, 10 in both.
@Suite("Indices score, weigh and combine other indicators")
struct IndexTests {
  private static let rows = [
    "1,2020,1,40", "2,2020,2,30", "3,2020,3,20", "4,2020,4,10",
    "1,2021,2,40", "2,2021,3,30", "3,2021,4,20", "4,2021,7,10",
  ]

  private static func draft(_ formula: String, _ direction: String = "adverse", rows: [String] = rows)
    -> Draft
  {
    var draft = Draft(feed: Feeds.counts, rows: Feeds.countRows(rows), indicator: "")
    draft.indicators = [
      "bad": "unit: \"days\", formula: { published: \"part\" }",
      "good": "unit: \"dollars\", direction: \"favourable\", formula: { published: \"all\" }",
      "plain": "unit: \"years\", direction: \"none\", formula: { published: \"part\" }",
      "i": "unit: \"index\", direction: \"\(direction)\", formula: { \(formula) }",
    ]
    return draft
  }

  private static func values(_ town: Town, _ year: String) throws -> [Double] {
    try ["1", "2", "3", "4"].map { try town.value($0, year) }
  }

  @Test("Ranks with weights: parts turned, each year by itself")
  func ranks() throws {
    let town = try Town(
      Self.draft("index: [{ part: \"bad\", weight: 3 }, \"good\"], scores: \"rank\", base: \"own\""))
    #expect(town.periods() == ["2020", "2021"])
    // Of both parts the ranks are 0, ⅓, ⅔, 1 (good is turned: the richest area is the least hard).
    for year in ["2020", "2021"] {
      for (found, expected) in zip(try Self.values(town, year), [0, 1.0 / 3, 2.0 / 3, 1]) {
        #expect(near(found, expected))
      }
    }
  }

  @Test("An index that is good turns the bad part")
  func direction() throws {
    let town = try Town(
      Self.draft("index: [{ part: \"bad\", weight: 3 }, \"good\"], scores: \"min-max\"", "favourable"))
    // bad 2, 3, 4, 7 of 2021 on 0 … 1 and turned: 1, 0.8, 0.6, 0; good: 1, ⅔, ⅓, 0. (3b + g) ÷ 4.
    let expected = [1, (2.4 + 2.0 / 3) / 4, (1.8 + 1.0 / 3) / 4, 0]
    for (found, expected) in zip(try Self.values(town, "2021"), expected) { #expect(near(found, expected)) }
    #expect(town.periods() == ["2021"])
  }

  @Test("A part without a direction counts as it is, unless the index says which end is good")
  func statedDirection() throws {
    let town = try Town(Self.draft("index: [\"plain\"], scores: \"rank\""))
    #expect(try town.value("4", "2021") == 1)
    let turned = try Town(
      Self.draft("index: [{ part: \"plain\", direction: \"favourable\" }], scores: \"rank\""))
    #expect(try turned.value("4", "2021") == 0)
  }

  @Test("Scored among the values of one year, an index compares over time")
  func fixedBase() throws {
    let own = try Town(Self.draft("index: [\"bad\"], base: \"own\""))
    let fixed = try Town(Self.draft("index: [\"bad\"], base: \"2020\""))
    // Mean 2.5 and variance 1.25 of 1, 2, 3, 4; the city got worse by one and more.
    for (number, place) in ["1", "2", "3", "4"].enumerated() {
      let z = ([2.0, 3, 4, 7][number] - 2.5) / 1.25.squareRoot()
      #expect(try near(fixed.value(place, "2021"), z))
      #expect(try fixed.value(place, "2020") == own.value(place, "2020"))
    }
    #expect(try near(Self.values(own, "2021").reduce(0, +), 0, 1e-12))
    // Beyond the range of 2020 a min–max score is cut.
    let cut = try Town(Self.draft("index: [\"bad\"], scores: \"min-max\", base: \"2020\""))
    #expect(try near(cut.value("2", "2021"), 2.0 / 3) && cut.value("4", "2021") == 1)
    let nowhere = try Town(Self.draft("index: [\"bad\"], base: \"1999\""))
    #expect(nowhere.problems.contains { $0.code.id == "no-values" && $0.description.contains("1999") })
  }

  @Test("The geometric mean lets nothing make up for a zero")
  func geometric() throws {
    let town = try Town(
      Self.draft(
        "index: [\"bad\", { part: \"good\", weight: 2 }], scores: \"rank\", combine: \"geometric\""))
    #expect(try town.value("1", "2021") == 0)
    // Both ranks are ⅔, so is their mean.
    #expect(try near(town.value("3", "2021"), 2.0 / 3))
    let mixed = try Town(
      Self.draft(
        "index: [\"bad\", { part: \"good\", weight: 2 }], scores: \"min-max\", combine: \"geometric\""))
    // bad: (4 − 2) ÷ 5 = 0.4; good turned: ⅔. (0.4 × ⅔²)^⅓.
    #expect(try near(mixed.value("3", "2021"), pow(0.4 * 4 / 9, 1.0 / 3)))
  }

  @Test("A place that lacks a part has an index where enough of the weight is there")
  func missingParts() throws {
    var rows = Self.rows
    rows[7] = "4,2021,7,*"
    let strict = try Town(
      Self.draft("index: [{ part: \"bad\", weight: 3 }, \"good\"], scores: \"rank\"", rows: rows))
    #expect(try strict.cell("4", "2021") == .missing(.partial))
    let lenient = try Town(
      Self.draft(
        "index: [{ part: \"bad\", weight: 3 }, \"good\"], scores: \"rank\", atLeast: \"75%\"", rows: rows))
    #expect(try lenient.value("4", "2021") == 1)
    // good has three places: 40, 30, 20 turned are 0, ½, 1. Area 3: (3 × ⅔ + 1) ÷ 4.
    #expect(try near(lenient.value("3", "2021"), 0.75))
    let other = try Town(
      Self.draft(
        "index: [\"bad\", { part: \"good\", weight: 3 }], scores: \"rank\", atLeast: \"75%\"", rows: rows))
    #expect(try other.cell("4", "2021") == .missing(.partial))
  }

  @Test("Parts that differ in nothing give no index, and the warning names it")
  func alike() throws {
    let town = try Town(Self.draft("index: [\"bad\"]", rows: ["1,2021,3,1", "2,2021,3,1"]))
    #expect(town.results.byIndicator["i"] == nil)
    #expect(town.codes().contains("no-values"))
  }

  @Test("The trace shows each part's value, score and weight")
  func trace() throws {
    let town = try Town(
      Self.draft("index: [{ part: \"bad\", weight: 3 }, \"good\"], scores: \"rank\", base: \"own\""))
    let indicator = try #require(town.plan.indicators.first { $0.id == "i" })
    let result = try #require(town.results.byIndicator["i"])
    let explained = try #require(town.evaluator.explain(indicator, town.id("2"), Period("2020"), result))
    #expect(explained.cell.estimate != nil && explained.period == Period("2020"))
    let trace = try #require(
      town.evaluator.indexTrace(indicator, town.id("2"), explained.period, town.results.byIndicator))
    #expect(trace.parts.map(\.indicator) == ["bad", "good"] && trace.parts.map(\.weight) == [3, 1])
    #expect(trace.parts.map(\.value) == [2, 30] && trace.parts.map(\.isTurned) == [false, true])
    #expect(trace.parts.allSatisfy { near($0.score ?? 0, 1.0 / 3) })
    #expect(
      town.evaluator.indexTrace(indicator, town.id("city"), explained.period, town.results.byIndicator) == nil
    )
  }

  @Test(
    "Bad definitions are refused where they stand",
    arguments: [
      ("index: [\"bad\", \"good\"], combine: \"geometric\"", "index-refused", "min-max"),
      ("index: [\"bad\", { part: \"bad\", weight: 2 }]", "index-refused", "weight: 2"),
      ("index: [{ part: \"bad\", weight: 0 }]", "out-of-range", "more than 0"),
      ("index: [{ prat: \"bad\" }]", "unknown-key", "“part”"),
      ("index: [{ weight: 2 }]", "missing-key", "part"),
      ("index: [\"bda\"]", "unknown-indicator", "\"bad\""),
      ("index: []", "empty-list", "index"),
      ("index: [\"bad\"], scores: \"zscore\"", "unknown-word", "\"z\""),
      ("index: [\"bad\"], atLeast: \"0%\"", "out-of-range", "75%"),
      ("index: [\"bad\"], atLeast: 0.5", "bad-percentage", "20%"),
      ("index: [\"bad\"], base: \"onw\"", "bad-period", "\"own\""),
      ("index: [{ part: \"bad\", direction: \"up\" }]", "unknown-word", "adverse"),
      ("index: [\"i\"]", "circular-index", "i → i"),
    ])
  func refused(_ formula: String, _ code: String, _ words: String) throws {
    let found = Project.read(Self.draft(formula).files).diagnostics.filter { $0.severity == .error }
    #expect(found.count == 1, "\(found)")
    let problem = try #require(found.first)
    #expect(problem.code.id == code && problem.description.contains(words), "\(problem)")
    #expect(problem.location?.path == "Indicators/t/i.json5" && problem.fix != nil)
  }
}
