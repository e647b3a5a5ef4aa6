import Catalog
import Evaluation
import Feeds
import Formats
import Foundation
import Notation
import Tables

/// What reading fetched bytes shows, before they are kept: that they are what the feed says, how many rows they have,
/// and what became of the feed's expectations.
struct SnapshotProof {
  let rows: Int
  /// Names with types, as the lock notes them.
  let columns: [String]
  let total: Double?
  let results: [ExpectationResult]

  /// Reads the bytes.
  ///
  /// - Parameters:
  ///   - used: the feed's columns that indicators are made of. One that is gone makes the bytes unreadable, as it does one
  ///     that is expected something of.
  ///   - folder: where a translation is made for the purpose.
  ///   - last: the record that the new bytes would replace.
  ///   - cancellation: looked at with each piece that is read.
  ///   - warnings: takes differences from the last snapshot's columns that nothing is expected of; they are told though
  ///     the bytes do not read, because they may be why.
  /// - Throws: what makes the bytes unreadable, and columns that must not differ and do.
  init(
    _ file: URL, _ feed: FeedDefinition, _ part: FeedSource.Part, isPaged: Bool, folder: URL,
    last: SnapshotRecord?, used: Set<String> = [], cancellation: Cancellation = Cancellation(),
    warnings: inout [Diagnostic]
  ) throws(Diagnostic) {
    let readable = try Self.readable(file, feed, part, isPaged, folder, cancellation, &warnings)
    let read = readable.asRead(feed)
    let format = TableFormat(read.format)
    let sketch = try TableSketch(of: readable.source, named: readable.path, format: format)
    columns = sketch.columns.map { "\($0.name) \($0.guess?.type.rawValue ?? "empty")" }
    // Of a snapshot of rows groups have other columns, and of groups of something else.
    let before = last?.grouped == part.grouped?.text ? last?.columns ?? [] : []
    let drift = ColumnDrift(from: before, to: columns, types: feed.expect.keepsColumns)
    let severity = feed.expect.keepsColumns ? feed.expect.severity(.columns) : .warning
    let found = drift.problems(severity, feed, at: feed.expect.locations[.columns] ?? part.location)
    // Told first: columns that are gone would be told as unknown, without their likely new names.
    if severity == .error, let problem = found.first { throw problem }
    if !feed.expect.keepsColumns { warnings += found }
    if let grouped = part.grouped {
      rows = try Self.recordsCounted(grouped, read, readable)
      total = nil
      results =
        SnapshotChange(feed, part, last, rows: rows, total: nil, drift).results
        + ExpectationCheck.uncheckedResults(feed)
      return
    }
    var check = ExpectationCheck(feed)
    // Of what indicators use only the columns that the first records lack: whether they are there at all. Their cells are
    // read by the build.
    let present = Set(sketch.columns.map(\.name))
    func isAbsent(_ name: String) -> Bool {
      FeedReader.source(of: name, in: feed).map { !present.contains($0) } ?? false
    }
    let names = ExpectationCheck.columns(of: feed).filter { FeedReader.hasSource($0, in: feed) }
      .union(used.filter(isAbsent)).sorted()
    let index = Dictionary(
      zip(names, names.indices).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    let report = try FeedReader.read(read, from: readable.source, named: readable.path, wanted: names) {
      (chunk) throws(Diagnostic) in
      try cancellation.check()
      check.add(chunk, index)
    }
    if let problem = report.diagnostics.first(where: { $0.severity == .error }) {
      let absent = names.filter(isAbsent).compactMap { FeedReader.source(of: $0, in: feed) }
      throw problem.code == .unknownColumn ? drift.explaining(problem, absent) : problem
    }
    rows =
      feed.unpivot == nil
      ? report.records : try FeedReader.count(read, from: readable.source, named: readable.path)
    total = check.total
    let ofRows = check.results(feed: feed.id).filter { $0.kind == .unique || index[$0.subject] != nil }
    results = SnapshotChange(feed, part, last, rows: rows, total: total, drift).results + ofRows
  }

  /// How many records the groups stand for; all columns are read, so that a cell of another type is told here.
  private static func recordsCounted(
    _ grouped: GroupedQuery, _ feed: FeedDefinition, _ readable: ReadableSnapshot
  ) throws(Diagnostic) -> Int {
    let counted = CountedRows(rows: GroupedQuery.rowCount, totals: [:])
    let names = feed.columns.map(\.name).filter { FeedReader.hasSource($0, in: feed) }
    let index = Dictionary(zip(names, names.indices).map { ($0, $1) }) { first, _ in first }
    var rows = 0
    let report = try FeedReader.read(feed, from: readable.source, named: readable.path, wanted: names) {
      (chunk) throws(Diagnostic) in rows += counted.weights(chunk, index).reduce(0, +)
    }
    if let problem = report.diagnostics.first(where: { $0.severity == .error }) { throw problem }
    return rows
  }

  private static func readable(
    _ file: URL, _ feed: FeedDefinition, _ part: FeedSource.Part, _ isPaged: Bool, _ folder: URL,
    _ cancellation: Cancellation, _ warnings: inout [Diagnostic]
  ) throws(Diagnostic) -> ReadableSnapshot {
    let name = SourceName.of(part)
    let bytes = try FileBytes(file: file.path, named: name)
    let reading = try SnapshotReading.of(feed, part, isPaged: isPaged, bytes)
    if case .native = reading {
      if feed.format.kind == nil { try SnapshotReading.refuseXML(bytes) }
      return ReadableSnapshot(file: file, path: name, translation: nil)
    }
    let text = folder.appendingPathComponent("translated")
    let translation = TranslationCache.translation(reading, asShapes: false)
    warnings += try TranslationCache.write(reading, part, translation, to: text, cancellation)
    return ReadableSnapshot(file: text, path: name, translation: translation)
  }
}

/// New bytes against the last snapshot's: rows, columns and a total.
private struct SnapshotChange {
  private let feed: FeedDefinition
  private let part: FeedSource.Part
  private let last: SnapshotRecord?
  private let rows: Int
  private let total: Double?
  private let drift: ColumnDrift

