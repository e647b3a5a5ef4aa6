import Statistics
import TestSupport
import Testing

@testable import Catalog
@testable import Evaluation

@Suite("Findings: only what a test allows, the largest and surest first")
struct FindingTests {
  private static let (then, now): (Period, Period) = (.year(2015), .year(2020))

  private static func findings(
    _ result: IndicatorResult, _ direction: Direction = .adverse, lenses: [Lens] = []
  ) throws -> [Finding] {
    try #require(
      FindingMaker(Held.indicator(direction), result, lenses: lenses)
    ).findings
  }

  private static func moved(_ before: Cell, _ after: Cell) -> IndicatorResult {
    Held.result([then: before, now: after])
  }

  @Test("a change is worse or better by the direction, and neither without one")
  func polarity() throws {
    let (rise, fall) = (
      Self.moved(Held.good(10, 1), Held.good(20, 1)), Self.moved(Held.good(20, 1), Held.good(10, 1))
    )
    let expected: [(Direction, Bool?, Bool?)] = [
      (.adverse, true, false), (.favourable, false, true), (.none, nil, nil),
    ]
    for (direction, rising, falling) in expected {
      let (up, down) = (try Self.findings(rise, direction), try Self.findings(fall, direction))
      #expect(up.map(\.isWorse) == [rising] && down.map(\.isWorse) == [falling])
      #expect(up[0].subject == .change(from: Self.then) && up[0].isJudged == (direction != .none))
    }
  }

  @Test("what cannot be told is said to be so, and what was not tested is not said")
  func doubt() throws {
    let doubtful = try Self.findings(Self.moved(Held.good(10, 5), Held.good(12, 5)))
    #expect(doubtful.map(\.subject) == [.unchanged(from: Self.then)])
    #expect(doubtful[0].certainty == 0 && doubtful[0].isWorse == nil && doubtful[0].isJudged)
    let unpublished = Cell.estimate(Estimate(12, .unpublished), .good)
    #expect(try Self.findings(Self.moved(Held.good(10, 1), unpublished)).isEmpty)
    #expect(try Self.findings(Self.moved(Held.good(10, 1), .suppressed(.complementary))).isEmpty)
    #expect(try Self.findings(Self.moved(.missing(.noData), Held.good(10, 1))).isEmpty)
  }

  @Test("a gap carries its movement; the lens that the indicator itself orders gives none")
  func gaps() throws {
    let change = Change(
      from: Self.then, to: Self.now,
      comparison: try #require(Comparison(Estimate(20, .margin(3)), Estimate(19, .margin(3)))))
    let lens = Held.lens([Self.now: (Held.good(40, 2), Held.good(20, 2))], change: change)
    let result = Held.result([Self.now: Held.good(30, 1)], lenses: [lens])
    let found = try Self.findings(result, lenses: [Held.lensDefinition(by: "median-income")])
    #expect(found.map(\.subject) == [.gap(lens: "income", worst: 0, best: 1, change: change)])
    #expect(found[0].isWorse == true && found[0].test.difference.value == 20 && found[0].size == 0.5)
    #expect(try Self.findings(result, lenses: [Held.lensDefinition(by: "i")]).isEmpty)
  }

  /// Groups against “a”, as `EquitySummary` makes them.
  private static func groups(_ cells: [(String, Cell)], change: Change? = nil) -> IndicatorResult {
    let reference = cells[0].1
    var result = Held.result([now: Held.good(30, 1)])
    result.breakdowns = [
      BreakdownResult(
        breakdown: "race", reference: "a",
        periods: [
          BreakdownResult.PeriodValue(
            period: now,
            groups: cells.enumerated().map { position, group in
              BreakdownResult.GroupValue(
                group: group.0, cell: group.1, gap: position == 0 ? nil : Comparison(group.1, reference))
            }, measures: [])
        ],
        trends: cells.dropFirst().map {
          BreakdownResult.GroupTrend(
            group: $0.0, change: change, trend: GapTrend(periods: [now], line: nil))
        })
    ]
    return result
  }

  @Test("of a breakdown the group furthest behind the reference is named, where it is surely behind")
  func behind() throws {
    let reference = ("a", Held.good(10, 1))
    let change = Change(
      from: Self.then, to: Self.now,
      comparison: try #require(Comparison(Estimate(20, .margin(3)), Estimate(19, .margin(3)))))
    func found(_ cells: [(String, Cell)], _ direction: Direction = .adverse) throws -> [Finding] {
      try Self.findings(Self.groups([reference] + cells, change: change), direction)
    }
    func subject(_ group: String) -> Finding.Subject {
      .group(group, reference: "a", breakdown: "race", change: change)
    }
    let (behind, ahead) = (("b", Held.good(14, 1)), ("c", Held.good(1, 0.5)))
    // “c” is further away and surer, but it is “b” that is left behind; without a direction the further one counts.
    #expect(try found([behind, ahead]).map(\.subject) == [subject("b")])
    #expect(try found([behind, ahead], .favourable).map(\.subject) == [subject("c")])
    #expect(try found([behind, ahead], .none).map(\.subject) == [subject("c")])
    let only = try found([ahead])
    #expect(only.map(\.subject) == [subject("c")] && only[0].isWorse == false)
    #expect(only[0].first.value == 1 && only[0].second.value == 10 && only[0].movement == change)
    // A single group is spoken of though its test cannot tell; of several only those whose test allows for all.
    let close = ("d", Held.good(12.5, 2))
    #expect(try found([close]).map(\.subject) == [subject("d")])
    #expect(try #require(Comparison(close.1, reference.1)).verdict == .higher)
    let weak = ("e", Held.good(12.4, 2))
    #expect(try found([close, weak, weak, weak, weak]).isEmpty)
    #expect(try found([("f", .suppressed(.complementary))]).isEmpty)
  }

  @Test("the groups whose make-up the values are freed of, and groups of a total, are no finding")
  func notCompared() throws {
    let result = Self.groups([("a", Held.good(10, 1)), ("b", Held.good(40, 1))])
    var indicator = Held.indicator()
    indicator.adjustment = .standardise(
      Standardisation(breakdown: "race", method: .direct, standard: .city, limits: .fayFeuer))
    #expect(try #require(FindingMaker(indicator, result, lenses: [])).findings.isEmpty)
    indicator.adjustment = nil
    #expect(try #require(FindingMaker(indicator, result, lenses: [])).findings.count == 1)
    indicator.formula = .count(SourcedText("*", at: Held.at))
    #expect(try #require(FindingMaker(indicator, result, lenses: [])).findings.isEmpty)
    // People hurt on foot and in cars, each for all residents: parts of one rate.
    indicator.formula = .rate(
      SourcedText("count(*)", at: Held.at),
      of: Denominator(
        value: SourcedText("people", at: Held.at), feed: SourcedText("residents", at: Held.at), filter: nil,
        period: .same), per: 1000, each: nil)
    let groups = ["a", "b"].map {
      Breakdown.Group(
        id: $0, title: LocalizedText($0), filter: SourcedText("mode = '\($0)'", at: Held.at), formula: nil)
    }
    indicator.breakdowns = [
      Breakdown(id: "race", title: LocalizedText("R"), groups: groups, reference: "a")
    ]
    #expect(try #require(FindingMaker(indicator, result, lenses: [])).findings.isEmpty)
    indicator.breakdowns[0].groups[0].formula = indicator.formula
    #expect(try #require(FindingMaker(indicator, result, lenses: [])).findings.count == 1)
    let modelled = try #require(
      FindingMaker(Held.indicator(isModelled: true), result, lenses: [])
    ).findings
    #expect(modelled.map(\.movement) == [nil] && modelled[0].isWorse == nil)
  }

  @Test("a modelled estimate is described, never followed in time or held against a target")
  func modelled() throws {
    let change = Change(
      from: Self.then, to: Self.now,
      comparison: try #require(Comparison(Estimate(20, .margin(1)), Estimate(10, .margin(1)))))
    let lens = Held.lens([Self.now: (Held.good(40, 2), Held.good(20, 2))], change: change)
    var result = Held.result([Self.then: Held.good(30, 1), Self.now: Held.good(20, 1)], lenses: [lens])
    let indicator = Held.indicator(target: Target(value: 10), isModelled: true)
    result.target = TargetJudge(indicator, result)?.status
    let found = try #require(FindingMaker(indicator, result, lenses: [])).findings
    #expect(found.map(\.subject) == [.gap(lens: "income", worst: 0, best: 1, change: nil)])
    #expect(found[0].isWorse == nil && !found[0].isJudged)
  }

  @Test("a target is a finding with its test, unless it has no status")
  func targets() throws {
    var result = Self.moved(Held.good(50, 1), Held.good(48, 1))
    for (target, isFound) in [
      (Target(value: 40), true), (Target(value: 40, by: .year(2030), path: .by), false),
    ] {
      let indicator = Held.indicator(target: target)
      result.target = TargetJudge(indicator, result)?.status
      let found = try #require(FindingMaker(indicator, result, lenses: [])).findings
      #expect(
        found.contains { $0.kind == "target" && $0.second.value == 40 && $0.isWorse == true } == isFound)
    }
  }

  @Test(
    "a place is named only where it is surely the highest or lowest, and held to more than one test's level")
  func extremes() throws {
    func found(_ first: Cell) throws -> [Finding] {
      let others = (0..<8).map { [Self.now: Held.good(30 + Double($0), 1.5)] }
      return try Self.findings(
        Held.result([Self.now: Held.good(33, 0.5)], places: [[Self.now: first]] + others))
    }
    let sure = try found(Held.good(60, 2))
    #expect(sure.map(\.subject) == [.place(Held.place(1), isHighest: true, of: 9)])
    #expect(try found(Held.good(37, 2)).isEmpty)
    // Surely above each of the others and above the city at 90 %, not at 90 % of nine at once.
    let weak = try #require(Comparison(Estimate(43, .margin(5)), Estimate(33, .margin(2))))
    #expect(weak.verdict == .higher && FindingMaker.holds(weak, amongst: 1))
    let weaker = try #require(Comparison(Estimate(40, .margin(5.5)), Estimate(33, .margin(2))))
    #expect(weaker.verdict == .higher && !FindingMaker.holds(weaker, amongst: 9))
  }

  // MARK: order

  private static func random(_ random: inout Seeded, _ id: Int) throws -> Finding {
    // Few values, so that many are equal.
    let first = Estimate(
      Double(Int.random(in: 0...6, using: &random)), .margin([0, 0.5, 2].randomElement(using: &random) ?? 0))
    let second = Estimate(Double(Int.random(in: 0...6, using: &random)), .margin(0.5))
    let test = try #require(Comparison(first, second))
    return Finding(
      indicator: "i\(id)", subject: .change(from: then), period: now, first: first, second: second,
      test: test,
      isWorse: nil, isJudged: true)
  }

  @Test(
    "a larger and surer finding never comes after another; the order does not depend on the way they came",
    arguments: [UInt64](1...10))
  func order(seed: UInt64) throws {
    var random = Seeded(seed)
    let all = try (0..<60).map { try Self.random(&random, $0) }
    for a in all {
      for b in all {
        if a.size >= b.size, a.certainty >= b.certainty, (a.size, a.certainty) != (b.size, b.certainty) {
          #expect(a.precedes(b) && !b.precedes(a))
        }
        if a.indicator != b.indicator { #expect(a.precedes(b) != b.precedes(a)) }
      }
    }
    let sorted = all.sorted { $0.precedes($1) }
    #expect(all.shuffled(using: &random).sorted { $0.precedes($1) } == sorted)
  }

  @Test("certainty is what the interval leaves of the difference: all of a full count's, nothing in doubt")
  func certainty() throws {
    func certainty(_ first: Cell, _ second: Cell) throws -> Double {
      try #require(try Self.findings(Self.moved(second, first)).first).certainty
    }
    #expect(try certainty(Held.exact(12), Held.exact(10)) == 1)
    #expect(try near(certainty(Held.good(20, 3), Held.good(10, 4)), 0.5))
    #expect(try certainty(Held.good(12, 3), Held.good(10, 4)) == 0)
  }

  @Test(
    "an edition says one thing of each headline indicator, and of one place only where there is nothing else")
  func headlines() throws {
    let indicators = ["a", "b", "c"].map { Held.indicator(id: $0, isHeadline: $0 != "c") }
    var results: [String: IndicatorResult] = [:]
    for (indicator, after) in zip(indicators, [12.0, 30, 50]) {
      let others = [30.0, 31, 90].map { [Self.now: Held.good($0, 1)] }
      var result = Held.result(
        [Self.then: Held.good(10, 1), Self.now: Held.good(after, 1)], places: others, id: indicator.id)
      result.findings = try #require(FindingMaker(indicator, result, lenses: [])).findings
      results[indicator.id] = result
    }
    let found = Evaluator.Results.headlines(indicators, results)
    #expect(found.map(\.indicator) == ["b", "a"] && found.map(\.kind) == ["change", "change"])
    #expect(results["a"]?.findings.first?.kind == "place")
    let all = indicators.map { Held.indicator(id: $0.id) }
    #expect(Evaluator.Results.headlines(all, results).map(\.indicator) == ["c", "b", "a"])
  }

  @Test("an edition speaks of the gap between places before that between groups of people, however large")
  func headlineOfPlaces() throws {
    var result = Self.groups([("a", Held.good(1, 0.1)), ("b", Held.good(40, 1))])
    func first() throws -> String? {
      result.findings = try #require(FindingMaker(Held.indicator(), result, lenses: [])).findings
      #expect(result.findings.first?.kind == "group")
      return Evaluator.Results.headlines([Held.indicator()], ["i": result]).map(\.kind).first
    }
    #expect(try first() == "group")
    result.lenses = [Held.lens([Self.now: (Held.good(40, 2), Held.good(20, 2))])]
    #expect(try first() == "gap")
  }

  @Test("the whole evaluation ends with targets and findings")
  func evaluation() throws {
    let town = try Town(
      Draft(
        feed: Feeds.table,
        rows: Feeds.tableRows(
          (1...4).flatMap { ["\($0),2015,300,5,1000,5", "\($0),2020,200,5,1000,5"] }),
        indicator: """
          feed: "f", unit: "percent", formula: { proportion: "part", of: "all" }, headline: true,
          target: { value: 10, by: "2025", from: "2016", each: true }
          """))
    #expect(town.codes() == ["target-start"])
    let result = try #require(town.results.byIndicator["i"])
    #expect(result.target?.state == .noNumber && result.placeTargets["area"]?.count == 4)
    #expect(town.results.findings.map(\.kind) == ["change"])
  }
}
