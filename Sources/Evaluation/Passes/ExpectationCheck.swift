import Catalog
import Notation
import Tables

/// Checks what a feed expects of its rows: keys that occur once, cells that are filled, values that are allowed or in
/// range, and a column's sum.
///
/// Keys are kept whole, so memory grows with the rows of a feed that declares `unique`.
package struct ExpectationCheck: Sendable {
  private let expect: Expectations
  private let unique: [SourcedText]
  private let values: [(column: SourcedText, allowed: Set<String>)]
  /// Keys with the number of the row that had them first.
  private var seen: [String: Int] = [:]
  /// Rows that were checked.
  package private(set) var rows = 0
  private var repeated = 0
  private var firstRepeated: (row: Int, text: String)?
  private var foreign: [String: Finding] = [:]
  private var empty: [Int]
  private var outside: [Finding]
  private var bounds: [(low: ColumnBound, high: ColumnBound)]
  private var sum = Tables.CompensatedSum()

  /// Rows that disappoint, and what the first of them says.
  private struct Finding: Sendable {
    var rows = 0
    var text = ""

    mutating func add(_ shown: String) {
      if rows == 0 { text = shown }
      rows += 1
    }

    mutating func merge(_ later: Finding) {
      if rows == 0 { text = later.text }
      rows += later.rows
    }
  }

  /// An end of a range, as numbers and instants are compared with it.
  private struct ColumnBound: Sendable {
    let number: Double
    let instant: Int64

    init(_ bound: Expectations.Range.Bound?, open: Double, openInstant: Int64) {
      switch bound {
      case .number(let number)?: (self.number, instant) = (number, openInstant)
      case .date(let text)?: (number, instant) = (open, ColumnData.instant(text) ?? openInstant)
      case nil: (number, instant) = (open, openInstant)
      }
    }
  }

  /// The columns that make up a row's key: those that `expect.unique` names, else those declared as `key`.
  package static func key(of feed: FeedDefinition) -> [SourcedText] {
    guard feed.expect.unique.isEmpty else { return feed.expect.unique }
    return feed.columns.filter(\.isKey).map { SourcedText($0.name, at: $0.location) }
  }

  /// The columns that the check reads, by their names in the feed.
  package static func columns(of feed: FeedDefinition) -> Set<String> {
    let expect = feed.expect
    var names = Set(key(of: feed).map(\.text) + expect.required.map(\.text))
    names.formUnion(expect.values.map(\.column.text) + expect.ranges.map(\.column.text))
    if let total = expect.total { names.insert(total.column.text) }
    return names
  }

  /// Days since 1970-01-01 of an ISO 8601 day; nil where the text is none.
  package static func day(_ text: String) -> Int? { ColumnData.instant(text).map { Int($0 / 86_400) } }

  package init(_ feed: FeedDefinition) {
    expect = feed.expect
    unique = Self.key(of: feed)
    values = expect.values.map { ($0.column, Set($0.allowed)) }
    empty = [Int](repeating: 0, count: expect.required.count)
    outside = [Finding](repeating: Finding(), count: expect.ranges.count)
    bounds = expect.ranges.map { range in
      (
        ColumnBound(range.atLeast, open: -.infinity, openInstant: .min),
        ColumnBound(range.atMost, open: .infinity, openInstant: .max)
      )
    }
  }

  package mutating func add(_ chunk: Chunk, _ columns: [String: Int]) {
    for (column, allowed) in values {
      guard let at = columns[column.text], case .text(let text) = chunk.columns[at] else { continue }
      let isForeign = text.entries.map { !allowed.contains($0) }
      for code in text.codes where code >= 0 && isForeign[Int(code)] {
        foreign[column.text, default: Finding()].add(text.entries[Int(code)])
      }
    }
    for (index, column) in expect.required.enumerated() {
      guard let at = columns[column.text] else { continue }
      empty[index] += chunk.columns[at].missingCount
    }
    for (index, range) in expect.ranges.enumerated() {
      guard let at = columns[range.column.text] else { continue }
      addRange(chunk.columns[at], index)
    }
    if let total = expect.total, let at = columns[total.column.text],
      case .number(let values) = chunk.columns[at]
    {
      for value in values where !value.isNaN { sum.add(value) }
    }
    addKeys(chunk, columns)
  }

  private mutating func addRange(_ column: ColumnData, _ index: Int) {
    let (low, high) = bounds[index]
    switch column {
    case .number(let values):
      for value in values where value < low.number || value > high.number {
        outside[index].add(ValueText.text(value))
      }
    case .instant(let values):
      // A day as the upper end holds all of it.
      let last = high.instant == .max ? Int64.max : high.instant + 86_399
      for value in values where value != ColumnData.noInstant && (value < low.instant || value > last) {
        outside[index].add(ValueText.text(instant: value))
      }
    case .text, .boolean: break
    }
  }

  private mutating func addKeys(_ chunk: Chunk, _ columns: [String: Int]) {
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
  package mutating func merge(_ later: ExpectationCheck) {
    for (column, found) in later.foreign { foreign[column, default: Finding()].merge(found) }
    for index in empty.indices { empty[index] += later.empty[index] }
    for index in outside.indices { outside[index].merge(later.outside[index]) }
    sum.merge(later.sum)
    if let first = later.firstRepeated {
      repeated += later.repeated - 1
      noteRepeated(first.text, rows + first.row)
    }
    for (key, row) in later.seen {
      if seen[key] != nil { noteRepeated(key, rows + row) } else { seen[key] = rows + row }
    }
    rows += later.rows
  }

  /// The sum of the column that `expect.total` names; nil where there is none.
  package var total: Double? { expect.total == nil ? nil : sum.value }

  /// What became of each expectation of rows, in the order of `Expectations.Kind`.
  package func results(feed: String) -> [ExpectationResult] {
    uniqueResults(feed) + requiredResults(feed) + valueResults(feed) + rangeResults(feed)
  }

  private func uniqueResults(_ feed: String) -> [ExpectationResult] {
    guard let first = unique.first else { return [] }
    let told = firstRepeated.map { found in
      problem(
        .unique, first.location,
        "feed “\(feed)” has \(Self.rows(repeated)) whose key was there before, such as “\(Self.shown(found.text))”",
        fix: "ask the publisher, count with `count(distinct …)`, or drop the key from `unique`")
    }
    let subject = unique.map(\.text).joined(separator: ", ")
    let found = firstRepeated == nil ? "\(seen.count) keys" : "\(Self.rows(repeated)) again"
    return [
      ExpectationResult(feed, .unique, subject, wanted: "each key once", found: found, problem: told)
    ]
  }

  private func requiredResults(_ feed: String) -> [ExpectationResult] {
    expect.required.enumerated().map { index, column in
      let count = empty[index]
      return ExpectationResult(
        feed, .required, column.text, wanted: "no empty cell", found: "\(count) empty",
        problem: count == 0
          ? nil
          : problem(
            .required, column.location,
            "feed “\(feed)” has \(Self.rows(count)) without “\(column.text)”",
            fix:
              "ask the publisher, leave such rows out with `where`, or drop “\(column.text)” from `required`")
      )
    }
  }

  private func valueResults(_ feed: String) -> [ExpectationResult] {
    values.map { column, allowed in
      let found = foreign[column.text]
      return ExpectationResult(
        feed, .values, column.text, wanted: "one of \(allowed.count) values",
        found: found.map { "\(Self.rows($0.rows)) others, such as “\($0.text)”" } ?? "all of them",
        problem: found.map { found in
          problem(
            .values, column.location,
            "feed “\(feed)” has \(Self.rows(found.rows)) with unexpected values in “\(column.text)”, such as “\(found.text)”",
            fix: "add “\(found.text)” to `expect.values`, or handle it in `where`")
        })
    }
  }

  private func rangeResults(_ feed: String) -> [ExpectationResult] {
    expect.ranges.enumerated().map { index, range in
      let found = outside[index]
      return ExpectationResult(
        feed, .ranges, range.column.text, wanted: Self.words(range),
        found: found.rows == 0 ? "all in it" : "\(Self.rows(found.rows)) outside, such as \(found.text)",
        problem: found.rows == 0
          ? nil
          : problem(
            .ranges, range.column.location,
            "feed “\(feed)” has \(Self.rows(found.rows)) whose “\(range.column.text)” is not \(Self.words(range)), such as \(found.text)",
            fix: "ask the publisher, name the value as `missing`, or widen the range"))
    }
  }

  private func problem(
    _ kind: Expectations.Kind, _ location: SourceLocation, _ message: String, fix: String
  ) -> Diagnostic {
    Diagnostic(expect.severity(kind), .expectationFailed, message, at: location, fix: fix)
  }

  private static func words(_ range: Expectations.Range) -> String {
    func text(_ bound: Expectations.Range.Bound) -> String {
      switch bound {
      case .number(let number): ValueText.text(number)
      case .date(let text): text
      }
    }
    switch (range.atLeast, range.atMost) {
    case (let low?, let high?): return "\(text(low)) to \(text(high))"
    case (let low?, nil): return "at least \(text(low))"
    case (nil, let high?): return "at most \(text(high))"
    case (nil, nil): return "anything"
    }
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

extension ColumnData {
  /// How many cells are empty.
  fileprivate var missingCount: Int {
    switch self {
    case .text(let text): text.codes.count { $0 < 0 }
    case .number(let values): values.count(where: \.isNaN)
    case .instant(let values): values.count { $0 == ColumnData.noInstant }
    case .boolean(let values): values.count { $0 < 0 }
    }
  }
}
