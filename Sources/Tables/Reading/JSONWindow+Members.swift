import Notation

/// The members of a record and the values of a row: the fast way over what is at hand, and the exact way.
extension JSONWindow {
  /// Passes the members of the object at `depth` that the shape knows, up to one that is wanted.
  mutating func next(of shape: inout JSONShape, _ isFirst: inout Bool, depth: Int) -> JSONShape.Found {
    let (end, deepest) = (end, Self.deepest - depth - 1)
    var place = position
    defer { position = place }
    return bytes.withUnsafeBufferPointer { all in
      guard let start = all.baseAddress else { return .other }
      return shape.next(start, &place, to: end, isFirst: &isFirst, deepest: deepest)
    }
  }

  /// Reads the next member's name into `key` and steps over the colon, up to the value; where, in all of the text, the
  /// bytes begin that led to the value. Nil past the closing brace.
  mutating func nextKey(_ isFirst: inout Bool, into key: inout [UInt8]) throws(Diagnostic) -> Int? {
    var start = passed + position
    _ = try currentToken()
    if !isFirst { start = passed + position + 1 }
    guard try nextMember(&isFirst) else { return nil }
    try self.key(into: &key)
    return start
  }

  /// Teaches a shape what led to the value at the position, if it is still at hand.
  func learn(_ lead: Int, _ role: JSONShape.Role, _ shape: inout JSONShape) {
    let start = lead - passed
    guard start >= 0, start < position else { return }
    bytes.withUnsafeBufferPointer { all in
      shape.learn(UnsafeBufferPointer(rebasing: all[start..<position]), role)
    }
  }

  /// Passes the values of the row at `depth` whose field nobody wants, and gives the first that somebody does; nil
  /// where the exact way must be gone.
  mutating func next(
    of entries: [Int], _ fields: inout Int, _ isFirst: inout Bool, depth: Int
  ) -> (Range<Int>, JSONKind)? {
    let (end, deepest) = (end, Self.deepest - depth - 1)
    var place = position
    defer { position = place }
    return bytes.withUnsafeBufferPointer { all in
      guard let bytes = all.baseAddress else { return nil }
      while place < end {
        var start = place
        if !isFirst {
          guard bytes[start] == 0x2C else { return nil }
          start &+= 1
        }
        start = JSONScan.spaceEnd(bytes, start, end)
        guard start < end, let value = JSONScan.valueEnd(bytes, start, end, deepest) else { return nil }
        place = value.end
        isFirst = false
        fields &+= 1
        if fields <= entries.count, entries[fields &- 1] >= 0 { return (start..<value.end, value.kind) }
      }
      return nil
    }
  }
}
