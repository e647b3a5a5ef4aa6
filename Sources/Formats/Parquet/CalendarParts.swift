/// Moments and times of day in parts of a second.
extension CalendarText {
  /// A time of day; a fraction of three, six or nine digits where there is one.
  /// - Parameter perSecond: a power of ten up to 1e9.
  static func time(_ parts: Int64, perSecond: Int64) -> String {
    let (seconds, rest) = parts.quotientAndRemainder(dividingBy: perSecond)
    let clock = time(Int(seconds))
    guard rest != 0 else { return clock }
    let nanos = rest * (1_000_000_000 / perSecond)
    let (fraction, width) =
      nanos % 1_000_000 == 0 ? (nanos / 1_000_000, 3) : nanos % 1000 == 0 ? (nanos / 1000, 6) : (nanos, 9)
    let digits = String(fraction)
    return "\(clock).\(String(repeating: "0", count: width - digits.count))\(digits)"
  }

  /// A moment by its parts of a second since 1970.
  static func moment(_ parts: Int64, perSecond: Int64, zone: String) -> String {
    let perDay = 86_400 * perSecond
    var (days, rest) = parts.quotientAndRemainder(dividingBy: perDay)
    if rest < 0 { (days, rest) = (days - 1, rest + perDay) }
    return "\(day(Int(days)))T\(time(rest, perSecond: perSecond))\(zone)"
  }
}
