extension FixedDate {
  /// The fixed places of a pattern's parts; nil where a part has no fixed place, is a word, or may swallow what
  /// follows, so that only the general reader gives its answer.
  init?(_ pattern: DatePattern) {
    var layout = FixedLayout()
    for (index, field) in pattern.fields.enumerated() {
      let following = index + 1 < pattern.fields.count ? pattern.fields[index + 1] : nil
      guard layout.add(field, before: following) else { return nil }
    }
    guard layout.isWhole else { return nil }
    self.init(layout.text, layout.places, figures: layout.figures)
  }

  /// The usual forms of ISO 8601, by length.
  static let iso: [FixedDate] = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSS"]
    .compactMap { text in (try? DatePattern(text, at: nil)).flatMap { FixedDate($0) } }
}

/// Gathers the places of a pattern's parts.
private struct FixedLayout {
  var text: [UInt8] = []
  var figures: Set<Int> = []
  var places = FixedDate.Places()

  var isWhole: Bool {
    let hasTime = places.minute >= 0 || places.second >= 0 || places.halfDay >= 0
    return places.hour >= 0 || !hasTime
  }

  mutating func add(_ field: DatePattern.Field, before following: DatePattern.Field?) -> Bool {
    switch field {
    case .year(4, _): return number(4, \.year)
    case .month(2, _): return number(2, \.month)
    case .day(2, _): return number(2, \.day)
    case .hour(2, _), .halfDayHour(2, _): return number(2, \.hour)
    case .minute(2, _): return number(2, \.minute)
    case .second(2, _): return number(2, \.second)
    case .fraction(let count):
      figures.formUnion(text.count..<text.count + count)
      text += Array(repeating: 0x30, count: count)
      return count <= 9 && !isFigure(following)
    case .halfDay:
      guard places.halfDay < 0, !continuesWord(following) else { return false }
      places.halfDay = text.count
      text += [0x41, 0x4D]
      return true
    case .literal(let byte):
      text.append(byte)
      // A space stands for any number of them, so that a second one is never met.
      if byte == 0x20, case .literal(0x20) = following { return false }
      return byte < 0x80
    case .year, .month, .day, .hour, .halfDayHour, .minute, .second, .monthName, .weekday, .zone: return false
    }
  }

  private mutating func number(_ width: Int, _ place: WritableKeyPath<FixedDate.Places, Int>) -> Bool {
    guard places[keyPath: place] < 0 else { return false }
    places[keyPath: place] = text.count
    figures.formUnion(text.count..<text.count + width)
    text += Array(repeating: 0x30, count: width)
    return true
  }

  private func isFigure(_ field: DatePattern.Field?) -> Bool {
    switch field {
    case .literal(let byte): byte &- 0x30 < 10
    case .halfDay, .weekday, .monthName, .zone, nil: false
    default: true
    }
  }

  /// Whether what follows AM or PM could be taken for a part of it.
  private func continuesWord(_ field: DatePattern.Field?) -> Bool {
    switch field {
    case .literal(let byte): byte == 0x2E || (0x61...0x7A).contains(byte | 0x20)
    case .halfDay, .weekday, .monthName, .zone: true
    default: false
    }
  }
}
