import Notation

/// Reads rows of an array of arrays: the first is the header, unless the format names the columns.
struct JSONRows {
  private let format: TableFormat
  private let path: String
  private let namesOnly: Bool
  private var passed = 0
  private var hasHeader = false
  /// The entry of the cells that wants a field; −1 where none does.
  private var entries: [Int] = []
  private var ragged = RaggedRecords()

  private(set) var names: [String] = []
  private(set) var problems: [Diagnostic] = []
  private(set) var isDone = false

  init(_ format: TableFormat, path: String, namesOnly: Bool) {
    self.format = format
    self.path = path
    self.namesOnly = namesOnly
  }

  /// Reads the row at the window's position, whatever it turns out to be.
  mutating func row(
    _ window: inout JSONWindow, _ assembler: inout ChunkAssembler, cells: inout JSONCells,
    _ requests: [ColumnRequest], depth: Int
  ) throws(Diagnostic) {
    guard try window.currentToken() == 0x5B else { throw try notARow(&window) }
    try window.checkDepth(depth)
    if !hasHeader, let header = format.header, passed >= format.skipBefore {
      startRecords(columnNames([header]), requests, &cells)
    }
    let before = hasHeader ? format.skipAfter : format.skipBefore
    if passed < before {
      passed += 1
      _ = try window.value(depth: depth)
    } else if !hasHeader {
      startRecords(columnNames([try header(&window, depth: depth)]), requests, &cells)
    } else if !isDone {
      try record(&window, &assembler, cells: &cells, depth: depth)
    }
  }

  private mutating func startRecords(
    _ names: [String], _ requests: [ColumnRequest], _ cells: inout JSONCells
  ) {
    self.names = names
    hasHeader = true
    passed = 0
    let matching = ColumnMatching(requests, among: names, path: path, at: SourceLocation(path: path))
    entries = names.map { cells.find(Array($0.utf8)) ?? -1 }
    problems = matching.problems
    isDone = namesOnly || !problems.isEmpty
  }

  private func header(_ window: inout JSONWindow, depth: Int) throws(Diagnostic) -> [String] {
    window.position += 1
    var isFirst = true
    var header: [String] = []
    var cell: [UInt8] = []
    while try window.nextElement(&isFirst) {
      window.mark = window.position
      let kind = try window.value(depth: depth + 1)
      let span = (window.mark ?? window.position)..<window.position
      cell.removeAll(keepingCapacity: true)
      window.bytes.withUnsafeBufferPointer { bytes in
        if case .string = kind {
          unescapeJSON(UnsafeBufferPointer(rebasing: bytes[span.dropFirst().dropLast()]), into: &cell)
        } else {
          cell.append(contentsOf: bytes[span])
        }
      }
      window.mark = nil
      header.append(cell.withUnsafeBufferPointer(text))
    }
    return header
  }

  private mutating func record(
    _ window: inout JSONWindow, _ assembler: inout ChunkAssembler, cells: inout JSONCells, depth: Int
  ) throws(Diagnostic) {
    window.position += 1
    var isFirst = true
    var fields = 0
    while true {
      if let (span, kind) = window.next(of: entries, &fields, &isFirst, depth: depth) {
        cells.take(kind, span, &window, &assembler, entry: entries[fields - 1])
        continue
      }
      guard try window.nextElement(&isFirst) else { break }
      if fields < entries.count, entries[fields] >= 0 {
        try cells.value(&window, &assembler, entry: entries[fields], depth: depth + 1)
      } else {
        _ = try window.value(depth: depth + 1)
      }
      fields += 1
    }
    if fields != names.count {
      ragged.add(record: assembler.record, fields: fields) { window.location(at: window.position - 1) }
    }
    assembler.endRecord()
  }

  /// The problems at the end of the rows.
  /// - Throws: `no-header` where no row was one.
  func finish() throws(Diagnostic) -> [Diagnostic] {
    guard hasHeader || format.header != nil else {
      throw Diagnostic(
        .error, .noHeader, "“\(path)” has no row with the names of its columns",
        at: SourceLocation(path: path),
        fix: "fetch the file again, or check the question that was asked of the service")
    }
    return problems + ragged.diagnostics(header: names.count, allowed: format.ragged)
  }

  private func notARow(_ window: inout JSONWindow) throws(Diagnostic) -> Diagnostic {
    let base = try window.unexpected("an array as row")
    return Diagnostic(
      .error, base.code, base.message, at: base.location, fix: "write `type: \"json\"` in the feed's format")
  }
}
