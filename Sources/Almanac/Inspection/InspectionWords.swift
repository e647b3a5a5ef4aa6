import Tables

/// What is said of one column.
enum ColumnWords {
  /// Type, share that is filled, distinct values and what they are, in one line.
  static func short(_ column: ColumnProfile) -> String {
    [filled(column), values(column)].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  static func type(_ column: ColumnProfile) -> String {
    guard let guess = column.guess else { return "empty" }
    return guess.pattern.map { "date \($0)" } ?? guess.type.rawValue
  }

  static func filled(_ column: ColumnProfile) -> String {
    let marked = column.markers.reduce(0) { $0 + (column.counts[$1] ?? 0) }
    let rows = column.filled + column.empty + marked
    guard rows > 0 else { return "" }
    let percent = Double(column.filled) / Double(rows) * 100
    // 100 % is said of all, and 0 % of none.
    let shown = column.filled == rows ? 100 : column.filled == 0 ? 0 : min(99, max(1, percent.rounded()))
    return "\(Int(shown)) % filled"
  }

  static func distinct(_ column: ColumnProfile) -> String {
    (column.isBounded ? "more than " : "") + String(column.distinct)
  }

  /// The range of numbers and ISO dates; else the commonest values.
  static func values(_ column: ColumnProfile) -> String {
    if let range = column.range { return "\(plain(range.lowerBound)) … \(plain(range.upperBound))" }
    if column.guess?.type == .date, column.guess?.pattern == nil, let first = column.values.min(),
      let last = column.values.max()
    {
      return "\(first) … \(last)"
    }
    return column.commonest(3).map { $0.text.split { $0.isWhitespace }.joined(separator: " ") }
      .map { $0.count > 24 ? $0.prefix(23) + "…" : $0[...] }.joined(separator: ", ")
  }

  static func markers(_ column: ColumnProfile) -> String {
    column.markers.prefix(4).map { "“\($0)” \(column.counts[$0] ?? 0)×" }.joined(separator: ", ")
  }

  private static func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? String(value)
  }
}

/// What is said of a guess at places.
enum PlaceWords {
  static func short(_ guess: PlaceGuess) -> String {
    switch guess.key {
    case .id: return joins(guess, "by id")
    case .name: return joins(guess, "by name")
    case .point:
      return "\(guess.joined) of \(guess.tried) points lie in one of \(guess.allPlaces) \(guess.plural)"
    }
  }

  private static func joins(_ guess: PlaceGuess, _ way: String) -> String {
    let lost = guess.tried - guess.joined
    return "joins \(guess.places) of \(guess.allPlaces) \(guess.plural) \(way)"
      + (lost == 0 ? "" : "; \(lost) of \(guess.tried) values find none")
  }

  static func column(_ guess: PlaceGuess) -> String {
    switch guess.key {
    case .id(let column, _), .name(let column): "“\(column)”"
    case .point: "the points"
    }
  }
}
