import Catalog
import Notation
import Statistics
import Testing

@testable import Almanac

@Suite("Explain tells what went into the equity measures")
struct ExplainEquityTests {
  private static let at = SourceLocation(path: "i.json5")
  private static let indicator = Indicator(
    id: "i", location: at, title: LocalizedText("I"), topic: "t", feed: SourcedText("f", at: at),
    unit: .percent,
    direction: .adverse, universe: LocalizedText("people"), formula: .count(SourcedText("*", at: at)))

  private static func result(_ trend: GapTrend) -> IndicatorResult {
    let whole = PlaceID(level: "whole", id: "city")
    let poor = Cell.estimate(Estimate(30, .margin(3.29)), .good)
    let groups = [(poor, 600.0 as Double?), (.suppressed(.fewerThan(10)), nil)].enumerated().map {
      index, group in
      LensResult.GroupValue(index: index, cell: group.0, places: [whole], population: group.1)
    }
    let lens = LensResult(
      lens: "income", orderedBy: .year(2019),
      periods: [
        .init(
          period: .year(2020), groups: groups,
          measures: [
            EquityValue("slope-index", over: .groups(2), .none(.withheld)),
            EquityValue("gini", over: .places(3, of: 4), .estimate(Estimate(0.25, .unpublished), .untested)),
            EquityValue(
              "ratio", over: .groups(2),
              .estimate(Estimate(2, .interval(Interval(low: 1, high: 3, level: 0.9))), .cannotTell)),
          ])
      ], trend: trend)
    let series = CellSeries(
      roster: PlaceRoster(whole: whole, places: [:]), levels: [], periods: [.year(2020)])
    return IndicatorResult(
      indicator: "i", series: series, lenses: [lens],
      coverage: Coverage(rowsRead: 0, rowsUsed: 0, leftOut: []))
  }

  @Test("groups with residents and standard errors, each measure with its base, a withheld number never")
  func lens() {
    let trend = GapTrend(periods: [.year(2019), .year(2020)], line: nil)
    let lines = ExplainEquity(
      indicator: Self.indicator, result: Self.result(trend), period: .year(2020)
    ).lines
    #expect(
      lines == [
        "  lens         income, places ordered in 2019; group 1 is the worst off",
        "    group 1    30 percent  ± 3.29 (90 % margin of error), standard error 2, 1 place, 600 residents",
        "    group 2    withheld: fewer than 10, 1 place, residents not known",
        "    slope-index  not computed: the number of a group is withheld  over 2 groups",
        "    gini  0.25  (no interval derived)  over 3 of 4 places, weighted by residents",
        "    ratio  2  [1, 3] (90 % interval)  over 2 groups",
        "    trend of the gap  too few periods to tell: 2019, 2020; needed, 4",
      ])
  }
}
