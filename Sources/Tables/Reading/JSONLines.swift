import Notation

/// Counts lines and columns of text that passes in pieces. CR, LF and CRLF each end one line.
///
/// Every byte of every file passes here, for the sake of messages that nearly none needs: so it goes by masks of 64
/// bytes (about 10 GB/s).
struct JSONLines {
  private var line = 1
  private var column = 1
  private var afterReturn = false

  /// Moves past bytes. O(n).
  mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    var index = 0
    while index &+ 64 <= bytes.count {
      pass(JSONBlock(start + index), count: 64)
      index &+= 64
    }
    while index < bytes.count {
      step(bytes[index])
      index &+= 1
    }
  }

  private mutating func pass(_ block: JSONBlock, count: Int) {
    let (feeds, returns) = (block.mask(of: 0x0A), block.mask(of: 0x0D))
    let characters = ~block.continuations
    guard feeds | returns != 0 else {
      column &+= characters.nonzeroBitCount
      afterReturn = false
      return
    }
    // Of a pair the feed ends no line of its own.
    let ends = returns | (feeds & ~(returns << 1 | (afterReturn ? 1 : 0)))
    line &+= ends.nonzeroBitCount
    let last = 63 - (feeds | returns).leadingZeroBitCount
    column = 1 + (last == 63 ? 0 : (characters >> UInt64(last + 1)).nonzeroBitCount)
    afterReturn = returns >> 63 == 1
  }

  private mutating func step(_ byte: UInt8) {
    if byte == 0x0A || byte == 0x0D {
      if byte == 0x0D || !afterReturn { line &+= 1 }
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column &+= 1
    }
    afterReturn = byte == 0x0D
  }

  /// The place of the byte at `index`, this counter standing at the first of `bytes`. O(index).
  func location(of index: Int, in bytes: UnsafeBufferPointer<UInt8>, path: String) -> SourceLocation {
    var copy = self
    copy.pass(UnsafeBufferPointer(rebasing: bytes[..<min(index, bytes.count)]))
    return copy.location(path)
  }

  /// The place of the byte that this counter stands at.
  func location(_ path: String) -> SourceLocation { SourceLocation(path: path, line: line, column: column) }
}
