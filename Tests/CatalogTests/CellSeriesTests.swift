import Statistics
import TestSupport
import Testing

@testable import Catalog

@Suite("A series of cells")
struct CellSeriesTests {
  private static let whole = PlaceID(level: "whole", id: "city")
  private static let roster = PlaceRoster(
    whole: whole, places: ["area": places("area", 5), "tract": places("tract", 9)])
  private static let periods: [Period] = [.year(2018), .year(2019), .years(2015...2019)]

  private static func places(_ level: String, _ count: Int) -> [Place] {
    (1...count).map { number in
      Place(
        id: PlaceID(level: level, id: "\(number)"), name: LocalizedText("\(level) \(number)"),
        slug: "\(number)",
        parent: nil)
    }
  }

  private static func number(_ random: inout Seeded) -> Double {
    let odd = [0, -0.0, 1, 7, 1e300, -2.5, .leastNonzeroMagnitude]
    return Bool.random(using: &random)
      ? odd.randomElement(using: &random) ?? 0 : Double.random(in: -1e6...1e6, using: &random)
  }

  private static func uncertainty(_ random: inout Seeded) -> Uncertainty {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .fullCount
    case 1: .unpublished
    case 2: .margin(number(&random).magnitude)
    default:
      .interval(
        Interval(
          low: number(&random), high: number(&random), level: Bool.random(using: &random) ? 0.9 : 0.95))
    }
  }

  /// Any cell, with more distinct reasons than a byte can number.
  private static func cell(_ random: inout Seeded) -> Cell {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return .missing(.noData)
    case 1: return .missing(.marked("*\(Int.random(in: 0..<300, using: &random))"))
    case 2: return .missing(.ambiguous(Int.random(in: 2..<5, using: &random)))
    case 3:
      return .missing(
        [.zeroDenominator, .partial, .notDelivered, .cannotBeAggregated].randomElement(using: &random)
          ?? .partial)
    case 4: return .suppressed(.fewerThan(10))
    case 5: return .suppressed(.denominatorBelow(50))
    case 6: return .suppressed(.complementary)
    default:
      let value = number(&random)
      let cases = [nil, value, number(&random)].randomElement(using: &random) ?? nil
      let denominator = Bool.random(using: &random) ? number(&random) : nil
      return .estimate(
        Estimate(value, uncertainty(&random), cases: cases, denominator: denominator),
        Bool.random(using: &random) ? .good : .low)
    }
  }

  @Test("gives back every cell as it was put in, and none where none was", arguments: [UInt64](1...6))
  func roundTrip(seed: UInt64) {
    var random = Seeded(seed)
    var cells: [CellKey: Cell] = [:]
    let ids = [Self.whole] + Self.roster.levels.flatMap { $0.places.map(\.id) }
    var series = CellSeries(
      roster: Self.roster, levels: ["tract", "area"], periods: Self.periods, groups: ["sex/f", "sex/m"])
    // Cells are set several times over: the last one counts.
    for _ in 0..<400 {
      let key = CellKey(
        ids.randomElement(using: &random) ?? Self.whole,
        Self.periods.randomElement(using: &random) ?? .year(2018),
        group: [nil, "sex/f", "sex/m"].randomElement(using: &random) ?? nil)
      let cell = Int.random(in: 0..<20, using: &random) == 0 ? nil : Self.cell(&random)
      cells[key] = cell
      series.set(
        cell, at: Self.roster.position(of: key.place) ?? -1, level: key.place.level, key.period,
        group: key.group)
    }
    #expect(series.dictionary == cells)
    for id in ids {
      for period in Self.periods {
        for group in [nil, "sex/f", "sex/m"] {
          let expected = cells[CellKey(id, period, group: group)]
          #expect(series.known(id, period, group: group).map(Self.bits) == expected.map(Self.bits))
          let run = series.cells(level: id.level, period, group: group)
          let position = Self.roster.position(of: id) ?? -1
          #expect(run?[position].map(Self.bits) == expected.map(Self.bits))
          #expect(run?[-1] == nil && run?[run?.count ?? 0] == nil)
        }
      }
    }
    for level in ["whole", "area", "tract"] {
      for period in Self.periods {
        for group in [nil, "sex/f", "sex/m"] {
          guard let run = series.cells(level: level, period, group: group) else { continue }
          readsColumns(run)
        }
      }
    }
    let rebuilt = CellSeries(
      roster: Self.roster, levels: ["area", "tract"], periods: Self.periods, groups: ["sex/m", "sex/f"],
      cells: cells)
    #expect(rebuilt.dictionary == cells)
    #expect(
      series.hasAnyValue
        == cells.values.contains { if case .missing = $0 { false } else { true } })
    for period in Self.periods {
      #expect(
        series.isDelivered(period)
          == cells.contains { $0.key.period == period && $0.value != .missing(.notDelivered) })
    }
  }

  /// Holds a run read at once against its cells one by one: the numbers that a cell has, and a code that tells cells
  /// apart but for them.
  private func readsColumns(_ run: CellRun) {
    for positions in [0..<run.count, 1..<max(1, run.count), 0..<run.count + 2, run.count + 1..<run.count + 2]
    {
      var read = [CellNumbers](repeating: CellNumbers(), count: positions.count)
      read.withUnsafeMutableBufferPointer { run.read(positions, into: $0) }
      for (cell, position) in zip(read, positions) {
        #expect(cell.code.isAbsent == (run[position] == nil))
        guard case .estimate(let estimate, _) = run[position] else { continue }
        #expect(!cell.code.isRare)
        #expect(cell.value.bitPattern == estimate.value.bitPattern)
        switch estimate.uncertainty {
        case .margin(let margin): #expect(cell.low == margin)
        case .interval(let interval): #expect(cell.low == interval.low && cell.high == interval.high)
        case .fullCount, .unpublished: break
        }
        let cases = cell.code.casesAreValue ? cell.value : cell.cases
        if let known = estimate.cases { #expect(cases.bitPattern == known.bitPattern) }
        if let known = estimate.denominator { #expect(cell.denominator.bitPattern == known.bitPattern) }
      }
      for (first, position) in zip(read, positions) {
        for (second, other) in zip(read, positions) where first.code == second.code && !first.code.isRare {
          #expect(Self.shape(run[position]) == Self.shape(run[other]))
        }
      }
    }
  }

  /// All of a cell but its numbers.
  private static func shape(_ cell: Cell?) -> String {
    guard case .estimate(let estimate, let reliability)? = cell else { return "\(String(describing: cell))" }
    let kind =
      switch estimate.uncertainty {
      case .fullCount: "full"
      case .unpublished: "unpublished"
      case .margin: "margin"
      case .interval: "interval"
      }
    return "\(kind) \(reliability) \(estimate.cases == nil) \(estimate.denominator == nil)"
  }

  /// Equality of numbers takes −0 for 0; a published number must not change its sign.
  private static func bits(_ cell: Cell) -> [String] {
    [
      "\(cell)", "\(cell.estimate?.value.sign == .minus)", "\(cell.estimate?.cases?.sign == .minus)",
      "\(cell.estimate?.denominator?.sign == .minus)",
    ]
  }

  @Test("reads as missing beyond its places, periods and groups")
  func bounds() {
    let cells = [CellKey(Self.whole, .year(2018)): Cell.missing(.partial)]
    var series = CellSeries(roster: Self.roster, levels: ["area"], periods: Self.periods, cells: cells)
    for position in [-1, 5, 6, .max, .min] {
      series.set(.suppressed(.complementary), at: position, level: "area", .year(2018))
      #expect(series.known(at: position, level: "area", .year(2018)) == nil)
    }
    series.set(.suppressed(.complementary), at: 0, level: "tract", .year(2018))
    series.set(.suppressed(.complementary), at: 0, level: "area", .year(1999))
    series.set(.suppressed(.complementary), at: 0, level: "area", .year(2018), group: "sex/f")
    series.set(level: "area", .year(2018), count: 6) { _ in .suppressed(.complementary) }
    #expect(series.dictionary == cells)
    let result = IndicatorResult(
      indicator: "i", series: series, coverage: Coverage(rowsRead: 0, rowsUsed: 0, leftOut: []))
    #expect(result.cell(PlaceID(level: "area", id: "77"), .year(2018)) == .missing(.noData))
    #expect(result.cell(Self.whole, .year(2018)) == .missing(.partial))
    #expect(result.cell(at: 0, level: "whole", .year(2018)) == .missing(.partial))
    #expect(result.rank(at: 0, level: "area") == nil && result.anyChange == nil && !result.hasRanks)
  }

  @Test("works comparisons out from the latest delivered period and the last that shares no data with it")
  func comparisons() {
    let area = PlaceID(level: "area", id: "2")
    let periods: [Period] = [
      .years(2008...2012), .years(2009...2013), .years(2013...2017), .years(2014...2018),
    ]
    func good(_ value: Double) -> Cell { .estimate(Estimate(value, .margin(1)), .good) }
    let cells = [
      CellKey(area, periods[0]): good(5), CellKey(area, periods[1]): good(6),
      CellKey(area, periods[2]): good(9),
      CellKey(Self.whole, periods[2]): good(7), CellKey(area, periods[3]): Cell.missing(.notDelivered),
    ]
    let result = IndicatorResult(
      indicator: "i",
      series: CellSeries(roster: Self.roster, levels: ["area"], periods: periods, cells: cells),
      coverage: Coverage(rowsRead: 0, rowsUsed: 0, leftOut: []))
    #expect(
      result.latest == periods[3] && result.latestDelivered == periods[2] && result.earlier == periods[0])
    #expect(result.change(area)?.comparison.difference.value == 4)
    #expect(
      result.change(at: 1, level: "area") == result.change(area) && result.anyChange == result.change(area))
    #expect(result.againstWhole(area)?.verdict == .higher)
    #expect(result.againstWhole(Self.whole) == nil && result.change(Self.whole) == nil)
  }

  @Test("keeps the ranks of a level")
  func ranks() {
    var table = RankTable(count: 3)
    table.set(rank: 2, best: 1, worst: 2, at: 2)
    table.set(rank: 1, best: 1, worst: 2, at: 0)
    #expect(table[2] == RankRange(rank: 2, best: 1, worst: 2, of: 2))
    #expect(table[1] == nil && table[3] == nil && table[-1] == nil)
  }

  @Test("gives positions in the order of ids, 0 for the whole")
  func positions() {
    #expect(Self.roster.position(of: Self.whole) == 0)
    #expect(Self.roster.position(of: PlaceID(level: "tract", id: "9")) == 8)
    #expect(Self.roster.position(of: PlaceID(level: "tract", id: "10")) == nil)
    #expect(Self.roster.position(of: PlaceID(level: "ward", id: "1")) == nil)
  }
}
