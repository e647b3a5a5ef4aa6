/// Numbers of a given width in bits, packed from the lowest bit on.
extension [UInt8] {
  /// The number of `width` bits (64 at most) from bit `position` of the byte `start` on; nil beyond `end`.
  func bits(_ start: Int, _ position: Int, _ width: Int, before end: Int) -> UInt64? {
    guard width > 0 else { return 0 }
    let first = start + position >> 3
    let shift = position & 7
    guard first + (shift + width + 7) >> 3 <= end else { return nil }
    var value = word(first, Swift.min(8, (shift + width + 7) >> 3)) >> UInt64(shift)
    // A number that begins within a byte may reach into a ninth.
    if shift + width > 64 { value |= UInt64(self[first + 8]) << UInt64(64 - shift) }
    return width == 64 ? value : value & (1 << UInt64(width) - 1)
  }

  /// The number in `length` bytes (8 at most) from `start` on, the lowest byte first, which the caller knows to be
  /// there. Eight bytes are loaded at once where there are so many.
  func word(_ start: Int, _ length: Int) -> UInt64 {
    guard start + 8 <= count else {
      var value: UInt64 = 0
      for index in 0..<length { value |= UInt64(self[start + index]) << UInt64(8 * index) }
      return value
    }
    let value = withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
    return length == 8 ? value : value & (1 << UInt64(8 * length) - 1)
  }
}

/// Runs of equal numbers and stretches of packed ones, as levels, dictionary indices and truths are stored
/// (“RLE / bit-packing hybrid”).
struct ParquetRuns {
  private let bytes: [UInt8]
  private let width: Int
  private let end: Int
  private var at: Int
  private var value: UInt64 = 0
  private var equalLeft: UInt64 = 0
  private var packedLeft: UInt64 = 0
  private var packedStart = 0
  private var packedBit = 0

  /// - Parameter width: bits of a number, 32 at most.
  init(_ bytes: [UInt8], _ range: Range<Int>, width: Int) {
    self.bytes = bytes
    self.width = width
    at = range.lowerBound
    end = range.upperBound
  }

  /// The next number; nil where the bytes end before it.
  mutating func next() -> Int? {
    while true {
      if equalLeft > 0 {
        equalLeft -= 1
        return Int(value)
      }
      if packedLeft > 0 {
        packedLeft -= 1
        defer { packedBit += width }
        return bytes.bits(packedStart, packedBit, width, before: end).map { Int($0) }
      }
      guard at < end, let (head, next) = bytes.leb128(at), next <= end else { return nil }
      at = next
      if head & 1 == 0 {
        let size = (width + 7) / 8
        guard let number = bytes.bits(at, 0, size * 8, before: end) else { return nil }
        (value, equalLeft) = (number, head >> 1)
        at += size
      } else {
        // Some writers leave the last group's unused bytes away, so the stretch may end beyond the bytes.
        let groups = min(head >> 1, 1 << 31)
        (packedLeft, packedStart, packedBit) = (groups * 8, at, 0)
        at = min(end, at + Int(groups) * width)
      }
    }
  }
}
