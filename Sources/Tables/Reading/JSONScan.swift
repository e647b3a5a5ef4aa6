/// Finds where the values of JSON end, in bytes that are at hand.
///
/// Each function gives a place only where all is plain: the value is whole, well-formed, and at least one more byte
/// is at hand behind it. Else it gives nil, and the exact reader of `JSONWindow`, which goes byte by byte, refills and
/// explains, has the word. So nothing here needs to know how to complain.
enum JSONScan {
  /// The first quote, backslash or control character from `start` on, or `end`.
  ///
  /// Sixteen bytes at a time: most texts end in the first or second.
  @inline(__always)
  static func plainEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end {
      let stops = JSONWord(bytes + index).stops
      if stops != 0 { return min(end, index &+ stops.trailingZeroBitCount) }
      index &+= 16
    }
    return end
  }

  /// Behind the text whose first character, past the quote, stands at `start`.
  @inline(__always)
  static func textEnd(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (end: Int, escaped: Bool)? {
    let stop = plainEnd(bytes, start, end)
    if bytes[stop] == 0x22, stop &+ 1 < end { return (stop &+ 1, false) }
    return escapedEnd(bytes, stop, end).map { ($0, true) }
  }

  /// Behind the text in which the first character that is not plain stands at `stop`.
  private static func escapedEnd(_ bytes: UnsafePointer<UInt8>, _ stop: Int, _ end: Int) -> Int? {
    var index = stop
    while index &+ 6 < end {
      if bytes[index] == 0x22 { return index &+ 1 }
      guard bytes[index] == 0x5C else { return nil }
      switch bytes[index &+ 1] {
      case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: index &+= 2
      case 0x75:
        for offset in 2..<6 where hexValue(bytes[index &+ offset]) == nil { return nil }
        index &+= 6
      default: return nil
      }
      index = plainEnd(bytes, index, end)
    }
    return nil
  }

  /// Behind the number at `start`.
  @inline(__always)
  static func numberEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var index = bytes[start] == 0x2D ? start &+ 1 : start
    let first = index
    index = figuresEnd(bytes, index, end)
    guard index > first, bytes[first] != 0x30 || index == first &+ 1 else { return nil }
    if bytes[index] == 0x2E {
      let point = index &+ 1
      index = figuresEnd(bytes, point, end)
      guard index > point else { return nil }
    }
    if index < end, bytes[index] | 0x20 == 0x65 {
      index &+= 1
      if bytes[index] == 0x2B || bytes[index] == 0x2D { index &+= 1 }
      let power = index
      index = figuresEnd(bytes, power, end)
      guard index > power else { return nil }
    }
    return index < end ? index : nil
  }

  /// The first byte from `start` on that is no figure; or a place at or behind `end`.
  @inline(__always)
  private static func figuresEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end {
      let others = JSONWord(bytes + index).others
      if others != 0 { return index &+ others.trailingZeroBitCount }
      index &+= 16
    }
    return end
  }

  /// Behind the text, number or word at `start`; what it is.
  @inline(__always)
  static func scalarEnd(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (end: Int, kind: JSONKind)? {
    let byte = bytes[start]
    if byte == 0x22 { return textEnd(bytes, start &+ 1, end).map { ($0.end, .string(escaped: $0.escaped)) } }
    if byte == 0x2D || byte &- 0x30 < 10 { return numberEnd(bytes, start, end).map { ($0, .number) } }
    guard start &+ 5 < end else { return nil }
    let four = UInt32(littleEndian: UnsafeRawPointer(bytes + start).loadUnaligned(as: UInt32.self))
    switch four {
    case 0x6C6C_756E: return (start &+ 4, .null)
    case 0x6575_7274: return (start &+ 4, .literal)
    case 0x736C_6166 where bytes[start &+ 4] == 0x65: return (start &+ 5, .literal)
    default: return nil
    }
  }

  /// Behind the value at `start`; what it is. At most `deepest` arrays and objects may lie in one another.
  @inline(__always)
  static func valueEnd(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ deepest: Int
  ) -> (end: Int, kind: JSONKind)? {
    let byte = bytes[start]
    if byte != 0x7B, byte != 0x5B { return scalarEnd(bytes, start, end) }
    return nestedEnd(bytes, start, end, deepest).map { ($0, .nested) }
  }

  private static func nestedEnd(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ deepest: Int
  ) -> Int? {
    guard deepest > 0 else { return nil }
    var skip = JSONSkip(openedBy: bytes[start], deepest: deepest)
    let last = skip.run(bytes, from: start &+ 1, to: end)
    return skip.isDone && last < end ? last : nil
  }

  /// The first byte from `start` on that is no white space, or `end`.
  @inline(__always)
  static func spaceEnd(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, isJSONSpace(bytes[index]) { index &+= 1 }
    return index
  }
}

/// White space as JSON has it.
@inline(__always)
func isJSONSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
