import Catalog
import Notation
import TestSupport
import Testing

@testable import Evaluation

@Suite("Periods are pooled rather than withheld")
struct PoolingTests {
  /// Counts of four areas by year, in the order of areas; every year has the same.
  private static func town(
    _ counts: [Int], years: ClosedRange<Int> = 2016...2021, _ suppress: String, also: String? = nil,
    complements: Bool = true
  ) throws -> Town {
    let rows = years.flatMap { year in
      counts.enumerated().flatMap { area, count in
        [String](repeating: "\(area + 1),\(year)-01-01,a,1,,", count: count)
      }
    }
    var draft = Draft(
      feed: Feeds.events(), rows: Feeds.eventRows(rows),
      indicator: "unit: \"count\", formula: { count: \"*\" }, suppress: { \(suppress) }")
    if let also { draft.indicators["w"] = "feed: \"f\", unit: \"count\", formula: { count: \"*\" }, \(also)" }
    return try Town(draft, complements: complements)
  }

  @Test(
    "The shortest windows of which enough numbers meet the rule",
    arguments: [(12, 1), (6, 2), (4, 3), (2, 5)])
  func shortest(smallest: Int, length: Int) throws {
    let town = try Self.town([smallest, 30, 40, 50], "countBelow: 10, instead: \"pool\", poolUntil: 1")
    let first = length == 1 ? "2021" : "\(2022 - length)-2021"
    #expect(town.periods().last == first && town.periods().count == 6 / length)
    #expect(try town.value("1", first) == Double(smallest * length))
    #expect(try town.value("city", first) == Double((smallest + 120) * length))
    let periods = try #require(town.evaluator.plan.plans["i"]).indicator.periods
    #expect(periods.pooled == length && periods.window == length && periods.step == length)
    #expect(town.evaluator.plan.indicators.first?.periods.pooled == length)
    #expect(town.evaluator.audit(town.results).isSound && town.problems.isEmpty)
  }

  @Test("Where three in four numbers are enough, the one small place is withheld in single years")
  func until() throws {
    let town = try Self.town(
      [6, 30, 40, 50], "countBelow: 10, instead: \"pool\", poolUntil: 0.75", complements: false)
    #expect(town.periods().count == 6)
    #expect(try town.cell("1", "2021") == .suppressed(.fewerThan(10)))
  }

  @Test("Where no length helps, the declared periods are shown, and it is said")
  func inVain() throws {
    let town = try Self.town([1, 30, 40, 50], "countBelow: 10, instead: \"pool\"")
    #expect(town.periods().count == 6 && town.codes() == ["pooling-in-vain"])
    #expect(try town.cell("1", "2021") == .suppressed(.fewerThan(10)))
    let message = try #require(town.problems.first?.message)
    #expect(message.contains("1: 75 %, 2: 75 %, 3: 75 %, 5: 75 %"), "\(message)")
  }

  @Test("Declared windows are multiplied, and what was settled is not pooled again")
  func declared() throws {
    let rows = (2012...2021).flatMap { year in
      [1, 30, 40, 50].enumerated().flatMap { area, count in
        [String](repeating: "\(area + 1),\(year)-01-01,a,1,,", count: count)
      }
    }
    let town = try Town(
      Draft(
        feed: Feeds.events(), rows: Feeds.eventRows(rows),
        indicator: """
          unit: "count", formula: { count: "*" }, periods: { window: 2, step: 1 },
          suppress: { countBelow: 10, instead: "pool", poolUntil: 1 }
          """))
    #expect(town.periods() == ["2012-2021"])
    let again = Evaluator(
      plan: town.evaluator.plan, geographies: town.geographies, aggregates: town.evaluator.aggregates)
    #expect(again.plan.plans["i"]?.indicator.periods.window == 10)
  }

