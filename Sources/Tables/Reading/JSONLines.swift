import Notation

/// Counts lines and columns of text that passes in pieces. CR, LF and CRLF each end one line.
///
/// Every byte of every file passes here, for the sake of messages that nearly none needs: so it goes by masks of 64
/// bytes, and characters are counted only behind the last line's end.
struct JSONLines {
  private var line = 1
  private var column = 1
  private var afterReturn = false

  /// Moves past bytes. O(n).
  mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    var index = 0
    var last = -1
    while index &+ 64 <= bytes.count {
      let block = JSONBlock(start + index)
      let ends = block.lineEnds
      if ends != 0 {
        last = index &+ 63 &- ends.leadingZeroBitCount
        pass(ends, returns: block.mask(of: 0x0D))
      } else {
        afterReturn = false
      }
      index &+= 64
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D || !afterReturn { line &+= 1 }
        last = index
      }
      afterReturn = byte == 0x0D
      index &+= 1
    }
    if last >= 0 { column = 1 }
    column &+= Self.characters(UnsafeBufferPointer(rebasing: bytes[(last + 1)...]))
  }

  /// Counts the ends of a block. Of a pair the feed ends no line of its own.
  @inline(__always)
  private mutating func pass(_ ends: UInt64, returns: UInt64) {
    let paired = returns << 1 | (afterReturn ? 1 : 0)
    line &+= (ends & (returns | ~paired)).nonzeroBitCount
    afterReturn = returns >> 63 == 1
  }

  private static func characters(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    var (index, count) = (0, 0)
    while index &+ 64 <= bytes.count {
      count &+= 64 &- JSONBlock(start + index).continuations.nonzeroBitCount
      index &+= 64
    }
    while index < bytes.count {
      count &+= bytes[index] & 0xC0 == 0x80 ? 0 : 1
      index &+= 1
    }
    return count
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
