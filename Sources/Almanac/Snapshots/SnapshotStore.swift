import Catalog
import Feeds
import Foundation
import Notation

/// `Indicators/snapshots/`: the frozen bytes of feeds, and the lock that says which bytes they are.
package struct SnapshotStore: Sendable {
  package let folder: URL
  /// Where it is written down which files have been hashed.
  let seals: SealFolder
  /// Where snapshots of other formats lie as plain text.
  let translations: TranslationCache

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

  /// The snapshot's file, checked against its SHA-256: in one streaming read, or by its seal.
  ///
  /// - Parameter meter: told the bytes that are hashed, as they are, and the file when it is sound.
  package func verified(
    _ record: SnapshotRecord, _ checking: SnapshotChecking = .trusting, _ meter: Meter? = nil
  ) throws(Diagnostic) -> URL {
    let url = folder.appendingPathComponent(record.file)
    guard let seal = FileSeal(url.path) else {
      throw Diagnostic(
        .error, .noSnapshot, "the snapshot “\(record.file)” of feed “\(record.feed)” is gone",
        at: SourceLocation(path: "Indicators/snapshots/\(record.file)"),
        fix: "restore it from version control, or run `almanac fetch \(record.feed)`")
    }
    defer { meter?.add(items: 1) }
    if checking.trusts, seals.vouches(for: record, seal) { return url }
    let start = FileSeal.now
    meter?.expect(bytes: record.bytes)
    guard try Self.sha256(of: url, meter) == record.sha256 else {
      throw Diagnostic(
        .error, .snapshotChanged, "the bytes of “\(record.file)” are not those that the lock names",
        at: SourceLocation(path: "Indicators/snapshots/\(record.file)"),
        fix: "restore it from version control, or run `almanac fetch \(record.feed)` to take in new data")
    }
    if checking.seals, seal.isSettled(at: start), FileSeal(url.path) == seal { seals.put(seal, on: record) }
    return url
  }

  /// The snapshot as it can be read, its file checked as `verified` does; a translation is made where there is none,
  /// and anew where everything is to be checked.
  func readable(
    _ record: SnapshotRecord, _ feed: FeedDefinition, asShapes: Bool, _ checking: SnapshotChecking,
    _ meter: Meter?
  ) throws(Diagnostic) -> ReadableSnapshot {
    let file = try verified(record, checking, meter)
    return try translations.readable(record, file, feed, asShapes: asShapes, anew: !checking.trusts)
  }

  /// The digest of a file, read in blocks: memory does not grow with the file.
  package static func sha256(of url: URL, _ meter: Meter? = nil) throws(Diagnostic) -> String {
    var digest = SHA256()
    try Disk.readBlocks(url) {
      digest.update($0)
      meter?.add(bytes: $0.count)
    }
    return digest.finish()
  }

  /// Whether the record's file is there with the bytes that the lock names.
  func holds(_ record: SnapshotRecord) -> Bool {
    (try? Self.sha256(of: folder.appendingPathComponent(record.file))) == record.sha256  // unreadable is no
  }

  /// Keeps a second fetch from writing the same snapshots and lock.
  func claim() throws(Diagnostic) -> FileLock {
    try Disk.makeFolder(folder)
    return try FileLock(
      folder.appendingPathComponent(".fetch.lock").path,
      busy: Diagnostic(
        .error, .fetchBusy, "another fetch is writing the snapshots of this project",
        at: SourceLocation(path: folder.path), fix: "wait until it ends, then run the command again"))
  }

  /// Removes what earlier fetches left: snapshots that neither a record nor an edition names, and downloads that were
  /// cut off.
  ///
  /// Only what has a name that a fetch gives: `<feed>-<part>-<12 hexadecimal digits>.<ending>`, and hidden `.part`
  /// files and folders. Anything else in the folder is somebody's own. The lock must have been saved before.
  ///
  /// - Returns: how many were removed.
  func prune(_ lock: SnapshotLock, editions: EditionSnapshots) throws(Diagnostic) -> Int {
    let named = Set(lock.records.map(\.file))
    var removed = 0
    var old: [(name: String, digest: String)] = []
    for entry in Disk.entries(folder.path) where !named.contains(entry.name) {
      if entry.name.hasPrefix("."), entry.name.hasSuffix(".part") {
        try Disk.remove(folder.appendingPathComponent(entry.name))
        removed += 1
      } else if entry.kind == .file, let digest = Self.digest(in: entry.name) {
        old.append((entry.name, digest))
      }
    }
    let published = try editions.naming(Set(old.map(\.digest)))
    for (name, digest) in old where !published.contains(digest) {
      try Disk.remove(folder.appendingPathComponent(name))
      removed += 1
    }
    seals.keep(named)
    try translations.keep(lock.records)
    return removed
  }

  /// The beginning of the SHA-256 in a name that a fetch gives; nil for another name.
  private static func digest(in name: String) -> String? {
    guard let stem = name.split(separator: ".").first, !name.hasPrefix(".") else { return nil }
    let parts = stem.split(separator: "-")
    guard parts.count >= 3, Int(parts[parts.count - 2]) != nil, let digest = parts.last,
      digest.utf8.count == 12, digest.allSatisfy({ "0123456789abcdef".contains($0) })
    else { return nil }
    return String(digest)
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
    func number(_ key: String) -> Int? {
      members.first { $0.key == key }?.value.number.flatMap { Int(exactly: $0) }
    }
    guard let feed = text("feed"), let part = number("part"), let source = text("source"),
      let file = text("file"), let time = text("time"), let bytes = number("bytes"),
      let sha256 = text("sha256"), !file.contains("/"), !file.contains("..")
    else { throw broken(node.location) }
    var record = SnapshotRecord(
      feed: feed, part: part, source: source, file: file, time: time, bytes: bytes, sha256: sha256,
      rows: number("rows"), etag: text("etag"), lastModified: text("lastModified"),
      dialect: text("dialect"), pages: number("pages"), licence: text("licence"), stale: text("stale"))
    record.columns = members.first { $0.key == "columns" }?.value.array?.compactMap(\.string) ?? []
    record.grouped = text("grouped")
    record.total = members.first { $0.key == "total" }?.value.number
    return record
  }

  private static func broken(_ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, .snapshotChanged, "the lock is not as `almanac fetch` writes it", at: location,
      fix: "restore it from version control, or delete it and run `almanac fetch`")
  }
}
