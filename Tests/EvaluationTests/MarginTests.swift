import Catalog
import Notation
import Statistics
import Testing

@testable import Evaluation

@Suite("Margins of error go through sums, quotients, roll-ups and windows by the Census Bureau's formulas")
struct MarginTests {
  private static func town(_ rows: [String], _ indicator: String, feed: String = Feeds.tractTable) throws
    -> Town
  {
    try Town(Draft(feed: feed, rows: Feeds.tableRows(rows), indicator: indicator))
  }

  // Area 1: part 30 ± √(3² + 4²) = 5, all 100 ± √(6² + 8²) = 10.
  private static let rows = ["0101,2020,10,3,40,6", "0102,2020,20,4,60,8"]

  @Test("A proportion: √(5² − 0.3² · 10²) ÷ 100 = 4 percentage points")
  func proportion() throws {
    let town = try Self.town(Self.rows, "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }")
    #expect(try town.value("1", "2020") == 30)
    #expect(try near(town.margin("1", "2020"), 4))
    #expect(try near(town.margin("city", "2020"), 4))
  }

  @Test("A ratio takes the plus sign: √(5² + 0.3² · 10²) ÷ 100")
  func ratio() throws {
    let town = try Self.town(Self.rows, "unit: \"ratio\", formula: { ratio: \"part\", of: \"all\" }")
    #expect(try near(town.margin("1", "2020"), 34.0.squareRoot() / 100))
  }

  @Test("A negative value under the root falls back to the ratio's formula")
  func fallback() throws {
    let town = try Self.town(
      ["0101,2020,90,1,100,10"], "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }")
    #expect(try near(town.margin("1", "2020"), (1 + 81.0).squareRoot()))
  }

  @Test(
    "Zero estimates bring the largest of their margins, or each",
    arguments: [("largest", 4.0), ("each", 5.0)])
  func zeros(rule: String, expected: Double) throws {
    let town = try Self.town(
      ["0101,2020,0,3,40,6", "0102,2020,0,4,60,8"],
      "unit: \"count\", formula: { sum: \"part\" }, zeroMargins: \"\(rule)\"")
    #expect(try town.value("1", "2020") == 0)
    #expect(try near(town.margin("1", "2020"), expected))
  }

  @Test("Differences and factors of columns: |2| · 3 and 6 give √72")
  func linear() throws {
    let town = try Self.town(["0101,2020,10,3,40,6"], "unit: \"count\", formula: { sum: \"all - 2 * part\" }")
    #expect(try town.value("1", "2020") == 20)
    #expect(try near(town.margin("1", "2020"), 72.0.squareRoot()))
  }

  @Test("A window adds margins in squares")
  func window() throws {
    let town = try Self.town(
      ["1,2019,10,3,50,0", "1,2020,10,4,50,0"],
      "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }, periods: { window: 2 }",
      feed: Feeds.table)
    #expect(try near(town.margin("1", "2019-2020"), 5))
  }

  @Test("A mean's margin is its sum's, divided by the records")
  func mean() throws {
    let town = try Self.town(Self.rows, "unit: \"people\", formula: { mean: \"part\" }")
    #expect(try near(town.margin("1", "2020"), 2.5))
  }

  @Test("A weighted mean: products add in squares, then the ratio: √(18,000 + 83,200 + 16² · 100) ÷ 100")
  func weightedMean() throws {
    // 10·40 + 20·60 = 1,600 over 100. Margins of products: 10²·6² + 40²·3² = 18,000; 20²·8² + 60²·4² = 83,200.
    let town = try Self.town(Self.rows, "unit: \"people\", formula: { mean: \"part\", weight: \"all\" }")
    #expect(try town.value("1", "2020") == 16)
    #expect(try near(town.margin("1", "2020"), 126_800.0.squareRoot() / 100))
    #expect(try near(town.margin("city", "2020"), 126_800.0.squareRoot() / 100))
    #expect(town.problems.isEmpty)
  }

  @Test("Weights that were counted have no margin: √(40² · 3² + 60² · 4²) ÷ 100")
  func countedWeights() throws {
    let town = try Self.town(
      Self.rows, "unit: \"people\", formula: { mean: \"part\", weight: \"all\" }",
      feed: Feeds.tractTable.replacing(", margin: \"all_moe\"", with: ""))
    #expect(try near(town.margin("1", "2020"), 72_000.0.squareRoot() / 100))
  }

  @Test(
    "A weighted mean of which a margin is missing has none; a row without a value is left out of both sums")
  func incompleteMean() throws {
    let town = try Self.town(
      ["0101,2020,10,,40,6", "0102,2020,20,4,60,8", "0201,2020,*,,60,8", "0202,2020,20,4,60,8"],
      "unit: \"people\", formula: { mean: \"part\", weight: \"all\" }")
    #expect(try town.value("2", "2020") == 20)
    #expect(try town.estimate("1", "2020").uncertainty == .unpublished)
    // Of the second tract alone: products 20²·8² + 60²·4² = 83,200, the mean 20, the weights 8².
    #expect(try near(town.margin("2", "2020"), (83_200 + 20 * 20 * 64.0).squareRoot() / 60))
  }

