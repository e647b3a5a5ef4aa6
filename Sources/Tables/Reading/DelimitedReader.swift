import Notation

/// Reads separated values: the header record by record, then the records.
struct DelimitedReader {
  private enum Stage { case before, header, after, records }

  private let format: TableFormat
  private let delimiter: UInt8
  private let path: String
  /// Reading stops here when only the header is wanted.
  private let namesOnly: Bool
  private let settings: ReadSettings

  private var stage = Stage.before
  private var passed = 0
  private var headerCells: [[String]] = []
  private var record = DelimitedRecord()
  private var isDone = false

  private(set) var names: [String] = []
  private(set) var problems: [Diagnostic] = []
  /// What is known of the records; nil where none are to be read.
  private(set) var layout: RecordLayout?

  init(
    _ format: TableFormat, delimiter: UInt8, path: String, namesOnly: Bool = false,
    settings: ReadSettings = ReadSettings()
  ) {
    self.format = format
    self.delimiter = delimiter
    self.path = path
    self.namesOnly = namesOnly
    self.settings = settings
  }

  /// Reads to the end of the source.
  mutating func run(
    _ window: inout TextWindow, into assembler: inout ChunkAssembler,
    sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    try readHeader(&window, assembler.requests)
    guard let layout else { return }
    var records = WindowRecords(layout, settings)
    try records.read(&window, limit: .max, into: &assembler, sink: sink)
    add(records.ragged)
  }

  /// Reads up to the first record of data; the window then stands there.
  mutating func readHeader(_ window: inout TextWindow, _ requests: [ColumnRequest]) throws(Diagnostic) {
    repeat {
      window.position = try window.bytes.withUnsafeBufferPointer { (bytes) throws(Diagnostic) -> Int in
        let text = TextAtHand(bytes: bytes, lines: window.lines, path: path)
        return try consume(text, from: window.position, isFinal: window.isFinal, requests)
      }
      if isDone || stage == .records { break }
    } while try window.more() || !isDone
    if stage == .before || stage == .header { throw noHeader() }
  }

  /// Adds what there is to say of records with too few or too many fields, whose places are known.
  mutating func add(_ ragged: RaggedRecords) {
    problems += ragged.diagnostics(header: names.count, allowed: format.ragged)
  }

  /// Takes all records up to the first of data that end in the text at hand; returns where the next begins.
  private mutating func consume(
    _ text: TextAtHand, from: Int, isFinal: Bool, _ requests: [ColumnRequest]
  ) throws(Diagnostic) -> Int {
    var index = from
    while true {
      startStage(requests)
      if isDone || stage == .records { return index }
      switch record.scan(text.bytes, from: index, delimiter: delimiter, isFinal: isFinal) {
      case .record: break
      case .needsMore: return index
      case .end:
        isDone = true
        return index
      case .unclosedQuote(let place): throw unclosedQuote(at: text.location(place))
      }
      index = record.next
      take(text)
    }
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
      finishHeader(requests)
    }
    if stage == .after, passed >= format.skipAfter { stage = .records }
  }

  private mutating func finishHeader(_ requests: [ColumnRequest]) {
    names = columnNames(format.header.map { [$0] } ?? headerCells)
    let matching = ColumnMatching(requests, among: names, path: path, at: SourceLocation(path: path))
    problems += matching.problems
    isDone = namesOnly || !matching.problems.isEmpty
    if isDone { return }
    layout = RecordLayout(delimiter: delimiter, fieldCount: names.count, matched: matching.matched)
  }

  private mutating func take(_ text: TextAtHand) {
    switch stage {
    case .before, .after: passed += 1
    case .header where !record.isBlank(text.bytes):
      headerCells.append(record.fields.indices.map { record.string($0, text.bytes) })
    case .header, .records: break
    }
  }

  private func noHeader() -> Diagnostic {
    Diagnostic(
      .error, .noHeader, "“\(path)” ends before its header does", at: SourceLocation(path: path),
      fix: "fetch the file again, or lower `skipBefore` and `headerRecords` in the feed's format")
  }
}

/// Reads records from a window whose source comes only once: a pipe, a compressed file, another encoding.
struct WindowRecords {
  private var records: RecordReader

  init(_ layout: RecordLayout, _ settings: ReadSettings) {
    records = RecordReader(layout, isSlow: settings.isSlow)
  }

  var ragged: RaggedRecords { records.ragged }

  mutating func startSegment() { records.startSegment() }

  /// Reads the records that begin before the place `limit` of the text; false where there are none after them.
  @discardableResult
  mutating func read(
    _ window: inout TextWindow, limit: Int, into assembler: inout ChunkAssembler,
    sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Bool {
    while true {
      let stop = try window.bytes.withUnsafeBufferPointer { (bytes) throws(Diagnostic) in
        let text = RecordReader.Text(
          bytes: bytes, readable: bytes.count, base: window.passed, isFinal: window.isFinal,
          isFull: window.isFull)
        let stop = try records.read(
          text, from: window.position, limit: limit - window.passed, into: &assembler, sink: sink)
        settle(&assembler, TextAtHand(bytes: bytes, lines: window.lines, path: window.path), text.base)
        return stop
      }
      window.position = records.next
      switch stop {
      case .done: return !(window.isFinal && window.position == window.bytes.count)
      case .needsMore: _ = try window.more()
      case .unclosedQuote(let place): throw unclosedQuote(at: window.location(at: place))
      }
    }
  }

  /// Finds the lines of new faults while their text is at hand.
  private mutating func settle(_ assembler: inout ChunkAssembler, _ text: TextAtHand, _ base: Int) {
    let offsets = assembler.faults.offsets + records.ragged.offsets
    guard !offsets.isEmpty else { return }
    let pairs = Set(offsets).map { ($0, text.location($0 - base)) }
    let locations = Dictionary(uniqueKeysWithValues: pairs)
    assembler.faults.settle(locations)
    records.settle(locations)
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

func unclosedQuote(at location: SourceLocation) -> Diagnostic {
  Diagnostic(
    .error, .unclosedQuote, "the quote that is opened here is never closed", at: location,
    fix: "close it, or fetch the file again if it was cut off")
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
