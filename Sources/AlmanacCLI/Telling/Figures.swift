/// Numbers as progress lines and tables print them: short, and made without Foundation's formatters, which
/// load half a megabyte of tables at the first use.
enum Figures {
  /// `1,234,567`.
  static func count(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }

  /// `1.6 GB`, in powers of a thousand.
  static func bytes(_ number: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var value = Double(number)
    var unit = 0
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return (unit == 0 ? "\(number)" : significant(value)) + " " + units[unit]
  }

  /// `83 µs`, `412 ms`, `1.24 s`, `3 min 20 s`.
  static func time(nanoseconds: Int) -> String {
    let seconds = Double(nanoseconds) / 1e9
    switch seconds {
    case ..<0.000_999_5: return significant(seconds * 1e6) + " µs"
    case ..<0.999_5: return significant(seconds * 1e3) + " ms"
    case ..<99.95: return significant(seconds) + " s"
    default: return wait(seconds: Int(seconds.rounded()))
    }
  }

  /// `40 s`, `3 min 20 s`.
  static func wait(seconds: Int) -> String {
    seconds < 100 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
  }

  /// Three digits or fewer, as many decimals as that leaves: `1.24`, `12.4`, `124`.
  static func significant(_ value: Double) -> String {
    switch value {
    case ..<9.995: fixed(value, 2)
    case ..<99.95: fixed(value, 1)
    default: fixed(value, 0)
    }
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    let power = [1.0, 10, 100][decimals]
    let scaled = Int((value * power).rounded())
    guard decimals > 0 else { return count(scaled) }
    let (whole, rest) = scaled.quotientAndRemainder(dividingBy: Int(power))
    let digits = String(rest)
    return "\(whole)." + String(repeating: "0", count: decimals - digits.count) + digits
  }
}