  @Test("A missing margin is never dropped: the uncertainty is unpublished, and no Wilson interval stands in")
  func lost() throws {
    let town = try Self.town(
      ["0101,2020,10,3,40,6", "0102,2020,20,,60,8", "0201,2020,20,1,60,-555"],
      "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }")
    #expect(try town.estimate("1", "2020").uncertainty == .unpublished)
    // A negative margin is a publisher's code for none.
    #expect(try town.estimate("2", "2020").uncertainty == .unpublished)
  }

  @Test("Events keep their Poisson limits over a population with margins")
  func eventRate() throws {
    var draft = Draft(
      feed: Feeds.events(), rows: Feeds.eventRows(["1,2020-01-01,a,1,,"]),
      indicator:
        "unit: \"rate\", formula: { rate: \"count(*)\", of: { feed: \"p\", value: \"all\" }, per: 1000 }")
    draft.feeds["p"] = Feeds.table
    draft.rows["p"] = [Feeds.tableRows(["1,2020,0,0,1000,100"])]
    let estimate = try Town(draft).estimate("1", "2020")
    // ½χ²(0.05; 2) = −ln 0.95 and ½χ²(0.95; 4) = 4.743865.
    let limits = try #require(estimate.limits)
    #expect(near(limits.low, 0.0512932944, 1e-8) && near(limits.high, 4.7438645, 1e-6))
  }

  @Test("A year of residents that serves several months has its margin as often")
  func denominatorMargins() {
    let plan = DenominatorAlignment(
      plan: DenominatorPlan(feed: "p", request: TestRequests.rows, period: .same, eachMonths: 12),
      available: [.year(2019), .year(2020)])
    let months = (7...12).map { Period.month($0, of: 2019) } + (1...6).map { Period.month($0, of: 2020) }
    let window = Window(period: Period(firstMonth: months[0].firstMonth, months: 12), parts: months)
    func pool(_ value: (Period) -> Quantity) -> Quantity {
      DenominatorAlignment.pooled((plan.times(window) ?? []).map { (value($0.period), $0.factor) })
    }
    let pooled = pool {
      Quantity(value: $0 == .year(2019) ? 100 : 300, margin: $0 == .year(2019) ? 6 : 8, rows: 1)
    }
    #expect(pooled.value == 200 && pooled.margin == 5 && pooled.rows == 2)
    let lost = pool { Quantity(value: 100, margin: $0 == .year(2019) ? 6 : nil, rows: 1) }
    #expect(lost.margin == nil && lost.hasLostMargin)
    let missing = pool { $0 == .year(2019) ? Quantity(value: 1, rows: 1) : .absent }
    #expect(missing.value == nil && missing.missing == 1)
  }

  @Test("An indicator's own choice of uncertainty comes before everything")
  func overrides() throws {
    func uncertainty(_ method: String) throws -> Uncertainty {
      try Self.town(
        Self.rows,
        "unit: \"percent\", formula: { proportion: \"part\", of: \"all\" }, uncertainty: \"\(method)\""
      ).estimate("1", "2020").uncertainty
    }
    #expect(try uncertainty("none") == .fullCount)
    #expect(try uncertainty("unpublished") == .unpublished)
    // ½χ²(0.05; 60) and ½χ²(0.95; 62) of 30 events, over 100.
    guard case .interval(let poisson) = try uncertainty("poisson") else {
      Issue.record("no Poisson limits")
      return
    }
    #expect(near(poisson.low, 21.5940, 1e-4) && near(poisson.high, 40.6910, 1e-4))
  }

  @Test("A margin that cannot be derived is a warning where the expression stands, unless it is waived")
  func notDerivable() throws {
    let indicator = "unit: \"ratio\", formula: { ratio: \"part / all\", of: \"all\" }"
    let town = try Self.town(Self.rows, indicator)
    let problem = try #require(town.problems.first)
    #expect(town.problems.count == 1 && problem.code == .marginNotDerived && problem.severity == .warning)
    #expect(problem.message == "the margin of error of “part / all” cannot be derived")
    #expect(problem.location == SourceLocation(path: "Indicators/t/i.json5", line: 2, column: 35))
    #expect(try town.estimate("1", "2020").uncertainty == .unpublished)
    #expect(try Self.town(Self.rows, indicator + ", uncertainty: \"none\"").problems.isEmpty)
    #expect(try Self.town(Self.rows, "unit: \"count\", formula: { count: \"part\" }").problems.isEmpty)
  }
}

/// Requests for tests of parts.
enum TestRequests {
  static let location = SourceLocation(path: "t.json5")

  static let rows: ValueRequest = {
    var problems: [Diagnostic] = []
    let feed = FeedDefinition(
      id: "f", location: SourceLocation(path: ""), title: LocalizedText(""), publisher: "", licence: "",
      source: FeedSource(parts: [], notDelivered: []), columns: [])
    let columns = FeedColumns(feed, problems: &problems)
    guard
      let found = Expressions.aggregate(
        SourcedText("count(*)", at: SourceLocation(path: "")), columns, problems: &problems)
    else { preconditionFailure("count(*) always reads") }
    return ValueRequest(expression: found.expression, filters: [], isExplicit: true)
  }()
}
