import Foundation
import Notation
import Tables

/// The disk, as the operations need it: whole files in and out, with errors that say what to do.
///
/// POSIX calls and not Foundation's: `errno` is only trustworthy right after the call that set it, `Data` indexes
/// twelve times slower than `[UInt8]`, and a URL for each of a hundred thousand files costs more than the writes.
package enum Disk {
  /// The bytes of a file.
  package static func read(_ url: URL) throws(Diagnostic) -> [UInt8] { try read(path: url.path) }

  package static func read(path: String) throws(Diagnostic) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw .unreadable(path, errno) }
    defer { fclose(file) }
    var status = stat()
    guard fstat(fileno(file), &status) == 0 else { throw .unreadable(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path, EISDIR) }
    let size = Int(status.st_size)
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = size == 0 ? 0 : fread(buffer.baseAddress, 1, size, file)
      failed = ferror(file) != 0
    }
    guard !failed else { throw .unreadable(path, EIO) }
    return bytes
  }

  /// The text of a UTF-8 file.
  package static func text(_ url: URL) throws(Diagnostic) -> String {
    String(decoding: try read(url), as: UTF8.self)
  }

  /// Hands out a file in blocks of a quarter of a megabyte: memory does not grow with the file.
  package static func readBlocks(_ url: URL, _ body: ([UInt8]) throws(Diagnostic) -> Void) throws(Diagnostic)
  {
    guard let file = fopen(url.path, "rb") else { throw .unreadable(url.path, errno) }
    defer { fclose(file) }
    let size = 1 << 18
    while true {
      let block = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        count = fread(buffer.baseAddress, 1, size, file)
      }
      guard ferror(file) == 0 else { throw .unreadable(url.path, errno) }
      if block.isEmpty { return }
      try body(block)
    }
  }

  /// Writes a file that does not exist yet; its folder must exist.
  ///
  /// Never opens an existing file: it may be a hard link to one of the old site, and writing would change both.
  package static func create(_ bytes: [UInt8], at path: String) throws(Diagnostic) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .unwritable(path, errno) }
    let failure = append(bytes, to: descriptor)
    guard close(descriptor) == 0, failure == 0 else {
      let reason = failure == 0 ? errno : failure
      unlink(path)
      throw .unwritable(path, reason)
    }
  }

  /// The error number of writing all bytes; 0 is none.
  static func append(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          return errno
        }
        rest = rest.dropFirst(written)
      }
      return 0
    }
  }

  /// Copies a file into one that does not exist yet, in blocks, and gives its length.
  package static func copy(_ source: URL, to target: URL) throws(Diagnostic) -> Int {
    let descriptor = open(target.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .unwritable(target.path, errno) }
    defer { close(descriptor) }
    var length = 0
    try readBlocks(source) { block throws(Diagnostic) in
      let failure = append(block, to: descriptor)
      guard failure == 0 else { throw .unwritable(target.path, failure) }
      length += block.count
    }
    return length
  }

  /// Writes beside the target, then renames over it: a reader sees the old bytes or the new, never half.
  package static func replace(_ url: URL, with bytes: [UInt8]) throws(Diagnostic) {
    let aside = url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).new").path
    unlink(aside)  // left by a run that was killed
    try create(bytes, at: aside)
    guard rename(aside, url.path) == 0 else {
      let reason = errno
      unlink(aside)
      throw Diagnostic.unwritable(url.path, reason)
    }
  }
}

extension Diagnostic {
  static func unreadable(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      .error, .unreadableFile, "“\(lastPart(path))” cannot be read: \(reason(code))",
      at: SourceLocation(path: path),
      fix: code == ENOENT ? "check the path, or restore the file" : "check the file's permissions")
  }

  static func unwritable(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      .error, .unwritableFile, "“\(lastPart(path))” cannot be written: \(reason(code))",
      at: SourceLocation(path: path), fix: remedy(code))
  }

  private static func remedy(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "free some space on the disk"
    case EEXIST: "remove what lies there, or rename one of two files of this name"
    case ENOTDIR: "move the file away that lies where a folder is needed"
    case EROFS: "write to another disk: this one can only be read"
    default: "check the folder's permissions"
    }
  }

  private static func lastPart(_ path: String) -> Substring { path.split(separator: "/").last ?? "/" }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}
