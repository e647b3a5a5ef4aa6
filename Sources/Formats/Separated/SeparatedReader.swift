import Notation

/// Reads separated values (RFC 4180) record by record from bytes that come in blocks.
///
/// The fields of a record are stretches of one buffer, so that a record costs no allocation: a transit agency's stop
/// times are 10 million. Quotes are taken out where they stand. `Tables` reads feeds themselves, by columns, from files;
/// members of archives have no file of their own.
struct SeparatedReader {
  /// The longest record that is held.
  static let longestRecord = 16 << 20

  let path: String
  private let delimiter: UInt8
  private let next: () throws(Diagnostic) -> [UInt8]
  private(set) var bytes: [UInt8] = []
  private var at = 0
  private var isBegun = false
  private var isFinal = false
  private(set) var fields: [Range<Int>] = []
  private var hasQuotes = false
  private var lineEnds = 0
  /// The line on which the record at hand begins.
  private(set) var line = 1

  /// - Parameter next: the file's next bytes; none at its end.
  init(named path: String, delimiter: UInt8 = 0x2C, next: @escaping () throws(Diagnostic) -> [UInt8]) {
    self.path = path
    self.delimiter = delimiter
    self.next = next
  }

  /// Reads the next record that is not a blank line; false at the end.
  /// - Throws: `bad-file` for a quote that is never closed, `too-large-inside` for a record beyond the bound.
  mutating func read() throws(Diagnostic) -> Bool {
    while true {
      line += lineEnds
      lineEnds = 0
      guard try record() else { return false }
      if fields.count == 1, fields[0].allSatisfy({ isSpace(bytes[$0]) }) { continue }
      if hasQuotes { for index in fields.indices { unquote(index) } }
      return true
    }
  }

  /// A field as text; what is not UTF-8 comes out as U+FFFD.
  func text(_ field: Int) -> String {
    bytes[fields[field]].withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  func isEmpty(_ field: Int) -> Bool { fields[field].isEmpty }

  var location: SourceLocation { SourceLocation(path: path, line: line) }

  func bad(_ message: String) -> Diagnostic {
    Diagnostic(
      .error, .badFile, message, at: location,
      fix: "fetch the file again; if it stays so, ask the publisher for a sound one")
  }

  /// Moves to the next record; false at the end.
  private mutating func record() throws(Diagnostic) -> Bool {
    while true {
      if let end = scan() {
        at = end
        return true
      }
      if isFinal {
        guard at < bytes.count else { return false }
        throw bad("the quote that is opened in this record is never closed")
      }
      bytes.removeSubrange(..<at)
      at = 0
      guard bytes.count <= Self.longestRecord else {
        throw Diagnostic(
          .error, .tooLargeInside, "the record is longer than \(Self.longestRecord >> 20) MiB", at: location,
          fix: "close the quote that was opened here, or mend the file")
      }
      let block = try isBegun ? next() : begin()
      if block.isEmpty { isFinal = true } else { bytes += block }
    }
  }

  /// The first bytes, without a byte order mark.
  private mutating func begin() throws(Diagnostic) -> [UInt8] {
    isBegun = true
    var head: [UInt8] = []
    while head.count < 3 {
      let block = try next()
      if block.isEmpty { return head }
      head += block
    }
    return head.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(head.dropFirst(3)) : head
  }

  /// Finds the fields of the record at `at`: where the next one begins; nil where it does not end in what is at hand.
  private mutating func scan() -> Int? {
    fields.removeAll(keepingCapacity: true)
    hasQuotes = false
    lineEnds = 0
    guard at < bytes.count else { return nil }
    let (start, delimiter, isFinal) = (at, delimiter, isFinal)
    var (found, quotes, ends) = (fields, false, 0)
    fields = []
    let next: Int? = bytes.withUnsafeBufferPointer { bytes in
      var (index, field) = (start, start)
      while index < bytes.count {
        let byte = bytes[index]
        if byte == delimiter {
          found.append(field..<index)
          field = index + 1
        } else if byte == 0x0A || byte == 0x0D {
          // The line feed of this end may be in the next block.
          guard byte == 0x0A || index + 1 < bytes.count || isFinal else { return nil }
          found.append(field..<index)
          ends += 1
          return byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? index + 2 : index + 1
        } else if byte == 0x22, bytes[field..<index].allSatisfy({ $0 == 0x20 }) {
          // A quote opens a field only at its beginning, but for spaces.
          quotes = true
          index += 1
          while index < bytes.count {
            if bytes[index] == 0x22 {
              guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else { break }
              index += 1
            }
            ends += bytes[index] == 0x0A ? 1 : 0
            index += 1
          }
          guard index < bytes.count, index + 1 < bytes.count || isFinal else { return nil }
        }
        index += 1
      }
      guard isFinal else { return nil }
      found.append(field..<bytes.count)
      return bytes.count
    }
    (fields, hasQuotes, lineEnds) = (found, quotes, ends)
    return next
  }

  /// Takes a field's quotes out: the text moves to the front of its stretch.
  private mutating func unquote(_ field: Int) {
    let range = fields[field]
    guard let open = range.first(where: { bytes[$0] != 0x20 }), bytes[open] == 0x22 else { return }
    var (to, from) = (open, open + 1)
    while from < range.upperBound {
      if bytes[from] == 0x22 {
        guard from + 1 < range.upperBound, bytes[from + 1] == 0x22 else { break }
        from += 1
      }
      bytes[to] = bytes[from]
      to += 1
      from += 1
    }
    fields[field] = open..<to
  }
}
