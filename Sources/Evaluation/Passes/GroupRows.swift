import Catalog
import Tables

/// The number columns of groups that have one row each: a survey's table, as it was read.
///
/// Most tables give one row for a place and period. The state of a sum with its margin takes a hundred bytes; the
/// row itself takes four or eight a column and is shared by all requests. States are made of it when an indicator is
/// computed, and thrown away after.
struct GroupRows: Sendable {
  /// The names of the columns kept, sorted.
  let columns: [String]
  /// How many groups there are: the next row is that of group `count`.
  private(set) var count = 0
  private var blocks: [Block] = []

  /// The rows of a run of groups.
  private struct Block: Sendable {
    let start: Int
    let count: Int
    /// In the order of `columns`; empty where nobody needs the column any more.
    var values: [NumberColumn]
  }

  init(columns: Set<String>) { self.columns = columns.sorted() }

  /// Takes a chunk's rows in; false, and nothing is taken, where a group has a row already or a column does not
  /// hold numbers.
  mutating func append(_ chunk: Chunk, _ index: [String: Int], _ groups: [Int32]) -> Bool {
    var next = Int32(count)
    for group in groups where group >= 0 {
      guard group == next else { return false }
      next += 1
    }
    var values: [[Double]] = []
    for name in columns {
      guard let at = index[name], case .number(let numbers) = chunk.columns[at] else { return false }
      values.append(numbers)
    }
    let added = Int(next) - count
    guard added > 0 else { return true }
    if added < groups.count {
      values = values.map { numbers in
        var kept: [Double] = []
        kept.reserveCapacity(added)
        for (row, group) in groups.enumerated() where group >= 0 { kept.append(numbers[row]) }
        return kept
      }
    }
    blocks.append(Block(start: count, count: added, values: values.map(NumberColumn.doubles)))
    count += added
    return true
  }

  /// Puts the blocks of a segment together, in as little memory as they need.
  mutating func compact() {
    let values = columns.indices.map { column in
      NumberColumn(
        [Double](unsafeUninitializedCapacity: count) { buffer, filled in
          for block in blocks {
            let values = block.values[column].doubles
            for row in 0..<block.count { buffer.initializeElement(at: block.start + row, to: values[row]) }
          }
          filled = count
        })
    }
    blocks = count == 0 ? [] : [Block(start: 0, count: count, values: values)]
  }

  /// Takes the rows of later groups in, which follow these.
  mutating func append(_ later: GroupRows) {
    for block in later.blocks {
      blocks.append(Block(start: count, count: block.count, values: block.values))
      count += block.count
    }
  }

  /// Forgets the columns that are not among those needed.
  mutating func keep(_ needed: Set<String>) {
    for (column, name) in columns.enumerated() where !needed.contains(name) {
      for block in blocks.indices { blocks[block].values[column] = .floats([]) }
    }
  }

  /// Adds every row to aggregates, group by group under its own number.
  func add(to aggregates: inout GroupedAggregates) {
    for block in blocks {
      let groups = (block.start..<block.start + block.count).map { Int32($0) }
      aggregates.add(
        Chunk(firstRecord: 1, count: block.count, columns: block.values.map { .number($0.doubles) }),
        columns: index, groups: groups)
    }
    aggregates.grow(to: count)
  }

  /// The states of an expression for some groups, numbered in the order given.
  ///
  /// - Parameter groups: ascending.
  func states(of expression: AggregateExpression, _ groups: [Int32]) -> GroupedAggregates {
    let used = columns.indices.filter { expression.columns.contains(columns[$0]) }
    let gathered = used.map { gather($0, groups) }
    var states = GroupedAggregates([expression])
    states.add(
      Chunk(firstRecord: 1, count: groups.count, columns: gathered.map(ColumnData.number)),
      columns: Dictionary(used.enumerated().map { (columns[$1], $0) }) { first, _ in first },
      groups: (0..<Int32(groups.count)).map { $0 })
    return states
  }

  /// One column's values for some groups, ascending.
  private func gather(_ column: Int, _ groups: [Int32]) -> [Double] {
    [Double](unsafeUninitializedCapacity: groups.count) { buffer, filled in
      var position = 0
      for block in blocks {
        let end = block.start + block.count
        // One loop for each form.
        switch block.values[column] {
        case .floats(let values):
          values.withUnsafeBufferPointer { values in
            while position < groups.count, Int(groups[position]) < end {
              buffer.initializeElement(at: position, to: Double(values[Int(groups[position]) - block.start]))
              position += 1
            }
          }
        case .doubles(let values):
          values.withUnsafeBufferPointer { values in
            while position < groups.count, Int(groups[position]) < end {
              buffer.initializeElement(at: position, to: values[Int(groups[position]) - block.start])
              position += 1
            }
          }
        }
      }
      filled = position
    }
  }

  private var index: [String: Int] {
    Dictionary(columns.enumerated().map { ($1, $0) }) { first, _ in first }
  }
}
