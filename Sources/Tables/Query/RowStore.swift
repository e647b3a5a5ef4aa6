/// Rows that are kept, by column; texts of all chunks share one dictionary a column.
struct RowStore: Sendable {
  private var columns: [ColumnData]
  private var keys: [KeyIndex]
  private(set) var count = 0

  init(_ types: [ColumnType]) {
    columns = types.map { type in
      switch type {
      case .text: .text(TextColumn(codes: [], entries: []))
      case .number: .number([])
      case .date: .instant([])
      case .boolean: .boolean([])
      }
    }
    keys = types.map { _ in KeyIndex() }
  }

  /// Adds the rows of a chunk whose columns are of the store's types.
  mutating func append(_ chunk: Chunk) {
    for index in columns.indices { append(chunk.columns[index], to: index) }
    count += chunk.count
  }

  private mutating func append(_ more: ColumnData, to index: Int) {
    let column = columns[index]
    columns[index] = .number([])
    switch (column, more) {
    case (.text(var text), .text(let next)):
      text.codes += keys[index].insert(next)
      columns[index] = .text(text)
    case (.number(var values), .number(let next)):
      values += next
      columns[index] = .number(values)
    case (.instant(var values), .instant(let next)):
      values += next
      columns[index] = .instant(values)
    case (.boolean(var values), .boolean(let next)):
      values += next
      columns[index] = .boolean(values)
    default: preconditionFailure("the columns of a result keep their types")
    }
  }

  /// All rows.
  var chunk: Chunk {
    let full = columns.indices.map { index -> ColumnData in
      if case .text(let text) = columns[index] {
        return .text(TextColumn(codes: text.codes, entries: keys[index].keys))
      }
      return columns[index]
    }
    return Chunk(firstRecord: 1, count: count, columns: full)
  }
}
