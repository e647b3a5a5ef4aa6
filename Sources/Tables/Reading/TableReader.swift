import Notation

/// Reads tables of every kind that feeds come in, chunk by chunk.
///
/// Memory is bounded by one block, one chunk and the longest record; never by the number of records.
package struct TableReader {
  /// Reads the requested columns of a table and hands out its records in chunks.
  ///
  /// - Parameters:
  ///   - path: the file's name in messages; its ending helps to tell the kind where `format` does not.
  ///   - format: what is declared; all else is found by looking at the first mebibyte.
  ///   - chunkSize: the rows of a chunk; the last one may have fewer.
  ///   - sink: takes each chunk in the order of the file; what it throws ends the reading.
  /// - Returns: the records and bytes read, and the problems that do not end the reading: cells that do not read
  ///   and ragged records (errors), a guessed encoding (a note). Unknown and duplicate requested columns are
  ///   errors there too, all of them; then no chunk is handed out for separated values and rows, whose header
  ///   comes first. Objects show only at their end that none has a member.
  /// - Throws: what makes the rest unreadable: `unreadable-file`, `unclosed-quote`, `record-too-long`,
  ///   `no-header`, `json-syntax`, `no-records`, `unknown-encoding`, `bad-delimiter`, `date-pattern`.
  /// - Complexity: O(bytes).
  package static func read(
    _ source: ByteSource, named path: String, format: TableFormat = TableFormat(), schema: TableSchema,
    chunkSize: Int = 16384, into sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> ReadReport {
    var reader = try BlockReader(source, named: path)
    let sniffed = try Sniffed(reader.peek(Sniffed.sampleSize), format: format, path: path)
    var assembler = try ChunkAssembler(schema, chunkSize: chunkSize)
    var problems: [Diagnostic]
    let (bytes, broken): (Int, Int)
    switch sniffed.layout.kind {
    case .csv, .tsv:
      var window = TextWindow(reader, finding: sniffed.finding, named: path)
      var delimited = DelimitedReader(format, delimiter: sniffed.delimiter, path: path)
      try delimited.run(&window, into: &assembler, sink: sink)
      problems = delimited.problems
      (bytes, broken) = (window.totalBytes, window.brokenCharacters)
    case .json, .jsonRows, .ndjson, .geojson:
      var window = JSONWindow(reader, finding: sniffed.finding, named: path)
      var records = JSONRecords(sniffed.layout.kind, format, assembler.requests, path: path)
      try records.run(&window, into: &assembler, sink: sink)
      problems = records.problems
      (bytes, broken) = (window.totalBytes, window.brokenCharacters)
    }
    if let chunk = assembler.take() { try sink(chunk) }
    problems += encodingProblems(sniffed, format, assembler.foreignCells, broken, path)
    problems += assembler.faults.diagnostics(schema.columns, path: path)
    var report = ReadReport()
    report.records = assembler.records
    report.bytes = bytes
    report.diagnostics = problems
    return report
  }

  /// The names of a table's columns, in its order: the header's cells, or every member of the first thousand
  /// objects in order of appearance, or the properties of the first thousand features (and `id` where features
  /// have one).
  ///
  /// Names are trimmed; a column without one is “column 3”; a name may occur twice.
  /// - Throws: as `read`, for the part that is looked at.
  package static func columnNames(
    of source: ByteSource, named path: String, format: TableFormat = TableFormat()
  ) throws(Diagnostic) -> [String] {
    var reader = try BlockReader(source, named: path)
    let sniffed = try Sniffed(reader.peek(Sniffed.sampleSize), format: format, path: path)
    var nothing = try ChunkAssembler(TableSchema([]), chunkSize: 1024)
    switch sniffed.layout.kind {
    case .csv, .tsv:
      var window = TextWindow(reader, finding: sniffed.finding, named: path)
      var delimited = DelimitedReader(format, delimiter: sniffed.delimiter, path: path, namesOnly: true)
      try delimited.run(&window, into: &nothing) { (_) throws(Diagnostic) in }
      return delimited.names
    case .json, .jsonRows, .ndjson, .geojson:
      var window = JSONWindow(reader, finding: sniffed.finding, named: path)
      var records = JSONRecords(sniffed.layout.kind, format, [], path: path, namesOnly: true)
      try records.run(&window, into: &nothing) { (_) throws(Diagnostic) in }
      return records.columnNames
    }
  }

  /// What a table's first mebibyte shows of its kind, encoding, delimiter and line ends, as far as `format`
  /// does not settle them.
  package static func layout(
    of source: ByteSource, named path: String, format: TableFormat = TableFormat()
  ) throws(Diagnostic) -> TableLayout {
    var reader = try BlockReader(source, named: path)
    return try Sniffed(reader.peek(Sniffed.sampleSize), format: format, path: path).layout
  }
}

private func encodingProblems(
  _ sniffed: Sniffed, _ format: TableFormat, _ foreign: Int, _ broken: Int, _ path: String
) -> [Diagnostic] {
  let place = SourceLocation(path: path)
  var problems: [Diagnostic] = []
  if sniffed.finding.guessed {
    let name = sniffed.layout.encoding
    problems.append(
      Diagnostic(
        .note, .encodingGuessed, "“\(path)” does not say its encoding and was read as \(name)", at: place,
        fix: "write `encoding: \"\(name)\"` in the feed's format once a name with an accent looks right"))
  }
  if foreign > 0 {
    problems.append(foreignCells(foreign, declared: format.encoding != nil, at: place))
  }
  if broken > 0 {
    problems.append(
      Diagnostic(
        .warning, .brokenText, "\(broken) characters are broken in \(sniffed.layout.encoding)", at: place,
        fix: "mend `encoding` in the feed's format, or leave it out"))
  }
  return problems
}

/// Bytes beyond the sample, or in a file that was declared UTF-8, that turned out not to be UTF-8.
private func foreignCells(_ count: Int, declared: Bool, at place: SourceLocation) -> Diagnostic {
  Diagnostic(
    declared ? .warning : .note, declared ? .brokenText : .encodingGuessed,
    "\(count) different texts are not UTF-8 and were read as windows-1252", at: place,
    fix: "write `encoding: \"windows-1252\"` in the feed's format, or save the file as UTF-8")
}