  init(
    _ feed: FeedDefinition, _ part: FeedSource.Part, _ last: SnapshotRecord?, rows: Int, total: Double?,
    _ drift: ColumnDrift
  ) {
    self.feed = feed
    self.part = part
    self.last = last
    self.rows = rows
    self.total = total
    self.drift = drift
  }

  var results: [ExpectationResult] { rowResults + droppedResults + columnResults + totalResults }

  private var rowResults: [ExpectationResult] {
    guard let least = feed.expect.rowsAtLeast else { return [] }
    let problem = Diagnostic(
      feed.expect.severity(.rows), .feedShrank,
      "feed “\(feed.id)” has \(rows) rows; at least \(least) are expected", at: part.location,
      fix: "look at the source; lower `expect.rows.atLeast` if it is right")
    return [
      ExpectationResult(
        feed.id, .rows, wanted: "at least \(least)", found: "\(rows)", problem: rows < least ? problem : nil)
    ]
  }

  private var droppedResults: [ExpectationResult] {
    guard let most = feed.expect.dropAtMost, let before = last?.rows, before > 0 else { return [] }
    let dropped = Double(before - rows) / Double(before)
    let problem = Diagnostic(
      feed.expect.severity(.dropped), .feedShrank,
      "feed “\(feed.id)” has \(rows) rows; the last snapshot had \(before)", at: part.location,
      fix: "look at the source; raise `expect.rows.dropAtMost` if it is right")
    return [
      ExpectationResult(
        feed.id, .dropped, wanted: "at most \(Self.percent(most)) fewer", found: "\(rows) after \(before)",
        problem: dropped > most ? problem : nil)
    ]
  }

  private var columnResults: [ExpectationResult] {
    guard feed.expect.keepsColumns, let last, !last.columns.isEmpty, last.grouped == part.grouped?.text else {
      return []
    }
    let place = feed.expect.locations[.columns] ?? part.location
    return [
      ExpectationResult(
        feed.id, .columns, wanted: "unchanged", found: drift.words.isEmpty ? "unchanged" : drift.words,
        problem: drift.problems(feed.expect.severity(.columns), feed, at: place).first)
    ]
  }

  private var totalResults: [ExpectationResult] {
    guard let (column, within) = feed.expect.total, let before = last?.total, let total, before != 0 else {
      return []
    }
    let change = (total - before) / before.magnitude
    let shown = "\(ValueText.text(total)) after \(ValueText.text(before))"
    let problem = Diagnostic(
      feed.expect.severity(.total), .expectationFailed,
      "the sum of “\(column.text)” in feed “\(feed.id)” is \(shown); a change of at most \(Self.percent(within)) is expected",
      at: column.location, fix: "look at the source; raise `expect.total.within` if it is right")
    return [
      ExpectationResult(
        feed.id, .total, column.text, wanted: "within \(Self.percent(within))", found: shown,
        problem: change.magnitude > within ? problem : nil)
    ]
  }

  private static func percent(_ share: Double) -> String {
    ValueText.text((share * 1000).rounded() / 10) + " %"
  }
}
