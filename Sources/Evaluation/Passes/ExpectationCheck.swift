import Catalog
import Notation
import Tables

/// Checks what a feed expects of its rows: keys that occur once, columns that hold only allowed values.
///
/// Keys are kept whole, so memory grows with the rows of a feed that declares `unique`.
struct ExpectationCheck: Sendable {
  private let unique: [SourcedText]
  private let values: [(column: SourcedText, allowed: Set<String>)]
  /// Keys with the number of the row that had them first.
  private var seen: [String: Int] = [:]
  private var rows = 0
  private var repeated = 0
  private var firstRepeated: (row: Int, text: String)?
  private var foreign: [String: (rows: Int, text: String)] = [:]

  init(_ expect: Expectations, unique: [SourcedText]) {
    self.unique = unique
    values = expect.values.map { ($0.column, Set($0.allowed)) }
  }

  mutating func add(_ chunk: Chunk, _ columns: [String: Int]) {
    for (column, allowed) in values {
      guard let at = columns[column.text], case .text(let text) = chunk.columns[at] else { continue }
      let isForeign = text.entries.map { !allowed.contains($0) }
      for code in text.codes where code >= 0 && isForeign[Int(code)] {
        foreign[column.text, default: (0, text.entries[Int(code)])].rows += 1
      }
    }
    defer { rows += chunk.count }
    let keys = unique.compactMap { columns[$0.text] }
    guard !keys.isEmpty, keys.count == unique.count else { return }
    for row in 0..<chunk.count {
      // As in SQL, rows without a key are not each other's twins.
      guard let key = Self.key(chunk, keys, row) else { continue }
      let known = seen.count
      // One look-up: the row is stored where the key is new.
      seen[key, default: rows + row] += 0
      if seen.count == known { noteRepeated(key, rows + row) }
    }
  }

  /// The texts of a row's key columns as one; nil where all are missing. Most keys are one column of texts, which
  /// are not copied.
  private static func key(_ chunk: Chunk, _ keys: [Int], _ row: Int) -> String? {
    if keys.count == 1 {
      let text = text(chunk.columns[keys[0]], row)
      return text.isEmpty ? nil : text
    }
    let parts = keys.map { text(chunk.columns[$0], row) }
    return parts.allSatisfy(\.isEmpty) ? nil : parts.joined(separator: "\u{1F}")
  }

  private mutating func noteRepeated(_ key: String, _ row: Int) {
    repeated += 1
    if firstRepeated.map({ row < $0.row }) ?? true { firstRepeated = (row, key) }
  }

  /// Takes in what the same check found in the rows that follow.
  mutating func merge(_ later: ExpectationCheck) {
    for (column, found) in later.foreign {
      foreign[column, default: (0, found.text)].rows += found.rows
    }
    if let first = later.firstRepeated {
      repeated += later.repeated - 1
      noteRepeated(first.text, rows + first.row)
    }
    for (key, row) in later.seen {
      if seen[key] != nil { noteRepeated(key, rows + row) } else { seen[key] = rows + row }
    }
    rows += later.rows
  }

  /// Warnings: the rows are used as they are, and the reader of the build's output decides.
  func problems(feed: String) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if let firstRepeated, let key = unique.first {
      problems.append(
        Diagnostic(
          .warning, .expectationFailed,
          "feed “\(feed)” has \(Self.rows(repeated)) whose key was there before, such as “\(Self.shown(firstRepeated.text))”",
          at: key.location,
          fix: "ask the publisher, count with `count(distinct …)`, or drop the key from `unique`"))
    }
    for (column, _) in values {
      guard let found = foreign[column.text] else { continue }
      problems.append(
        Diagnostic(
          .warning, .expectationFailed,
          "feed “\(feed)” has \(Self.rows(found.rows)) with unexpected values in “\(column.text)”, such as “\(found.text)”",
          at: column.location, fix: "add “\(found.text)” to `expect.values`, or handle it in `where`"))
    }
    return problems
  }

  private static func shown(_ key: String) -> String {
    key.split(separator: "\u{1F}", omittingEmptySubsequences: false).joined(separator: " · ")
  }

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

  private static func text(_ column: ColumnData, _ row: Int) -> String {
    switch column {
    case .text(let text): text.codes[row] < 0 ? "" : text.entries[Int(text.codes[row])]
    case .number(let values): values[row].isNaN ? "" : "\(values[row])"
    case .instant(let values): values[row] == ColumnData.noInstant ? "" : "\(values[row])"
    case .boolean(let values): values[row] < 0 ? "" : "\(values[row])"
    }
  }
}
