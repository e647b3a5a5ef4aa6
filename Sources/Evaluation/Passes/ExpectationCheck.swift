import Catalog
import Notation
import Tables

/// Checks what a feed expects of its rows: keys that occur once, columns that hold only allowed values.
///
/// Keys are kept whole, so memory grows with the rows of a feed that declares `unique`.
struct ExpectationCheck: Sendable {
  private let unique: [SourcedText]
  private let values: [(column: SourcedText, allowed: Set<String>)]
  private var seen: Set<String> = []
  private var repeated: (count: Int, first: String)?
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
    let keys = unique.compactMap { columns[$0.text] }
    guard !keys.isEmpty, keys.count == unique.count else { return }
    for row in 0..<chunk.count {
      let parts = keys.map { Self.text(chunk.columns[$0], row) }
      // As in SQL, rows without a key are not each other's twins.
      guard !parts.allSatisfy({ $0.isEmpty }) else { continue }
      let isNew = seen.insert(parts.joined(separator: "\u{1F}")).inserted
      if !isNew { repeated = ((repeated?.count ?? 0) + 1, repeated?.first ?? parts.joined(separator: " · ")) }
    }
  }

  /// Warnings: the rows are used as they are, and the reader of the build's output decides.
  func problems(feed: String) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if let repeated, let key = unique.first {
      problems.append(
        Diagnostic(
          .warning, .expectationFailed,
          "feed “\(feed)” has \(Self.rows(repeated.count)) whose key was there before, such as “\(repeated.first)”",
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
