import Foundation

/// Where a table's bytes come from: a file that is read in blocks, or bytes in memory. Bytes that begin with
/// gzip's mark are inflated while they are read.
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

/// Whether a reader may go to any place of a source without reading what lies before it.
extension ByteSource {
  /// Whether the bytes are gzip's. A pipe is not looked at, since its bytes come but once: false.
  package var isCompressed: Bool {
    switch storage {
    case .file(let path): firstBytes(of: path) == gzipMark
    case .bytes(let bytes): bytes.starts(with: gzipMark)
    }
  }

  /// The path of a regular file whose bytes are the table's own, so that its parts can be read in any order and
  /// by several threads; nil for gzip, pipes, bytes in memory and what cannot be opened.
  var plainFile: String? {
    guard case .file(let path) = storage, let first = firstBytes(of: path), first != gzipMark else {
      return nil
    }
    return path
  }

  /// Bytes in memory that are the table's own; nil for files and for gzip.
  var plainBytes: [UInt8]? {
    guard case .bytes(let bytes) = storage, !isCompressed else { return nil }
    return bytes
  }
}

/// The two bytes that every gzip file begins with (RFC 1952). No text in UTF-8 does: the second cannot be first.
let gzipMark: [UInt8] = [0x1F, 0x8B]

/// What a regular file begins with; nil for a folder, a pipe, and what cannot be opened.
private func firstBytes(of path: String) -> [UInt8]? {
  var status = stat()
  guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  return OpenFile(path)?.read(gzipMark.count)
}
