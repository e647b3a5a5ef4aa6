import Notation

/// Reads records into an assembler: the fast way, and the slow way where a quote is out of place.
struct RecordReader {
  enum Stop: Equatable {
    /// The next record begins at the limit or after it, or the text has no more.
    case done
    /// The next record does not end in the text at hand.
    case needsMore
    /// The next record has a quote, opened at this index, that the source does not close.
    case unclosedQuote(Int)
  }

  /// The text at hand.
  struct Text {
    let bytes: UnsafeBufferPointer<UInt8>
    /// How many bytes may be read from the first on; at least as many as there are.
    let readable: Int
    /// Where the first byte stands in the source.
    let base: Int
    /// Whether the source ends with it.
    let isFinal: Bool
    /// Whether no more than this is ever at hand, so that a record that does not end in it is too long.
    let isFull: Bool
  }

  private let delimiter: UInt8
  private let wanted: WantedFields
  private let columns: [(column: Int, borders: (before: Int, after: Int))]
  private var scanner: FieldScanner
  private var machine = DelimitedRecord()
  private var table: FieldTable
  private(set) var ragged = RaggedRecords()
  /// Where the next record begins.
  private(set) var next = 0

  /// How many records are read slowly before the fast way is tried again: the one with a quote out of place. Where
  /// every record has one, the tries cost little beside the slow reading.
  private var slowLeft: Int
  private let isSlow: Bool

  /// - Parameter isSlow: reads everything byte by byte, as tests compare it.
  init(_ layout: RecordLayout, isSlow: Bool = false) {
    delimiter = layout.delimiter
    let matched = layout.matched
    wanted = WantedFields(matched.map(\.field), of: layout.fieldCount)
    columns = zip(matched, wanted.borders).map { ($0.column, $1) }
    scanner = FieldScanner(wanted, delimiter: delimiter)
    table = FieldTable(wanted)
    self.isSlow = isSlow
    slowLeft = isSlow ? .max : 0
  }

  /// Forgets what the segment before has left.
  mutating func startSegment() {
    ragged = RaggedRecords()
    slowLeft = isSlow ? .max : 0
  }

  /// Tells the places of ragged records.
  mutating func settle(_ locations: [Int: SourceLocation]) { ragged.settle(locations) }

  /// Takes all records that begin at `from` and after it, before `limit`, and end in the text at hand.
  /// - Complexity: O(bytes).
  mutating func read<Failure: Error>(
    _ text: Text, from: Int, limit: Int, into assembler: inout ChunkAssembler,
    sink: (Chunk) throws(Failure) -> Void
  ) throws(Failure) -> Stop {
    next = from
    while true {
      let stop = slowLeft > 0 ? scanSlowly(text, limit) : scan(text, limit)
      if stop != nil || table.count == table.capacity { try flush(text, &assembler, sink) }
      if let stop { return stop }
    }
  }

  /// nil where there is more to do.
  private mutating func scan(_ text: Text, _ limit: Int) -> Stop? {
    let stop = scanner.scan(text.bytes, from: next, limit: limit, isFinal: text.isFinal, into: &table)
    next = scanner.next
    switch stop {
    case .done: return .done
    case .needsMore:
      // The last bytes are not looked at before there are 64 of them.
      slowLeft = text.isFull ? 1 : 0
      return text.isFull ? nil : .needsMore
    case .full: return nil
    case .stray:
      slowLeft = 1
      return nil
    }
  }

  private mutating func scanSlowly(_ text: Text, _ limit: Int) -> Stop? {
    while slowLeft > 0, table.count < table.capacity {
      if next >= limit { return .done }
      switch machine.scan(text.bytes, from: next, delimiter: delimiter, isFinal: text.isFinal) {
      case .record: break
      case .needsMore: return .needsMore
      case .end: return .done
      case .unclosedQuote(let place): return .unclosedQuote(place)
      }
      slowLeft -= isSlow ? 0 : 1
      next = machine.next
      if !machine.isBlank(text.bytes) { table.append(machine, wanted) }
    }
    return nil
  }

  /// Hands the records of the table to the assembler.
  private mutating func flush<Failure: Error>(
    _ text: Text, _ assembler: inout ChunkAssembler, _ sink: (Chunk) throws(Failure) -> Void
  ) throws(Failure) {
    guard let start = text.bytes.baseAddress, table.count > 0 else { return }
    for (row, fields) in table.ragged {
      let offset = text.base + Int(table.places[row * table.stride]) + 1
      ragged.add(record: assembler.record + row, fields: fields, offset: offset)
    }
    var first = 0
    while first < table.count {
      let rows = min(table.count - first, assembler.room)
      table.places.withUnsafeBufferPointer { places in
        guard let places = places.baseAddress else { return }
        let batch = CellBatch(
          text: start, readable: text.readable, places: places + first * table.stride, stride: table.stride,
          rows: rows)
        assembler.take(batch, columns, base: text.base)
      }
      first += rows
      if assembler.isFull, let chunk = assembler.take() { try sink(chunk) }
    }
    table.clear()
  }
}

/// What is known of a table's records once its header has been read.
struct RecordLayout {
  let delimiter: UInt8
  /// How many fields the header has.
  let fieldCount: Int
  /// The wanted columns, by field.
  let matched: [MatchedColumn]
}
