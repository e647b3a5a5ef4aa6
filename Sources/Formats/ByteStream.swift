import Notation

/// Bytes that come once, from the first to the last: of a file, or of a member of an archive.
///
/// A reader asks for as many as it needs next, looks at them in place, and passes them.
package struct ByteStream {
  private enum Source {
    case file(FileBytes, next: Int)
    case member(ZipMemberReader)
    case ended
  }

  /// The name in messages.
  package let path: String
  /// The bytes at hand; those before `at` are passed.
  package private(set) var bytes: [UInt8] = []
  package private(set) var at = 0
  private var source: Source
  private let blockSize: Int

  package init(_ file: FileBytes, blockSize: Int = 1 << 16) {
    path = file.path
    source = .file(file, next: 0)
    self.blockSize = blockSize
  }

  package init(_ archive: ZipArchive, _ member: ZipMember, blockSize: Int = 1 << 16) throws(Diagnostic) {
    path = archive.path(of: member)
    source = .member(try archive.reader(member))
    self.blockSize = blockSize
  }

  /// Whether that many bytes follow, which then are at hand. Memory grows only with bytes that are really there.
  package mutating func has(_ count: Int) throws(Diagnostic) -> Bool {
    while bytes.count - at < count {
      let block = try nextBlock()
      guard !block.isEmpty else { return false }
      if at == bytes.count {
        bytes = block
      } else {
        bytes.removeSubrange(..<at)
        bytes += block
      }
      at = 0
    }
    return true
  }

  /// Passes bytes that are at hand.
  package mutating func pass(_ count: Int) { at = min(bytes.count, at + count) }

  /// The next bytes, `count` of them; nil where fewer follow.
  package mutating func take(_ count: Int) throws(Diagnostic) -> [UInt8]? {
    guard try has(count) else { return nil }
    defer { pass(count) }
    return Array(bytes[at..<at + count])
  }

  /// The next bytes, as many as come at once; none at the end.
  package mutating func block() throws(Diagnostic) -> [UInt8] {
    guard at < bytes.count else { return try nextBlock() }
    defer { at = bytes.count }
    return Array(bytes[at...])
  }

  /// Reads what is left and forgets it: only so does an archive's checksum get compared.
  package mutating func drain() throws(Diagnostic) {
    at = bytes.count
    if case .member = source { while try !nextBlock().isEmpty {} }
  }

  private mutating func nextBlock() throws(Diagnostic) -> [UInt8] {
    switch source {
    case .file(let file, let next):
      let block = try file.read(next, blockSize)
      source = .file(file, next: next + block.count)
      return block
    case .member(var reader):
      // The reader holds a window of DEFLATE, which would be copied if it stayed in `source` too.
      source = .ended
      let block = try reader.next(blockSize)
      source = .member(reader)
      return block
    case .ended: return []
    }
  }
}
