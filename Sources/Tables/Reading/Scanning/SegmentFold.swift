import Dispatch
import Notation

/// What is made of each segment.
struct FoldSteps<Partial: Sendable>: Sendable {
  let start: @Sendable () -> Partial
  let add: @Sendable (inout Partial, Chunk) throws(Diagnostic) -> Void
}

/// Reads a plain source in segments, on several threads.
///
/// A segment is the records that begin in a fixed part of the text. Where the first of them begins depends on all
/// quotes before, so a thread that is ahead of the others guesses; the merging checks the guess against where the
/// segment before has ended, and reads the segment again where it was wrong.
struct SegmentFold<Partial: Sendable>: Sendable {
  let source: PlainSource
  let layout: RecordLayout
  let settings: ReadSettings
  let steps: FoldSteps<Partial>
  /// A fresh one for each thread.
  let assembler: ChunkAssembler

  private var newReader: SegmentReader { SegmentReader(source, layout, settings, assembler) }

  /// - Parameter place: where the first record begins.
  /// - Returns: what was met, and where the text ends.
  func run(
    from place: Int, width: Int, merge: (consuming Partial) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> (findings: SegmentFindings, end: Int) {
    let first = place / settings.segment
    let last = max(first, (source.size - 1) / settings.segment)
    let threads = max(1, min(width, last - first + 1))
    let queue = FoldQueue<Partial>(segments: first...last, from: place, width: threads)
    for _ in 1..<threads {
      DispatchQueue.global().async {
        var reader = newReader
        queue.help { read($0, from: $1, limit: limit($0, last), &reader) }
      }
    }
    var findings = SegmentFindings(columns: assembler.requests.count)
    var reader = newReader
    var end = place
    try queue.run {
      read($0, from: $1, limit: limit($0, last), &reader)
    } merge: { (segment, result, begin) throws(Diagnostic) in
      // A record may run through a whole segment and leave it without any.
      if begin >= limit(segment, last) { return begin }
      var result = result
      if result.begin != begin { result = read(segment, from: begin, limit: limit(segment, last), &reader) }
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

  /// Reads a segment from a place, or from where its first record seems to begin.
  private func read(_ segment: Int, from begin: Int?, limit: Int, _ reader: inout SegmentReader)
    -> SegmentResult<Partial>
  {
    var result = SegmentResult<Partial>(begin: begin)
    do throws(ReadFailure) {
      // A segment that follows a line end begins with a record: hence the byte before it.
      let place = segment * settings.segment
      if begin == nil { result.begin = try reader.guess(after: place - 1) }
      guard let begin = result.begin else { return result }
      reader.startSegment()
      var partial = steps.start()
      result.end = try reader.read(from: begin, limit: limit) { (chunk) throws(Diagnostic) in
        try steps.add(&partial, chunk)
      }
      if let chunk = reader.assembler.take() {
        do throws(Diagnostic) { try steps.add(&partial, chunk) } catch { throw .told(error) }
      }
      if reader.assembler.records > 0 { result.partial = partial }
      result.findings = SegmentFindings(reader.assembler, reader.records.ragged)
    } catch { result.failure = error }
    return result
  }
}
