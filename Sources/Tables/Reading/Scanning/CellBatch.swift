import Foundation

/// Cells of some records, as places in the text at hand.
struct CellBatch {
  let text: UnsafePointer<UInt8>
  /// How many bytes from `text` on may be read; at least as many as there are.
  let readable: Int
  let places: UnsafePointer<Int32>
  let stride: Int
  let rows: Int

  /// The cell of a field in a row as it stands in the text, quotes included; of negative length where the record
  /// has not got it.
  @inline(__always)
  func span(_ row: Int, _ borders: (before: Int, after: Int)) -> (start: Int, length: Int) {
    let places = places + row &* stride
    let start = Int(places[borders.before]) &+ 1
    return (start, Int(places[borders.after]) &- start)
  }

  @inline(__always)
  func cell(_ start: Int, _ length: Int) -> Cell {
    Cell(start: text + start, length: length, readable: readable &- start)
  }
}

/// The bytes of a cell without the quotes around them.
struct Cell {
  let start: UnsafePointer<UInt8>
  let length: Int
  /// How many bytes from `start` on may be read; at least `length`.
  let readable: Int

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: length) }

  /// The bytes `index..<index + 8`, the first lowest; what lies beyond the cell is any bytes.
  @inline(__always)
  func word(_ index: Int) -> UInt64 {
    guard readable &- index >= 8 else { return lastWord(index) }
    return UInt64(littleEndian: UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self))
  }

  /// At the end of what may be read.
  private func lastWord(_ index: Int) -> UInt64 {
    var word: UInt64 = 0
    for place in 0..<max(0, min(8, length - index)) {
      word |= UInt64(start[index + place]) << UInt64(place * 8)
    }
    return word
  }
}

/// Takes quotes off and out of cells.
struct Unquoter {
  private var plain: [UInt8] = []

  /// Where a cell that begins with a quote has its text: inside the text at hand where no quote is in it.
  static func inner(_ batch: CellBatch, _ span: (start: Int, length: Int)) -> (start: Int, length: Int)? {
    guard span.length >= 2, batch.text[span.start + span.length - 1] == 0x22 else { return nil }
    guard memchr(batch.text + span.start + 1, 0x22, span.length - 2) == nil else { return nil }
    return (span.start + 1, span.length - 2)
  }

  /// Calls `body` with the text of a cell that begins with a quote.
  mutating func with<Value>(
    _ batch: CellBatch, _ span: (start: Int, length: Int), _ body: (Cell) -> Value
  ) -> Value {
    if let inner = Self.inner(batch, span) { return body(batch.cell(inner.start, inner.length)) }
    plain.removeAll(keepingCapacity: true)
    let bytes = UnsafeBufferPointer(start: batch.text + span.start, count: span.length)
    DelimitedRecord.unescape(bytes, FieldSpan(start: 0, end: span.length, escaped: true), into: &plain)
    plain.append(0)
    return plain.withUnsafeBufferPointer { plain in
      guard let start = plain.baseAddress else { return body(batch.cell(span.start, 0)) }
      return body(Cell(start: start, length: plain.count - 1, readable: plain.count))
    }
  }
}
