/// Turns byte offsets into lines and columns in one pass.
///
/// It remembers where it got to, so that asking for ever larger offsets costs one walk over the bytes even
/// where the document is a single line; an earlier offset starts again at the top (only errors ask for one).
struct Locator {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let start: Int
  private var offset: Int
  private var line: UInt32 = 1
  private var column: UInt32 = 1

  /// `start` is the offset of the first character, after a byte order mark.
  init(_ bytes: UnsafeBufferPointer<UInt8>, start: Int) {
    self.bytes = bytes
    self.start = start
    offset = start
  }

  /// The line and the column, in Unicode scalars, of the scalar that begins at an offset.
  mutating func mark(_ target: Int) -> Mark {
    if target < offset { (offset, line, column) = (start, 1, 1) }
    while offset < target { step() }
    return Mark(line: line, column: column)
  }

  /// Past one byte. Lines end at LF, CR, CR LF, U+2028 and U+2029; continuation bytes have no column.
  private mutating func step() {
    let byte = bytes[offset]
    offset += 1
    if byte >= 0x20 {
      if byte < 0x80 || byte >= 0xC0 {
        column &+= 1
      } else if byte & 0xFE == 0xA8, endsSeparator {
        newLine()
      }
    } else if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) {
      newLine()
    } else {
      column &+= 1
    }
  }

  /// Whether the byte just passed ends E2 80 A8 or E2 80 A9.
  private var endsSeparator: Bool {
    offset >= 3 && bytes[offset - 2] == 0x80 && bytes[offset - 3] == 0xE2
  }

  private mutating func newLine() {
    line &+= 1
    column = 1
  }
}

/// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 16, table 3-7), or nil.
func firstMalformedUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  let raw = UnsafeRawBufferPointer(bytes)
  var at = 0
  while at < bytes.count {
    if at + 8 <= bytes.count,
      raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      at += 8
    } else if bytes[at] < 0x80 {
      at += 1
    } else {
      let length = sequenceLength(bytes, at)
      guard length > 0 else { return at }
      at += length
    }
  }
  return nil
}

/// The length of the well-formed sequence of two to four bytes at an offset, or 0.
private func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
  let lead = bytes[at]
  let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
  guard length > 0, at + length <= bytes.count else { return 0 }
  let second: ClosedRange<UInt8> =
    switch lead {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  guard second.contains(bytes[at + 1]) else { return 0 }
  for index in 2..<max(2, length) where bytes[at + index] & 0xC0 != 0x80 { return 0 }
  return length
}
