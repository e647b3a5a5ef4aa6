/// How the rows of a table stand for several records each, as a portal has grouped and counted them.
///
/// Every record of a row has the row's values; of some columns only totals are known, each in a column of its own.
package struct CountedRows: Hashable, Sendable {
  /// What is known of a column's values in the records that a row stands for.
  package struct Totals: Hashable, Sendable {
    /// The columns that hold how many records have a value, their sum, the least and the largest; nil where it was not
    /// asked for.
    package var count: String?
    package var sum: String?
    package var least: String?
    package var largest: String?

    package init() {}
  }

  /// The number column that says how many records a row stands for.
  package let rows: String
  /// The columns of which only totals are known.
  package let totals: [String: Totals]

  package init(rows: String, totals: [String: Totals]) {
    self.rows = rows
    self.totals = totals
  }

  /// How many records each row of a chunk stands for; a row without a number stands for none.
  ///
  /// - Parameter index: where each column lies in the chunk.
  package func weights(_ chunk: Chunk, _ index: [String: Int]) -> [Int] {
    guard let at = index[rows], case .number(let values) = chunk.columns[at] else {
      return [Int](repeating: 0, count: chunk.count)
    }
    return values.map { Int(exactly: $0) ?? 0 }
  }
}

/// What one leaf takes from a chunk of counted rows. Such chunks are a thousandth of the records, so this is written
/// plainly and not for speed.
struct CountedInput {
  let evaluator: Evaluator
  let groups: [Int32]
  let counted: CountedRows
  let weights: [Int]

  init(_ chunk: Chunk, _ index: [String: Int], _ groups: [Int32], _ counted: CountedRows) {
    evaluator = Evaluator(chunk, columns: index)
    self.groups = groups
    self.counted = counted
    weights = counted.weights(chunk, index)
  }

  /// Records per group.
  func countRecords(into counts: inout [Double]) {
    for (row, group) in groups.enumerated() where group >= 0 { counts[Int(group)] += Double(weights[row]) }
  }

  /// Records with a value per group.
  func count(_ argument: RowExpression, into counts: inout [Double]) {
    if let name = argument.columnName, let known = counted.totals[name]?.count {
      for (row, value) in evaluator.numberColumn(known).enumerated() where groups[row] >= 0 && !value.isNaN {
        counts[Int(groups[row])] += value
      }
      return
    }
    let nulls = evaluator.nulls(argument).array(groups.count)
    for (row, group) in groups.enumerated() where group >= 0 && !nulls[row] {
      counts[Int(group)] += Double(weights[row])
    }
  }

  /// The sums of the records' values, and how many records have one.
  ///
  /// - Parameter parts: the columns of a linear sum, whose missing cells are counted where a value is missing.
  func add(_ node: NumberNode, parts: [String], to sums: inout SumStates) {
    if case .column(let name) = node, let totals = counted.totals[name] {
      guard let sum = totals.sum, let count = totals.count else { return }
      let (values, counts) = (evaluator.numberColumn(sum), evaluator.numberColumn(count))
      for (row, group) in groups.enumerated() where group >= 0 {
        let present = Int(exactly: counts[row]) ?? 0
        sums.add(values[row], Int(group), present: present, missing: weights[row] - present, parts: 1)
      }
      return
    }
    let values = evaluator.numbers(node).array(groups.count)
    let columns = parts.map { evaluator.numberColumn($0) }
    for (row, group) in groups.enumerated() where group >= 0 {
      let (value, weight) = (values[row], weights[row])
      let isMissing = value.isNaN
      sums.add(
        value * Double(weight), Int(group), present: isMissing ? 0 : weight, missing: isMissing ? weight : 0,
        parts: max(1, columns.count { $0[row].isNaN }))
    }
  }

  /// Calls `body` with group and value for every row whose records have a least or largest value.
  func forEachExtreme(_ node: NumberNode, largest: Bool, _ body: (Int, Double) -> Void) {
    var known: String?
    if case .column(let name) = node {
      known = counted.totals[name].flatMap { largest ? $0.largest : $0.least }
    }
    let values =
      known.map { evaluator.numberColumn($0) } ?? evaluator.numbers(node).array(groups.count)
    for (row, group) in groups.enumerated() where group >= 0 && !values[row].isNaN && weights[row] > 0 {
      body(Int(group), values[row])
    }
  }
}

extension LeafStates {
  /// Adds the records that the rows of a chunk stand for.
  mutating func add(_ leaf: AggregateLeaf, _ input: CountedInput, parts: [String]) {
    switch (self, leaf) {
    case (.counts(var counts), .count(let argument)):
      self = .counts([])
      input.count(argument, into: &counts)
      self = .counts(counts)
    case (.counts(var counts), _):
      self = .counts([])
      input.countRecords(into: &counts)
      self = .counts(counts)
    case (.sums(var sums), .sum(let node)):
      self = .sums(SumStates())
      input.add(node, parts: parts, to: &sums)
      self = .sums(sums)
    case (.extremes(var extremes), .minimum(let node)):
      self = .extremes(NumberExtremes(largest: false))
      input.forEachExtreme(node, largest: false) { extremes.take($1, $0) }
      self = .extremes(extremes)
    case (.extremes(var extremes), .maximum(let node)):
      self = .extremes(NumberExtremes(largest: true))
      input.forEachExtreme(node, largest: true) { extremes.take($1, $0) }
      self = .extremes(extremes)
    default:
      // The others ask which values there are, and not how often.
      add(leaf, LeafInput(evaluator: input.evaluator, groups: .each(input.groups)))
    }
  }
}

extension RowExpression {
  /// The column that the expression is; nil where it is more than one column's value.
  var columnName: String? {
    switch self {
    case .number(.column(let name)), .text(.column(let name)), .date(.column(let name)),
      .boolean(.column(let name)):
      name
    default: nil
    }
  }
}
