import Catalog
import Notation
import Tables

/// Gives each row the number of its base period, or −1.
struct RowCutter: Sendable {
  /// Base periods in the order of their numbers.
  private(set) var periods: [Period] = []
  private var numbers: [Period: Int32] = [:]
  private var texts: [String: Int32] = [:]
  /// The numbers of a column's texts, as far as they are read: by entry of the column's dictionary, which only grows.
  private var known: [Int32] = []
  private var dictionary = 0
  private static let unread: Int32 = -2
  private let rule: PeriodRule?
  private let parts: [Period?]

  init(_ feed: FeedDefinition) {
    rule = feed.period
    parts = feed.source.parts.map(\.period)
  }

  mutating func periods(of chunk: Chunk, _ columns: [String: Int], part: Int, kept: [Bool]) throws(Diagnostic)
    -> [Int32]
  {
    switch rule {
    case .fixed(let period)?: return [Int32](repeating: number(period), count: chunk.count)
    case .part?:
      let period = parts.indices.contains(part) ? parts[part] : nil
      return [Int32](repeating: period.map { number($0) } ?? -1, count: chunk.count)
    case .date(let column, let unit)?:
      guard let at = columns[column.text], case .instant(let instants) = chunk.columns[at] else { break }
      return cut(instants, every: unit)
    case .column(let column)?:
      guard let at = columns[column.text] else { break }
      return try read(chunk.columns[at], column, kept: kept)
    case nil: break
    }
    return [Int32](repeating: -1, count: chunk.count)
  }

  /// Takes the periods of later rows in; the result gives each of their numbers its number here.
  mutating func merge(_ later: RowCutter) -> [Int32] { later.periods.map { number($0) } }

  private mutating func number(_ period: Period) -> Int32 {
    if let number = numbers[period] { return number }
    let number = Int32(periods.count)
    numbers[period] = number
    periods.append(period)
    return number
  }

  /// Rows often come in order, so the last day's number is kept.
  private mutating func cut(_ instants: [Int64], every unit: PeriodUnit) -> [Int32] {
    var lastDay = Int64.min
    var lastNumber: Int32 = -1
    return instants.map { instant in
      guard instant != ColumnData.noInstant else { return -1 }
      let day = instant >= 0 ? instant / 86400 : (instant - 86399) / 86400
      if day != lastDay {
        lastDay = day
        lastNumber = number(PeriodCutter.period(of: instant, every: unit))
      }
      return lastNumber
    }
  }

  private mutating func read(_ data: ColumnData, _ column: SourcedText, kept: [Bool]) throws(Diagnostic)
    -> [Int32]
  {
    switch data {
    case .text(let text):
      if text.dictionary == 0 || text.dictionary != dictionary {
        dictionary = text.dictionary
        known.removeAll(keepingCapacity: true)
      }
      known.append(contentsOf: repeatElement(Self.unread, count: max(0, text.entries.count - known.count)))
      var codes = [Int32](repeating: -1, count: text.codes.count)
      for row in codes.indices where kept[row] && text.codes[row] >= 0 {
        let entry = Int(text.codes[row])
        // A text that no kept row has need not be a period.
        if known[entry] == Self.unread { known[entry] = try code(text.entries[entry], column) }
        codes[row] = known[entry]
      }
      return codes
    case .number(let values):
      var codes: [Int32] = []
      codes.reserveCapacity(values.count)
      for (row, value) in values.enumerated() {
        guard kept[row], !value.isNaN else {
          codes.append(-1)
          continue
        }
        let text = Int(exactly: value).map { "\($0)" } ?? "\(value)"
        codes.append(try code(text, column))
      }
      return codes
    case .instant, .boolean: return [Int32](repeating: -1, count: kept.count)
    }
  }

  private mutating func code(_ text: String, _ column: SourcedText) throws(Diagnostic) -> Int32 {
    if let code = texts[text] { return code }
    guard let period = Period(text) else {
      throw Diagnostic(
        .error, .badPeriodText, "“\(text)” in column “\(column.text)” is not a period", at: column.location,
        fix: "write 2012, 2008-2012, 2012-03 or 2012-Q1, or make a computed column that does")
    }
    let code = number(period)
    texts[text] = code
    return code
  }
}
