import Tables

/// Dates and times as ISO 8601.
package enum CalendarText {
  /// `1970-01-01` for day 0; the proleptic Gregorian calendar.
  package static func day(_ days: Int) -> String {
    // Far beyond any date in data.
    guard abs(days) < 1 << 40 else { return "" }
    let (year, month, day) = WallClock.date(days: Int64(days))
    return padded(Int(year), 4) + "-" + padded(Int(month), 2) + "-" + padded(Int(day), 2)
  }

  /// A day, and the time of it where it has one: `2024-02-29T13:05:00`. Seconds beyond a day move the date.
  package static func moment(days: Int, seconds: Int, hasTime: Bool) -> String {
    let over = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
    let rest = seconds - over * 86400
    let date = day(days + over)
    return hasTime ? "\(date)T\(time(rest))" : date
  }

  /// `13:05:00` for a second of the day.
  package static func time(_ seconds: Int) -> String {
    "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    // Nearly all numbers, digit by digit: a column of moments spends half its time on these.
    if (0..<(width == 2 ? 100 : 10_000)).contains(number) {
      return String(unsafeUninitializedCapacity: width) { digits in
        var rest = number
        for index in (0..<width).reversed() {
          digits[index] = UInt8(0x30 + rest % 10)
          rest /= 10
        }
        return width
      }
    }
    let text = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - text.count))
    return (number < 0 ? "-" : "") + zeros + text
  }
}
