import Catalog
import Evaluation
import Feeds
import Foundation
import Notation
import Tables

/// A project's feed as a table that is queried: its snapshot, its columns, its `where`.
struct QueryFeed {
  private let feed: FeedDefinition
  private let rows: FeedRows
  private let files: [URL]

  var columns: [ExpressionColumn] { rows.columns }

  /// Finds the feed and its snapshot. Mistakes in other definitions do not stand in the way.
  ///
  /// A snapshot's digest is not checked, because that would cost more than most queries; its length is.
  init(_ name: String, _ workspace: Workspace) throws(Problems) {
    let definitions: [DefinitionFile]
    do throws(Diagnostic) { definitions = try workspace.definitionFiles() } catch { throw Problems([error]) }
    let reading = Project.read(definitions)
    let feeds = reading.partial?.feeds ?? []
    let own = reading.diagnostics.filter { $0.severity == .error && $0.location?.path == Self.path(name) }
    if !own.isEmpty { throw Problems(own) }
    guard let feed = feeds.first(where: { $0.id == name }) else {
      throw Problems([Names.unknown("feed", name, among: feeds.map(\.id))])
    }
    var problems: [Diagnostic] = []
    rows = FeedRows(feed, problems: &problems)
    if problems.hasErrors { throw Problems(problems) }
    self.feed = feed
    do throws(Diagnostic) { files = try Self.files(feed, workspace.snapshots) } catch {
      throw Problems([error])
    }
  }

  private static func path(_ name: String) -> String { "Indicators/feeds/\(name).json5" }

  private static func files(_ feed: FeedDefinition, _ store: SnapshotStore) throws(Diagnostic) -> [URL] {
    let lock = try store.lock()
    var files: [URL] = []
    for (number, part) in feed.source.parts.enumerated() {
      guard let record = lock.record(feed.id, part: number) else {
        throw Diagnostic(
          .error, .noSnapshot, "feed “\(feed.id)” has no snapshot", at: part.location,
          fix: "run `almanac fetch \(feed.id)`")
      }
      files.append(try store.file(record))
    }
    return files
  }

  /// - Returns: what was wrong with the data.
  func run(_ plan: QueryPlan, allRows: Bool, into writer: inout ResultWriter) throws(Diagnostic)
    -> [Diagnostic]
  {
    let filter = allRows ? nil : rows.filter
    let wanted = rows.wanted(plan.columns.union(filter?.columns ?? []))
    let index = rows.index(wanted)
    var run = QueryRun(plan, columns: index, where: filter)
    var problems: [Diagnostic] = []
    do throws(Diagnostic) {
      for file in files {
        let path = "Indicators/snapshots/\(file.lastPathComponent)"
        let report = try FeedReader.read(feed, from: .file(file.path), named: path, wanted: wanted) {
          (chunk) throws(Diagnostic) in
          writer.add(run.add(rows.complete(chunk, index)))
          if run.isComplete { throw .enough }
        }
        problems += report.diagnostics
      }
    } catch {
      if !run.isComplete { throw error }
    }
    writer.add(run.result())
    return problems
  }
}

extension SnapshotStore {
  /// The snapshot's file, by its length the one that the lock names.
  fileprivate func file(_ record: SnapshotRecord) throws(Diagnostic) -> URL {
    let url = folder.appendingPathComponent(record.file)
    let place = SourceLocation(path: "Indicators/snapshots/\(record.file)")
    var status = stat()
    guard stat(url.path, &status) == 0 else {
      throw Diagnostic(
        .error, .noSnapshot, "the snapshot “\(record.file)” of feed “\(record.feed)” is gone", at: place,
        fix: "restore it from version control, or run `almanac fetch \(record.feed)`")
    }
    guard Int(status.st_size) == record.bytes else {
      throw Diagnostic(
        .error, .snapshotChanged,
        "“\(record.file)” has \(status.st_size) bytes, and the lock names \(record.bytes)", at: place,
        fix: "restore it from version control, or run `almanac fetch \(record.feed)` to take in new data")
    }
    return url
  }
}
