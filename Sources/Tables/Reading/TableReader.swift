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
    var opening = try TableOpening(source, named: path, format: format)
    return try read(&opening, schema, ChunkAssembler(schema, chunkSize: chunkSize), into: sink)
  }

  static func read(
    _ opening: inout TableOpening, _ schema: TableSchema, _ assembler: ChunkAssembler,
    into sink: (Chunk) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> ReadReport {
    var assembler = assembler
    var problems: [Diagnostic] = []
    var end: Int?
    var broken: Int?
    if opening.isDelimited, let plain = opening.plain {
      var delimited = opening.delimited
      try delimited.readHeader(&opening.window, schema.columns)
      if let layout = delimited.layout {
        var segments = SegmentReader(plain, layout, opening.settings, assembler)
        end = try segments.readAll(from: opening.window.place, into: sink)
        assembler = segments.assembler
        delimited.add(segments.records.ragged)
      }
      problems = delimited.problems
    } else if opening.isDelimited {
      var delimited = opening.delimited
      try delimited.run(&opening.window, into: &assembler, sink: sink)
      problems = delimited.problems
    } else {
      var records = opening.json(schema.columns)
      var window = opening.jsonWindow
      try records.run(&window, into: &assembler, sink: sink)
      problems = records.problems
      (end, broken) = (window.totalBytes, window.brokenCharacters)
    }
    if let chunk = assembler.take() { try sink(chunk) }
    return opening.report(
      problems, SegmentFindings(assembler, RaggedRecords()), schema, bytes: end, broken: broken)
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
    var opening = try TableOpening(source, named: path, format: format)
    var nothing = try ChunkAssembler(TableSchema([]), chunkSize: 1024)
    if opening.isDelimited {
      var delimited = DelimitedReader(
        format, delimiter: opening.sniffed.delimiter, path: path, namesOnly: true)
      try delimited.readHeader(&opening.window, [])
      return delimited.names
    }
    var records = opening.json([], namesOnly: true)
    var window = opening.jsonWindow
    try records.run(&window, into: &nothing) { (_) throws(Diagnostic) in }
    return records.columnNames
  }

  /// What a table's first mebibyte shows of its kind, encoding, delimiter and line ends, as far as `format`
  /// does not settle them.
  package static func layout(
    of source: ByteSource, named path: String, format: TableFormat = TableFormat()
  ) throws(Diagnostic) -> TableLayout {
    try TableOpening(source, named: path, format: format).sniffed.layout
  }
}
