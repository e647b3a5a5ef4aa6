import Notation

/// A Unicode date pattern (UTS #35, Date Field Symbols) made ready for reading.
///
/// One-digit days, months and hours are read where two are asked for, as hand-made files mix `01-Jan-12` and
/// `1-Jan-12`; but not where the next figures follow without a separator, as in `yyyyMMdd`.
struct DatePattern: Sendable {
  enum Field: Sendable {
    case year(Int, exact: Bool)
    case month(Int, exact: Bool)
    case monthName
    case day(Int, exact: Bool)
    case hour(Int, exact: Bool)
    case halfDayHour(Int, exact: Bool)
    case minute(Int, exact: Bool)
    case second(Int, exact: Bool)
    case fraction(Int)
    case halfDay
    case weekday
    case zone
    case literal(UInt8)
  }

  private(set) var fields: [Field] = []

  /// - Throws: `date-pattern` at `location` for a letter that means nothing or a part that is missing.
  init(_ pattern: String, at location: SourceLocation?) throws(Diagnostic) {
    let bytes = Array(pattern.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x27 {
        index = quoted(bytes, index + 1)
        continue
      }
      let letter = bytes[index]
      var end = index
      while end < bytes.count, bytes[end] == letter { end += 1 }
      let isLetter = (0x41...0x5A).contains(letter & 0xDF)
      if isLetter {
        let touches = end < bytes.count && isNumeric(bytes[end])
        guard let field = Self.field(letter, end - index, exact: touches) else {
          throw wrong(pattern, "“\(Character(UnicodeScalar(letter)))” means nothing in it", location)
        }
        fields.append(field)
      } else {
        fields += bytes[index..<end].map(Field.literal)
      }
      index = end
    }
    guard isComplete else { throw wrong(pattern, "it needs a year, a month and a day", location) }
  }

  private mutating func quoted(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    // Two quotes in a row are one quote, in a quoted text as outside it.
    if index < bytes.count, bytes[index] == 0x27 {
      fields.append(.literal(0x27))
      return index + 1
    }
    while index < bytes.count {
      if bytes[index] == 0x27 {
        guard index + 1 < bytes.count, bytes[index + 1] == 0x27 else { return index + 1 }
        index += 1
      }
      fields.append(.literal(bytes[index]))
      index += 1
    }
    return index
  }

  private static func field(_ letter: UInt8, _ count: Int, exact: Bool) -> Field? {
    switch letter {
    case 0x79: .year(count, exact: exact)
    case 0x4D, 0x4C: count >= 3 ? .monthName : .month(count, exact: exact)
    case 0x64: .day(count, exact: exact)
    case 0x48: .hour(count, exact: exact)
    case 0x68: .halfDayHour(count, exact: exact)
    case 0x6D: .minute(count, exact: exact)
    case 0x73: .second(count, exact: exact)
    case 0x53: .fraction(count)
    case 0x61: .halfDay
    case 0x45: .weekday
    case 0x58, 0x5A, 0x78: .zone
    default: nil
    }
  }

  private var isComplete: Bool {
    var found: Set<Int> = []
    for field in fields {
      switch field {
      case .year: found.insert(0)
      case .month, .monthName: found.insert(1)
      case .day: found.insert(2)
      default: break
      }
    }
    return found.count == 3
  }

  /// The instant that a text in this pattern stands for; nil where it does not match or is no date.
  func instant(in bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    var text = DateCursor(bytes)
    var clock = Clock()
    var afternoon: Bool?
    for field in fields {
      guard read(field, &text, &clock, &afternoon) else { return nil }
    }
    guard text.isAtEnd else { return nil }
    if let afternoon {
      guard (1...12).contains(clock.hour) else { return nil }
      clock.hour = clock.hour % 12 + (afternoon ? 12 : 0)
    }
    return clock.instant
  }

  private func read(_ field: Field, _ text: inout DateCursor, _ clock: inout Clock, _ afternoon: inout Bool?)
    -> Bool
  {
    switch field {
    case .year(let width, let exact): return assign(year(width, exact, &text), to: &clock.year)
    case .month(let width, let exact): return assign(pair(width, exact, &text), to: &clock.month)
    case .monthName: return assign(monthName(&text), to: &clock.month)
    case .day(let width, let exact): return assign(pair(width, exact, &text), to: &clock.day)
    case .hour(let width, let exact), .halfDayHour(let width, let exact):
      return assign(pair(width, exact, &text), to: &clock.hour)
    case .minute(let width, let exact): return assign(pair(width, exact, &text), to: &clock.minute)
    case .second(let width, let exact): return assign(pair(width, exact, &text), to: &clock.second)
    case .fraction:
      guard text.digits(1, 9) != nil else { return false }
      text.skipDigits()
      return true
    case .halfDay:
      afternoon = halfDay(&text)
      return afternoon != nil
    case .weekday: return text.word().length >= 2
    case .zone: return text.offset()
    case .literal(let byte):
      guard byte == 0x20 else { return text.take(byte) }
      guard text.take(byte) else { return false }
      text.skipSpaces()
      return true
    }
  }
}

private func isNumeric(_ letter: UInt8) -> Bool {
  [0x79, 0x4D, 0x64, 0x48, 0x68, 0x6D, 0x73, 0x53].contains(letter)
}

private func assign(_ value: Int?, to part: inout Int) -> Bool {
  guard let value else { return false }
  part = value
  return true
}

private func pair(_ width: Int, _ exact: Bool, _ text: inout DateCursor) -> Int? {
  text.digits(exact ? width : 1, max(2, width))
}

/// Two-digit years are 1969…2068, as in POSIX: a rule that moves with today's date would read old files anew.
private func year(_ width: Int, _ exact: Bool, _ text: inout DateCursor) -> Int? {
  guard width == 2 else { return text.digits(width == 1 ? 1 : width, max(4, width)) }
  return text.digits(2, 2).map { $0 < 69 ? 2000 + $0 : 1900 + $0 }
}

/// English month names, short (with “Sept”, and a full stop after) or long, in any case.
private func monthName(_ text: inout DateCursor) -> Int? {
  let word = text.word()
  _ = text.take(0x2E)
  return months[word.packed]
}

private let months: [UInt64: Int] = {
  let names = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]
  var table: [UInt64: Int] = [packed("sept"): 9]
  for (index, name) in names.enumerated() {
    table[packed(name)] = index + 1
    table[packed(String(name.prefix(3)))] = index + 1
  }
  return table
}()

private func packed(_ word: String) -> UInt64 { word.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

/// AM or PM, also `a.m.` and `p`, in any case; true for the afternoon.
private func halfDay(_ text: inout DateCursor) -> Bool? {
  let first = text.word()
  if text.take(0x2E) {
    let second = text.word()
    guard second.length == 0 || second.packed == 0x6D else { return nil }
    _ = text.take(0x2E)
  }
  switch first.packed {
  case 0x61, 0x616D: return false
  case 0x70, 0x706D: return true
  default: return nil
  }
}

private func wrong(_ pattern: String, _ reason: String, _ location: SourceLocation?) -> Diagnostic {
  Diagnostic(
    .error, .datePattern, "the date pattern “\(pattern)” cannot be used: \(reason)", at: location,
    fix: "write a pattern such as MM/dd/yyyy hh:mm:ss a, with other letters in single quotes")
}
