import Foundation

/// What the system says of a file, so that one that has changed since can be told: the same file, as long,
/// untouched.
///
/// Git trusts its index by the same signs. Writing to a file, replacing it or setting its times back all
/// change the moment of its last change of state, which no program can set. What it cannot tell is a disk
/// that forgets bits: for that there is `--verify`, and every `almanac fetch` hashes what it holds.
struct FileSeal: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  private let bytes: Int
  /// Nanoseconds since 1970.
  private let modified: Int
  private let changed: Int

  /// Nil where there is no file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(status.st_ino)
    bytes = Int(status.st_size)
    #if canImport(Darwin)
      modified = Self.nanoseconds(status.st_mtimespec)
      changed = Self.nanoseconds(status.st_ctimespec)
    #else
      modified = Self.nanoseconds(status.st_mtim)
      changed = Self.nanoseconds(status.st_ctim)
    #endif
  }

  /// Whether the file had been left alone for two seconds at a moment (nanoseconds since 1970). Before that
  /// another write could bear the same time: file systems count in steps of up to two seconds.
  func isSettled(at moment: Int) -> Bool { max(modified, changed) + 2_000_000_000 < moment }

  /// A line of text, and what the file's bytes were found to be.
  func text(_ sha256: String) -> String { "1 \(device) \(inode) \(bytes) \(modified) \(changed) \(sha256)\n" }

  /// The moment.
  static var now: Int {
    var time = timespec()
    return clock_gettime(CLOCK_REALTIME, &time) == 0 ? nanoseconds(time) : 0
  }

  private static func nanoseconds(_ time: timespec) -> Int {
    Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
