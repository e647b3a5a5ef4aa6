import Foundation
import Notation

/// Where a table's bytes come from: a file that is read in blocks, or bytes in memory.
package struct ByteSource: Sendable {
  enum Storage: Sendable {
    case file(String)
    case bytes([UInt8])
  }

  let storage: Storage
  /// How many bytes are taken at a time.
  let blockSize: Int

  /// The file at a path; it is opened when it is read, and closed after. Pipes work too.
  package static func file(_ path: String, blockSize: Int = 1 << 20) -> ByteSource {
    ByteSource(storage: .file(path), blockSize: max(1, blockSize))
  }

  /// Bytes that are in memory already.
  package static func bytes(_ bytes: [UInt8], blockSize: Int = 1 << 20) -> ByteSource {
    ByteSource(storage: .bytes(bytes), blockSize: max(1, blockSize))
  }
}

/// Hands out a source's bytes block by block, with a look at the first of them before.
struct BlockReader {
  private let blockSize: Int
  private let path: String
  private let file: OpenFile?
  /// Bytes that are in memory and not handed out yet: the source itself, or what `peek` has taken.
  private var pending: [UInt8]
  private var handedOut = 0
  /// All bytes handed out so far.
  private(set) var total = 0

  init(_ source: ByteSource, named path: String) throws(Diagnostic) {
    blockSize = source.blockSize
    self.path = path
    switch source.storage {
    case .file(let place):
      guard let opened = OpenFile(place) else { throw unreadable(path) }
      file = opened
      pending = []
    case .bytes(let bytes):
      file = nil
      pending = bytes
    }
  }

  /// The first bytes, at most `count`, without taking them. Call it before any `next`.
  mutating func peek(_ count: Int) throws(Diagnostic) -> [UInt8] {
    while pending.count < count, let more = try readFile(count - pending.count) { pending += more }
    return Array(pending.prefix(count))
  }

  /// The next block, or nil at the end.
  mutating func next() throws(Diagnostic) -> [UInt8]? {
    guard let block = try take() else { return nil }
    total += block.count
    return block
  }

  private mutating func take() throws(Diagnostic) -> [UInt8]? {
    guard handedOut < pending.count else {
      pending = []
      handedOut = 0
      return try readFile(blockSize)
    }
    let end = min(handedOut + blockSize, pending.count)
    defer { handedOut = end }
    return Array(pending[handedOut..<end])
  }

  private func readFile(_ count: Int) throws(Diagnostic) -> [UInt8]? {
    guard let got = file?.read(count) else {
      if file == nil { return nil }
      throw unreadable(path)
    }
    return got.isEmpty ? nil : got
  }
}

/// A file descriptor that closes itself: a class, because the last of its holders must close it. (As a noncopyable
/// struct it makes Swift 6.3.1 emit a broken module in debug builds.)
private final class OpenFile {
  private let descriptor: Int32

  init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Up to `count` bytes; none at the end, nil on an error.
  func read(_ count: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while true {
        let got = Foundation.read(descriptor, buffer.baseAddress, count)
        if got < 0, errno == EINTR { continue }
        failed = got < 0
        filled = max(0, got)
        return
      }
    }
    return failed ? nil : bytes
  }
}

private func unreadable(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, .unreadableFile, "“\(path)” cannot be read: \(String(cString: strerror(errno)).lowercased())",
    at: SourceLocation(path: path), fix: "check that the file is there and may be read")
}
