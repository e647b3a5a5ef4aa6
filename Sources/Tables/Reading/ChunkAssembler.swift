import Notation

/// Takes cells record by record and hands out chunks.
struct ChunkAssembler {
  private var builders: [ColumnBuilder]
  private let size: Int
  private var rows = 0
  private var firstRecord = 1
  private(set) var faults: CellFaults

  var requests: [ColumnRequest] { builders.map(\.request) }
  /// The number of the record in the making, from 1.
  var record: Int { firstRecord + rows }
  /// The records that are complete.
  var records: Int { firstRecord + rows - 1 }
  var isFull: Bool { rows >= size }
  /// Cells that were not UTF-8 and were read as Windows-1252.
  var foreignCells: Int { builders.reduce(0) { $0 + $1.foreign } }

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
    if builders[column].append(bytes) { return }
    let range = trimmed(bytes)
    faults.add(column, text(UnsafeBufferPointer(rebasing: bytes[range])), record: record, at: location)
  }

  mutating func setMissing(_ column: Int) { builders[column].appendMissing() }

  /// Completes the record: cells not set are missing.
  mutating func endRecord() {
    for column in builders.indices where builders[column].count == rows { builders[column].appendMissing() }
    rows += 1
  }

  /// The chunk gathered so far; nil where it has no rows.
  mutating func take() -> Chunk? {
    guard rows > 0 else { return nil }
    var columns: [ColumnData] = []
    columns.reserveCapacity(builders.count)
    for column in builders.indices { columns.append(builders[column].take()) }
    defer {
      firstRecord += rows
      rows = 0
    }
    return Chunk(firstRecord: firstRecord, count: rows, columns: columns)
  }
}
