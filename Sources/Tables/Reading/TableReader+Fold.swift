import Notation

extension TableReader {
  /// The bytes of one segment of a fold: what each merged partial of a plain file stands for, the last one aside.
  package static var segmentSize: Int { ReadSettings().segment }

  /// Reads a table in segments, each into a partial result of its own, and hands the partials over in file order.
  ///
  /// A segment is a fixed part of the text, so that the partials, and whatever is made of them, are the same at
  /// any `width`. Memory is bounded by some segments' partials for each thread, never by the file. JSON and GeoJSON
  /// are one segment, one object a line is not; text that comes from a pipe, a compressed file or another encoding is read on one thread.
  ///
  /// - Parameters:
  ///   - width: threads that read; 1 reads on the caller's.
  ///   - start: an empty partial; called on any thread.
  ///   - add: takes a segment's chunks in order, on one thread at a time for each partial. `Chunk.firstRecord`
  ///     counts from the start of the segment. A segment may be read twice, the first partial dropped; so `add`
  ///     changes nothing but its partial.
  ///   - merge: takes the partials in file order, never two at a time, on any thread; segments without records have
  ///     none, but a table without records has one.
  /// - Returns: as `read`.
  /// - Throws: as `read`, and whatever `add` and `merge` throw; of several the first in the file.
  /// - Complexity: O(bytes), on `width` threads.
  package static func fold<Partial: Sendable>(
    _ source: ByteSource, named path: String, format: TableFormat = TableFormat(), schema: TableSchema,
    width: Int, chunkSize: Int = 16384, start: @escaping @Sendable () -> Partial,
    add: @escaping @Sendable (inout Partial, Chunk) throws(Diagnostic) -> Void,
    merge: (consuming Partial) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> ReadReport {
    try fold(
      source, named: path, format: format, schema: schema, width: width, chunkSize: chunkSize,
      settings: ReadSettings(), FoldSteps(start: start, add: add), merge: merge)
  }

  /// Folds a wide table as a long one; see `Unpivoting` and `fold`. The report's records are the wide ones.
  package static func fold<Partial: Sendable>(
    _ source: ByteSource, named path: String, format: TableFormat = TableFormat(), schema: TableSchema,
    unpivoting: Unpivoting, width: Int, chunkSize: Int = 16384, start: @escaping @Sendable () -> Partial,
    add: @escaping @Sendable (inout Partial, Chunk) throws(Diagnostic) -> Void,
    merge: (consuming Partial) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> ReadReport {
    let names = try columnNames(of: source, named: path, format: format)
    let plan = try unpivoting.plan(schema, among: names)
    return try fold(
      source, named: path, format: format, schema: plan.schema, width: width,
      chunkSize: max(1, chunkSize / plan.labels.count), start: start,
      add: { (partial, wide) throws(Diagnostic) in try add(&partial, plan.lengthen(wide)) }, merge: merge)
  }

  static func fold<Partial: Sendable>(
    _ source: ByteSource, named path: String, format: TableFormat, schema: TableSchema, width: Int,
    chunkSize: Int, settings: ReadSettings, _ steps: FoldSteps<Partial>,
    merge: (consuming Partial) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> ReadReport {
    var opening = try TableOpening(source, named: path, format: format, settings)
    let assembler = try ChunkAssembler(schema, chunkSize: chunkSize)
    var merged = 0
    func mergeCounting(_ partial: consuming Partial) throws(Diagnostic) {
      merged += 1
      try merge(partial)
    }
    let report: ReadReport
    if opening.isDelimited {
      report = try fold(&opening, schema, assembler, width: width, steps, merge: mergeCounting)
    } else if opening.sniffed.layout.kind == .ndjson, let plain = opening.plain {
      let fold = JSONSegmentFold(
        source: plain, format: format, settings: opening.settings, steps: steps, assembler: assembler)
      let (findings, end) = try fold.run(width: width, merge: mergeCounting)
      var located = findings
      try located.settle(plain)
      let missing = located.records > 0 ? located.members?.missing(schema.columns, path) ?? [] : []
      report = opening.report(missing, located, schema, bytes: plain.mark + end, broken: 0)
    } else {
      var partial = steps.start()
      report = try read(&opening, schema, assembler) { (chunk) throws(Diagnostic) in
        try steps.add(&partial, chunk)
      }
      try mergeCounting(partial)
    }
    if merged == 0 { try merge(steps.start()) }
    return report
  }

  private static func fold<Partial: Sendable>(
    _ opening: inout TableOpening, _ schema: TableSchema, _ assembler: ChunkAssembler, width: Int,
    _ steps: FoldSteps<Partial>, merge: (consuming Partial) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> ReadReport {
    var delimited = opening.delimited
    try delimited.readHeader(&opening.window, schema.columns)
    var findings = SegmentFindings(columns: schema.columns.count)
    var end: Int?
    if let layout = delimited.layout, let plain = opening.plain {
      let fold = SegmentFold(
        source: plain, layout: layout, settings: opening.settings, steps: steps, assembler: assembler)
      let result = try fold.run(from: opening.window.place, width: width, merge: merge)
      findings = result.findings
      try findings.settle(plain)
      end = plain.mark + result.end
    } else if let layout = delimited.layout {
      findings = try fold(&opening, layout, assembler, steps, merge: merge)
    }
    delimited.add(findings.ragged)
    return opening.report(delimited.problems, findings, schema, bytes: end)
  }

  /// Cuts the text of a source that comes but once into the same segments, on this thread.
  private static func fold<Partial: Sendable>(
    _ opening: inout TableOpening, _ layout: RecordLayout, _ assembler: ChunkAssembler,
    _ steps: FoldSteps<Partial>, merge: (consuming Partial) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> SegmentFindings {
    var findings = SegmentFindings(columns: assembler.requests.count)
    var assembler = assembler
    var records = WindowRecords(layout, opening.settings)
    var goesOn = true
    while goesOn {
      let segment = opening.window.place / opening.settings.segment
      assembler.startSegment()
      records.startSegment()
      var partial = steps.start()
      goesOn = try records.read(
        &opening.window, limit: (segment + 1) * opening.settings.segment, into: &assembler
      ) { (chunk) throws(Diagnostic) in try steps.add(&partial, chunk) }
      if let chunk = assembler.take() { try steps.add(&partial, chunk) }
      findings.merge(SegmentFindings(assembler, records.ragged))
      if assembler.records > 0 { try merge(partial) }
    }
    return findings
  }
}
