import Catalog
import Feeds
import Foundation
import Notation

/// `Indicators/snapshots/`: the frozen bytes of feeds, and the lock that says which bytes they are.
package struct SnapshotStore: Sendable {
  package let folder: URL

  package var lockFile: URL { folder.appendingPathComponent("snapshots.lock.json5") }

  /// The lock; empty where nothing has been fetched.
  package func lock() throws(Diagnostic) -> SnapshotLock {
    guard Disk.exists(lockFile) else { return SnapshotLock() }
    let path = "Indicators/snapshots/snapshots.lock.json5"
    return try LockReader.read(try Disk.read(lockFile), path: path)
  }

  package func save(_ lock: SnapshotLock) throws(Diagnostic) {
    try Disk.makeFolder(folder)
    try Disk.replace(lockFile, with: Array(lock.text.utf8))
  }

  /// The snapshot's file, checked against its SHA-256 in one streaming read.
  package func verified(_ record: SnapshotRecord) throws(Diagnostic) -> URL {
    let url = folder.appendingPathComponent(record.file)
    guard Disk.exists(url) else {
      throw Diagnostic(
        .error, .noSnapshot, "the snapshot “\(record.file)” of feed “\(record.feed)” is gone",
        at: SourceLocation(path: "Indicators/snapshots/\(record.file)"),
        fix: "restore it from version control, or run `almanac fetch \(record.feed)`")
    }
    let digest = try Self.sha256(of: url)
    guard digest == record.sha256 else {
      throw Diagnostic(
        .error, .snapshotChanged, "the bytes of “\(record.file)” are not those that the lock names",
        at: SourceLocation(path: "Indicators/snapshots/\(record.file)"),
        fix: "restore it from version control, or run `almanac fetch \(record.feed)` to take in new data")
    }
    return url
  }

  /// The digest of a file, read in blocks: memory does not grow with the file.
  package static func sha256(of url: URL) throws(Diagnostic) -> String {
    guard let file = fopen(url.path, "rb") else { throw .unreadable(url, errno) }
    defer { fclose(file) }
    var digest = SHA256()
    let size = 1 << 18
    while true {
      let block = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        count = fread(buffer.baseAddress, 1, size, file)
      }
      if block.isEmpty { break }
      digest.update(block)
    }
    guard ferror(file) == 0 else { throw .unreadable(url, EIO) }
    return digest.finish()
  }

  /// Removes snapshot files that no record names; the lock must have been saved before.
  package func prune(_ lock: SnapshotLock) throws(Diagnostic) -> Int {
    let named = Set(lock.records.map(\.file))
    var removed = 0
    for file in Disk.files(below: folder)
    where !named.contains(file) && file != lockFile.lastPathComponent {
      try Disk.remove(folder.appendingPathComponent(file))
      removed += 1
    }
    return removed
  }
}

/// Reads `snapshots.lock.json5`.
private enum LockReader {
  static func read(_ bytes: [UInt8], path: String) throws(Diagnostic) -> SnapshotLock {
    let reading = JSON5.parse(bytes, path: path)
    if let problem = reading.diagnostics.first(where: { $0.severity == .error }) { throw problem }
    guard case .array(let nodes)? = reading.root?.kind else { throw broken(SourceLocation(path: path)) }
    var records: [SnapshotRecord] = []
    for node in nodes { records.append(try record(node)) }
    return SnapshotLock(records)
  }

  private static func record(_ node: JSONNode) throws(Diagnostic) -> SnapshotRecord {
    guard case .object(let members) = node.kind else { throw broken(node.location) }
    func text(_ key: String) -> String? { members.first { $0.key == key }?.value.string }
    func number(_ key: String) -> Int? { members.first { $0.key == key }?.value.number.flatMap { Int(exactly: $0) } }
    guard let feed = text("feed"), let part = number("part"), let source = text("source"),
      let file = text("file"), let time = text("time"), let bytes = number("bytes"),
      let sha256 = text("sha256"), !file.contains("/"), !file.contains("..")
    else { throw broken(node.location) }
    return SnapshotRecord(
      feed: feed, part: part, source: source, file: file, time: time, bytes: bytes, sha256: sha256,
      rows: number("rows"), etag: text("etag"), lastModified: text("lastModified"),
      stale: text("stale"))
  }

  private static func broken(_ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, .snapshotChanged, "the lock is not as `almanac fetch` writes it", at: location,
      fix: "restore it from version control, or delete it and run `almanac fetch`")
  }
}
