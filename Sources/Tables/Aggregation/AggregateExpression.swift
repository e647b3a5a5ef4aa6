import Notation

/// One call of an aggregate over rows; the columns of its argument are those of the chunk.
enum AggregateLeaf: Hashable, Sendable {
  /// count(*)
  case rows
  case count(RowExpression)
  case distinct(RowExpression)
  case sum(NumberNode)
  case minimum(NumberNode)
  case maximum(NumberNode)
  case extremeDate(DateNode, largest: Bool)
  case extremeText(TextNode, largest: Bool)
  /// Keeps every value.
  case quantile(NumberNode, Double)
  /// How few contributors make up a sum or a count; keeps what each of them adds. See `ContributorStates`.
  indirect case contributors(AggregateLeaf, by: RowExpression, Concentration, limit: Int)

  /// Whether the states can be multiplied by a share, as a crosswalk does.
  var isScalable: Bool {
    switch self {
    case .rows, .count, .sum, .contributors: true
    case .distinct, .minimum, .maximum, .extremeDate, .extremeText, .quantile: false
    }
  }
}

/// Where the margin of error of an aggregate's value can come from.
package enum MarginSource: Hashable, Sendable {
  /// No column of the expression has a companion margin column.
  case none
  /// A sum that is linear in its columns: the parts are kept, see `MarginParts`.
  case linearSum
  /// A sum of products of two columns, as above the line of a weighted mean: each row is a part.
  case sumOfProducts
  /// Columns have margins, but the expression is none of these sums: build a proportion or a ratio from
  /// two expressions, or simplify it.
  case notDerivable

  /// Whether margins of the parts are kept.
  package var isDerivable: Bool { self == .linearSum || self == .sumOfProducts }
}

/// An expression over the rows of a group: arithmetic and conditions whose leaves are aggregates.
///
/// A row expression is wrapped in `sum(…)`. `avg(x)` is `sum(x) / count(x)`, so that it can be rolled up.
package struct AggregateExpression: Hashable, Sendable {
  /// The distinct aggregates; the root's slots are their indices.
  let leaves: [AggregateLeaf]
  let root: NumberNode
  /// The linear form of each leaf that is a sum and has one.
  let linear: [LinearTerms?]
  /// How the margin of a row is made, where the whole expression is one sum that has such a form.
  let marginForm: MarginForm?
  /// The margin column of each column of that form that has one.
  let margins: [String: String]
  /// The names of all columns it reads, companion margin columns included.
  package let columns: Set<String>
  /// Where a margin of error can come from.
  package let marginSource: MarginSource

  /// Whether it is a side of a weighted mean, of which both sides are of the rows that have a value.
  var leavesOutMissing: Bool { marginForm != nil && linear[0] == nil }

  /// Whether the whole expression is one `sum(…)` (or a row expression).
  package var isSingleSum: Bool {
    guard case .slot(0) = root, case .sum? = leaves.first else { return false }
    return true
  }

  /// Whether the whole expression is one `count(*)` or `count(x)`: cases counted.
  package var isSingleCount: Bool {
    guard case .slot(0) = root, let leaf = leaves.first else { return false }
    switch leaf {
    case .rows, .count: return true
    default: return false
    }
  }

  /// The share of the quantile that the whole expression is; nil for anything else.
  package var quantileShare: Double? {
    guard case .slot(0) = root, case .quantile(_, let share)? = leaves.first else { return nil }
    return share
  }

  /// The terms of a single sum that is a constant + Σ coefficient · column; nil for anything else.
  package var linearTerms: LinearTerms? { isSingleSum ? linear[0] : nil }

  /// Whether groups can be merged with shares, as a crosswalk does: only sums and counts can.
  package var isScalable: Bool { leaves.allSatisfy(\.isScalable) }
}

extension AggregateExpression {
  /// How few contributors make up this sum or count of rows, in rows of the same columns; nil for anything else.
  ///
  /// It is rolled up as any aggregate: a contributor of two groups is one of both together, and a share of a group is
  /// that share of each contribution. No contributor at all is no value, and more entries than the limit infinity.
  /// - Parameters:
  ///   - contributor: what rows of one contributor have in common; a row without it is a contributor of its own.
  ///   - limit: the most entries of contributor and group to keep, of some 50 bytes each.
  package func concentration(
    _ concentration: Concentration, by contributor: TypedExpression, limit: Int
  ) -> AggregateExpression? {
    guard isSingleSum || isSingleCount, let leaf = leaves.first else { return nil }
    return AggregateExpression(
      leaves: [.contributors(leaf, by: contributor.root, concentration, limit: limit)], root: .slot(0),
      columns: columns.subtracting(margins.values).union(contributor.columns), margins: [:])
  }
}

extension Expression {
  /// Checks the expression as an aggregate over groups of rows.
  ///
  /// - Parameters:
  ///   - columns: the columns of the feed.
  ///   - margins: the companion margin column of each column that has one, by name.
  ///   - problems: every problem found is appended, in the order of the text; the result is nil exactly
  ///     when there was one.
  package func checkAggregate(
    against columns: [ExpressionColumn], margins: [String: String] = [:], problems: inout [Diagnostic]
  ) -> AggregateExpression? {
    var checker = Checker(source, columns: columns, aggregates: .allowed)
    let isRow = !hasAggregates
    checker.isInsideAggregate = isRow
    let number = checker.number(root, for: isRow ? "a sum over rows" : "a formula")
    problems += checker.sortedProblems
    guard checker.problems.isEmpty, let number else { return nil }
    let leaves = isRow ? [.sum(number)] : checker.leaves
    return AggregateExpression(
      leaves: leaves, root: isRow ? .slot(0) : number, columns: self.columns, margins: margins)
  }

  /// As `checkAggregate(against:margins:problems:)`, but throws the first problem.
  package func aggregate(
    against columns: [ExpressionColumn], margins: [String: String] = [:]
  ) throws(Diagnostic) -> AggregateExpression {
    var problems: [Diagnostic] = []
    if let found = checkAggregate(against: columns, margins: margins, problems: &problems) { return found }
    throw problems.first ?? source.problem(.expressionSyntax, "the expression does not read", at: 0)
  }
}

extension AggregateExpression {
  fileprivate init(leaves: [AggregateLeaf], root: NumberNode, columns: Set<String>, margins: [String: String])
  {
    self.leaves = leaves
    self.root = root
    linear = leaves.map { if case .sum(let node) = $0 { LinearTerms(node) } else { nil } }
    let known = margins.filter { columns.contains($0.key) }
    var form: MarginForm?
    if case .slot(0) = root, leaves.count == 1, case .sum(let node) = leaves[0] { form = MarginForm(node) }
    marginForm = form
    // What is only asked whether it is there adds no margin.
    let formColumns = form?.columns ?? []
    let used = form == nil || linear[0] != nil ? known : known.filter { formColumns.contains($0.key) }
    switch form {
    case _ where used.isEmpty: marginSource = .none
    case nil: marginSource = .notDerivable
    case .linear: marginSource = .linearSum
    case .product: marginSource = .sumOfProducts
    }
    self.margins = form == nil ? [:] : used
    self.columns = columns.union(self.margins.values)
  }
}
