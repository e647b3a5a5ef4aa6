/// What an aggregate expression needs of rows that stand for several records each.
package struct CountedNeeds: Hashable, Sendable {
  package enum Total: Hashable, Sendable { case count, sum, least, largest }

  /// Columns whose own values are looked at: all records of a row must agree in them.
  package var values: Set<String> = []
  /// Columns, of numbers or dates, of which totals are enough.
  package var totals: [String: Set<Total>] = [:]
  /// Columns whose distinct values are counted.
  package var distinct: Set<String> = []
  /// Whether a median or another quantile is asked for, which needs every value.
  package var hasQuantile = false
  /// Whether single contributors are asked for, of whom there may be as many as rows.
  package var hasContributors = false

  package init() {}
}

extension AggregateExpression {
  /// What the leaves need of rows that stand for several records each. O(nodes).
  package var countedNeeds: CountedNeeds {
    var needs = CountedNeeds()
    for leaf in leaves {
      switch leaf {
      case .rows: break
      case .count(let argument): needs.want([.count], of: argument)
      case .sum(let node): needs.want([.sum, .count], of: .number(node))
      case .minimum(let node): needs.want([.least], of: .number(node))
      case .maximum(let node): needs.want([.largest], of: .number(node))
      case .distinct(let argument): needs.distinct.formUnion(argument.columnNames)
      case .extremeDate(let node, _): needs.values.formUnion(RowExpression.date(node).columnNames)
      case .extremeText(let node, _): needs.values.formUnion(RowExpression.text(node).columnNames)
      case .quantile: needs.hasQuantile = true
      case .contributors: needs.hasContributors = true
      }
    }
    return needs
  }
}

extension CountedNeeds {
  fileprivate mutating func want(_ wanted: Set<Total>, of argument: RowExpression) {
    // A text counts where it is not empty, and portals count the empty text too.
    guard let name = argument.columnName, argument.type == .number || argument.type == .date else {
      values.formUnion(argument.columnNames)
      return
    }
    totals[name, default: []].formUnion(wanted)
  }
}
