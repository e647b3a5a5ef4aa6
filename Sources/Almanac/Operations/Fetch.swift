import Catalog
import Feeds
import Foundation
import Notation

/// `almanac fetch`: freezes the bytes of feeds as snapshots and writes the lock.
///
/// Each part is brought aside, judged, counted and only then renamed into place; the lock is saved after each
/// feed. A part that fails keeps its last good snapshot, and the lock says why it is stale.
package struct FetchOperation: Sendable {
  /// What became of one part.
  package struct Line: Hashable, Sendable {
    package enum Result: String, Sendable { case new, unchanged, failed }

    package let feed: String
    package let part: Int
    package let result: Result
    package let bytes: Int
    package let rows: Int?
  }

  let workspace: Workspace
  let transport: Transport
  /// ISO 8601, UTC.
  let now: String

  package init(workspace: Workspace, transport: Transport = .process, now: String) {
    self.workspace = workspace
    self.transport = transport
    self.now = now
  }

  /// Fetches the feeds, all where `names` is empty. Each line is told as it happens.
  ///
  /// - Returns: the failures, each with the feed's place; empty when all is well.
  package func run(_ feeds: [FeedDefinition], progress: (Line) -> Void) throws(Diagnostic) -> [Diagnostic] {
    let store = workspace.snapshots
    var lock = try store.lock()
    var problems: [Diagnostic] = []
    try Disk.makeFolder(store.folder)
    for feed in feeds {
      for (index, part) in feed.source.parts.enumerated() {
        do throws(Diagnostic) {
          let (record, result) = try fetch(feed, part, index, lock.record(feed.id, part: index))
          lock.set(record)
          progress(Line(feed: feed.id, part: index, result: result, bytes: record.bytes, rows: record.rows))
        } catch {
          problems.append(error)
          if var record = lock.record(feed.id, part: index) {
            record.stale = error.message
            lock.set(record)
          }
          progress(Line(feed: feed.id, part: index, result: .failed, bytes: 0, rows: nil))
        }
      }
      try store.save(lock)
    }
    return problems
  }

  /// Drops what the project no longer names, from the lock and from the disk.
  package func prune(_ feeds: [FeedDefinition]) throws(Diagnostic) {
    let store = workspace.snapshots
    var lock = try store.lock()
    let parts = Dictionary(feeds.map { ($0.id, $0.source.parts.count) }, uniquingKeysWith: { first, _ in first })
    lock.keep { $0.part < parts[$0.feed] ?? 0 }
    try store.save(lock)
    _ = try store.prune(lock)
  }

  private func fetch(
    _ feed: FeedDefinition, _ part: FeedSource.Part, _ index: Int, _ last: SnapshotRecord?
  ) throws(Diagnostic) -> (SnapshotRecord, Line.Result) {
    guard let (connector, planned) = Connector.plan(for: part) else {
      throw failure(part, "no connector speaks this source", fix: "use `file` or `url`")
    }
    var request = planned
    if let last, case .url = request.target, Disk.exists(workspace.snapshots.folder.appendingPathComponent(last.file)) {
      request.headers = Self.validators(last)
    }
    let aside = workspace.snapshots.folder.appendingPathComponent(".\(feed.id)-\(index).part")
    defer { unlink(aside.path) }
    let answer = try bring(request, part, to: aside)
    if let refusal = connector.judge(request, answer) {
      throw failure(part, refusal.message, fix: refusal.fix)
    }
    if answer.status == 304, let last { return (refreshed(last, answer), .unchanged) }
    return try keep(aside, answer, request, feed, part, index, last)
  }

  private func bring(_ request: FetchRequest, _ part: FeedSource.Part, to aside: URL) throws(Diagnostic)
    -> FetchAnswer
  {
    switch request.target {
    case .file(let path):
      guard let source = workspace.sourceFile(path) else {
        let folders = [workspace.data?.lastPathComponent, workspace.root.lastPathComponent].compactMap { $0 }
        throw failure(
          part, "there is no file “\(path)” in \(folders.map { "“\($0)”" }.joined(separator: " or "))",
          fix: "correct the path, or name the data folder with --data or ALMANAC_DATA")
      }
      let bytes = try Disk.read(source)
      try Disk.write(bytes, to: aside)
      return FetchAnswer(status: 200, bytes: bytes.count, head: Array(bytes.prefix(512)))
    case .url:
      switch try transport.bring(request, aside) {
      case .answer(let answer): return answer
      case .failure(let why):
        throw failure(
          part, "“\(request.redacted)” could not be fetched: \(why)",
          fix: "try again later; the last good snapshot stays in use")
      }
    }
  }

  private func keep(
    _ aside: URL, _ answer: FetchAnswer, _ request: FetchRequest, _ feed: FeedDefinition,
    _ part: FeedSource.Part, _ index: Int, _ last: SnapshotRecord?
  ) throws(Diagnostic) -> (SnapshotRecord, Line.Result) {
    let rows = try RowCount.count(aside, feed: feed)
    try expect(feed, part, rows, last)
    let digest = try SnapshotStore.sha256(of: aside)
    let name = "\(feed.id)-\(index)-\(digest.prefix(12)).\(Self.fileExtension(request, feed))"
    let target = workspace.snapshots.folder.appendingPathComponent(name)
    if let last, last.sha256 == digest, Disk.exists(target) {
      return (refreshed(last, answer), .unchanged)
    }
    guard rename(aside.path, target.path) == 0 else { throw .unwritable(target, errno) }
    let record = SnapshotRecord(
      feed: feed.id, part: index, source: request.redacted, file: name, time: now, bytes: answer.bytes,
      sha256: digest, rows: rows, etag: answer.etag, lastModified: answer.lastModified)
    return (record, .new)
  }

  private func expect(_ feed: FeedDefinition, _ part: FeedSource.Part, _ rows: Int, _ last: SnapshotRecord?)
    throws(Diagnostic)
  {
    if let least = feed.expect.rowsAtLeast, rows < least {
      throw Diagnostic(
        .error, .feedShrank, "feed “\(feed.id)” has \(rows) rows; at least \(least) are expected", at: part.location,
        fix: "look at the source; lower `expect.rows.atLeast` if it is right")
    }
    guard let most = feed.expect.dropAtMost, let before = last?.rows, before > 0 else { return }
    let dropped = Double(before - rows) / Double(before)
    guard dropped > most else { return }
    throw Diagnostic(
      .error, .feedShrank, "feed “\(feed.id)” has \(rows) rows; the last snapshot had \(before)", at: part.location,
      fix: "look at the source; raise `expect.rows.dropAtMost` if it is right")
  }

  /// The same bytes were confirmed: the record keeps its time, because the data is as old as it was.
  private func refreshed(_ last: SnapshotRecord, _ answer: FetchAnswer) -> SnapshotRecord {
    var record = last
    record.stale = nil
    record.etag = answer.etag ?? last.etag
    record.lastModified = answer.lastModified ?? last.lastModified
    return record
  }

  private func failure(_ part: FeedSource.Part, _ message: String, fix: String) -> Diagnostic {
    Diagnostic(.error, .fetchFailed, message, at: part.location, fix: fix)
  }

  private static func validators(_ last: SnapshotRecord) -> [FetchRequest.Header] {
    if let etag = last.etag { return [FetchRequest.Header("If-None-Match", etag)] }
    return last.lastModified.map { [FetchRequest.Header("If-Modified-Since", $0)] } ?? []
  }

  /// The ending of the source's name where it is a plain one, else by the declared format.
  private static func fileExtension(_ request: FetchRequest, _ feed: FeedDefinition) -> String {
    let path: String
    switch request.target {
    case .file(let file): path = file
    case .url(let address): path = String(address.prefix { $0 != "?" && $0 != "#" })
    }
    let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map(String.init) ?? ""
    let isPlain = (1...8).contains(ending.count) && ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return isPlain ? ending.lowercased() : (feed.format.kind ?? "data")
  }
}
