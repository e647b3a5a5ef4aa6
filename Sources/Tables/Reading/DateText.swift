/// Reads dates as wall-clock seconds since 1970-01-01T00:00:00.
///
/// A zone or offset that follows is checked and then ignored: feeds write local times, some with a “Z” that
/// was never meant, and a month is a month of the place. A fraction of a second is dropped.
/// - Complexity: O(length), without allocation.
func isoInstant(in bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
  var text = DateCursor(bytes)
  guard let year = text.digits(4, 4), text.take(0x2D), let month = text.digits(2, 2), text.take(0x2D),
    let day = text.digits(2, 2)
  else { return nil }
  var clock = Clock(year: year, month: month, day: day)
  if text.isAtEnd { return clock.instant }
  guard text.take(0x54) || text.take(0x74) || text.take(0x20) else { return nil }
  guard let hour = text.digits(2, 2), text.take(0x3A), let minute = text.digits(2, 2) else { return nil }
  (clock.hour, clock.minute) = (hour, minute)
  if text.take(0x3A) {
    guard let second = text.digits(2, 2) else { return nil }
    clock.second = second
    if text.take(0x2E) || text.take(0x2C) {
      guard text.digits(1, 9) != nil else { return nil }
      text.skipDigits()
    }
  }
  guard text.offset(), text.isAtEnd else { return nil }
  return clock.instant
}

/// The parts of a date and time of day.
struct Clock {
  var year = 0
  var month = 0
  var day = 0
  var hour = 0
  var minute = 0
  var second = 0

  /// Seconds since 1970, or nil where the calendar or the clock has no such moment.
  var instant: Int64? {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= daysInMonth, hour < 24,
      minute < 60, second < 60
    else { return nil }
    let seconds = (hour * 60 + minute) * 60 + second
    return Int64(daysSince1970) * 86400 + Int64(seconds)
  }

  private var daysInMonth: Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Days of the proleptic Gregorian calendar (Hinnant 2013, days_from_civil).
  private var daysSince1970: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

/// Walks over the text of a date.
struct DateCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int
  private let end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let range = trimmed(bytes)
    index = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { index == end }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < end, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// A number of at least `low` and at most `high` digits.
  mutating func digits(_ low: Int, _ high: Int) -> Int? {
    let start = index
    var value = 0
    while index < end, index - start < high, bytes[index] &- 0x30 < 10 {
      value = value * 10 + Int(bytes[index] &- 0x30)
      index += 1
    }
    return index - start >= low ? value : nil
  }

  mutating func skipDigits() {
    while index < end, bytes[index] &- 0x30 < 10 { index += 1 }
  }

  mutating func skipSpaces() {
    while index < end, bytes[index] == 0x20 { index += 1 }
  }

  /// Letters, in lower case, packed eight to a number; the rest of a longer word is skipped.
  mutating func word() -> (packed: UInt64, length: Int) {
    var packed: UInt64 = 0
    let start = index
    while index < end, case let letter = bytes[index] | 0x20, (0x61...0x7A).contains(letter) {
      if index - start < 8 { packed = packed << 8 | UInt64(letter) }
      index += 1
    }
    return (packed, index - start)
  }

  /// Nothing, `Z`, or an offset such as `-06:00`, `-0600` or `-06`.
  mutating func offset() -> Bool {
    skipSpaces()
    if isAtEnd || take(0x5A) || take(0x7A) { return true }
    guard take(0x2B) || take(0x2D), let hours = digits(2, 2), hours < 24 else { return false }
    let colon = take(0x3A)
    guard let minutes = digits(2, 2) else { return !colon && isAtEnd }
    return minutes < 60
  }
}
