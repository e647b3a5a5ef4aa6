import Notation

@testable import Tables

/// A table read whole, for tests.
struct WholeTable {
  var chunks: [Chunk] = []
  var report = ReadReport()

  /// Column `index` as texts, missing as nil.
  func texts(_ index: Int) -> [String?] {
    chunks.flatMap { chunk -> [String?] in
      guard case .text(let text) = chunk.columns[index] else { return [] }
      return text.codes.map { $0 < 0 ? nil : text.entries[Int($0)] }
    }
  }

  func numbers(_ index: Int) -> [Double?] {
    chunks.flatMap { chunk -> [Double?] in
      guard case .number(let values) = chunk.columns[index] else { return [] }
      return values.map { $0.isNaN ? nil : $0 }
    }
  }

  func instants(_ index: Int) -> [Int64?] {
    chunks.flatMap { chunk -> [Int64?] in
      guard case .instant(let values) = chunk.columns[index] else { return [] }
      return values.map { $0 == ColumnData.noInstant ? nil : $0 }
    }
  }

  func truths(_ index: Int) -> [Bool?] {
    chunks.flatMap { chunk -> [Bool?] in
      guard case .boolean(let values) = chunk.columns[index] else { return [] }
      return values.map { $0 < 0 ? nil : $0 == 1 }
    }
  }

  var errors: [Diagnostic] { report.diagnostics.filter { $0.severity == .error } }
}

/// Reads a source whole.
func readWhole(
  _ source: ByteSource, named path: String = "feed.csv", format: TableFormat = TableFormat(),
  _ columns: [ColumnRequest], chunkSize: Int = 16384
) throws(Diagnostic) -> WholeTable {
  var whole = WholeTable()
  var chunks: [Chunk] = []
  whole.report = try TableReader.read(
    source, named: path, format: format, schema: TableSchema(columns), chunkSize: chunkSize
  ) { (chunk) throws(Diagnostic) in chunks.append(chunk) }
  whole.chunks = chunks
  return whole
}

func readWhole(
  _ text: String, named path: String = "feed.csv", format: TableFormat = TableFormat(),
  _ columns: [ColumnRequest], chunkSize: Int = 16384
) throws(Diagnostic) -> WholeTable {
  try readWhole(.bytes(Array(text.utf8)), named: path, format: format, columns, chunkSize: chunkSize)
}

/// Reads one column of texts.
func texts(_ text: String, _ column: String, format: TableFormat = TableFormat()) throws(Diagnostic)
  -> [String?]
{
  try readWhole(text, format: format, [ColumnRequest(column, type: .text)]).texts(0)
}

/// A format with some members set.
func format(_ change: (inout TableFormat) -> Void) -> TableFormat {
  var format = TableFormat()
  change(&format)
  return format
}

/// Gives the bytes of a text to a function that reads cells.
func cell<Value>(_ text: String, _ read: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
  Array(text.utf8).withUnsafeBufferPointer(read)
}
