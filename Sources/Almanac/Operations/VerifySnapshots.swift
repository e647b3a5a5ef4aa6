import Catalog
import Evaluation
import Feeds
import Foundation
import Notation

/// `almanac fetch --verify`: proves that the snapshots are those that the lock names, without the network.
///
/// Every file is hashed and read again: a seal is not believed, and rows are counted anew.
package struct VerifySnapshots: Sendable {
  /// One part of a feed.
  package struct Line: Hashable, Sendable {
    package let feed: String
    /// From 0.
    package let part: Int
    package let file: String
    package let bytes: Int
    package let rows: Int?
    package let isSound: Bool
  }

  private let workspace: Workspace
  private let feeds: [FeedDefinition]
  private let plan: EvaluationPlan

  /// - Parameters:
  ///   - feeds: all of the project.
  ///   - plan: says how snapshots are read that hold what a portal counted.
  package init(workspace: Workspace, feeds: [FeedDefinition], plan: EvaluationPlan) {
    self.workspace = workspace
    self.feeds = feeds
    self.plan = plan
  }

  /// Each line is told as it is known.
  ///
  /// - Parameter names: the feeds to look at; none stands for all, and then strangers are told too.
  /// - Returns: what is wrong (errors); files that the lock does not name, and records of feeds that the project does not
  ///   have (warnings).
  /// - Throws: where the lock cannot be read.
  package func run(only names: [String] = [], _ progress: (Line) -> Void) throws(Diagnostic) -> [Diagnostic] {
    let store = workspace.snapshots
    let lock = try store.lock()
    var problems: [Diagnostic] = []
    for feed in feeds where names.isEmpty || names.contains(feed.id) {
      for (index, part) in feed.source.parts.enumerated() {
        guard let record = lock.record(feed.id, part: index) else {
          problems.append(
            Diagnostic(
              .error, .noSnapshot, "feed “\(feed.id)” has no snapshot", at: part.location,
              fix: "run `almanac fetch \(feed.id)`"))
          continue
        }
        let problem = problem(record, feed, store)
        if let problem { problems.append(problem) }
        progress(
          Line(
            feed: feed.id, part: index, file: record.file, bytes: record.bytes, rows: record.rows,
            isSound: problem == nil))
      }
    }
    return names.isEmpty ? problems + strayRecords(lock, store) + strangers(lock, store) : problems
  }

  /// Nil where the part's file is the one that the lock names.
  private func problem(_ record: SnapshotRecord, _ feed: FeedDefinition, _ store: SnapshotStore)
    -> Diagnostic?
  {
    do throws(Diagnostic) {
      let file = try store.verified(record, .trusting.hashingAll)
      guard let rows = record.rows else { return nil }
      let read = try plan.reading(feed, grouped: record.grouped).feed
      let part = read.source.parts[record.part]
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("almanac-verify-\(UUID().uuidString)")
      try Disk.makeFolder(folder)
      defer { try? Disk.remove(folder) }  // of the system's own temporary folder
      var warnings: [Diagnostic] = []
      let proof = try SnapshotProof(
        file, read, part, isPaged: record.pages != nil, folder: folder, last: nil, warnings: &warnings)
      guard proof.rows != rows else { return nil }
      return Diagnostic(
        .error, .snapshotChanged,
        "the snapshot “\(record.file)” reads as \(proof.rows) rows, and the lock names \(rows)",
        at: part.location,
        fix:
          "if `format` or `columns` changed on purpose, run `almanac fetch \(feed.id)`; else restore the lock"
      )
    } catch {
      return error
    }
  }

  private func strayRecords(_ lock: SnapshotLock, _ store: SnapshotStore) -> [Diagnostic] {
    lock.records.filter { record in
      !feeds.contains { $0.id == record.feed && $0.source.parts.indices.contains(record.part) }
    }.map { record in
      let part = record.part == 0 ? "" : " part \(record.part + 1)"
      return Diagnostic(
        .warning, .snapshotChanged,
        "the lock names feed “\(record.feed)”\(part), which the project does not have",
        at: SourceLocation(path: "Indicators/snapshots/\(store.lockFile.lastPathComponent)"),
        fix: "run `almanac fetch` to drop it, or restore the feed's definition")
    }
  }

  private func strangers(_ lock: SnapshotLock, _ store: SnapshotStore) -> [Diagnostic] {
    let named = Set(lock.records.map(\.file))
    return Disk.entries(store.folder.path)
      .filter { $0.kind == .file && !$0.name.hasPrefix(".") && $0.name != store.lockFile.lastPathComponent }
      .map(\.name).filter { !named.contains($0) }.sorted()
      .map { name in
        Diagnostic(
          .warning, .snapshotChanged, "the lock does not name “\(name)”",
          at: SourceLocation(path: "Indicators/snapshots/\(name)"),
          fix: "run `almanac fetch` to drop old snapshots, or move the file elsewhere")
      }
  }
}
