import Notation

/// A file's bytes from the front, block by block: a class, because several readers of one pass share its place.
package final class FileBlocks {
  private let file: FileBytes
  private let size: Int
  private var offset = 0

  package init(_ file: FileBytes, size: Int = 1 << 18) {
    self.file = file
    self.size = size
  }

  /// The next block; empty at the end.
  package func next() throws(Diagnostic) -> [UInt8] {
    let block = try file.read(offset, size)
    offset += block.count
    return block
  }
}
