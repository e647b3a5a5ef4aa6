import Catalog
import Feeds
import Formats
import Foundation
import Notation
import Synchronization

/// Translated snapshots, below `.almanac/`: made when they are first read, and again when they are gone.
///
/// A file is named for the bytes it was made of, for what was asked of them, and for the version of the translation,
/// so a file that is there is the right one. It is written aside and renamed.
struct TranslationCache: Sendable {
  let folder: URL

  /// The snapshot as it can be read.
  ///
  /// - Parameters:
  ///   - file: the snapshot's own, verified file.
  ///   - asShapes: whether shapes are wanted, for boundaries; else a table.
  ///   - anew: whether a translation that is there is not trusted.
  func readable(
    _ record: SnapshotRecord, _ file: URL, _ feed: FeedDefinition, asShapes: Bool, anew: Bool = false
  ) throws(Diagnostic) -> ReadableSnapshot {
    let path = "Indicators/snapshots/\(record.file)"
    guard feed.source.parts.indices.contains(record.part) else {
      return ReadableSnapshot(file: file, path: path, translation: nil)
    }
    let part = feed.source.parts[record.part]
    let bytes = try FileBytes(file: file.path, named: path)
    let reading = try SnapshotReading.of(feed, part, isPaged: record.pages != nil, bytes)
    if case .native = reading { return ReadableSnapshot(file: file, path: path, translation: nil) }
    let translation = Self.translation(reading, asShapes: asShapes)
    let target = folder.appendingPathComponent(Self.name(record, feed, part, translation))
    if anew || !Disk.exists(target) {
      try Disk.makeFolder(folder)
      _ = try Self.write(reading, part, translation, to: target)
    }
    return ReadableSnapshot(file: target, path: path, translation: translation)
  }

  /// Removes translations of snapshots that are named no more.
  func keep(_ records: [SnapshotRecord]) throws(Diagnostic) {
    let stems = Set(records.map { Self.stem($0) })
    for entry in Disk.entries(folder.path) where entry.kind == .file {
      guard !stems.contains(where: { entry.name.hasPrefix($0 + "-") }) else { continue }
      try Disk.remove(folder.appendingPathComponent(entry.name))
    }
  }

  private static func stem(_ record: SnapshotRecord) -> String {
    "\(record.feed)-\(record.part)-\(record.sha256.prefix(16))"
  }

  /// The dialect's own options matter too: a connector may decode by them.
  private static func name(
    _ record: SnapshotRecord, _ feed: FeedDefinition, _ part: FeedSource.Part,
    _ translation: ReadableSnapshot.Translation
  ) -> String {
    var digest = SHA256()
    digest.update(Array("\(SnapshotReading.version)\u{0}\(feed.format)\u{0}".utf8))
    if let grouped = part.grouped { digest.update(Array("grouped\u{0}\(grouped.text)\u{0}".utf8)) }
    if case .dialect(let source) = part.kind {
      digest.update(Array("\(source.dialect)\u{0}\(source.address)\u{0}".utf8))
      for (name, value) in source.options.sorted(by: { $0.key < $1.key }) {
        digest.update(Array("\(name)\u{0}\(value)\u{0}".utf8))
      }
    }
    return "\(stem(record))-\(digest.finish().prefix(8)).\(translation.ending)"
  }

  /// What a reading is translated into.
  static func translation(_ reading: SnapshotReading, asShapes: Bool) -> ReadableSnapshot.Translation {
    if case .text(_, let name) = reading { return .unpacked(name) }
    return asShapes ? .features : .table
  }

  /// - Parameter cancellation: looked at before each block.
  /// - Returns: the reading's notes.
  static func write(
    _ reading: SnapshotReading, _ part: FeedSource.Part, _ translation: ReadableSnapshot.Translation,
    to target: URL, _ cancellation: Cancellation = Cancellation()
  ) throws(Diagnostic) -> [Diagnostic] {
    let file = try AsideFile(for: target)
    let notes = try reading.write(part, as: translation == .features ? .features : .table) {
      (block) throws(Diagnostic) in
      try cancellation.check()
      try file.append(block)
    }
    try file.finish()
    return notes
  }
}

/// A file that is written beside its place and renamed into it when it is whole; let go of before, it is gone.
///
/// A class, because its descriptor and its file must go when nobody holds it any more.
final class AsideFile: Sendable {
  private let descriptor: Int32
  private let aside: String
  private let target: String
  private let isFinished = Mutex(false)

  init(for target: URL) throws(Diagnostic) {
    self.target = target.path
    aside = target.deletingLastPathComponent().path + "/.\(target.lastPathComponent).\(getpid()).part"
    descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(target.path, errno) }
  }

  deinit {
    close(descriptor)
    if !isFinished.withLock({ $0 }) { unlink(aside) }
  }

  func append(_ bytes: [UInt8]) throws(Diagnostic) {
    let code = Disk.append(bytes, to: descriptor)
    guard code == 0 else { throw .unwritable(target, code) }
  }

  /// Puts the file into its place.
  func finish() throws(Diagnostic) {
    guard rename(aside, target) == 0 else { throw .unwritable(target, errno) }
    isFinished.withLock { $0 = true }
  }
}
