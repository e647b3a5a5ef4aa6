/// Where one field of a record lies.
struct FieldSpan {
  var start: Int
  var end: Int
  /// Whether quotes inside must be taken out; a plain quoted field has its span inside its quotes already.
  var escaped: Bool
}

/// One record of separated values as spans into the text at hand (RFC 4180, and what occurs beside it).
struct DelimitedRecord {
  enum Outcome {
    /// A record was read.
    case record
    /// The record does not end in the text at hand.
    case needsMore
    /// There is no further record.
    case end
    /// The source ends inside a quoted field that begins at this index.
    case unclosedQuote(Int)
  }

  private(set) var fields: [FieldSpan] = []
  /// Where the record begins, and where the next one does.
  private(set) var start = 0
  private(set) var next = 0

  /// Whether the record is a blank line: one field, of nothing but spaces.
  func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard fields.count == 1, let field = fields.first else { return false }
    return field.start == start && (field.start..<field.end).allSatisfy { isSpace(bytes[$0]) }
  }

  /// Reads the record at `from`. A quote opens a quoted field only as a field's first byte; elsewhere it is a
  /// character like any other, as is all that follows a closing quote up to the delimiter.
  /// - Complexity: O(record).
  mutating func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from: Int, delimiter: UInt8, isFinal: Bool
  ) -> Outcome {
    fields.removeAll(keepingCapacity: true)
    start = from
    if from == bytes.count { return isFinal ? .end : .needsMore }
    var index = from
    while true {
      let outcome = field(bytes, index, delimiter, isFinal)
      guard case .ended(let end) = outcome else { return outcome.recordOutcome }
      guard end < bytes.count else {
        next = end
        return isFinal ? .record : .needsMore
      }
      if bytes[end] != delimiter { return finish(bytes, end, isFinal) }
      index = end + 1
    }
  }

  /// Steps over the line end.
  private mutating func finish(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ isFinal: Bool) -> Outcome {
    next = end + 1
    guard bytes[end] == 0x0D else { return .record }
    // A line feed that belongs to this line end may be in the next block.
    guard next < bytes.count else { return isFinal ? .record : .needsMore }
    if bytes[next] == 0x0A { next += 1 }
    return .record
  }

  private enum FieldOutcome {
    case ended(Int)
    case needsMore
    case unclosedQuote(Int)

    var recordOutcome: Outcome {
      if case .unclosedQuote(let index) = self { .unclosedQuote(index) } else { .needsMore }
    }
  }

  private mutating func field(
    _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ delimiter: UInt8, _ isFinal: Bool
  ) -> FieldOutcome {
    if from < bytes.count, bytes[from] == 0x22 { return quoted(bytes, from, delimiter, isFinal) }
    let end = plainEnd(bytes, from, delimiter)
    fields.append(FieldSpan(start: from, end: end, escaped: false))
    return .ended(end)
  }

  private mutating func quoted(
    _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ delimiter: UInt8, _ isFinal: Bool
  ) -> FieldOutcome {
    var index = from + 1
    var escaped = false
    while index < bytes.count {
      guard bytes[index] == 0x22 else {
        index += 1
        continue
      }
      guard index + 1 < bytes.count || isFinal else { return .needsMore }
      if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
        escaped = true
        index += 2
        continue
      }
      let end = plainEnd(bytes, index + 1, delimiter)
      let simple = !escaped && end == index + 1
      fields.append(
        simple
          ? FieldSpan(start: from + 1, end: index, escaped: false)
          : FieldSpan(start: from, end: end, escaped: true))
      return .ended(end)
    }
    return isFinal ? .unclosedQuote(from) : .needsMore
  }

  private func plainEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ delimiter: UInt8) -> Int {
    var index = from
    while index < bytes.count {
      let byte = bytes[index]
      if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
      index += 1
    }
    return index
  }

  /// The text of an escaped field, appended to `output`: quotes doubled become one, the outer ones go.
  static func unescape(
    _ bytes: UnsafeBufferPointer<UInt8>, _ span: FieldSpan, into output: inout [UInt8]
  ) {
    var index = span.start + 1
    while index < span.end {
      if bytes[index] == 0x22 {
        guard index + 1 < span.end, bytes[index + 1] == 0x22 else { break }
        index += 1
      }
      output.append(bytes[index])
      index += 1
    }
    if index + 1 < span.end { output.append(contentsOf: bytes[(index + 1)..<span.end]) }
  }

  /// The text of field `index` as a String, for headers and messages.
  func string(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let span = fields[index]
    guard span.escaped else { return text(UnsafeBufferPointer(rebasing: bytes[span.start..<span.end])) }
    var plain: [UInt8] = []
    Self.unescape(bytes, span, into: &plain)
    return plain.withUnsafeBufferPointer(text)
  }
}
