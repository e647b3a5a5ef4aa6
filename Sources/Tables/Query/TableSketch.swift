import Notation

/// A table's columns by their names, with the types that its first records show.
package struct TableSketch: Sendable {
  package struct Column: Hashable, Sendable {
    package let name: String
    /// Nil where no record looked at has a value.
    package let guess: ColumnGuess?
    /// Distinct texts of the records looked at, in order of appearance, those that stand for nothing too.
    package let texts: [String]
    /// How many of the records looked at have no cell here.
    package let empty: Int
  }

  package let columns: [Column]
  /// How many records were looked at.
  package let records: Int

  /// Looks at the beginning of a table. Of columns that share a name the first counts.
  ///
  /// - Parameter records: how many are looked at.
  /// - Throws: as `TableReader.read`, for the part that is looked at.
  package init(
    of source: ByteSource, named path: String, format: TableFormat = TableFormat(), records: Int = 2_000
  ) throws(Diagnostic) {
    var seen: Set<String> = []
    let names = try TableReader.columnNames(of: source, named: path, format: format)
      .filter { seen.insert($0).inserted }
    var found: Chunk?
    do throws(Diagnostic) {
      _ = try TableReader.read(
        source, named: path, format: format,
        schema: TableSchema(names.map { ColumnRequest($0, type: .text) }), chunkSize: records
      ) { (chunk) throws(Diagnostic) in
        found = chunk
        throw .enough
      }
    } catch {
      if found == nil { throw error }
    }
    self.records = found?.count ?? 0
    columns = names.enumerated().map { index, name in
      guard let found, case .text(let text) = found.columns[index] else {
        return Column(name: name, guess: nil, texts: [], empty: 0)
      }
      let values = text.entries.filter { !ColumnGuess.isMissing($0) }
      return Column(
        name: name, guess: values.isEmpty ? nil : ColumnGuess(values), texts: text.entries,
        empty: text.codes.count { $0 < 0 })
    }
  }
}
