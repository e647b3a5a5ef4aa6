import Notation

/// Takes cells record by record, or some records at a time, and hands out chunks.
struct ChunkAssembler {
  private var builders: [ColumnBuilder]
  private let size: Int
  private var rows = 0
  private var firstRecord = 1
  var faults: CellFaults

  var requests: [ColumnRequest] { builders.map(\.request) }
  /// The number of the record in the making, from 1.
  var record: Int { firstRecord + rows }
  /// The records that are complete.
  var records: Int { firstRecord + rows - 1 }
  var isFull: Bool { rows >= size }
  /// How many records the chunk in the making still takes.
  var room: Int { size - rows }
  /// Texts that were not UTF-8 and were read as Windows-1252, by column.
  var foreign: [ForeignTexts] { builders.map(\.foreign) }

  /// - Throws: `date-pattern` where a request's pattern cannot be used.
  init(_ schema: TableSchema, chunkSize: Int) throws(Diagnostic) {
    var builders: [ColumnBuilder] = []
    for request in schema.columns { builders.append(try ColumnBuilder(request)) }
    self.builders = builders
    size = max(1, chunkSize)
    faults = CellFaults(columns: builders.count)
  }

  /// Whether the record in the making has this column's cell already.
  func has(_ column: Int) -> Bool { builders[column].count > rows }

  /// Sets a column's cell of the record in the making; call it once a record and column at most.
  mutating func set(
    _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>, at location: () -> SourceLocation
  ) {
    set(column, bytes, placed: { .known(location()) })
  }

  /// The same, where the line of the cell may not be known yet.
  mutating func set(_ column: Int, _ bytes: UnsafeBufferPointer<UInt8>, placed place: () -> Place) {
    if builders[column].append(bytes) { return }
    let range = trimmed(bytes)
    let shown = text(UnsafeBufferPointer(rebasing: bytes[range]))
    faults.add(column, shown, record: record, at: place)
  }

  mutating func setMissing(_ column: Int) { builders[column].appendMissing() }

  /// Completes the record: cells not set are missing.
  mutating func endRecord() {
    for column in builders.indices where builders[column].count == rows { builders[column].appendMissing() }
    rows += 1
  }

  /// Takes the records of a batch, no more than there is room for: of each the given fields for the given columns.
  /// Columns not given are missing.
  /// - Parameter base: the place of the batch's text in the source.
  mutating func take(
    _ batch: CellBatch, _ columns: [(column: Int, borders: (before: Int, after: Int))], base: Int
  ) {
    for (column, borders) in columns {
      for row in builders[column].append(batch, borders) {
        addFault(column, batch, batch.span(row, borders), record: record + row, base)
      }
    }
    rows += batch.rows
    if columns.count < builders.count {
      for column in builders.indices where builders[column].count < rows {
        builders[column].appendMissing(rows: batch.rows)
      }
    }
  }

  private mutating func addFault(
    _ column: Int, _ batch: CellBatch, _ span: (start: Int, length: Int), record: Int, _ base: Int
  ) {
    var (shown, place) = ("", span.start)
    if batch.text[span.start] == 0x22 {
      if let inner = Unquoter.inner(batch, span) { place = inner.start }
      var unquoter = Unquoter()
      shown = unquoter.with(batch, span) { text(UnsafeBufferPointer(rebasing: $0.bytes[trimmed($0.bytes)])) }
    } else {
      let bytes = batch.cell(span.start, span.length).bytes
      shown = text(UnsafeBufferPointer(rebasing: bytes[trimmed(bytes)]))
    }
    faults.add(column, shown, record: record) { .offset(base + place) }
  }

  /// The chunk gathered so far; nil where it has no rows.
  mutating func take() -> Chunk? {
    guard rows > 0 else { return nil }
    var columns: [ColumnData] = []
    columns.reserveCapacity(builders.count)
    for column in builders.indices {
      columns.append(builders[column].take())
      builders[column].endChunk(rows: rows)
    }
    defer {
      firstRecord += rows
      rows = 0
    }
    return Chunk(firstRecord: firstRecord, count: rows, columns: columns)
  }

  /// Starts again at record 1 with no faults and no texts known.
  mutating func startSegment() {
    firstRecord = 1
    rows = 0
    faults = CellFaults(columns: builders.count, isPart: true)
    for column in builders.indices { builders[column].startSegment() }
  }
}
