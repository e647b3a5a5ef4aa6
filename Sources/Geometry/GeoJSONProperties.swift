/// Properties: only the requested ones become text.
extension GeoJSONReader {
  /// Reads a feature's properties; returns the row of their values, or −1 where there are none.
  mutating func properties() throws(GeometryProblem) -> Int {
    if cursor.takeWord("null") { return -1 }
    try cursor.expect(UInt8(ascii: "{"), "“{”")
    if cursor.take(UInt8(ascii: "}")) { return -1 }
    let row = values.count
    for _ in wanted { values.append(nil) }
    var ordinal = 0
    repeat {
      let known = try member(near: ordinal)
      ordinal = known + 1
      if let wantedIndex = keys[known].wanted {
        values[row + wantedIndex] = try value()
      } else {
        try cursor.skipValue()
      }
    } while try cursor.another(before: UInt8(ascii: "}"))
    return row
  }

  /// Steps over a property's name and colon; returns the name's number.
  ///
  /// Files repeat the same names in the same order, so the next is tried first, with its quotes and colon.
  @inline(__always)
  private mutating func member(near ordinal: Int) throws(GeometryProblem) -> Int {
    _ = cursor.peek()
    if ordinal < keys.count {
      let written = keys[ordinal].written
      let here = cursor.position..<(cursor.position + written.count)
      if here.upperBound <= cursor.bytes.count, same(written, here) {
        cursor.position = here.upperBound
        return ordinal
      }
    }
    let start = cursor.position
    return try index(of: try cursor.key(), from: start)
  }

  /// The number of a property name, which is a new one where it was not met before.
  private mutating func index(of key: Range<Int>, from start: Int) throws(GeometryProblem) -> Int {
    if let known = keys.firstIndex(where: { same($0.name, key) }) { return known }
    let name = try cursor.decoded(key)
    keys.append(
      KnownKey(name: key, written: start..<cursor.position, wanted: wanted.firstIndex(of: name)))
    return keys.count - 1
  }

  @inline(__always)
  private func same(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    guard one.count == other.count else { return false }
    let bytes = UnsafeRawBufferPointer(cursor.bytes)
    var offset = 0
    while offset + 8 <= one.count {
      let left = bytes.loadUnaligned(fromByteOffset: one.lowerBound + offset, as: UInt64.self)
      let right = bytes.loadUnaligned(fromByteOffset: other.lowerBound + offset, as: UInt64.self)
      if left != right { return false }
      offset += 8
    }
    while offset < one.count {
      if bytes[one.lowerBound + offset] != bytes[other.lowerBound + offset] { return false }
      offset += 1
    }
    return true
  }

  /// A property's or id's value as text; nil for null.
  mutating func value() throws(GeometryProblem) -> String? {
    let first = cursor.peek()
    if first == UInt8(ascii: "\"") { return try text() }
    if first == UInt8(ascii: "n"), cursor.takeWord("null") { return nil }
    let start = cursor.position
    try cursor.skipValue()
    return cursor.text(start..<cursor.position)
  }

  private mutating func text() throws(GeometryProblem) -> String {
    let (range, isPlain) = try cursor.quoted()
    if isPlain, !range.isEmpty, cursor.isVisible(range.lowerBound), cursor.isVisible(range.upperBound - 1) {
      return cursor.text(range)
    }
    let (text, changed) = ByteCursor.trimmed(try cursor.decoded(range))
    if changed { document.report.trimmedValues += 1 }
    return text
  }
}
