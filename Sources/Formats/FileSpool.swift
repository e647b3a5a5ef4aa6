import Foundation
import Notation
import Tables

/// A file without a name for bytes that are too many for memory: gone when its last reader is.
struct FileSpool {
  private let path: String
  private let handle: FileHandle
  private let opened: OpenFile
  private var count = 0

  init(named path: String) throws(Diagnostic) {
    self.path = path
    var name = Array((NSTemporaryDirectory() + "/almanac-XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    let file = name.withUnsafeBufferPointer { name in
      name.baseAddress.flatMap { OpenFile(String(cString: $0)) }
    }
    guard descriptor >= 0 else { throw Self.full(path) }
    _ = name.withUnsafeBufferPointer { name in name.baseAddress.map { unlink($0) } }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard let file else { throw Self.full(path) }
    opened = file
  }

  mutating func append(_ bytes: [UInt8]) throws(Diagnostic) {
    do { try handle.write(contentsOf: bytes) } catch { throw Self.full(path) }
    count += bytes.count
  }

  /// The bytes, readable from any place.
  func finished() throws(Diagnostic) -> FileBytes {
    guard let bytes = FileBytes(opened, named: path), bytes.count == count else { throw Self.full(path) }
    return bytes
  }

  private static func full(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, .unreadableFile, "“\(path)” cannot be unpacked into the folder for temporary files",
      at: SourceLocation(path: path), fix: "make room there, or point TMPDIR to a folder that has some")
  }
}
