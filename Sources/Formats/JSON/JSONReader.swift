import Notation

/// Reads what portals answer: JSON at hand as a tree, or row by row what an array in it holds.
///
/// A page of a portal may be 50 MB of rows. As one tree it would want many times that; so `items` hands out one element
/// after the other, and memory grows with an element. What `Tables` has for JSON reads typed columns, not values.
/// Unlike a document of a format, an answer may hold texts that were cut in the middle of a character.
/// - Complexity: O(bytes).
package struct JSONReader {
  /// How deep values may nest. Geometry of multipolygons reaches eight.
  package static let deepest = JSONCursor.deepest

  private var cursor: JSONCursor

  private init(_ bytes: [UInt8], _ path: String, _ allowsLeadingZeros: Bool) {
    cursor = JSONCursor(
      bytes, named: path, tolerating: allowsLeadingZeros ? [.brokenText, .leadingZeros] : .brokenText)
  }

  /// The whole text as a tree.
  /// - Throws: `bad-file` with the place where it is no JSON.
  package static func value(
    of bytes: [UInt8], named path: String, allowingLeadingZeros: Bool = false
  ) throws(Diagnostic) -> JSONValue {
    var reader = JSONReader(bytes, path, allowingLeadingZeros)
    let value = try reader.value()
    try reader.cursor.finish()
    return value
  }

  /// Hands out the elements of the array at a path of member names, in their order. A text that is an array itself is
  /// that array, whatever the path.
  /// - Returns: all else that the text holds, the array left empty; so that a missing array is seen, and a count beside
  ///   it read.
  /// - Throws: `bad-file`, and what `each` throws.
  package static func items(
    of bytes: [UInt8], at path: [String], named name: String, allowingLeadingZeros: Bool = false,
    each: (JSONValue) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> JSONValue {
    var reader = JSONReader(bytes, name, allowingLeadingZeros)
    let rest = try reader.rest(reader.cursor.isList() ? [] : path[...], each)
    try reader.cursor.finish()
    return rest
  }

  private mutating func rest(
    _ path: ArraySlice<String>, _ each: (JSONValue) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> JSONValue {
    guard let name = path.first else {
      guard try cursor.isList() else { return try value() }
      try elements(each)
      return .array([])
    }
    guard try cursor.isObject() else { return try value() }
    return .object(
      try members { (reader, key) throws(Diagnostic) in
        try key == name ? reader.rest(path.dropFirst(), each) : reader.value()
      })
  }

  private mutating func value() throws(Diagnostic) -> JSONValue {
    switch try cursor.peek() {
    case 0x22: return .string(try cursor.string())
    case 0x7B: return .object(try members { (reader, _) throws(Diagnostic) in try reader.value() })
    case 0x5B:
      var items: [JSONValue] = []
      try elements { items.append($0) }
      return .array(items)
    case 0x74:
      try cursor.word("true")
      return .boolean(true)
    case 0x66:
      try cursor.word("false")
      return .boolean(false)
    case 0x6E:
      try cursor.word("null")
      return .null
    default: return .number(try cursor.numberText())
    }
  }

  private mutating func elements(
    _ each: (JSONValue) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    try cursor.beginList()
    var isFirst = true
    while try cursor.element(&isFirst) { try each(try value()) }
  }

  private mutating func members(
    _ value: (inout JSONReader, String) throws(Diagnostic) -> JSONValue
  ) throws(Diagnostic) -> [JSONValue.Member] {
    try cursor.beginObject()
    var members: [JSONValue.Member] = []
    var isFirst = true
    while let key = try cursor.member(&isFirst) {
      members.append(JSONValue.Member(key, try value(&self, key)))
    }
    return members
  }
}
