import Notation
import Tables

/// Writes a ZIP whose members are stored as they are: the same members give the same bytes, on any day and system.
///
/// Every member has the time 1980-01-01 and the order in which it came. It serves snapshots of many pages: each
/// answer stays a file of its own, with a checksum, in one file.
package struct StoredZipWriter {
  private let take: ([UInt8]) throws(Diagnostic) -> Void
  private var directory: [UInt8] = []
  private var count = 0
  private var offset = 0

  private static let long = 0xFFFF_FFFF

  package init(into take: @escaping ([UInt8]) throws(Diagnostic) -> Void) { self.take = take }

  /// Writes one member. Names are paths with `/`, in UTF-8, of at most 65,535 bytes.
  package mutating func add(_ name: String, _ bytes: [UInt8]) throws(Diagnostic) {
    var checksum = CRC32()
    bytes.withUnsafeBytes { checksum.update($0) }
    let sizes = Fields(checksum: checksum.value, size: bytes.count, name: Array(name.utf8.prefix(0xFFFF)))
    var head: [UInt8] = []
    head.append32(0x0403_4B50)
    sizes.append(to: &head, offset: nil)
    try take(head)
    if !bytes.isEmpty { try take(bytes) }
    directory.append32(0x0201_4B50)
    directory.append16(0x032D)
    sizes.append(to: &directory, offset: offset)
    offset += head.count + bytes.count
    count += 1
  }

  /// Writes the list of members, and so ends the file.
  package func end() throws(Diagnostic) {
    var bytes = directory
    let needsLong = count >= 0xFFFF || directory.count >= Self.long || offset >= Self.long
    if needsLong {
      bytes.append32(0x0606_4B50)
      bytes.append64(44)
      bytes.append16(0x032D)
      bytes.append16(45)
      bytes.append64(0)
      bytes.append64(count)
      bytes.append64(count)
      bytes.append64(directory.count)
      bytes.append64(offset)
      bytes.append32(0x0706_4B50)
      bytes.append32(0)
      bytes.append64(offset + directory.count)
      bytes.append32(1)
    }
    bytes.append32(0x0605_4B50)
    bytes.append32(0)
    bytes.append16(min(count, 0xFFFF))
    bytes.append16(min(count, 0xFFFF))
    bytes.append32(min(directory.count, Self.long))
    bytes.append32(min(offset, Self.long))
    bytes.append16(0)
    try take(bytes)
  }

  /// What a local header and an entry of the directory have in common.
  private struct Fields {
    var checksum: UInt32
    var size: Int
    var name: [UInt8]

    /// - Parameter offset: the local header's place, for the directory; nil in a local header.
    func append(to bytes: inout [UInt8], offset: Int?) {
      let longSize = size >= StoredZipWriter.long
      var extra: [UInt8] = []
      if longSize {
        extra.append64(size)
        extra.append64(size)
      }
      if let offset, offset >= StoredZipWriter.long { extra.append64(offset) }
      bytes.append16(extra.isEmpty ? 20 : 45)
      bytes.append16(0x800)
      bytes.append16(0)
      bytes.append16(0)
      // 1980-01-01, the first day that ZIP knows.
      bytes.append16(0x21)
      bytes.append32(Int(checksum))
      bytes.append32(min(size, StoredZipWriter.long))
      bytes.append32(min(size, StoredZipWriter.long))
      bytes.append16(name.count)
      bytes.append16(extra.isEmpty ? 0 : extra.count + 4)
      if let offset {
        bytes.append16(0)
        bytes.append16(0)
        bytes.append16(0)
        // A regular file that everybody may read.
        bytes.append32(0o100644 << 16)
        bytes.append32(min(offset, StoredZipWriter.long))
      }
      bytes += name
      guard !extra.isEmpty else { return }
      bytes.append16(1)
      bytes.append16(extra.count)
      bytes += extra
    }
  }
}
