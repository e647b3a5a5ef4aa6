import Catalog
import Notation
import Statistics
import TestSupport
import Testing

@testable import Evaluation

@Suite("A number that few contributors make up is withheld")
struct DominanceTests {
  private static let sum = "unit: \"dollars\", formula: { sum: \"amount\" }"

  private static func draft(
    _ lines: [String], _ rule: String, _ indicator: String = sum, level: String = "area"
  ) -> Draft {
    Draft(
      feed: Feeds.payments(level: level), rows: Feeds.paymentRows(lines),
      indicator: "\(indicator), suppress: { dominance: { by: \"owner\", \(rule) } }")
  }

  /// With the cells that the rule names withheld, and no others.
  private static func town(
    _ lines: [String], _ rule: String, _ indicator: String = sum, level: String = "area"
  ) throws -> Town {
    try Town(draft(lines, rule, indicator, level: level), complements: false)
  }

  private static let byOne = Cell.suppressed(.dominated(by: 1))

  // MARK: the rules

  @Test("The largest contributor, added up over rows, against all: above the share and not at it")
  func largest() throws {
    let town = try Self.town(
      [
        "1,2020-01-01,a,ann,60", "1,2020-02-01,a,ann,26", "1,2020-01-01,a,bob,14",
        "2,2020-01-01,a,ann,60", "2,2020-02-01,a,ann,25", "2,2020-01-01,a,bob,15",
        // Three rows that name nobody are three contributors.
        "3,2020-01-01,a,,10", "3,2020-01-01,a,,10", "3,2020-01-01,a,,10", "4,2020-01-01,a,eve,0",
      ], "share: 0.85")
    #expect(try town.cell("1", "2020") == Self.byOne)
    #expect(try town.value("2", "2020") == 100 && town.value("3", "2020") == 30)
    #expect(try town.value("4", "2020") == 0 && town.value("city", "2020") == 230)
    #expect(town.problems.isEmpty)
  }

  @Test("The two largest contributors together")
  func twoLargest() throws {
    let lines = ["1,2020-01-01,a,ann,50", "1,2020-01-01,a,bob,41", "1,2020-01-01,a,cy,9"]
    let others = ["2,2020-01-01,a,ann,50", "2,2020-01-01,a,bob,40", "2,2020-01-01,a,cy,10"]
    let town = try Self.town(lines + others, "n: 2, share: 0.9")
    #expect(try town.cell("1", "2020") == .suppressed(.dominated(by: 2)))
    #expect(try town.value("2", "2020") == 100)
  }

  @Test("The p % rule: what the two largest leave, against the largest")
  func percent() throws {
    let lines = [("1", 9), ("2", 10)].flatMap { area, rest in
      ["ann,100", "bob,50", "cy,\(rest)"].map { "\(area),2020-01-01,a,\($0)" }
    }
    let town = try Self.town(lines, "percent: 10")
    #expect(try town.cell("1", "2020") == .suppressed(.dominated(by: 2)))
    #expect(try town.value("2", "2020") == 160)
  }

  @Test("What is paid back counts by its size")
  func negative() throws {
    let town = try Self.town(
      [
        "1,2020-01-01,a,ann,100", "1,2020-01-01,a,bob,-80", "2,2020-01-01,a,ann,-100",
        "2,2020-01-01,a,bob,10",
      ],
      "share: 0.85")
    // 100 of 180, and 100 of 110.
    #expect(try town.value("1", "2020") == 20)
    #expect(try town.cell("2", "2020") == Self.byOne)
  }

