import Tables

/// A day of the calendar, as days since 1970-01-01.
struct GTFSDate: Hashable, Comparable {
  var number: Int

  init(number: Int) { self.number = number }

  /// Eight digits, as GTFS writes days; nil where the calendar has no such day.
  init?(_ digits: some Sequence<UInt8>) {
    var (value, count) = (0, 0)
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39, count < 8 else { return nil }
      value = value * 10 + Int(digit - 0x30)
      count += 1
    }
    guard count == 8 else { return nil }
    self.init(year: value / 10_000, month: value / 100 % 100, day: value % 100)
  }

  /// `2024-12-18`.
  init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    self.init(bytes[..<4] + bytes[5..<7] + bytes[8...])
  }

  private init?(year: Int, month: Int, day: Int) {
    guard year >= 1900, year < 2200, (1...12).contains(month), day >= 1 else { return nil }
    number = Int(WallClock.days(year: Int64(year), month: Int64(month), day: Int64(day)))
    // A day that the month does not have comes out as one of the next month.
    guard self.parts.month == month else { return nil }
  }

  private var parts: (year: Int, month: Int, day: Int) {
    let date = WallClock.date(days: Int64(number))
    return (Int(date.year), Int(date.month), Int(date.day))
  }

  /// 0 is Monday.
  var weekday: Int { ((number + 3) % 7 + 7) % 7 }

  var isTuesdayToThursday: Bool { (1...3).contains(weekday) }

  var text: String {
    let (year, month, day) = parts
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
