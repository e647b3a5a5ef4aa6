/// A part of a date that a function takes out.
enum DatePart: String, Hashable, Sendable {
  case year, quarter, month, day
  /// Monday 1 … Sunday 7 (ISO 8601).
  case weekday
  case hour
}

/// A span of the calendar that dates are cut to.
enum DateUnit: String, Hashable, Sendable, CaseIterable {
  /// Weeks begin on Monday (ISO 8601).
  case year, quarter, month, week, day, hour
}

/// Calendar arithmetic on wall-clock seconds since 1970-01-01T00:00:00, in the proleptic Gregorian
/// calendar, without time zones.
///
/// The algorithms are Howard Hinnant's (2013), “chrono-compatible low-level date algorithms”.
package enum WallClock {
  static let secondsOfDay: Int64 = 86_400

  /// Days since 1970-01-01 of a date of the calendar.
  package static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date of the calendar that lies `days` after 1970-01-01.
  package static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  static func part(_ part: DatePart, of instant: Int64) -> Double {
    let days = floorDivide(instant, secondsOfDay)
    switch part {
    case .year: return Double(date(days: days).year)
    case .quarter: return Double((date(days: days).month + 2) / 3)
    case .month: return Double(date(days: days).month)
    case .day: return Double(date(days: days).day)
    case .weekday: return Double(floorModulo(days + 3, 7) + 1)
    case .hour: return Double(floorModulo(instant, secondsOfDay) / 3_600)
    }
  }

  /// The first moment of the unit that holds an instant.
  static func start(_ unit: DateUnit, of instant: Int64) -> Int64 {
    if unit == .hour { return instant - floorModulo(instant, 3_600) }
    return start(unit, ofDay: floorDivide(instant, secondsOfDay)) * secondsOfDay
  }

  /// The first day of the unit that holds a day; an hour's is the day itself.
  static func start(_ unit: DateUnit, ofDay day: Int64) -> Int64 {
    switch unit {
    case .hour, .day: return day
    case .week: return day - floorModulo(day + 3, 7)
    case .month: return day - date(days: day).day + 1
    case .quarter:
      let (year, month, _) = date(days: day)
      return days(year: year, month: (month - 1) / 3 * 3 + 1, day: 1)
    case .year: return days(year: date(days: day).year, month: 1, day: 1)
    }
  }

  /// Reads `2020-01-31`, `2020-01-31 08:30` or `2020-01-31T08:30:15`; nil for anything else, also for
  /// days that the calendar does not have.
  static func instant(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard [10, 16, 19].contains(bytes.count), bytes[4] == dash, bytes[7] == dash else { return nil }
    guard let year = digits(bytes[0..<4]), let month = digits(bytes[5..<7]), let day = digits(bytes[8..<10])
    else { return nil }
    let days = days(year: year, month: month, day: day)
    guard (1...12).contains(month), date(days: days) == (year, month, day) else { return nil }
    guard bytes.count > 10 else { return days * secondsOfDay }
    return timeOfDay(bytes).map { days * secondsOfDay + $0 }
  }

  private static func timeOfDay(_ bytes: [UInt8]) -> Int64? {
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes[13] == colon,
      let hour = digits(bytes[11..<13]), let minute = digits(bytes[14..<16]), hour < 24, minute < 60
    else { return nil }
    guard bytes.count > 16 else { return hour * 3_600 + minute * 60 }
    guard bytes[16] == colon, let second = digits(bytes[17..<19]), second < 60 else { return nil }
    return hour * 3_600 + minute * 60 + second
  }

  private static let dash = UInt8(ascii: "-")
  private static let colon = UInt8(ascii: ":")

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    for byte in bytes {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 48)
    }
    return value
  }

  @inline(__always)
  static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
  }

  @inline(__always)
  static func floorModulo(_ value: Int64, _ divisor: Int64) -> Int64 {
    value - floorDivide(value, divisor) * divisor
  }
}
