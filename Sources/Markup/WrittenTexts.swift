/// Texts escaped once as content, to be copied into many documents.
///
/// Side by side in one array: a name that stands on its own page and on those of six neighbours is copied without
/// looking at its bytes, and without counting a reference that lies somewhere else for each.
package struct WrittenTexts: Sendable {
  let bytes: [UInt8]
  /// Where each text ends.
  let ends: [Int]

  package init(_ texts: [String]) {
    var room = ByteRoom()
    ends = texts.map { text in
      room.appendEscaped(text, in: .content)
      return room.count
    }
    bytes = [UInt8](room.written)
  }

  /// What a function writes, one text after another.
  ///
  /// A block at a time: 85,000 rows of a table are 30 MB, which shall not be held twice.
  package init(count: Int, _ write: (Int, inout Serializer) -> Void) {
    let size = 256
    var bytes: [UInt8] = []
    var ends: [Int] = []
    ends.reserveCapacity(count)
    for start in stride(from: 0, to: count, by: size) {
      var serializer = Serializer()
      for index in start..<min(start + size, count) {
        write(index, &serializer)
        ends.append(bytes.count + serializer.room.count)
      }
      bytes.append(contentsOf: serializer.room.written)
      // Room for all that are as long as these, and some more, which costs nothing until it is written to.
      if start == 0, count > size { bytes.reserveCapacity(bytes.count / size * count * 9 / 8) }
    }
    self.bytes = bytes
    self.ends = ends
  }

  /// Nodes in place of texts.
  package init(nodes: [[Node]]) {
    var bytes: [UInt8] = []
    ends = nodes.map { nodes in
      bytes += Serializer.bytes(of: .fragment(nodes))
      return bytes.count
    }
    self.bytes = bytes
  }
}

extension Serializer {
  /// Writes the text at an index, as `write(text:)` would in content; not for a hole in an attribute.
  package mutating func write(_ texts: WrittenTexts, at index: Int) {
    precondition(context != .attribute)
    let start = index == 0 ? 0 : texts.ends[index - 1]
    texts.bytes.withUnsafeBufferPointer {
      room.append(UnsafeBufferPointer(rebasing: $0[start..<texts.ends[index]]))
    }
  }
}
