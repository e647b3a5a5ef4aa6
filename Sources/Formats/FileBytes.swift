import Foundation
import Notation
import Tables

/// The bytes of a file, read from any place of it: a file on the disk, a stretch of one, or bytes in memory.
package struct FileBytes: Sendable {
  private enum Storage: Sendable {
    case file(OpenFile)
    case bytes([UInt8])
  }

  private let storage: Storage
  private let range: Range<Int>
  /// The name in messages: the file, and within it the member.
  package let path: String

  /// How many bytes there are.
  package var count: Int { range.count }

  /// A regular file on the disk.
  /// - Throws: `unreadable-file`.
  package init(file: String, named path: String) throws(Diagnostic) {
    guard let opened = OpenFile(file), let size = opened.size else {
      throw Diagnostic(
        .error, .unreadableFile, "“\(path)” cannot be read", at: SourceLocation(path: path),
        fix: "check that the file is there and may be read")
    }
    storage = .file(opened)
    range = 0..<size
    self.path = path
  }

  /// A file that is open already; nil where it is no regular file.
  init?(_ file: OpenFile, named path: String) {
    guard let size = file.size else { return nil }
    self.init(.file(file), 0..<size, path)
  }

  package init(_ bytes: [UInt8], named path: String) {
    storage = .bytes(bytes)
    range = 0..<bytes.count
    self.path = path
  }

  private init(_ storage: Storage, _ range: Range<Int>, _ path: String) {
    self.storage = storage
    self.range = range
    self.path = path
  }

  /// A stretch of these bytes; what lies outside of them is left away.
  package func stretch(_ wanted: Range<Int>, named path: String? = nil) -> FileBytes {
    let low = min(max(0, wanted.lowerBound), count)
    let high = min(max(low, wanted.upperBound), count)
    return FileBytes(storage, range.lowerBound + low..<range.lowerBound + high, path ?? self.path)
  }

  /// At most `length` bytes from `offset` on; fewer only where the file ends, or ends early because it is being
  /// changed. None where `offset` is outside.
  package func read(_ offset: Int, _ length: Int) throws(Diagnostic) -> [UInt8] {
    guard offset >= 0, offset < count, length > 0 else { return [] }
    let wanted = min(length, count - offset)
    switch storage {
    case .bytes(let bytes):
      return Array(bytes[range.lowerBound + offset..<range.lowerBound + offset + wanted])
    case .file(let file):
      var failed = false
      let read = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        while filled < wanted {
          let room = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<wanted])
          guard let got = file.read(into: room, at: range.lowerBound + offset + filled) else {
            failed = true
            return
          }
          if got == 0 { return }
          filled += got
        }
      }
      guard !failed else {
        throw Diagnostic(
          .error, .unreadableFile, "“\(path)” cannot be read", at: SourceLocation(path: path),
          fix: "check that the file is there and may be read")
      }
      return read
    }
  }
}