  @Test(
    "Counts of rows, and what stands above the line of a rate or a share, by contributor",
    arguments: [
      "unit: \"count\", formula: { count: \"*\" }",
      "unit: \"rate\", formula: { rate: \"count(*)\", of: \"sum(amount)\", per: 100 }",
      "unit: \"percent\", formula: { proportion: \"count(*)\", of: \"sum(amount)\" }",
      "unit: \"ratio\", formula: { ratio: \"count(amount)\", of: \"sum(amount)\" }",
    ])
  func counts(indicator: String) throws {
    let lines = ["ann", "ann", "ann", "ann", "bob"].map { "1,2020-01-01,a,\($0),9" }
    let others = ["ann", "ann", "ann", "bob", "bob"].map { "2,2020-01-01,a,\($0),9" }
    let town = try Self.town(lines + others, "share: 0.75", indicator)
    #expect(try town.cell("1", "2020") == Self.byOne)
    #expect(try town.cell("2", "2020").estimate != nil)
  }

  @Test("A small count says so first, because that is known to be none where few contributors are the reason")
  func order() throws {
    var draft = Self.draft(
      (["1", "2"].map { "\($0),2020-01-01,a,ann,1" }) + ["2,2020-01-01,a,ann,1"], "share: 0.85",
      "unit: \"count\", formula: { count: \"*\" }")
    draft.indicators["i"] = draft.indicators["i"]?.replacing(
      "suppress: {", with: "suppress: { countBelow: 2,")
    let town = try Town(draft, complements: false)
    #expect(try town.cell("1", "2020") == .suppressed(.fewerThan(2)))
    #expect(try town.cell("2", "2020") == Self.byOne)
  }

  // MARK: put together by contributor

  @Test("Windows: two years with a large contributor each are none together")
  func windows() throws {
    let lines = [("2019", "ann", "bob"), ("2020", "bob", "ann")].flatMap { year, first, second in
      [1, 2].flatMap { ["\($0),\(year)-01-01,a,\(first),90", "\($0),\(year)-01-01,a,\(second),10"] }
    }
    let single = try Self.town(lines, "share: 0.85")
    #expect(try single.cell("1", "2019") == Self.byOne && single.cell("1", "2020") == Self.byOne)
    let pooled = try Self.town(lines, "share: 0.85", "\(Self.sum), periods: { window: 2 }")
    #expect(try pooled.value("1", "2019-2020") == 200)
    let least = try Self.town(lines, "share: 0.5", "\(Self.sum), periods: { window: 2 }")
    #expect(try least.value("1", "2019-2020") == 200)
  }

  @Test("Pooling in place of withholding looks at the rule")
  func pooled() throws {
    let lines = (2016...2021).flatMap { year in
      let (first, second) = year % 2 == 0 ? ("ann", "bob") : ("bob", "ann")
      return (1...4).flatMap {
        ["\($0),\(year)-01-01,a,\(first),90", "\($0),\(year)-01-01,a,\(second),10"]
      }
    }
    var draft = Self.draft(lines, "share: 0.85")
    draft.indicators["i"] = draft.indicators["i"]?.replacing(
      "dominance:", with: "instead: \"pool\", dominance:")
    let town = try Town(draft)
    #expect(town.periods() == ["2016-2017", "2018-2019", "2020-2021"] && town.problems.isEmpty)
    #expect(try town.value("1", "2016-2017") == 200)
  }

  @Test("Parents and the whole: the landlord of two tracts is one of their area")
  func parents() throws {
    // 60 of 100 in each tract of area 1, and 120 of 200; as two landlords they would be 60 of 200.
    let lines =
      ["0101,2020-01-01,a,ann,60", "0101,2020-01-01,a,bob,40", "0102,2020-01-01,a,ann,60"]
      + ["0102,2020-01-01,a,cy,40", "0201,2020-01-01,a,dan,50", "0201,2020-01-01,a,eve,50"]
    let indicator = "\(Self.sum), levels: [\"area\", \"tract\"]"
    let town = try Self.town(lines, "share: 0.55", indicator, level: "tract")
    #expect(try town.cell("0101", "2020", level: "tract") == Self.byOne)
    #expect(try town.cell("1", "2020") == Self.byOne && town.value("2", "2020") == 100)
    #expect(try town.value("city", "2020") == 300)
    let all = lines.map { $0.replacing("dan", with: "ann") }
    #expect(try Self.town(all, "share: 0.55", indicator, level: "tract").cell("city", "2020") == Self.byOne)
  }

