import Statistics

@testable import Catalog

extension Fixture {
  static func good(_ value: Double, _ margin: Double) -> Cell {
    .estimate(Estimate(value, .margin(margin)), .good)
  }

  static func comparison(_ difference: Double, _ margin: Double, ratio: Double? = nil) -> Comparison {
    let verdict: Verdict = abs(difference) <= margin ? .cannotTell : difference > 0 ? .higher : .lower
    let interval = ratio.map { Estimate($0, .interval(Interval(low: $0 - 0.1, high: $0 + 0.2, level: 0.9))) }
    return Comparison(difference: Estimate(difference, .margin(margin)), ratio: interval, verdict: verdict)
  }

  // MARK: Rent

  /// Latest values of places 1 to 4; place 5 is suppressed, place 6 has no data.
  static let rentCells: [CellKey: Cell] = {
    var cells: [CellKey: Cell] = [:]
    let values = [52.25, 41.0, 20.5, 31.0]
    for (step, period) in periods.enumerated() {
      let shift = Double(2 - step)
      cells[CellKey(whole.id, period)] = good(38.0 + shift * 2, 0.9)
      for (index, value) in values.enumerated() {
        // Cedar Flats has surely changed, the others perhaps.
        let rise = index == 2 && step < 2 ? shift + 4 : shift
        let cell = Estimate(value + rise, .margin(index == 3 ? 25 : 3.2), cases: 200, denominator: 500)
        cells[CellKey(id(index + 1), period)] = .estimate(cell, index == 3 ? .low : .good)
      }
      cells[CellKey(id(5), period)] = .suppressed(.fewerThan(10))
    }
    let latest = periods[2]
    cells[CellKey(whole.id, latest, group: "age/young")] = good(44.0, 1.5)
    cells[CellKey(whole.id, latest, group: "age/old")] = good(30.0, 1.1)
    cells[CellKey(whole.id, latest, group: "age/teen")] = .estimate(Estimate(20, .margin(21.6)), .low)
    return cells
  }()

  static let rentLens = LensResult(
    lens: "income", orderedBy: .year(2012),
    periods: periods.enumerated().map { step, period in
      let poor = 50 + Double(step) * 2
      return LensResult.PeriodValue(
        period: period,
        groups: [
          .init(index: 0, cell: good(poor, 2.0), places: [id(1), id(2)], population: 9210),
          .init(index: 1, cell: good(30, 2.0), places: [id(4), id(5)], population: 1220),
          .init(index: 2, cell: good(20, 1.5), places: [id(3), id(6)], population: nil),
        ], gap: comparison(poor - 20, 2.5, ratio: poor / 20), measures: step == 2 ? rentMeasures : [])
    },
    gapChange: Change(from: periods[1], to: periods[2], comparison: comparison(2, 3.5)),
    trend: GapTrend(periods: [periods[1], periods[2]], line: nil))

  /// One with an interval on a side of equality, one that holds it, one without, one over places, and a reason.
  private static let rentMeasures: [EquityValue] = {
    func value(_ number: Double, _ low: Double, _ high: Double, _ verdict: Verdict) -> EquityValue.Outcome {
      .estimate(Estimate(number, .interval(Interval(low: low, high: high, level: 0.9))), verdict)
    }
    return [
      EquityValue("difference", over: .groups(3), value(34, 31.5, 36.5, .higher)),
      EquityValue("slope-index", over: .groups(3), value(-3.25, -9, 2.5, .cannotTell)),
      EquityValue(
        "relative-index-mean", over: .groups(3), .estimate(Estimate(-0.125, .unpublished), .untested)),
      EquityValue("gini", over: .places(5, of: 6), .estimate(Estimate(0.2126, .unpublished), .untested)),
      EquityValue("par", over: .groups(3), .estimate(Estimate(18, .unpublished), .untested)),
      EquityValue("index-of-disparity", over: .groups(3), .none(.withheld)),
    ]
  }()

  static let rentAges = BreakdownResult(
    breakdown: "age", reference: "old",
    periods: [
      .init(
        period: periods[2], groups: [],
        measures: [
          EquityValue(
            "difference", over: .pair(group: "young", reference: "old"),
            .estimate(Estimate(14, .margin(1.9)), .higher)),
          EquityValue("difference", over: .pair(group: "teen", reference: "old"), .none(.unreliable)),
        ])
    ])

  static let roster = PlaceRoster(whole: whole.id, places: ["neighbourhood": places])

