/// Whole numbers as differences in blocks (DELTA_BINARY_PACKED).
///
/// A block has a smallest difference and some stretches, each with a width of its own for what is above it.
struct ParquetDelta {
  private let bytes: [UInt8]
  private let end: Int
  /// Where the next stretch or block begins: behind the numbers, once all are read.
  private(set) var at: Int
  /// How many numbers are left.
  private(set) var left = 0

  private var stretchLength = 0
  private var stretches = 0
  private var number: Int64 = 0
  private var isFirst = true
  private var least: Int64 = 0
  /// Where the widths of the block's stretches lie, and how many of them have been begun.
  private var widths = 0
  private var begun = 0
  private var width = 0
  private var stretchStart = 0
  private var stretchLeft = 0

  /// nil where the head is none.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    end = range.upperBound
    at = range.lowerBound
    guard let block = unsigned(), let stretches = unsigned(), let count = unsigned(), let first = unsigned(),
      block > 0, block <= 1 << 20, stretches > 0, block % stretches == 0, count < 1 << 32
    else { return nil }
    stretchLength = Int(block / stretches)
    self.stretches = Int(stretches)
    begun = self.stretches
    left = Int(count)
    number = zigzag(first)
  }

  private mutating func unsigned() -> UInt64? {
    guard let (value, next) = bytes.leb128(at), next <= end else { return nil }
    at = next
    return value
  }

  /// The next number; nil behind the last and where the bytes end before it.
  mutating func next() -> Int64? {
    guard left > 0 else { return nil }
    left -= 1
    if isFirst {
      isFirst = false
      return number
    }
    if stretchLeft == 0, !beginStretch() { return nil }
    let place = stretchLength - stretchLeft
    guard let above = bytes.bits(stretchStart, place * width, width, before: end) else { return nil }
    stretchLeft -= 1
    number = number &+ least &+ Int64(bitPattern: above)
    return number
  }

  private mutating func beginStretch() -> Bool {
    if begun == stretches {
      guard let smallest = unsigned(), at + stretches <= end else { return false }
      least = zigzag(smallest)
      widths = at
      at += stretches
      begun = 0
    }
    width = Int(bytes[widths + begun])
    guard width <= 64 else { return false }
    begun += 1
    stretchStart = at
    stretchLeft = stretchLength
    // Widths are multiples of a byte in all: a stretch has a multiple of eight numbers. The last may be cut short.
    at = min(end, at + (stretchLength * width + 7) / 8)
    return true
  }

  /// Where the bytes behind the numbers begin; nil where the numbers do not end.
  func endOfNumbers() -> Int? {
    var rest = self
    while rest.left > 0 { if rest.next() == nil { return nil } }
    return rest.at
  }
}

/// Texts whose lengths stand before them (DELTA_LENGTH_BYTE_ARRAY), or that share a beginning with the text before
/// (DELTA_BYTE_ARRAY).
struct ParquetDeltaTexts {
  private let bytes: [UInt8]
  private let end: Int
  private var shared: ParquetDelta?
  private var lengths: ParquetDelta
  private var at: Int
  private var last: [UInt8] = []
  /// What all texts together may take: each may repeat all of the one before.
  private var room = 1 << 28

  init?(_ bytes: [UInt8], _ range: Range<Int>, sharing: Bool) {
    self.bytes = bytes
    end = range.upperBound
    var start = range.lowerBound
    if sharing {
      guard let shared = ParquetDelta(bytes, range), let next = shared.endOfNumbers() else { return nil }
      self.shared = shared
      start = next
    }
    guard let lengths = ParquetDelta(bytes, start..<end), let next = lengths.endOfNumbers() else {
      return nil
    }
    self.lengths = lengths
    at = next
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard let length = lengths.next().flatMap({ Int(exactly: $0) }), length >= 0, length <= end - at else {
      return nil
    }
    let rest = bytes[at..<at + length]
    at += length
    guard shared != nil else { return rest }
    guard let kept = shared?.next().flatMap({ Int(exactly: $0) }), kept >= 0, kept <= last.count else {
      return nil
    }
    room -= kept + length
    guard room >= 0 else { return nil }
    last.removeSubrange(kept...)
    last += rest
    return last[...]
  }
}
