/// A date whose every part has its own place, as in `2020-01-31T11:59:32.000` or `01/31/2020 11:59:32 PM`.
///
/// A text of the right length is checked eight bytes at a time against the pattern's own text; what does not fit is
/// left to the reader that takes everything.
struct FixedDate: Sendable {
  /// A part's first figure; −1 where the pattern has not got it.
  struct Places: Sendable {
    var year = -1
    var month = -1
    var day = -1
    var hour = -1
    var minute = -1
    var second = -1
    /// The A or P of AM and PM.
    var halfDay = -1
  }

  let length: Int
  private let places: Places
  /// Three words of the pattern's text that overlap where it is short.
  private let words: (Word, Word, Word)

  private struct Word: Sendable {
    let offset: Int
    /// The pattern's text, with zeros for figures.
    let text: UInt64
    /// What added to a byte's difference reaches its top bit where the byte is wrong: 0x76 for figures, which may
    /// differ by nine, 0x7F for other bytes, which may not, and 0 for A or P.
    let margin: UInt64

    @inline(__always)
    func differs(_ start: UnsafePointer<UInt8>) -> UInt64 {
      let word = UInt64(littleEndian: UnsafeRawPointer(start + offset).loadUnaligned(as: UInt64.self))
      let difference = word ^ text
      return (difference &+ margin) | difference
    }
  }

  /// - Parameter text: the pattern's text with a `0` for each figure and an `A` for the first of AM and PM.
  ///   All figures must be free.
  /// - Returns: nil for fewer than eight bytes and for more than three words.
  init?(_ text: [UInt8], _ places: Places, figures: Set<Int>) {
    guard (8...24).contains(text.count) else { return nil }
    length = text.count
    self.places = places
    func pack(_ offset: Int, _ byte: (Int) -> UInt8) -> UInt64 {
      (0..<8).reduce(0) { $0 | UInt64(byte(offset + $1)) << UInt64($1 * 8) }
    }
    func word(_ offset: Int) -> Word {
      let offset = min(offset, text.count - 8)
      return Word(
        offset: offset, text: pack(offset) { text[$0] },
        margin: pack(offset) { figures.contains($0) ? 0x76 : $0 == places.halfDay ? 0 : 0x7F })
    }
    words = (word(0), word(8), word(16))
  }

  /// The instant; nil where the text is not in this pattern or there is no such date.
  @inline(__always)
  func instant(_ cell: Cell) -> Int64? {
    guard fits(cell) else { return nil }
    let start = cell.start
    let year = Int(pair(start, places.year)) &* 100 &+ Int(pair(start, places.year &+ 2))
    var seconds = 0
    if places.hour >= 0 {
      var hour = Int(pair(start, places.hour))
      if places.halfDay >= 0 {
        let half = start[places.halfDay]
        guard hour >= 1, hour <= 12, half == 0x41 || half == 0x50 else { return nil }
        hour = (hour == 12 ? 0 : hour) &+ (half == 0x50 ? 12 : 0)
      }
      let minute = places.minute < 0 ? 0 : Int(pair(start, places.minute))
      let second = places.second < 0 ? 0 : Int(pair(start, places.second))
      guard hour < 24, minute < 60, second < 60 else { return nil }
      seconds = (hour &* 60 &+ minute) &* 60 &+ second
    }
    guard let days = civilDays(year, Int(pair(start, places.month)), Int(pair(start, places.day))) else {
      return nil
    }
    return Int64(truncatingIfNeeded: days &* 86400 &+ seconds)
  }

  @inline(__always)
  private func fits(_ cell: Cell) -> Bool {
    let start = cell.start
    let wrong = words.0.differs(start) | words.1.differs(start) | words.2.differs(start)
    return wrong & 0x8080_8080_8080_8080 == 0
  }

  @inline(__always)
  private func pair(_ start: UnsafePointer<UInt8>, _ place: Int) -> UInt8 {
    (start[place] & 15) &* 10 &+ (start[place &+ 1] & 15)
  }
}

/// Days from 1970-01-01 of the proleptic Gregorian calendar (Hinnant 2013), nil where there is no such day.
@inline(__always)
func civilDays(_ year: Int, _ month: Int, _ day: Int) -> Int? {
  guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1, day <= 31 else { return nil }
  if day > 28 {
    let leap = year & 3 == 0 && (year % 100 != 0 || year & 15 == 0)
    let length = month == 2 ? (leap ? 29 : 28) : 30 &+ ((month &+ (month &>> 3)) & 1)
    guard day <= length else { return nil }
  }
  // Years begin in March, so that the day of 29 February is the last.
  let shifted = UInt32(truncatingIfNeeded: month <= 2 ? year &- 1 : year)
  let fromMarch = UInt32(truncatingIfNeeded: month <= 2 ? month &+ 9 : month &- 3)
  let dayOfYear = (153 &* fromMarch &+ 2) / 5 &+ UInt32(truncatingIfNeeded: day) &- 1
  let days = shifted &* 365 &+ shifted / 4 &- shifted / 100 &+ shifted / 400 &+ dayOfYear
  return Int(days) &- 719_468
}