  static func series(_ periods: [Period], _ cells: [CellKey: Cell], groups: [String] = []) -> CellSeries {
    CellSeries(roster: roster, levels: ["neighbourhood"], periods: periods, groups: groups, cells: cells)
  }

  /// Places by rank, each give or take `doubt` ranks.
  static func ranks(_ numbers: [Int], doubt: Int = 0) -> [String: RankTable] {
    var table = RankTable(count: places.count)
    for (index, number) in numbers.enumerated() {
      let rank = index + 1
      table.set(
        rank: rank, best: max(1, rank - doubt), worst: min(numbers.count, rank + doubt), at: number - 1)
    }
    return ["neighbourhood": table]
  }

  /// From 42 % in 2007–2011 to 35 % by 2030: 39.8 % in 2013–2017.
  static let rentStatus: TargetStatus = {
    let asked = 42 - 7 * 6 / 19.0
    return TargetStatus(
      state: .onTrack, period: periods[2], estimate: Estimate(38, .margin(0.9)),
      path: TargetStatus.Path(start: .init(period: periods[0], value: 42), value: asked, limit: asked),
      test: comparison(38 - asked, 0.9), isDue: false,
      travel: Change(from: periods[1], to: periods[2], comparison: comparison(-2, 1.3)), yearAgo: nil)
  }()

  static let rentFinding = Finding(
    indicator: "rent", subject: .gap(lens: "income", worst: 0, best: 2, change: rentLens.gapChange),
    period: periods[2], first: Estimate(54, .margin(2)), second: Estimate(20, .margin(1.5)),
    test: comparison(34, 2.5, ratio: 2.7), isWorse: true, isJudged: true)

  static let callsFinding = Finding(
    indicator: "calls", subject: .change(from: .year(2015)), period: .year(2016),
    first: Estimate(5.2, .margin(0.4)), second: Estimate(4.2, .margin(0.4)),
    test: comparison(1, 0.6, ratio: 1.2),
    isWorse: nil, isJudged: false)

  static let rentResult: IndicatorResult = {
    var result = rentResultAlone
    result.breakdowns = [rentAges]
    result.target = rentStatus
    result.findings = [rentFinding]
    return result
  }()

  private static let rentResultAlone = IndicatorResult(
    indicator: "rent", series: series(periods, rentCells, groups: ["age/young", "age/old", "age/teen"]),
    ranks: ranks([1, 2, 3]), lenses: [rentLens],
    coverage: Coverage(
      rowsRead: 1200, rowsUsed: 1170,
      leftOut: [
        .init(reason: .unmatchedPlace, rows: 29, examples: ["Alder Hil", "Elm Rwo"]),
        .init(reason: .missingValue, rows: 1, examples: []),
      ]))

  // MARK: Income

  static let incomeResult: IndicatorResult = {
    let values = [12_205.0, 18_000, 54_976.5, 28_000, 22_000, 31_500]
    var cells: [CellKey: Cell] = [:]
    for (index, value) in values.enumerated() {
      cells[CellKey(id(index + 1), .year(2012))] = .estimate(Estimate(value, .unpublished), .good)
    }
    cells[CellKey(whole.id, .year(2012))] = .estimate(Estimate(28_202, .unpublished), .good)
    return IndicatorResult(
      indicator: "income", series: series([.year(2012)], cells),
      coverage: Coverage(rowsRead: 6, rowsUsed: 6, leftOut: []))
  }()

  // MARK: Calls

  static let callsResult: IndicatorResult = {
    var cells: [CellKey: Cell] = [:]
    for year in 2014...2016 {
      let rise = Double(year - 2014)
      cells[CellKey(whole.id, .year(year))] = poisson(3.2 + rise, 0.4)
      for number in 1...5 {
        cells[CellKey(id(number), .year(year))] = poisson(Double(number) + rise / 2, number == 5 ? 0.8 : 0.6)
      }
      cells[CellKey(id(6), .year(year))] = .suppressed(.complementary)
    }
    var result = IndicatorResult(
      indicator: "calls", series: series((2014...2016).map { .year($0) }, cells),
      ranks: ranks([5, 4, 3, 2, 1], doubt: 1),
      coverage: Coverage(rowsRead: 900, rowsUsed: 900, leftOut: []))
    result.findings = [callsFinding]
    return result
  }()

  private static func poisson(_ value: Double, _ half: Double) -> Cell {
    let interval = Interval(low: value - half * 0.9, high: value + half * 1.1, level: 0.9)
    return .estimate(Estimate(value, .interval(interval), cases: 40, denominator: 14_379), .good)
  }
}
