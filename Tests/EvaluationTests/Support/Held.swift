import Notation
import Statistics

@testable import Catalog
@testable import Evaluation

/// An indicator with cells written by hand: what targets and findings are worked out from.
enum Held {
  static let whole = PlaceID(level: "city", id: "city")
  static let at = SourceLocation(path: "held.json5", line: 3, column: 5)

  static func indicator(
    _ direction: Direction = .adverse, target: Target? = nil, isModelled: Bool = false, id: String = "i",
    isHeadline: Bool = false
  ) -> Indicator {
    Indicator(
      id: id, location: at, title: LocalizedText("I"), topic: "t", feed: SourcedText("f", at: at),
      unit: .percent, direction: direction, universe: LocalizedText("U"),
      formula: .proportion(
        SourcedText("a", at: at),
        of: Denominator(value: SourcedText("b", at: at), feed: nil, filter: nil, period: .same)),
      target: target, isModelled: isModelled, isHeadline: isHeadline)
  }

  static func good(_ value: Double, _ margin: Double) -> Cell {
    .estimate(Estimate(value, .margin(margin)), .good)
  }

  static func exact(_ value: Double) -> Cell { .estimate(Estimate(value, .fullCount), .good) }

  static func place(_ number: Int) -> PlaceID { PlaceID(level: "area", id: "\(number)") }

  /// The whole's cells by period, and those of places 1, 2, 3 … in the same periods.
  static func result(
    _ cells: [Period: Cell], places: [[Period: Cell]] = [], lenses: [LensResult] = [], id: String = "i"
  ) -> IndicatorResult {
    let names = places.indices.map { number in
      Place(id: place(number + 1), name: LocalizedText("P\(number + 1)"), slug: "p", parent: nil)
    }
    let roster = PlaceRoster(whole: whole, places: ["area": names])
    var all: [CellKey: Cell] = [:]
    for (period, cell) in cells { all[CellKey(whole, period)] = cell }
    for (number, cells) in places.enumerated() {
      for (period, cell) in cells { all[CellKey(place(number + 1), period)] = cell }
    }
    let periods = Set(all.keys.map(\.period)).sorted()
    let series = CellSeries(roster: roster, levels: ["area"], periods: periods, cells: all)
    var result = IndicatorResult(
      indicator: id, series: series, lenses: lenses, coverage: Coverage(rowsRead: 0, rowsUsed: 0, leftOut: [])
    )
    if let latest = result.latestDelivered, let level = roster.level("area") {
      result.ranks["area"] = Judgements.ranks(series, level: level, period: latest)
    }
    return result
  }

  /// A lens of two groups, the worst off first, by period.
  static func lens(_ groups: [Period: (Cell, Cell)], change: Change? = nil, id: String = "income")
    -> LensResult
  {
    LensResult(
      lens: id, orderedBy: .year(2020),
      periods: groups.keys.sorted().compactMap { period in
        groups[period].map { worst, best in
          LensResult.PeriodValue(
            period: period,
            groups: [worst, best].enumerated().map {
              LensResult.GroupValue(index: $0, cell: $1, places: [], population: nil)
            }, gap: Comparison(worst, best))
        }
      }, gapChange: change)
  }

  static func lensDefinition(by indicator: String) -> Lens {
    Lens(
      id: "income", title: LocalizedText("Income"), by: SourcedText(indicator, at: at), groups: 2,
      isWeighted: false, worstIsLow: true, names: [], location: at)
  }
}
