import Foundation
import Notation

/// A folder held open, so that what lies in it is named by a path relative to it.
///
/// The system then looks up two or three names a file instead of ten, and a site's folder that changes its
/// name in the meantime stays the one that was meant.
package struct OpenFolder: ~Copyable, Sendable {
  /// What its paths are relative to, for messages.
  let path: String
  private let descriptor: Int32

  /// - Throws: `unreadable-file` where there is none or it may not be read.
  init(_ path: String) throws(Diagnostic) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path, errno) }
    self.path = path
  }

  deinit { close(descriptor) }

  /// Writes a file that does not exist yet, in a folder that does.
  ///
  /// Never opens an existing file: it may be a hard link to one of the old site, and writing would change
  /// both.
  func create(_ bytes: [UInt8], at name: String) throws(Diagnostic) {
    let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .unwritable(path + "/" + name, errno) }
    let failure = Disk.append(bytes, to: file)
    guard close(file) == 0, failure == 0 else {
      let reason = failure == 0 ? errno : failure
      unlinkat(descriptor, name, 0)
      throw .unwritable(path + "/" + name, reason)
    }
  }

  /// Adds a piece to a file that `create` made.
  func append(_ bytes: [UInt8], to name: String) throws(Diagnostic) {
    let file = openat(descriptor, name, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw .unwritable(path + "/" + name, errno) }
    let failure = Disk.append(bytes, to: file)
    guard close(file) == 0, failure == 0 else {
      let reason = failure == 0 ? errno : failure
      unlinkat(descriptor, name, 0)
      throw .unwritable(path + "/" + name, reason)
    }
  }

  /// The bytes of a part of a file; it must be as long as that.
  func read(_ name: String, _ range: Range<Int>) throws(Diagnostic) -> [UInt8] {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path + "/" + name, errno) }
    defer { close(file) }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      isWhole = Self.fill(
        UnsafeMutableRawBufferPointer(buffer), range.count, from: file, at: range.lowerBound)
      count = isWhole ? range.count : 0
    }
    guard isWhole else { throw .unreadable(path + "/" + name, EIO) }
    return bytes
  }

  /// How long a file is.
  func size(_ name: String) throws(Diagnostic) -> Int {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw .unreadable(path + "/" + name, errno)
    }
    return Int(status.st_size)
  }

  /// Makes a folder and those above it that are missing; one that is there already is fine.
  func makeFolder(_ name: Substring.UTF8View) throws(Diagnostic) {
    let text = String(Substring(name))
    if mkdirat(descriptor, text, 0o777) == 0 || errno == EEXIST { return }
    let reason = errno
    guard reason == ENOENT, let slash = name.lastIndex(of: UInt8(ascii: "/")) else {
      throw .unwritable(path + "/" + text, reason)
    }
    try makeFolder(name[..<slash])
    guard mkdirat(descriptor, text, 0o777) == 0 || errno == EEXIST else {
      throw .unwritable(path + "/" + text, errno)
    }
  }

  /// Gives a file a second name, the same one in another folder; false with the reason in `errno`.
  func link(_ name: String, into other: borrowing OpenFolder) -> Bool {
    linkat(descriptor, name, other.descriptor, name, 0) == 0
  }

  /// What lies at a name, against some bytes.
  enum Comparison {
    /// A regular file with exactly these bytes.
    case same
    /// Another file, or a link to one.
    case different
    /// No file.
    case absent
  }

  /// Compares a file with some bytes; `buffer` is used again from call to call and grows to the longest.
  ///
  /// A file that cannot be read is different: it is simply written anew.
  /// - Parameters:
  ///   - offset: where in the file the bytes shall stand.
  ///   - isLast: whether the file shall end with them.
  func compare(
    _ name: String, _ bytes: [UInt8], at offset: Int = 0, isLast: Bool = true, _ buffer: inout [UInt8]
  ) -> Comparison {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    var status = stat()
    guard file >= 0 else {
      guard errno != ENOENT, fstatat(descriptor, name, &status, 0) == 0 else { return .absent }
      return status.st_mode & S_IFMT == S_IFREG ? .different : .absent
    }
    defer { close(file) }
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return .absent }
    let size = Int(status.st_size)
    let end = offset + bytes.count
    guard isLast ? size == end : size >= end else { return .different }
    if buffer.count < bytes.count { buffer = [UInt8](repeating: 0, count: max(bytes.count, 1 << 16)) }
    let isSame = buffer.withUnsafeMutableBytes { held in
      Self.fill(held, bytes.count, from: file, at: offset)
        && bytes.withUnsafeBytes { made in
          guard let first = held.baseAddress, let second = made.baseAddress else { return made.isEmpty }
          return memcmp(first, second, made.count) == 0
        }
    }
    return isSame ? .same : .different
  }

  /// Reads so many bytes from an offset on; false where the file ends before or cannot be read.
  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer, _ count: Int, from file: Int32, at offset: Int
  ) -> Bool {
    var filled = 0
    while filled < count {
      let got = pread(
        file, UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<count]).baseAddress, count - filled,
        off_t(offset + filled))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { return false }
      filled += got
    }
    return true
  }
}

/// Makes the folders of files that come in the order of their paths: each once, not once a file.
struct FolderMaker {
  private var last: Substring = ""

  /// Makes the folders of a file's path below an open folder.
  mutating func make(above path: String, in folder: borrowing OpenFolder) throws(Diagnostic) {
    let wanted = SiteFolders.above(path[...])
    if wanted.isEmpty || wanted == last { return }
    try folder.makeFolder(wanted.utf8)
    last = wanted
  }
}
