import Formats
import Notation

/// The records of a CSV (RFC 4180, UTF-8) as a portal's own exporter writes it: commas, quotes doubled.
///
/// For answers that must be counted, joined or have a column split before they become a snapshot's table. What readers of
/// feeds want beyond that (other delimiters, encodings, types) is in `Tables`.
/// - Complexity: O(bytes); memory is a block and a record.
package struct CSVRecords {
  private let blocks: FileBlocks
  private let path: String
  private var buffer: [UInt8] = []
  private var at = 0
  private var isAtEnd = false
  /// Fields of the first record; 0 before it.
  package private(set) var width = 0
  /// Records read, the first included.
  package private(set) var count = 0

  /// No record is longer; an open quote would otherwise take the rest of the file for one field.
  private static let longest = 16 << 20

  package init(_ file: FileBytes) {
    blocks = FileBlocks(file)
    path = file.path
  }

  package init(_ bytes: [UInt8], named path: String) { self.init(FileBytes(bytes, named: path)) }

  /// The next record's fields; nil at the end. Blank lines of a table with several columns are passed.
  /// - Throws: `bad-file` where a quote stays open, or a record has another number of fields than the first.
  package mutating func next() throws(Diagnostic) -> [String]? {
    while true {
      guard let fields = try record() else { return nil }
      if fields == [""], width != 1 { continue }
      count += 1
      if width == 0 { width = fields.count }
      guard fields.count == width else {
        throw .badFile(
          path, "has \(fields.count) fields in record \(count) and \(width) in the first",
          fix: "fetch it again: the answer may have been cut off, or ended in a message")
      }
      return fields
    }
  }

  private mutating func record() throws(Diagnostic) -> [String]? {
    while true {
      if let fields = attempt() { return fields }
      if isAtEnd {
        guard at < buffer.count else { return nil }
        throw .badFile(path, "ends within quotes, in record \(count + 1)")
      }
      try fill()
    }
  }

  private mutating func fill() throws(Diagnostic) {
    guard buffer.count - at <= Self.longest else {
      throw .tooLargeInside(path, "holds a record of more than \(Self.longest >> 20) MiB")
    }
    let block = try blocks.next()
    isAtEnd = block.isEmpty
    let isFirst = count == 0 && at == 0 && buffer.isEmpty
    buffer.removeSubrange(..<at)
    at = 0
    buffer += isFirst && block.starts(with: [0xEF, 0xBB, 0xBF]) ? block.dropFirst(3) : block[...]
  }

  /// The record at hand; nil where its end is not.
  private mutating func attempt() -> [String]? {
    var fields: [String] = []
    var place = at
    guard place < buffer.count else { return nil }
    while true {
      guard let (field, end) = field(place) else { return nil }
      fields.append(field)
      guard end < buffer.count else {
        guard isAtEnd else { return nil }
        at = end
        return fields
      }
      place = end + 1
      if buffer[end] == 0x2C { continue }
      if buffer[end] == 0x0D {
        guard place < buffer.count || isAtEnd else { return nil }
        if place < buffer.count, buffer[place] == 0x0A { place += 1 }
      }
      at = place
      return fields
    }
  }

  /// The field at a place, and where it ends; nil where the bytes at hand end before it is sure.
  private func field(_ start: Int) -> (String, end: Int)? {
    guard start < buffer.count else { return isAtEnd ? ("", start) : nil }
    guard buffer[start] == 0x22 else {
      var end = start
      while end < buffer.count, !Self.stops(buffer[end]) { end += 1 }
      guard end < buffer.count || isAtEnd else { return nil }
      return (String(decoding: buffer[start..<end], as: UTF8.self), end)
    }
    var text: [UInt8] = []
    var place = start + 1
    while place < buffer.count {
      let byte = buffer[place]
      place += 1
      guard byte == 0x22 else {
        text.append(byte)
        continue
      }
      guard place < buffer.count else {
        return isAtEnd ? (String(decoding: text, as: UTF8.self), place) : nil
      }
      if buffer[place] == 0x22 {
        text.append(0x22)
        place += 1
        continue
      }
      // What stands between the closing quote and the comma belongs to the field, as every reader takes it.
      while place < buffer.count, !Self.stops(buffer[place]) {
        text.append(buffer[place])
        place += 1
      }
      guard place < buffer.count || isAtEnd else { return nil }
      return (String(decoding: text, as: UTF8.self), place)
    }
    return nil
  }

  @inline(__always)
  private static func stops(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x0A || byte == 0x0D }
}
