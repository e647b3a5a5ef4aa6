import Catalog
import Notation
import Tables

/// A feed's columns as its expressions see them, and how the hidden ones are named.
struct FeedColumns: Sendable {
  /// Columns that expressions may name: all but points.
  let visible: [ExpressionColumn]
  /// The hidden margin column of each column that has one.
  let margins: [String: String]
  let points: Set<String>
  /// The markers for missing values of the number columns that have any, in the order in which a missing number
  /// counts them (`ColumnData.marker`): so that a missing value can be told by its own marker.
  let markers: [String: [String]]
  /// The number columns among them, whose cells' texts a query may read under the column's name with `textSuffix`.
  var marked: Set<String> { Set(markers.keys) }

  static let textSuffix = ".text"
  /// Computed columns in the order in which they can be made.
  let computed: [(name: String, expression: TypedExpression)]

  /// Problems of computed columns are appended.
  init(_ feed: FeedDefinition, problems: inout [Diagnostic]) {
    var visible: [ExpressionColumn] = []
    var computed: [(name: String, expression: TypedExpression)] = []
    var margins: [String: String] = [:]
    var points: Set<String> = []
    var markers: [String: [String]] = [:]
    for column in feed.columns {
      if column.margin != nil { margins[column.name] = column.name + ".margin" }
      switch column.kind {
      case .text: visible.append(ExpressionColumn(column.name, .text))
      case .number:
        visible.append(ExpressionColumn(column.name, .number))
        let all = feed.missing + column.missing
        if !all.allSatisfy(\.isEmpty) { markers[column.name] = all }
      case .date: visible.append(ExpressionColumn(column.name, .date))
      case .boolean: visible.append(ExpressionColumn(column.name, .boolean))
      case .point: points.insert(column.name)
      case .computed: break
      }
    }
    if let unpivot = feed.unpivot {
      visible.removeAll { $0.name == unpivot.name || $0.name == unpivot.value }
      visible.append(ExpressionColumn(unpivot.name, .text))
      visible.append(ExpressionColumn(unpivot.value, .number))
    }
    for column in feed.columns {
      guard case .computed(let text) = column.kind else { continue }
      guard let expression = Expressions.row(text, visible, as: nil, problems: &problems) else { continue }
      computed.append((column.name, expression))
      visible.append(ExpressionColumn(column.name, expression.type))
    }
    self.visible = visible
    self.margins = margins
    self.points = points
    if let unpivot = feed.unpivot { markers[unpivot.value] = nil }
    self.markers = markers
    self.computed = computed
  }

  /// The source columns behind some names: computed ones are replaced by what they are made from. Sorted.
  func wanted(_ names: Set<String>) -> [String] {
    var wanted = names
    for column in computed.reversed() where wanted.contains(column.name) {
      wanted.remove(column.name)
      wanted.formUnion(column.expression.columns)
    }
    return wanted.sorted()
  }

  func type(of name: String) -> ColumnType? { visible.first { $0.name == name }?.type }
}

/// Parses and checks the expressions of definitions, collecting problems.
enum Expressions {
  static func row(
    _ text: SourcedText, _ columns: [ExpressionColumn], as type: ColumnType?, problems: inout [Diagnostic]
  ) -> TypedExpression? {
    guard let expression = parse(text, problems: &problems) else { return nil }
    return expression.check(against: columns, as: type, problems: &problems)
  }

  static func aggregate(_ text: SourcedText, _ columns: FeedColumns, problems: inout [Diagnostic])
    -> (expression: AggregateExpression, isExplicit: Bool)?
  {
    guard let expression = parse(text, problems: &problems),
      let checked = expression.checkAggregate(
        against: columns.visible, margins: columns.margins, problems: &problems)
    else { return nil }
    return (checked, expression.hasAggregates)
  }

  /// Nil for the empty text, which stands for a required value that is missing and was reported as such.
  private static func parse(_ text: SourcedText, problems: inout [Diagnostic]) -> Expression? {
    if text.text.isEmpty { return nil }
    do throws(Diagnostic) {
      return try Expression.parse(text.text, at: text.location)
    } catch {
      problems.append(error)
      return nil
    }
  }
}
