// Rows are taken out of chunks by their numbers: branch-free loops, so that a filter that lets every second row
// through costs no mispredicted branches in the loops after it.

extension ColumnData {
  /// The values of some rows, in their order.
  func gathered(_ rows: [Int32]) -> ColumnData {
    switch self {
    case .text(let text):
      .text(
        TextColumn(
          codes: Self.gather(text.codes, rows), entries: text.entries, dictionary: text.dictionary))
    case .number(let values): .number(Self.gather(values, rows))
    case .instant(let values): .instant(Self.gather(values, rows))
    case .boolean(let values): .boolean(Self.gather(values, rows))
    }
  }

  private static func gather<Value>(_ values: [Value], _ rows: [Int32]) -> [Value] {
    values.withUnsafeBufferPointer { values in Rows.map(rows) { values[Int($0)] } }
  }
}

extension Chunk {
  /// Some rows with the columns at `kept`; the other columns are empty and must not be read.
  func gathered(_ rows: [Int32], keeping kept: Set<Int>) -> Chunk {
    let columns = self.columns.indices.map { index in
      kept.contains(index) ? self.columns[index].gathered(rows) : .number([])
    }
    return Chunk(firstRecord: firstRecord, count: rows.count, columns: columns)
  }

  /// Some rows with all columns.
  func gathered(_ rows: [Int32]) -> Chunk {
    Chunk(firstRecord: firstRecord, count: rows.count, columns: columns.map { $0.gathered(rows) })
  }
}

extension Vector<Int8> {
  /// The numbers of the rows that are true; nil where all are.
  func rows(_ count: Int) -> [Int32]? {
    switch self {
    case .constant(let truth): return truth == 1 ? nil : []
    case .values(let truths):
      let rows = truths.withUnsafeBufferPointer { truths in
        [Int32](unsafeUninitializedCapacity: truths.count) { rows, filled in
          for row in 0..<truths.count {
            rows.initializeElement(at: filled, to: Int32(truncatingIfNeeded: row))
            filled += truths[row] == 1 ? 1 : 0
          }
        }
      }
      return rows.count == count ? nil : rows
    }
  }
}
