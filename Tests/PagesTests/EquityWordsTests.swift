import Markup
import Statistics
import Testing

@testable import Catalog
@testable import Pages

@Suite("Equity measures in words")
struct EquityWordsTests {
  private static func words(_ language: String = "en") throws -> EquityWords {
    let scope = try Fixture.scope(language)
    return EquityWords(figures: Figures(scope, try #require(scope.index.mainFacts("rent"))))
  }

  @Test("have a name for each measure in each language")
  func names() throws {
    #expect(Set(Phrase.equityMeasures.keys) == Set(EquityMeasure.all.map(\.id)))
    for language in ["en", "es"] {
      let words = try Self.words(language)
      let names = EquityMeasure.all.map { words.name($0) }
      #expect(Set(names).count == names.count)
    }
  }

  @Test(
    "say which end is higher only where the interval says so",
    arguments: [
      ("difference", 5.0, Verdict.higher, "Higher among the worse off."),
      ("ratio", 0.5, .lower, "Higher among the better off."),
      ("slope-index", 5, .higher, "Higher among the better off."),
      ("relative-index", 0.5, .lower, "Higher among the worse off."),
      ("concentration-index", -0.1, .lower, "Higher among the worse off."),
      ("erreygers", 0.1, .cannotTell, "Cannot tell which end is higher."),
      (
        "relative-index-mean", -0.1, .untested,
        "Higher among the worse off; without an interval it is not tested."
      ),
      ("relative-index-mean", 0, .untested, "Cannot tell which end is higher."),
      ("gini", 0.2, .untested, "0 is equality; larger is more unequal."),
      ("palma", 0.4, .untested, "0.25 is equality; larger is more unequal."),
      ("range-ratio", 2, .untested, "1 is equality; larger is more unequal."),
    ])
  func reading(id: String, value: Double, verdict: Verdict, sentence: String) throws {
    let measure = try #require(EquityMeasure.of(id))
    let found = EquityValue(id, over: .groups(5), .estimate(Estimate(value, .unpublished), verdict))
    #expect(try Self.words().reading(found, measure) == sentence)
  }

  @Test(
    "give a reason where nothing was computed",
    arguments: [
      EquityValue.Reason.withheld, .missing, .unreliable, .unknownPeople, .tooFewPeople,
      .undefined(.zeroMean),
    ])
  func reasons(reason: EquityValue.Reason) throws {
    let measure = try #require(EquityMeasure.of("gini"))
    let text = try Self.words().reading(EquityValue("gini", over: .groups(5), .none(reason)), measure)
    #expect(text.hasPrefix("Not "))
  }

  @Test("tell where the gap is going, of a gap below zero by its size")
  func trend() throws {
    let scope = try Fixture.scope("en")
    let figures = Figures(scope, try #require(scope.index.mainFacts("rent")))
    func sentence(_ first: Double, _ last: Double, _ verdict: Verdict) throws -> String {
      var lens = Fixture.rentLens
      let slope = (last - first) / 9
      let interval = Interval(low: slope - 0.5, high: slope + 0.5, level: 0.9)
      lens.trend = GapTrend(
        periods: [.year(2010), .year(2013), .year(2016), .year(2019)],
        line: .init(
          slope: Estimate(slope, .interval(interval)), p: 1.0 / 12, verdict: verdict,
          ends: .init(first: first, last: last)))
      return try #require(LensWords(figures: figures, lens: lens)?.trend)
    }
    let wider = try sentence(10, 19, .higher)
    #expect(wider.hasPrefix("Over 4 periods that share no data, 2010 to 2019, it has been widening: +1.0"))
    #expect(wider.hasSuffix("0.5 points a year (p = 0.08)."))
    #expect(try sentence(-10, -19, .lower).contains("widening: +1.0"))
    #expect(try sentence(-19, -10, .higher).contains("narrowing: \u{2212}1.0"))
    #expect(try sentence(-4, 5, .higher).contains("turned around"))
    #expect(try sentence(10, 19, .cannotTell).contains("no trend of the gap can be told"))
  }

  @Test("flag a modelled estimate wherever its unit stands, and judge nothing by it")
  func modelled() throws {
    var indicator = Fixture.rent
    indicator.isModelled = true
    let scope = try Fixture.scope("en")
    #expect(Wording(scope: scope, indicator: indicator).amount(5) == "5.0% of renter households (modeled)")
    #expect(indicator.judgedDirection == .none && Fixture.rent.judgedDirection == .adverse)
  }
}
