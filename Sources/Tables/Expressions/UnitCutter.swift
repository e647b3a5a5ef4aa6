/// Cuts dates to their units with the last unit at hand: rows often come in the order of their dates, and then a date
/// costs two comparisons (1 ns) instead of a calendar (10 ns).
struct UnitCutter {
  private let unit: DateUnit
  private var start: Int64 = 0
  /// Nothing lies in an empty span.
  private var end: Int64 = 0

  private init(_ unit: DateUnit) { self.unit = unit }

  /// The first moments of the units; missing stays missing.
  static func starts(_ unit: DateUnit, _ instants: [Int64]) -> [Int64] {
    var cutter = UnitCutter(unit)
    return Rows.map(instants) { cutter.start(of: $0) }
  }

  @inline(__always)
  private mutating func start(of instant: Int64) -> Int64 {
    if instant >= start, instant < end { return start }
    return move(to: instant)
  }

  private mutating func move(to instant: Int64) -> Int64 {
    if instant == ColumnData.noInstant { return instant }
    start = WallClock.start(unit, of: instant)
    end = WallClock.start(unit, of: start + unit.longest)
    return start
  }
}

/// Takes parts out of dates with the last month at hand, as `UnitCutter` does.
struct PartReader {
  private let part: DatePart
  private var start: Int64 = 0
  /// Nothing lies in an empty span.
  private var end: Int64 = 0
  /// The part, where all dates of a month have the same.
  private var value = Double.nan

  private init(_ part: DatePart) { self.part = part }

  /// The parts; NaN where the date is missing.
  static func parts(_ part: DatePart, _ instants: [Int64]) -> [Double] {
    var reader = PartReader(part)
    switch part {
    case .year, .quarter, .month: return Rows.map(instants) { reader.monthly($0) }
    case .day: return Rows.map(instants) { reader.day($0) }
    case .weekday, .hour:
      return Rows.map(instants) { $0 == ColumnData.noInstant ? .nan : WallClock.part(part, of: $0) }
    }
  }

  @inline(__always)
  private mutating func monthly(_ instant: Int64) -> Double {
    if instant >= start, instant < end { return value }
    return move(to: instant) ? value : .nan
  }

  @inline(__always)
  private mutating func day(_ instant: Int64) -> Double {
    guard instant >= start && instant < end || move(to: instant) else { return .nan }
    return Double((instant - start) / WallClock.secondsOfDay + 1)
  }

  private mutating func move(to instant: Int64) -> Bool {
    if instant == ColumnData.noInstant { return false }
    start = WallClock.start(.month, of: instant)
    end = WallClock.start(.month, of: start + DateUnit.month.longest)
    value = WallClock.part(part, of: start)
    return true
  }
}

extension DateUnit {
  /// A span after a unit's start that ends in the next unit, in seconds.
  fileprivate var longest: Int64 {
    switch self {
    case .hour: 3_600
    case .day: WallClock.secondsOfDay
    case .week: 7 * WallClock.secondsOfDay
    case .month: 31 * WallClock.secondsOfDay
    case .quarter: 92 * WallClock.secondsOfDay
    case .year: 366 * WallClock.secondsOfDay
    }
  }
}
