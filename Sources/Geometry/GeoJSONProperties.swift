/// Properties: only the requested ones become text.
extension GeoJSONReader {
  mutating func properties() throws(GeometryProblem) -> [String: String] {
    if cursor.takeWord("null") { return [:] }
    var values: [String: String] = [:]
    try cursor.expect(UInt8(ascii: "{"), "“{”")
    if cursor.take(UInt8(ascii: "}")) { return values }
    var ordinal = 0
    repeat {
      let key = try cursor.key()
      let known = try index(of: key, near: ordinal)
      ordinal = known + 1
      if let wantedIndex = keys[known].wanted {
        values[wanted[wantedIndex]] = try value()
      } else {
        try cursor.skipValue()
      }
    } while try cursor.another(before: UInt8(ascii: "}"))
    return values
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
    return zip(one, other).allSatisfy { cursor.bytes[$0] == cursor.bytes[$1] }
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
