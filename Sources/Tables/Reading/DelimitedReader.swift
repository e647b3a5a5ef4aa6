import Notation

/// Reads separated values: the header, then record by record into an assembler.
struct DelimitedReader {
  private enum Stage { case before, header, after, records }

  private let format: TableFormat
  private let delimiter: UInt8
  private let path: String
  /// Reading stops here when only the header is wanted.
  private let namesOnly: Bool

  private var stage = Stage.before
  private var passed = 0
  private var headerCells: [[String]] = []
  private var record = DelimitedRecord()
  private var scratch: [UInt8] = []
  private var matched: [MatchedColumn] = []
  private var ragged = RaggedRecords()

  private(set) var names: [String] = []
  private(set) var problems: [Diagnostic] = []
  private(set) var isDone = false

  init(_ format: TableFormat, delimiter: UInt8, path: String, namesOnly: Bool = false) {
    self.format = format
    self.delimiter = delimiter
    self.path = path
    self.namesOnly = namesOnly
  }

  /// Reads to the end of the source.
  mutating func run(
    _ window: inout TextWindow, into assembler: inout ChunkAssembler,
    sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    repeat {
      window.position = try window.bytes.withUnsafeBufferPointer { (bytes) throws(Diagnostic) -> Int in
        let text = TextAtHand(bytes: bytes, lines: window.lines, path: path)
        return try consume(text, from: window.position, isFinal: window.isFinal, &assembler, sink)
      }
      if isDone { break }
    } while try window.more() || !isDone
    if stage == .before || stage == .header { throw noHeader() }
    problems += ragged.diagnostics(header: names.count, allowed: format.ragged)
  }

  /// Takes all records that end in the text at hand; returns where the next begins.
  private mutating func consume(
    _ text: TextAtHand, from: Int, isFinal: Bool, _ assembler: inout ChunkAssembler,
    _ sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Int {
    var index = from
    while !isDone {
      if stage != .records { startStage(assembler.requests) }
      if isDone { break }
      switch record.scan(text.bytes, from: index, delimiter: delimiter, isFinal: isFinal) {
      case .record: break
      case .needsMore: return index
      case .end:
        isDone = true
        return index
      case .unclosedQuote(let place): throw unclosed(text.location(place))
      }
      index = record.next
      take(text, &assembler)
      if assembler.isFull, let chunk = assembler.take() { try sink(chunk) }
    }
    return index
  }

  /// Moves on through the stages that have no records left.
  private mutating func startStage(_ requests: [ColumnRequest]) {
    if stage == .before, passed >= format.skipBefore {
      stage = .header
      passed = 0
    }
    let needed = format.header == nil ? max(1, format.headerRecords) : 0
    if stage == .header, headerCells.count >= needed {
      stage = .after
      startRecords(requests)
    }
    if stage == .after, passed >= format.skipAfter { stage = .records }
  }

  private mutating func startRecords(_ requests: [ColumnRequest]) {
    names = columnNames(format.header.map { [$0] } ?? headerCells)
    let matching = ColumnMatching(requests, among: names, path: path, at: SourceLocation(path: path))
    matched = matching.matched
    problems += matching.problems
    isDone = namesOnly || !matching.problems.isEmpty
  }

  private mutating func take(_ text: TextAtHand, _ assembler: inout ChunkAssembler) {
    let blank = record.isBlank(text.bytes)
    switch stage {
    case .before, .after: passed += 1
    case .header:
      if !blank { headerCells.append(record.fields.indices.map { record.string($0, text.bytes) }) }
    case .records:
      if !blank { takeCells(text, &assembler) }
    }
  }

  private mutating func takeCells(_ text: TextAtHand, _ assembler: inout ChunkAssembler) {
    let fields = record.fields.count
    if fields != names.count {
      ragged.add(record: assembler.record, fields: fields) { text.location(record.start) }
    }
    for match in matched where match.field < fields {
      let span = record.fields[match.field]
      if span.escaped {
        scratch.removeAll(keepingCapacity: true)
        DelimitedRecord.unescape(text.bytes, span, into: &scratch)
        scratch.withUnsafeBufferPointer { cell in
          assembler.set(match.column, cell) { text.location(span.start) }
        }
      } else {
        let cell = UnsafeBufferPointer(rebasing: text.bytes[span.start..<span.end])
        assembler.set(match.column, cell) { text.location(span.start) }
      }
    }
    assembler.endRecord()
  }

  private func unclosed(_ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .error, .unclosedQuote, "the quote that is opened here is never closed", at: location,
      fix: "close it, or fetch the file again if it was cut off")
  }

  private func noHeader() -> Diagnostic {
    Diagnostic(
      .error, .noHeader, "“\(path)” ends before its header does", at: SourceLocation(path: path),
      fix: "fetch the file again, or lower `skipBefore` and `headerRecords` in the feed's format")
  }
}

/// The bytes at hand with what it takes to say where one of them stands.
struct TextAtHand {
  let bytes: UnsafeBufferPointer<UInt8>
  let lines: LineCounter
  let path: String

  /// O(index): for messages only.
  func location(_ index: Int) -> SourceLocation { lines.location(of: index, in: bytes, path: path) }
}

/// Names from the header's records: cells joined with a space, trimmed; one without a name is “column 3”.
func columnNames(_ records: [[String]]) -> [String] {
  let width = records.reduce(0) { max($0, $1.count) }
  return (0..<width).map { field in
    let parts = records.compactMap { $0.indices.contains(field) ? trimmed($0[field]) : nil }
    let name = parts.filter { !$0.isEmpty }.joined(separator: " ")
    return name.isEmpty ? "column \(field + 1)" : name
  }
}
