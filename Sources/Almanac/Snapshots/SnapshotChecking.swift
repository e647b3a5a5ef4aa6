import Catalog
import Foundation
import Notation

/// How the bytes of snapshots are checked against the lock.
///
/// A published number must be traceable to its bytes, so bytes are hashed. To hash 2.6 GB takes ten times as
/// long as to count them, so a file is hashed once and believed as long as its seal is unbroken.
package struct SnapshotChecking: Hashable, Sendable {
  /// Believes a file whose seal is unbroken.
  var trusts: Bool
  /// Puts a seal on a file that has been hashed.
  var seals: Bool

  /// For commands that write nothing.
  package static let trusting = SnapshotChecking(trusts: true, seals: false)
  /// For `build`.
  package static let remembering = SnapshotChecking(trusts: true, seals: true)

  /// The same, but every byte is hashed again.
  package var hashingAll: SnapshotChecking { SnapshotChecking(trusts: false, seals: seals) }
}

/// `.almanac/checked/`: a file for each snapshot that has been hashed, with the seal that it had then. It is
/// a cache: it may be deleted at any time, is never published, and keeps itself out of version control.
struct SealFolder: Sendable {
  /// The project's `.almanac`.
  let cache: URL

  private func file(_ record: SnapshotRecord) -> String { cache.path + "/checked/" + record.file }

  /// Whether a file bears the seal that it had when its bytes were found to be the record's.
  func vouches(for record: SnapshotRecord, _ seal: FileSeal) -> Bool {
    guard let held = try? Disk.read(path: file(record)) else { return false }  // without one they are hashed
    return held == Array(seal.text(record.sha256).utf8)
  }

  /// Best effort: a seal that cannot be written is one more hashing.
  func put(_ seal: FileSeal, on record: SnapshotRecord) {
    let ignore = cache.appendingPathComponent(".gitignore")
    try? Disk.makeFolder(path: cache.path + "/checked")
    if !Disk.exists(ignore) { try? Disk.replace(ignore, with: Array("*\n".utf8)) }
    try? Disk.replace(URL(fileURLWithPath: file(record)), with: Array(seal.text(record.sha256).utf8))
  }

  /// Drops the seals of files that are no snapshots any more.
  func keep(_ names: Set<String>) {
    let folder = cache.path + "/checked"
    for entry in Disk.entries(folder) where !names.contains(entry.name) {
      try? Disk.remove(path: folder + "/" + entry.name)
    }
  }
}
