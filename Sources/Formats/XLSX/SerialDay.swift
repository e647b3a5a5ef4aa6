/// Days as spreadsheets count them: a number of days since 1900 or 1904, the time as its fraction.
enum SerialDay {
  /// 9999-12-31.
  private static let last = 2_958_466.0
  private static let daysFrom1899 = -25_569
  private static let daysFrom1904 = -24_107

  /// The number in words of its style; nil for one that stands for no day.
  ///
  /// Rounded to the second: fractions are off by a tenth of one. In the system of 1900 day 1 is 1900-01-01 and there
  /// is a 29 February 1900 (number 60) that never was, so that later days are counted from 1899-12-30.
  static func text(_ serial: Double, _ style: NumberStyle, from1904: Bool) -> String? {
    guard serial >= 0, serial < last else { return nil }
    let seconds = Int((serial * 86400).rounded())
    switch style {
    case .number: return nil
    case .span: return "\(seconds / 3600):\(CalendarText.time(seconds % 3600).dropFirst(3))"
    case .time where serial < 1: return CalendarText.time(seconds % 86400)
    case .time, .moment: return moment(seconds, from1904, hasTime: true)
    case .day: return moment(seconds, from1904, hasTime: seconds % 86400 != 0)
    }
  }

  private static func moment(_ seconds: Int, _ from1904: Bool, hasTime: Bool) -> String? {
    let serial = seconds / 86400
    // Day 0 of 1900 is how an empty day looks that a formula has copied.
    guard from1904 || serial > 0 else { return nil }
    let epoch = from1904 ? daysFrom1904 : serial < 60 ? daysFrom1899 + 1 : daysFrom1899
    return CalendarText.moment(days: serial + epoch, seconds: seconds % 86400, hasTime: hasTime)
  }
}
