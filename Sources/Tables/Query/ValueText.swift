/// Writes values as CSV, JSON and messages have them.
package enum ValueText {
  /// As `append`, as a text.
  package static func text(_ value: Double) -> String {
    var bytes: [UInt8] = []
    append(value, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// As `append`, as a text.
  package static func text(instant: Int64) -> String {
    var bytes: [UInt8] = []
    append(instant: instant, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The shortest text that reads back as the same number, whole numbers without a point.
  package static func append(_ value: Double, to bytes: inout [UInt8]) {
    if value == value.rounded(.towardZero), value.magnitude < 1e15 {
      append(Int(value), to: &bytes)
    } else {
      bytes.append(contentsOf: "\(value)".utf8)
    }
  }

  /// Figure by figure, without a String.
  private static func append(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = value.magnitude
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: 48 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// `2020-01-31`, and with a time of day that is not midnight `2020-01-31T08:30:15`.
  static func append(instant: Int64, to bytes: inout [UInt8]) {
    let day = WallClock.floorDivide(instant, WallClock.secondsOfDay)
    let date = WallClock.date(days: day)
    append(date.year, digits: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(date.month, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(date.day, digits: 2, to: &bytes)
    let second = instant - day * WallClock.secondsOfDay
    if second == 0 { return }
    bytes.append(UInt8(ascii: "T"))
    append(second / 3_600, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(second / 60 % 60, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(second % 60, digits: 2, to: &bytes)
  }

  /// Years are 1 to 9999, so that four digits hold them.
  private static func append(_ number: Int64, digits: Int, to bytes: inout [UInt8]) {
    var divisor: Int64 = digits == 4 ? 1000 : 10
    while divisor > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 48 + number / divisor % 10))
      divisor /= 10
    }
  }

  static func append(_ truth: Int8, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: (truth == 1 ? "true" : "false").utf8)
  }
}
