import Foundation
import Notation

/// A file descriptor that closes itself: a class, because the last of its holders must close it. (As a noncopyable
/// struct it makes Swift 6.3.1 emit a broken module in debug builds.)
package final class OpenFile: Sendable {
  private let descriptor: Int32

  package init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// How many bytes the file has now; nil for what is no regular file.
  package var size: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Reads once into `buffer`; how many bytes came, 0 at the end, nil on an error.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while true {
      let got = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if got < 0, errno == EINTR { continue }
      return got < 0 ? nil : got
    }
  }

  /// Reads once into `buffer` from a place of the file, whatever other threads read meanwhile; as `read(into:)`.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int? {
    while true {
      let got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if got < 0, errno == EINTR { continue }
      return got < 0 ? nil : got
    }
  }

  /// Up to `count` bytes; none at the end, nil on an error.
  func read(_ count: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let got = read(into: UnsafeMutableRawBufferPointer(buffer))
      failed = got == nil
      filled = got ?? 0
    }
    return failed ? nil : bytes
  }
}

/// The diagnostic for a file that the system refuses to read, for the reason in `errno`.
func unreadable(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, .unreadableFile, "“\(path)” cannot be read: \(String(cString: strerror(errno)).lowercased())",
    at: SourceLocation(path: path), fix: "check that the file is there and may be read")
}
