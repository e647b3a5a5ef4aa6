/// One column of the chunk in the making, of one type.
struct CellColumn<Reader: CellReader> {
  var reader: Reader
  private(set) var count = 0
  /// Room for the chunk's values, kept from chunk to chunk; the first `count` are set.
  private var values: [Reader.Value] = []
  private var unquoter = Unquoter()

  init(_ reader: Reader) { self.reader = reader }

  /// Appends a field of each row of a batch; returns the rows whose cell did not read.
  mutating func append(_ batch: CellBatch, _ borders: (before: Int, after: Int)) -> [Int] {
    makeRoom(batch.rows)
    defer { count += batch.rows }
    return Self.fill(&values, from: count, &reader, &unquoter, batch, borders)
  }

  private static func fill(
    _ values: inout [Reader.Value], from first: Int, _ reader: inout Reader, _ unquoter: inout Unquoter,
    _ batch: CellBatch, _ borders: (before: Int, after: Int)
  ) -> [Int] {
    var faulty: [Int] = []
    values.withUnsafeMutableBufferPointer { values in
      guard let values = values.baseAddress.map({ $0 + first }) else { return }
      for row in 0..<batch.rows {
        let span = batch.span(row, borders)
        guard span.length > 0 else {
          values[row] = Reader.missing
          continue
        }
        let value =
          batch.text[span.start] == 0x22
          ? unquoter.with(batch, span) { $0.length == 0 ? Reader.missing : reader.value($0) }
          : reader.value(batch.cell(span.start, span.length))
        if value == nil { faulty.append(row) }
        values[row] = value ?? Reader.missing
      }
    }
    return faulty
  }

  /// Appends one cell; false where it does not read.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      append(Reader.missing)
      return true
    }
    let value = reader.value(Cell(start: start, length: bytes.count, readable: bytes.count))
    append(value ?? Reader.missing)
    return value != nil
  }

  mutating func appendMissing() { append(Reader.missing) }

  private mutating func append(_ value: Reader.Value) {
    makeRoom(1)
    values[count] = value
    count += 1
  }

  private mutating func makeRoom(_ rows: Int) {
    guard count + rows > values.count else { return }
    let room = max(count + rows, values.count * 2, 256)
    values += Array(repeating: Reader.missing, count: room - values.count)
  }

  /// Drops the chunk in the making.
  mutating func startAnew() { count = 0 }

  /// The chunk's values, in an array of just their size; the next chunk starts.
  mutating func take() -> [Reader.Value] {
    defer { count = 0 }
    return Array(values[..<count])
  }
}
