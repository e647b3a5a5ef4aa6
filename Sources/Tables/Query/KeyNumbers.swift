/// The values of one key column as words and as numbers.
struct KeyNumbers: Sendable {
  let type: ColumnType
  /// Of texts: the number is the text's id + 1, and 0 is missing.
  private var texts = TextNumbers()
  /// Of numbers and dates.
  private var values = NumberIndex()

  init(_ type: ColumnType) { self.type = type }

  /// A word for each row, equal for equal values.
  mutating func words(_ column: ColumnData) -> [UInt64] {
    switch column {
    case .text(let text): Rows.map(texts.numbers(text)) { UInt64(UInt32(bitPattern: $0)) }
    // 0 + x makes −0 and 0 one value.
    case .number(let values): Rows.map(values) { $0.isNaN ? Double.nan.bitPattern : ($0 + 0).bitPattern }
    case .instant(let values): Rows.map(values) { UInt64(bitPattern: $0) }
    case .boolean(let values): Rows.map(values) { UInt64(UInt8(bitPattern: $0)) }
    }
  }

  mutating func numbers(_ column: ColumnData) -> [Int32] {
    switch column {
    case .text(let text): texts.numbers(text)
    case .boolean(let values): Rows.map(values) { Int32($0) }
    case .number, .instant: values.insert(words(column))
    }
  }

  /// As `numbers`, but −1 where a value is missing.
  mutating func numbersOfPresent(_ column: ColumnData) -> [Int32] {
    let numbers = numbers(column)
    return switch column {
    case .text: Rows.map(numbers) { $0 == 0 ? -1 : $0 }
    case .number(let values): Rows.zip(numbers, values) { $1.isNaN ? -1 : $0 }
    case .instant(let values): Rows.zip(numbers, values) { $1 == ColumnData.noInstant ? -1 : $0 }
    case .boolean: numbers
    }
  }

  /// The numbers here of the values that another has numbered, by their numbers there.
  mutating func insert(_ other: KeyNumbers) -> [Int32] {
    switch other.type {
    case .text: [0] + numbers(other.column(ofNumbers: (0..<Int32(other.texts.count)).map { $0 + 1 }))
    case .number, .date: numbers(other.column(ofNumbers: (0..<Int32(other.values.count)).map { $0 }))
    case .boolean: [0, 1]
    }
  }

  func column(ofNumbers numbers: [Int32]) -> ColumnData {
    switch type {
    case .text: .text(texts.column(numbers))
    case .boolean: .boolean(numbers.map { Int8(truncatingIfNeeded: $0) })
    case .number, .date: column(ofWords: numbers.map { values.words[Int($0)] })
    }
  }

  func column(ofWords words: [UInt64]) -> ColumnData {
    switch type {
    case .text: .text(texts.column(words.map { Int32(truncatingIfNeeded: $0) }))
    case .number: .number(words.map(Double.init(bitPattern:)))
    case .date: .instant(words.map(Int64.init(bitPattern:)))
    case .boolean: .boolean(words.map { Int8(truncatingIfNeeded: $0) })
    }
  }
}

/// Texts as numbers from 1; 0 is missing. A text is hashed once for each dictionary it comes in, not for each row.
struct TextNumbers: Sendable {
  private var keys = KeyIndex()
  private var known = KnownEntries()
  /// By entry of the dictionary last seen, 0 where no row has had it yet.
  private var numbersOfEntries: [Int32] = []

  /// How many texts there are; their numbers are 1 to that.
  var count: Int { keys.count }

  mutating func numbers(_ text: TextColumn) -> [Int32] {
    let same = known.update(text)
    numbersOfEntries.removeLast(numbersOfEntries.count - same)
    numbersOfEntries += [Int32](repeating: 0, count: text.entries.count - same)
    return numbersOfEntries.withUnsafeMutableBufferPointer { numbers in
      Rows.map(text.codes) { code in
        if code < 0 { return 0 }
        let number = numbers[Int(code)]
        if number > 0 { return number }
        let new = keys.insert(text.entries[Int(code)]) + 1
        numbers[Int(code)] = new
        return new
      }
    }
  }

  func column(_ numbers: [Int32]) -> TextColumn {
    TextColumn(codes: numbers.map { $0 - 1 }, entries: keys.keys)
  }
}
