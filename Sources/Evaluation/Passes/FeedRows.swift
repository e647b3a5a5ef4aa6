import Catalog
import Notation
import Tables

/// A feed as a query sees it: its columns, the hidden ones beside them, those computed from both, and where its rules
/// put a row.
package struct FeedRows: Sendable {
  /// Columns that a query may name. Margins are `people.margin`, the parts of a point `at.lon` and `at.lat`, and what
  /// a number column's cells say, markers included, is `people.text`. `place` is the id of the row's place and `period`
  /// its period, as the feed's rules give them, unless the feed has columns of these names.
  package let columns: [ExpressionColumn]
  /// Those among them that are the feed's own: what `*` shows.
  package var shown: [ExpressionColumn] { feed.visible }
  /// Whether `place` needs the boundaries of a level; see `FeedRowReader`.
  package let hasPlaces: Bool
  let definition: FeedDefinition
  let feed: FeedColumns
  let filter: TypedExpression?
  let whole: TypedExpression?
  let hasPeriods: Bool

  package static let place = "place"
  package static let period = "period"

  /// Problems of the feed's computed columns, of its `where` and of its place rule are appended.
  package init(_ definition: FeedDefinition, problems: inout [Diagnostic]) {
    let feed = FeedColumns(definition, problems: &problems)
    var columns = feed.visible
    for column in definition.columns {
      if column.margin != nil { columns.append(ExpressionColumn(column.name + ".margin", .number)) }
      if feed.marked.contains(column.name) {
        columns.append(ExpressionColumn(column.name + FeedColumns.textSuffix, .text))
      }
      if feed.points.contains(column.name) {
        columns.append(ExpressionColumn(column.name + ".lon", .number))
        columns.append(ExpressionColumn(column.name + ".lat", .number))
      }
    }
    let names = Set(columns.map(\.name))
    hasPlaces = definition.place != nil && !names.contains(Self.place)
    hasPeriods = definition.period != nil && !names.contains(Self.period)
    if hasPlaces { columns.append(ExpressionColumn(Self.place, .text)) }
    if hasPeriods { columns.append(ExpressionColumn(Self.period, .text)) }
    self.definition = definition
    self.feed = feed
    self.columns = columns
    filter = definition.filter.flatMap {
      Expressions.row($0, feed.visible, as: .boolean, problems: &problems)
    }
    whole = definition.place?.whole.flatMap {
      Expressions.row($0, feed.visible, as: .boolean, problems: &problems)
    }
  }

  /// The feed's own level; nil where rows are placed by points, at any level, or describe the whole city.
  package var level: String? { definition.place?.level?.text }

  /// Whether rows are placed by points.
  package var isPlacedByPoint: Bool {
    if case .point? = definition.place?.key { return true }
    return false
  }

  /// The columns that the place rule reads.
  var placeColumns: Set<String> {
    var names = whole?.columns ?? []
    switch definition.place?.key {
    case .id(let column)?, .name(let column)?: names.insert(column.text)
    case .point(let column)?: names.formUnion([column.text + ".lon", column.text + ".lat"])
    case .whole?, nil: break
    }
    return names
  }

  /// The columns that the period rule reads.
  var periodColumns: Set<String> {
    switch definition.period {
    case .date(let column, _)?, .column(let column)?: [column.text]
    case .fixed?, .part?, nil: []
    }
  }
}
