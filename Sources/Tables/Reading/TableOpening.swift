import Notation

/// A table that has been looked at but not read: its layout, and a window at its start.
struct TableOpening {
  let sniffed: Sniffed
  var window: TextWindow
  let settings: ReadSettings
  private let reader: BlockReader
  private let source: ByteSource
  private let format: TableFormat
  private let path: String

  /// - Throws: `unreadable-file`, `unknown-encoding`, `bad-delimiter`.
  init(
    _ source: ByteSource, named path: String, format: TableFormat, _ settings: ReadSettings = ReadSettings()
  )
    throws(Diagnostic)
  {
    var reader = try BlockReader(source, named: path)
    sniffed = try Sniffed(reader.peek(Sniffed.sampleSize), format: format, path: path)
    window = TextWindow(reader, finding: sniffed.finding, named: path)
    self.reader = reader
    self.settings = settings
    self.source = source
    self.format = format
    self.path = path
  }

  var isDelimited: Bool {
    switch sniffed.layout.kind {
    case .csv, .tsv: true
    case .json, .jsonRows, .ndjson, .geojson: false
    }
  }

  /// A reader of separated values, at the header.
  var delimited: DelimitedReader {
    DelimitedReader(format, delimiter: sniffed.delimiter, path: path, settings: settings)
  }

  /// The source for reading in parts; nil where it must be read from its start, or is not UTF-8.
  var plain: PlainSource? {
    let finding = sniffed.finding
    return finding.encoding == .utf8 ? PlainSource(source, mark: finding.mark, named: path) : nil
  }

  /// A window for JSON at the table's start; use it or `window`, but not both.
  var jsonWindow: JSONWindow { JSONWindow(reader, finding: sniffed.finding, named: path) }

  /// A reader of JSON of any kind.
  func json(_ requests: [ColumnRequest], namesOnly: Bool = false) -> JSONRecords {
    JSONRecords(sniffed.layout.kind, format, requests, path: path, namesOnly: namesOnly)
  }

  /// The report of a table that has been read.
  /// - Parameters:
  ///   - problems: those of the header and the layout of records.
  ///   - bytes: how many were read; nil for those that went through the window.
  ///   - broken: how many characters were broken; nil for those that went through the window.
  func report(
    _ problems: [Diagnostic], _ findings: SegmentFindings, _ schema: TableSchema, bytes: Int? = nil,
    broken: Int? = nil
  ) -> ReadReport {
    var report = ReadReport()
    report.records = findings.records
    report.bytes = bytes ?? window.totalBytes
    report.diagnostics = problems
    report.diagnostics += encodingProblems(
      foreign: findings.foreign.reduce(0) { $0 + $1.count }, broken: broken ?? window.brokenCharacters)
    report.diagnostics += findings.faults.diagnostics(schema.columns, path: path)
    return report
  }

  private func encodingProblems(foreign: Int, broken: Int) -> [Diagnostic] {
    let place = SourceLocation(path: path)
    var problems: [Diagnostic] = []
    if sniffed.finding.guessed {
      let name = sniffed.layout.encoding
      problems.append(
        Diagnostic(
          .note, .encodingGuessed, "“\(path)” does not say its encoding and was read as \(name)", at: place,
          fix: "write `encoding: \"\(name)\"` in the feed's format once a name with an accent looks right"))
    }
    if foreign > 0 { problems.append(foreignTexts(foreign, at: place)) }
    if broken > 0 {
      problems.append(
        Diagnostic(
          .warning, .brokenText,
          "\(broken) characters are broken in \(sniffed.layout.encoding)", at: place,
          fix: "mend `encoding` in the feed's format, or leave it out"))
    }
    return problems
  }

  /// Bytes beyond the sample, or in a file that was declared UTF-8, that turned out not to be UTF-8.
  private func foreignTexts(_ count: Int, at place: SourceLocation) -> Diagnostic {
    let declared = format.encoding != nil
    let atLeast = count < ForeignTexts.most ? "" : " or more"
    return Diagnostic(
      declared ? .warning : .note, declared ? .brokenText : .encodingGuessed,
      "\(count)\(atLeast) different texts are not UTF-8 and were read as windows-1252", at: place,
      fix: "write `encoding: \"windows-1252\"` in the feed's format, or save the file as UTF-8")
  }
}