  @Test("A crosswalk divides each contribution")
  func crosswalk() throws {
    // Half of area 2 is of each ward: of the first's 150 dollars 90 + 5 are Ann's, of the second's 45 + 40 are Bob's.
    var draft = Self.draft(
      ["1,2020-01-01,a,ann,90", "1,2020-01-01,a,bob,10", "2,2020-01-01,a,ann,10", "2,2020-01-01,a,bob,90"]
        + ["3,2020-01-01,a,bob,40", "3,2020-01-01,a,cy,60"], "share: 0.63",
      "\(Self.sum), levels: [\"ward\"]")
    draft.places =
      "crosswalks: [{ from: \"area\", to: \"ward\", by: { feed: \"w\", source: \"a\", target: \"b\", weight: \"c\" } }],"
    draft.feeds["w"] =
      "columns: { a: { type: \"text\" }, b: { type: \"text\" }, c: { type: \"number\" } },"
    draft.rows["w"] = ["a,b,c\n1,W1,1\n2,W1,0.5\n2,W2,0.5\n3,W2,1\n4,W2,1"]
    let town = try Town(draft, complements: false)
    #expect(try town.cell("W1", "2020", level: "ward") == Self.byOne, "\(town.problems)")
    #expect(try town.value("W2", "2020", level: "ward") == 150)
  }

  @Test("Groups of a lens: the landlord of two places is one of the group")
  func lenses() throws {
    let lines =
      ["1,2020-01-01,a,ann,60", "1,2020-01-01,a,bob,40", "2,2020-01-01,a,ann,60"]
      + ["2,2020-01-01,a,cy,40", "3,2020-01-01,a,ann,50", "3,2020-01-01,a,dan,50"]
    var draft = Self.draft(lines, "share: 0.55", "\(Self.sum), lenses: [\"income\"]")
    draft.addIncomeLens()
    let town = try Town(draft, complements: false)
    let groups = try #require(town.results.byIndicator["i"]?.lenses.first?.periods.first?.groups)
    #expect(groups.map(\.cell) == [Self.byOne, .estimate(Estimate(100, .fullCount, cases: 2), .good)])
  }

  @Test("The groups of a breakdown have their own contributors")
  func breakdowns() throws {
    let groups = """
      breakdowns: [{ id: "kind", title: "Kind", groups: [
        { id: "a", title: "A", where: "kind = 'a'" }, { id: "b", title: "B", where: "kind = 'b'" }] }],
      """
    let town = try Self.town(
      ["1,2020-01-01,a,ann,90", "1,2020-01-01,a,bob,10", "1,2020-01-01,b,ann,10", "1,2020-01-01,b,bob,90"],
      "share: 0.85", groups + Self.sum)
    #expect(try town.value("1", "2020") == 200)
    #expect(try town.cell("1", "2020", group: "kind/a") == Self.byOne)
    #expect(try town.cell("1", "2020", group: "kind/b") == Self.byOne)
  }

  @Test("Passes merged from any pieces find the same", arguments: 1...4)
  func pieces(size: Int) throws {
    let lines = (1...4).flatMap { area in
      (0..<6).map { "\(area),2020-01-01,a,\($0 == area ? "" : "n\($0 % 3)"),\(10 * $0 * area + 7)" }
    }
    let whole = try Self.town(lines, "n: 2, share: 0.7")
    var draft = Self.draft(lines, "n: 2, share: 0.7")
    (draft.chunkSize, draft.deal) = (size, [Bool](repeating: true, count: 30))
    let town = try Town(draft, complements: false)
    let cells = try (1...4).map { try town.cell("\($0)", "2020") }
    #expect(try cells == (1...4).map { try whole.cell("\($0)", "2020") })
    #expect(cells.contains(where: \.isSuppressed) && !cells.allSatisfy(\.isSuppressed))
  }

