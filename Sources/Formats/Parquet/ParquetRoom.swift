import Notation

/// The bytes that all columns of a row group may hold unpacked at a time, a page and a dictionary each.
struct ParquetRoom {
  private var left: Int
  private let path: String

  /// Honest pages are about a megabyte, and are packed to a third; a small file is given room for 128 of them.
  init(for bytes: FileBytes) {
    left = (128 << 20) + 16 * min(bytes.count, 1 << 28)
    path = bytes.path
  }

  mutating func take(_ count: Int) throws(Diagnostic) {
    guard count <= left else {
      throw .tooLargeInside(
        path, "has pages that unpack to far more than the file's own size")
    }
    left -= count
  }

  mutating func giveBack(_ count: Int) { left += count }
}
