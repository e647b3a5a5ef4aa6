import Catalog
import Notation
import Tables

/// A feed's rows as a query sees them: its columns, the hidden ones beside them, and those computed from both.
package struct FeedRows: Sendable {
  /// Columns that a query may name. Margins are `people.margin`, the parts of a point `at.lon` and `at.lat`, and the
  /// markers in a number column's cells `people.text`.
  package let columns: [ExpressionColumn]
  /// The feed's own `where`.
  package let filter: TypedExpression?
  private let feed: FeedColumns

  /// Problems of the feed's computed columns and of its `where` are appended.
  package init(_ definition: FeedDefinition, problems: inout [Diagnostic]) {
    let feed = FeedColumns(definition, problems: &problems)
    self.feed = feed
    var columns = feed.visible
    for column in definition.columns {
      if column.margin != nil { columns.append(ExpressionColumn(column.name + ".margin", .number)) }
      if feed.marked.contains(column.name) {
        columns.append(ExpressionColumn(column.name + FeedColumns.textSuffix, .text))
      }
      if case .point = column.kind {
        columns.append(ExpressionColumn(column.name + ".lon", .number))
        columns.append(ExpressionColumn(column.name + ".lat", .number))
      }
    }
    self.columns = columns
    filter = definition.filter.flatMap {
      Expressions.row($0, feed.visible, as: .boolean, problems: &problems)
    }
  }

  /// The source columns that must be read for some of the columns, sorted.
  package func wanted(_ names: Set<String>) -> [String] { feed.wanted(names) }

  /// Where each column lies in the chunks that `complete` makes of chunks with the source columns `wanted`.
  package func index(_ wanted: [String]) -> [String: Int] {
    var index = Dictionary(wanted.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for column in feed.computed where column.expression.columns.allSatisfy({ index[$0] != nil }) {
      index[column.name] = index.count
    }
    return index
  }

  /// Adds the computed columns to a chunk. O(rows × nodes of their expressions).
  package func complete(_ source: Chunk, _ index: [String: Int]) -> Chunk {
    var chunk = source
    for column in feed.computed where index[column.name] == chunk.columns.count {
      chunk.columns.append(column.expression.evaluate(chunk, columns: index))
    }
    return chunk
  }
}
