import Notation

/// Text in UTF-8 whose parts can be read in any order and by several threads: a file that is no pipe and not
/// compressed, or bytes in memory. Places count from the first byte after a byte order mark.
struct PlainSource: Sendable {
  private enum Storage: Sendable {
    case file(OpenFile)
    case bytes([UInt8])
  }

  private let storage: Storage
  /// The bytes of the byte order mark.
  let mark: Int
  /// How many bytes of text there were when it was opened.
  let size: Int
  let path: String

  /// nil where parts cannot be read.
  init?(_ source: ByteSource, mark: Int, named path: String) {
    if let bytes = source.plainBytes {
      storage = .bytes(bytes)
      size = max(0, bytes.count - mark)
    } else if let place = source.plainFile, let file = OpenFile(place), let bytes = file.size {
      storage = .file(file)
      size = max(0, bytes - mark)
    } else {
      return nil
    }
    self.mark = mark
    self.path = path
  }

  /// Moves the bytes at `offset` to the front of `buffer`: how many, and 0 only at the end of the source.
  /// - Throws: `unreadable-file`.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Diagnostic) -> Int {
    switch storage {
    case .file(let file):
      guard let got = file.read(into: buffer, at: offset + mark) else { throw unreadable(path) }
      return got
    case .bytes(let bytes):
      let start = min(offset + mark, bytes.count)
      let end = min(start + buffer.count, bytes.count)
      buffer.copyBytes(from: bytes[start..<end])
      return end - start
    }
  }

  /// Where bytes stand, by one pass over the source up to the last of them.
  /// - Complexity: O(the greatest offset): for messages only.
  func locations(of offsets: some Sequence<Int>) throws(Diagnostic) -> [Int: SourceLocation] {
    var found: [Int: SourceLocation] = [:]
    var lines = LineCounter()
    var place = 0
    var block = [UInt8](repeating: 0, count: 1 << 18)
    for offset in Set(offsets).sorted() {
      while place < offset {
        var got = 0
        var failure: Diagnostic?
        block.withUnsafeMutableBytes { block in
          let wanted = UnsafeMutableRawBufferPointer(rebasing: block[..<min(block.count, offset - place)])
          do throws(Diagnostic) { got = try read(into: wanted, at: place) } catch { failure = error }
        }
        if let failure { throw failure }
        if got == 0 { break }
        block.withUnsafeBufferPointer { lines.pass($0, upTo: got) }
        place += got
      }
      found[offset] = lines.location(path: path)
    }
    return found
  }
}
