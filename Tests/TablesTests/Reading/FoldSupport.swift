import Foundation
import Notation
import TestSupport

@testable import Tables

/// What a reading of a table came to, in a form that can be compared.
struct TableReading: Equatable {
  /// Every cell as text: numbers and instants by their bits, nil for missing.
  var rows: [[String?]] = []
  var report: [Diagnostic] = []
  var records = 0
  var bytes = 0
  /// What ended the reading.
  var failure: Diagnostic?

  /// Appends a chunk's rows.
  mutating func add(_ chunk: Chunk) {
    for row in 0..<chunk.count { rows.append(chunk.columns.map { Self.cell($0, row) }) }
  }

  private static func cell(_ column: ColumnData, _ row: Int) -> String? {
    switch column {
    case .text(let text): text.codes[row] < 0 ? nil : text.entries[Int(text.codes[row])]
    case .number(let values): values[row].isNaN ? nil : String(values[row].bitPattern, radix: 16)
    case .instant(let values): values[row] == ColumnData.noInstant ? nil : String(values[row])
    case .boolean(let values): values[row] < 0 ? nil : String(values[row])
    }
  }
}

/// A table to be read in several ways.
struct ReadingCase {
  var source: ByteSource
  var format = TableFormat()
  var columns: [ColumnRequest]
  var chunkSize = 16384

  init(_ text: String, block: Int = 1 << 20, format: TableFormat = TableFormat(), _ columns: [ColumnRequest])
  {
    source = .bytes(Array(text.utf8), blockSize: block)
    self.format = format
    self.columns = columns
  }

  /// Read from start to end on this thread.
  func read(_ settings: ReadSettings) -> TableReading {
    var reading = TableReading()
    do throws(Diagnostic) {
      let schema = TableSchema(columns)
      var opening = try TableOpening(source, named: "feed.csv", format: format, settings)
      let report = try TableReader.read(
        &opening, schema, ChunkAssembler(schema, chunkSize: chunkSize)
      ) { (chunk) throws(Diagnostic) in reading.add(chunk) }
      reading.finish(report)
    } catch { reading.failure = error }
    return reading
  }

  /// Folded in segments.
  func fold(_ settings: ReadSettings, width: Int) -> TableReading {
    var reading = TableReading()
    do throws(Diagnostic) {
      let report = try TableReader.fold(
        source, named: "feed.csv", format: format, schema: TableSchema(columns), width: width,
        chunkSize: chunkSize, settings: settings,
        FoldSteps(
          start: { TableReading() },
          add: { (part: inout TableReading, chunk: Chunk) throws(Diagnostic) in part.add(chunk) })
      ) { (part) throws(Diagnostic) in reading.rows += part.rows }
      reading.finish(report)
    } catch { reading.failure = error }
    return reading
  }
}

extension TableReading {
  fileprivate mutating func finish(_ found: ReadReport) {
    report = found.diagnostics
    records = found.records
    bytes = found.bytes
  }
}

extension ReadSettings {
  static func with(_ change: (inout ReadSettings) -> Void) -> ReadSettings {
    var settings = ReadSettings()
    change(&settings)
    return settings
  }

  static let slow = with { $0.isSlow = true }
}

/// How many files a fuzz test reads: `ALMANAC_FUZZ`, or as many as a quick run allows.
enum FuzzCount {
  static let files = ProcessInfo.processInfo.environment["ALMANAC_FUZZ"].flatMap { Int($0) } ?? 20_000
}