  @Test("Nothing of a withheld number is in its explanation")
  func explanation() throws {
    let town = try Self.town(
      ["1,2020-01-01,a,ann,99", "2,2020-01-01,a,ann,5", "2,2020-01-01,a,bob,5"], "share: 0.85")
    let indicator = try #require(town.plan.indicators.first)
    let result = try #require(town.results.byIndicator["i"])
    let found = try #require(town.evaluator.explain(indicator, town.id("1"), nil, result))
    #expect(found.cell == Self.byOne && found.numerator == .absent && found.denominator == nil)
    #expect(result.withheld == [.dominated(by: 1): 2])
  }

  // MARK: what is refused

  @Test("Too many contributors to keep: nothing is shown, and it is said")
  func limit() throws {
    var draft = Self.draft((1...6).map { "1,2020-01-01,a,n\($0),10" }, "share: 0.85")
    draft.contributorLimit = 6
    #expect(try Town(draft).value("1", "2020") == 60)
    draft.contributorLimit = 5
    let town = try Town(draft)
    #expect(try town.cell("1", "2020") == Self.byOne && town.cell("city", "2020") == Self.byOne)
    let problem = try #require(town.problems.first)
    #expect(town.codes() == ["many-contributors"] && problem.severity == .error)
    #expect(problem.message.contains("more than 5 pairs") && problem.location?.line == 2)
  }

  @Test(
    "Formulas to which nobody contributes",
    arguments: [
      "unit: \"dollars\", formula: { mean: \"amount\" }",
      "unit: \"dollars\", formula: { median: \"amount\" }",
      "unit: \"dollars\", formula: { quantile: \"amount\", q: 0.9 }",
      "unit: \"dollars\", formula: { published: \"amount\" }",
      "unit: \"ratio\", formula: { ratio: \"max(amount)\", of: \"count(*)\" }",
      "unit: \"rate\", formula: { rate: \"amount\", of: \"count(*)\", per: 10 }",
    ])
  func refused(indicator: String) throws {
    let problem = try #require(
      try Self.town(["1,2020-01-01,a,ann,99"], "share: 0.85", indicator).problems.first)
    #expect(problem.code == .dominanceRefused && problem.severity == .error && problem.fix != nil)
    #expect(problem.location?.path == "Indicators/t/i.json5" && problem.location?.line == 2)
  }

  @Test("A contributor that is no column of the feed, with the nearest one")
  func unknownColumn() throws {
    var draft = Self.draft(["1,2020-01-01,a,ann,99"], "share: 0.85")
    draft.indicators["i"] = draft.indicators["i"]?.replacing("\"owner\"", with: "\"ownr\"")
    let problem = try #require(try Town(draft).problems.first)
    #expect(problem.code.id == "expression-column" && problem.message.contains("ownr"))
    #expect(problem.fix?.contains("owner") == true)
  }

  @Test("A contributor may be an expression: names that differ in case and spaces")
  func expression() throws {
    let lines = ["1,2020-01-01,a,Ann,50", "1,2020-01-01,a, ANN ,40", "1,2020-01-01,a,bob,10"]
    let plain = try Self.town(lines, "share: 0.85")
    #expect(try plain.value("1", "2020") == 100)
    var draft = Self.draft(lines, "share: 0.85")
    draft.indicators["i"] = draft.indicators["i"]?.replacing("\"owner\"", with: "\"upper(trim(owner))\"")
    #expect(try Town(draft, complements: false).cell("1", "2020") == Self.byOne)
  }

  @Test("A portal that counts is not asked: the rows are brought, with the reason")
  func pushdown() throws {
    var draft = Self.draft(["1,2020-01-01,a,ann,99"], "share: 0.85")
    draft.feeds["f"] =
      "source: { socrata: \"https://data.example.org/resource/abcd-1234\", aggregate: \"server\" },"
      + (draft.feeds["f"] ?? "")
    let town = try Town(draft)
    guard case .here(let notes)? = town.plan.pushdown("f") else {
      Issue.record("the portal is asked")
      return
    }
    #expect(notes.count == 1 && notes.first?.message.contains("“i” asks whether few contributors") == true)
  }
}
