import Notation

@testable import Tables

/// What a reading gave: its records as texts, what it complained of, and what ended it.
struct JSONReading: Equatable, Sendable {
  var columns: [[String]] = []
  var records = 0
  var problems: [Diagnostic] = []
  var failure: Diagnostic?

  /// What differs, in words.
  func difference(_ other: JSONReading) -> String {
    if failure != other.failure {
      return "\(String(describing: failure)) ≠ \(String(describing: other.failure))"
    }
    if problems != other.problems { return "\(problems) ≠ \(other.problems)" }
    let cells = zip(columns, other.columns).map { zip($0, $1).filter { $0 != $1 } }
    return "\(records) ≠ \(other.records), \(cells)"
  }

  /// Adds a chunk's cells.
  mutating func add(_ chunk: Chunk) {
    records += chunk.count
    if columns.isEmpty { columns = Array(repeating: [], count: chunk.columns.count) }
    for (index, column) in chunk.columns.enumerated() {
      switch column {
      case .text(let text): columns[index] += text.codes.map { $0 < 0 ? "–" : "“" + text.entries[Int($0)] }
      case .number(let values): columns[index] += values.map { $0.isNaN ? "–" : "\($0)" }
      case .instant(let values): columns[index] += values.map { "\($0)" }
      case .boolean(let values): columns[index] += values.map { "\($0)" }
      }
    }
  }
}

extension JSONReading {
  /// Reads a text with the naive reader.
  static func naive(
    _ bytes: [UInt8], _ kind: TableFormat.Kind, _ format: TableFormat, _ columns: [ColumnRequest]
  ) -> JSONReading {
    var reading = JSONReading()
    do throws(Diagnostic) {
      var window = NaiveWindow(bytes, path: "a")
      var assembler = try ChunkAssembler(TableSchema(columns), chunkSize: 3)
      var records = NaiveRecords(kind, format, columns, path: "a")
      try records.run(&window, into: &assembler) { (chunk) throws(Diagnostic) in reading.add(chunk) }
      if let chunk = assembler.take() { reading.add(chunk) }
      reading.problems = records.problems + assembler.faults.diagnostics(columns, path: "a")
    } catch { reading.failure = error }
    return reading
  }

  /// Reads a text with the product's reader, in blocks of a size.
  static func fast(
    _ bytes: [UInt8], _ format: TableFormat, _ columns: [ColumnRequest], block: Int
  ) -> JSONReading {
    var reading = JSONReading()
    do throws(Diagnostic) {
      let report = try TableReader.read(
        .bytes(bytes, blockSize: block), named: "a", format: format, schema: TableSchema(columns),
        chunkSize: 3
      ) { (chunk) throws(Diagnostic) in reading.add(chunk) }
      // The encoding is looked after outside of the readers.
      reading.problems = report.diagnostics.filter { $0.code != .brokenText }
    } catch { reading.failure = error }
    return reading
  }

  /// Folds a text with the product's reader, in segments.
  static func folded(
    _ bytes: [UInt8], _ format: TableFormat, _ columns: [ColumnRequest], settings: ReadSettings, width: Int
  ) -> JSONReading {
    var reading = JSONReading()
    do throws(Diagnostic) {
      let steps = FoldSteps(
        start: { JSONReading() }, add: { (part, chunk) throws(Diagnostic) in part.add(chunk) })
      let report = try TableReader.fold(
        .bytes(bytes), named: "a", format: format, schema: TableSchema(columns), width: width, chunkSize: 3,
        settings: settings, steps
      ) { (part) throws(Diagnostic) in reading.append(part) }
      reading.problems = report.diagnostics.filter { $0.code != .brokenText }
      if report.records != reading.records { reading.records = -1 }
    } catch { reading.failure = error }
    return reading
  }

  private mutating func append(_ part: JSONReading) {
    records += part.records
    if columns.isEmpty {
      columns = part.columns
    } else {
      for index in part.columns.indices { columns[index] += part.columns[index] }
    }
  }
}
