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
      let key = try cursor.key()
      let known = try index(of: key, near: ordinal)
      ordinal = known + 1
      if let wantedIndex = keys[known].wanted {
        values[row + wantedIndex] = try value()
      } else {
        try cursor.skipValue()
      }
    } while try cursor.another(before: UInt8(ascii: "}"))
    return row
  }

  /// The number of this property name; files repeat the same names in the same order, so the next is tried first.
  private mutating func index(of key: Range<Int>, near ordinal: Int) throws(GeometryProblem) -> Int {
    if ordinal < keys.count, same(keys[ordinal].range, key) { return ordinal }
    if let known = keys.firstIndex(where: { same($0.range, key) }) { return known }
    let name = try cursor.decoded(key)
    keys.append(KnownKey(range: key, wanted: wanted.firstIndex(of: name)))
    return keys.count - 1
  }

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
    if cursor.takeWord("null") { return nil }
    if cursor.peek() == UInt8(ascii: "\"") {
      let (text, changed) = ByteCursor.trimmed(try cursor.decoded(try cursor.rawText()))
      if changed { document.report.trimmedValues += 1 }
      return text
    }
    let start = cursor.position
    try cursor.skipValue()
    return cursor.text(start..<cursor.position)
  }
}