  @Test("Single years beside it that give a withheld year away are withheld too, and pass the audit")
  func beside() throws {
    // The same counts by single years: those below 10 must not follow from the pooled ones less the other year.
    let rows = [(2018, 6), (2019, 12), (2020, 4), (2021, 14)].flatMap { year, small in
      [small, 31, 42, 53].enumerated().flatMap { area, count in
        [String](repeating: "\(area + 1),\(year)-01-01,a,1,,", count: count)
      }
    }
    var draft = Draft(
      feed: Feeds.events(), rows: Feeds.eventRows(rows),
      indicator:
        "unit: \"count\", formula: { count: \"*\" }, suppress: { countBelow: 10, instead: \"pool\", poolUntil: 1 }"
    )
    draft.indicators["w"] =
      "feed: \"f\", unit: \"count\", formula: { count: \"*\" }, suppress: { countBelow: 10 }"
    let open = try Town(draft, complements: false)
    #expect(open.periods() == ["2018-2019", "2020-2021"])
    #expect(
      open.evaluator.audit(open.results).lines.contains {
        $0.verdict == .exposed && $0.low == 6 && $0.high == 6
      })
    let closed = try Town(draft)
    #expect(closed.evaluator.audit(closed.results).isSound && !closed.codes().contains("unprotected-numbers"))
    #expect(try closed.cell("1", "2018", of: "w") == .suppressed(.fewerThan(10)))
  }

  @Test(
    "Seeded towns: what is shown is what declared windows would show, and the audit is sound",
    arguments: 0..<6)
  func seeded(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 40)
    let rows = (2010...2019).flatMap { year in
      (1...4).flatMap { area in
        [String](
          repeating: "\(area),\(year)-01-01,a,1,,", count: Int.random(in: 0...(6 * area), using: &random))
      }
    }
    func made(_ periods: String, _ instead: String) throws -> Town {
      try Town(
        Draft(
          feed: Feeds.events(), rows: Feeds.eventRows(rows),
          indicator:
            "unit: \"count\", formula: { count: \"*\" }, \(periods) suppress: { countBelow: 10\(instead) }"))
    }
    let pooled = try made("", ", instead: \"pool\", poolUntil: 0.8")
    let length = try #require(pooled.evaluator.plan.plans["i"]).indicator.periods.window
    let declared = try made("periods: { window: \(length), step: \(length) },", "")
    #expect(pooled.periods() == declared.periods())
    for period in pooled.periods() {
      for place in ["1", "2", "3", "4", "city"] {
        #expect(try pooled.cell(place, period) == declared.cell(place, period))
      }
    }
    if !pooled.codes().contains("unprotected-numbers") {
      #expect(pooled.evaluator.audit(pooled.results).isSound)
    }
  }

  @Test("What is no sum over periods cannot be pooled")
  func published() throws {
    let draft = Draft(
      feed: Feeds.counts, rows: "",
      indicator:
        "unit: \"people\", formula: { published: \"part\" }, suppress: { countBelow: 10, instead: \"pool\" }")
    let project = try #require(Project.read(draft.files).partial)
    let (_, problems) = EvaluationPlan.make(
      feeds: project.feeds, indicators: project.indicators, geography: project.geography)
    #expect(problems.map(\.code.id) == ["cannot-pool"])
  }

  @Test(
    "Words that say nothing are told",
    arguments: [
      ("instead: \"pool\"", "out-of-range"), ("countBelow: 10, poolUntil: 0.5", "out-of-range"),
      ("instead: \"roll-up\"", "out-of-range"),
      ("countBelow: 10, instead: \"roll-up\", poolUntil: 0.5", "out-of-range"),
      ("countBelow: 10, instead: \"pol\"", "unknown-word"),
      ("countBelow: 10, instead: \"pool\", poolUntil: 2", "out-of-range"),
    ])
  func words(suppress: String, code: String) {
    let draft = Draft(
      feed: Feeds.events(), rows: "",
      indicator: "unit: \"count\", formula: { count: \"*\" }, suppress: { \(suppress) }")
    #expect(Project.read(draft.files).diagnostics.map(\.code.id) == [code])
  }
}
