/// Periods as statistical offices write them, in the form that feeds read: `2024`, `2024-03`, `2024-Q3`.
enum StatisticalPeriod {
  /// `2024-M03`, `2024M03`, `2024-Q3`, `2024Q3`, `2024-A1`, `2024-S1`, `2024-01-01/P1M` and the like, normalised. A half
  /// year becomes its months, `2024-01--2024-06`. What is none of these, such as a day or a week, stays as it is.
  static func normalised(_ text: String) -> String {
    if let slash = text.firstIndex(of: "/") {
      return range(from: text[..<slash], duration: text[text.index(after: slash)...]) ?? text
    }
    let bytes = Array(text.utf8)
    guard bytes.count >= 6, bytes[..<4].allSatisfy(isDigit) else { return text }
    let year = String(decoding: bytes[..<4], as: UTF8.self)
    var rest = bytes[4...]
    if rest.first == 0x2D { rest = rest.dropFirst() }
    guard let letter = rest.first, !isDigit(letter), rest.count >= 2, rest.dropFirst().allSatisfy(isDigit),
      let number = Int(String(decoding: rest.dropFirst(), as: UTF8.self))
    else { return text }
    switch (letter, number) {
    case (0x41, 1): return year
    case (0x51, 1...4): return "\(year)-Q\(number)"
    case (0x4D, 1...12): return "\(year)-\(twoDigits(number))"
    case (0x53, 1), (0x48, 1): return "\(year)-01--\(year)-06"
    case (0x53, 2), (0x48, 2): return "\(year)-07--\(year)-12"
    default: return text
    }
  }

  /// `2024-01-01/P1Y`: a beginning with how long it lasts.
  private static func range(from start: Substring, duration: Substring) -> String? {
    let parts = start.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 2, let year = Int(parts[0]), parts[0].utf8.count == 4, let month = Int(parts[1]),
      parts.count == 2 || parts[2].hasPrefix("01")
    else { return nil }
    switch (duration, month) {
    case ("P1Y", 1), ("P12M", 1): return "\(parts[0])"
    case ("P3M", 1), ("P3M", 4), ("P3M", 7), ("P3M", 10): return "\(parts[0])-Q\((month + 2) / 3)"
    case ("P1M", 1...12): return "\(parts[0])-\(twoDigits(month))"
    case ("P6M", 1), ("P6M", 7):
      return "\(parts[0])-\(twoDigits(month))--\(parts[0])-\(twoDigits(month + 5))"
    default:
      let years =
        duration.hasPrefix("P") && duration.hasSuffix("Y") ? Int(duration.dropFirst().dropLast()) : nil
      guard let years, month == 1, (2...1000).contains(years) else { return nil }
      return "\(parts[0])-\(year + years - 1)"
    }
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
