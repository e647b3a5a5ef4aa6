import Notation

/// What ends the reading of a segment; places become lines only when the failure is told.
enum ReadFailure: Error {
  case told(Diagnostic)
  /// The quote at this place of the source is never closed.
  case unclosedQuote(Int)
  /// The record that begins at this place is too long.
  case tooLong(Int)
  /// What is wrong stands at this place, whatever line the diagnostic names.
  case unplaced(Diagnostic, Int)
}

/// Reads parts of a plain source, record by record.
struct SegmentReader {
  private let source: PlainSource
  private let settings: ReadSettings
  private let delimiter: UInt8
  private var window: SegmentWindow
  private(set) var records: RecordReader
  var assembler: ChunkAssembler

  init(_ source: PlainSource, _ layout: RecordLayout, _ settings: ReadSettings, _ assembler: ChunkAssembler) {
    self.source = source
    self.settings = settings
    self.assembler = assembler
    delimiter = layout.delimiter
    window = SegmentWindow(source, settings)
    records = RecordReader(layout, isSlow: settings.isSlow)
  }

  /// Reads the records that begin at `from` and after it and before `limit`; a full chunk goes to `sink`, the rest
  /// stays in the assembler.
  /// - Returns: where the next record begins, or the end of the source.
  mutating func read(
    from: Int, limit: Int, sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(ReadFailure) -> Int {
    window.start(at: from)
    var next = 0
    while true {
      let stop: RecordReader.Stop
      do throws(Diagnostic) {
        try window.fill(lettingGo: next, limit: limit)
        stop = try window.withText { (text) throws(Diagnostic) in
          try records.read(text, from: 0, limit: limit - text.base, into: &assembler, sink: sink)
        }
      } catch { throw .told(error) }
      next = records.next
      switch stop {
      case .done: return window.base + next
      case .unclosedQuote(let place): throw .unclosedQuote(window.base + place)
      case .needsMore: if window.isFull, next == 0 { throw .tooLong(window.base) }
      }
    }
  }

  /// Reads all records from a place on, and finds the lines of what is to be told.
  /// - Returns: the bytes of the source.
  mutating func readAll(
    from place: Int, into sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> Int {
    let end: Int
    do throws(ReadFailure) {
      end = try read(from: place, limit: .max, sink: sink)
    } catch { throw try source.diagnostic(error, settings) }
    let locations = try source.locations(of: assembler.faults.offsets + records.ragged.offsets)
    assembler.faults.settle(locations)
    records.settle(locations)
    return source.mark + end
  }

  /// Where the first record after `place` seems to begin; nil where the text there does not show it.
  mutating func guess(after place: Int) throws(ReadFailure) -> Int? {
    window.start(at: place)
    do throws(Diagnostic) {
      try window.fill(lettingGo: 0, limit: place + SegmentGuess.reach)
    } catch { throw .told(error) }
    let delimiter = delimiter
    return window.withText { text in
      SegmentGuess.firstRecord(in: text.bytes, delimiter: delimiter).map { text.base + $0 }
    }
  }

  /// Forgets the segment before.
  mutating func startSegment() {
    assembler.startSegment()
    records.startSegment()
  }
}

extension PlainSource {
  /// The diagnostic for a failure.
  /// - Throws: `unreadable-file` where the source can no longer be read.
  func diagnostic(_ failure: ReadFailure, _ settings: ReadSettings) throws(Diagnostic) -> Diagnostic {
    switch failure {
    case .told(let diagnostic): return diagnostic
    case .unclosedQuote(let offset): return unclosedQuote(at: try location(of: offset))
    case .tooLong(let offset): return recordTooLong(settings.longestRecord, at: try location(of: offset))
    case .unplaced(let what, let offset):
      return Diagnostic(what.severity, what.code, what.message, at: try location(of: offset), fix: what.fix)
    }
  }

  private func location(of offset: Int) throws(Diagnostic) -> SourceLocation {
    try locations(of: [offset])[offset] ?? SourceLocation(path: path)
  }
}
