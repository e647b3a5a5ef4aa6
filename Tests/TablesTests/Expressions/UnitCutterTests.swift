import TestSupport
import Testing

@testable import Tables

@Suite("Expressions: dates with the last unit at hand")
struct UnitCutterTests {
  /// Dates in order with some out of it, some missing and some at the edges of units.
  private static func dates(_ seed: UInt64) -> [Int64] {
    var random = Seeded(seed)
    var date = Int64.random(in: -2_000_000_000...2_000_000_000, using: &random)
    return (0..<400).map { _ in
      date += Int64.random(in: 0...400_000, using: &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0: return ColumnData.noInstant
      case 1: return date - 40_000_000
      case 2: return WallClock.start(.month, of: date)
      case 3: return WallClock.start(.year, of: date) - 1
      default: return date
      }
    }
  }

  @Test("A date is cut as if it were the only one", arguments: 0..<20 as Range<UInt64>)
  func cut(seed: UInt64) {
    let dates = Self.dates(seed)
    for unit in DateUnit.allCases {
      let alone = dates.map { $0 == ColumnData.noInstant ? $0 : WallClock.start(unit, of: $0) }
      #expect(UnitCutter.starts(unit, dates) == alone, "\(unit)")
    }
    for part in [DatePart.year, .quarter, .month, .day, .weekday, .hour] {
      let alone = dates.map { $0 == ColumnData.noInstant ? -1 : WallClock.part(part, of: $0) }
      #expect(PartReader.parts(part, dates).map { $0.isNaN ? -1 : $0 } == alone, "\(part)")
    }
  }

  @Test(
    "A unit's first moment",
    arguments: [
      (DateUnit.year, "2024-12-31 23:59:59", "2024-01-01"), (.quarter, "2024-06-30 10:00", "2024-04-01"),
      (.month, "2024-02-29 10:00", "2024-02-01"), (.week, "2024-03-03 10:00", "2024-02-26"),
      (.week, "2024-02-26", "2024-02-26"), (.day, "1969-12-31 23:59:59", "1969-12-31"),
      (.hour, "1969-12-31 23:59:59", "1969-12-31 23:00"), (.quarter, "2023-01-01", "2023-01-01"),
    ])
  func starts(unit: DateUnit, date: String, start: String) throws {
    let instant = try #require(WallClock.instant(date))
    #expect(WallClock.start(unit, of: instant) == WallClock.instant(start))
  }
}
