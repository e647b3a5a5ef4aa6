import Notation
import Tables

/// What a table holds: its layout, its rows, its columns. One pass over all rows as texts.
///
/// Memory: at most `ColumnProfile.most` texts of a column.
package struct TableProfile: Sendable {
  package let rows: Int
  /// In the order of the table; without those whose names occur more than once, which no feed can ask for.
  package let columns: [ColumnProfile]
  /// Names that occur more than once.
  package let repeated: [String]
  package let layout: TableLayout
  package let format: TableFormat

  /// - Throws: as `TableReader.read`; `ragged-record` where records have too few or too many fields and `format` does
  ///   not allow it.
  package init(of source: ByteSource, named path: String, format: TableFormat) throws(Diagnostic) {
    var names: [String] = []
    var twice: [String] = []
    for name in try TableReader.columnNames(of: source, named: path, format: format) {
      if !names.contains(name) { names.append(name) } else if !twice.contains(name) { twice.append(name) }
    }
    var columns = names.filter { !twice.contains($0) }.map { ColumnProfile($0) }
    let schema = TableSchema(columns.map { ColumnRequest($0.name, type: .text) })
    let report = try TableReader.read(source, named: path, format: format, schema: schema) {
      (chunk) throws(Diagnostic) in
      for (index, data) in chunk.columns.enumerated() {
        if case .text(let texts) = data { columns[index].add(texts) }
      }
    }
    if let problem = report.diagnostics.first(where: { $0.severity == .error }) { throw problem }
    for index in columns.indices { columns[index].finish() }
    rows = report.records
    self.columns = columns
    repeated = twice
    layout = try TableReader.layout(of: source, named: path, format: format)
    self.format = format
  }

  package subscript(name: String) -> ColumnProfile? { columns.first { $0.name == name } }
}
