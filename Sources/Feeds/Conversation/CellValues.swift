import Formats
import Tables

extension JSONValue {
  /// The value as a table's cell.
  ///
  /// A number that a Double or a whole number keeps is one; another stays a text. A list of plain values becomes their
  /// texts with “; ” between; an object or a list of objects stays JSON.
  package var cell: FormatValue {
    switch self {
    case .null: return .missing
    case .boolean(let truth): return .boolean(truth)
    case .string(let text): return .text(text.withoutMark)
    case .number(let text): return FormatValue(number: text)
    case .array(let items):
      if items.isEmpty { return .missing }
      let texts = items.compactMap(\.plainText)
      return .text(texts.count == items.count ? texts.joined(separator: "; ") : compact)
    case .object(let members): return members.isEmpty ? .missing : .text(compact)
    }
  }

  private var plainText: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .boolean(let truth): truth ? "true" : "false"
    default: nil
    }
  }
}

extension FormatValue {
  /// A number by its text: whole numbers exactly, others as the nearest Double; a code such as `006` stays a text.
  init(number text: String) {
    let digits = text.drop { $0 == "-" }
    if digits.count > 1, digits.first == "0", digits.dropFirst().first?.isNumber == true {
      self = .text(text)
    } else if let whole = Int64(text) {
      self = .integer(whole)
    } else if let number = Double(text), number.isFinite, !text.allSatisfy({ $0.isNumber || $0 == "-" }) {
      self = .number(number)
    } else {
      self = .text(text)
    }
  }

  /// A text; the empty one is missing.
  init(text: String?) {
    self = if let text, !text.isEmpty { .text(text.withoutMark) } else { .missing }
  }
}

extension String {
  /// Without a byte-order mark at the beginning: programs that join files leave them inside of values.
  var withoutMark: String {
    utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? String(unicodeScalars.dropFirst()) : self
  }
}

/// Moments as texts in ISO 8601.
package enum InstantText {
  /// Seconds since 1970 as `2015-01-02T00:00:00`, without a zone. Years 1…9999; nil outside.
  package static func wall(_ seconds: Int) -> String? {
    let days = (Double(seconds) / 86_400).rounded(.down)
    guard abs(days) < 4_000_000 else { return nil }
    let rest = seconds - Int(days) * 86_400
    guard let date = date(Int(days)) else { return nil }
    return "\(date)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
  }

  /// Milliseconds since 1970 in UTC as `2015-01-02T00:00:00Z`. A fraction of a second is dropped.
  package static func utc(milliseconds: Double) -> String? {
    guard milliseconds.isFinite, abs(milliseconds) < 4e17 else { return nil }
    return wall(Int((milliseconds / 1000).rounded(.down))).map { $0 + "Z" }
  }

  /// Days since 1970 as `2015-01-02`. Years 1…9999; nil outside.
  package static func date(_ days: Int) -> String? {
    (1...9999).contains(WallClock.date(days: Int64(days)).year) ? CalendarText.day(days) : nil
  }

  /// Days since 1970 of a `yyyy-MM-dd`, or of the date a longer ISO text begins with; nil where it is none.
  package static func days(_ text: String) -> Int? {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return nil }
    let days = Int(WallClock.days(year: Int64(year), month: Int64(month), day: Int64(day)))
    // A day that the month does not have comes back as another one.
    return date(days) == String(text.prefix(10)) ? days : nil
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
