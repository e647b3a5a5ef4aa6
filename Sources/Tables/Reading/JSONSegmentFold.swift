import Dispatch
import Notation

/// Reads one object a line in segments, on several threads.
///
/// A segment is the records that begin in a fixed part of the text, as `SegmentFold` has it. A thread that is ahead
/// takes the first line that begins in the part for a record; where objects run over lines it is wrong, which the
/// merging sees, and reads the segment again.
struct JSONSegmentFold<Partial: Sendable>: Sendable {
  let source: PlainSource
  let format: TableFormat
  let settings: ReadSettings
  let steps: FoldSteps<Partial>
  /// A fresh one for each segment.
  let assembler: ChunkAssembler

  /// - Returns: what was met, and where the text ends.
  func run(
    width: Int, merge: (consuming Partial) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> (findings: SegmentFindings, end: Int) {
    let last = max(0, (source.size - 1) / settings.segment)
    let threads = max(1, min(width, last + 1))
    let queue = FoldQueue<Partial>(segments: 0...last, from: 0, width: threads)
    for _ in 1..<threads {
      DispatchQueue.global().async { queue.help { read($0, from: $1, limit: limit($0, last)) } }
    }
    var findings = SegmentFindings(columns: assembler.requests.count)
    var end = 0
    try queue.run {
      read($0, from: $1, limit: limit($0, last))
    } merge: { (segment, result, begin) throws(Diagnostic) in
      if begin >= limit(segment, last) { return begin }
      var result = result
      if result.begin != begin { result = read(segment, from: begin, limit: limit(segment, last)) }
      if let failure = result.failure { throw try source.diagnostic(failure, settings) }
      if let part = result.findings { findings.merge(part) }
      if let partial = result.partial { try merge(partial) }
      end = result.end
      return end
    }
    return (findings, end)
  }

  /// Where a segment ends; the last one takes what a growing file has got since.
  private func limit(_ segment: Int, _ last: Int) -> Int {
    segment == last ? .max : (segment + 1) * settings.segment
  }

  /// Reads a segment from a place, or from the first line that begins in it.
  private func read(_ segment: Int, from begin: Int?, limit: Int) -> SegmentResult<Partial> {
    let start = begin ?? segment * settings.segment - 1
    var window = JSONWindow(source, from: start, step: settings.step, longest: settings.longestRecord)
    var result = SegmentResult<Partial>(begin: begin)
    var assembler = assembler
    assembler.startSegment()
    var records = JSONRecords(.ndjson, format, assembler.requests, path: source.path)
    var partial = steps.start()
    var isTold = false
    do throws(Diagnostic) {
      if begin == nil { result.begin = try window.nextLine(before: limit) }
      guard result.begin != nil else { return result }
      try records.lines(&window, &assembler, limit: limit) { (chunk) throws(Diagnostic) in
        isTold = true
        try steps.add(&partial, chunk)
        isTold = false
      }
      result.end = window.place
      isTold = true
      if let chunk = assembler.take() { try steps.add(&partial, chunk) }
      if assembler.records > 0 { result.partial = partial }
      var findings = SegmentFindings(assembler, RaggedRecords())
      findings.members = records.members
      result.findings = findings
    } catch {
      let isPlaced = isTold || error.code == .unreadableFile
      result.failure = isPlaced ? .told(error) : .unplaced(error, window.failurePlace(error))
    }
    return result
  }
}

extension JSONWindow {
  /// Moves to the first token behind the next line feed: its place, or nil where it is not before `limit`.
  fileprivate mutating func nextLine(before limit: Int) throws(Diagnostic) -> Int? {
    while let byte = try current(), byte != 0x0A {
      guard place < limit else { return nil }
      position += 1
    }
    return try currentToken() != nil && place < limit ? place : nil
  }

  /// Where what a diagnostic is about stands in all of the text.
  fileprivate func failurePlace(_ failure: Diagnostic) -> Int {
    failure.code == .recordTooLong ? passed : place
  }
}
