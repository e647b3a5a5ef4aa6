/// Numbers the groups of rows with equal keys, from 0 in the order of their first appearance. Missing keys are equal.
///
/// Each key column becomes words; of several columns each becomes numbers of 32 bits, and a pair of numbers is a word
/// again. So any number of keys of any type costs integers only, and no String a row.
struct Grouper: Sendable {
  private var keys: [KeyNumbers]
  /// The number of the first two columns' pairs, then of those and the third, …; the last one's are the groups.
  private var steps: [NumberIndex]

  init(_ types: [ColumnType]) {
    keys = types.map(KeyNumbers.init)
    steps = types.isEmpty ? [] : [NumberIndex](repeating: NumberIndex(), count: max(1, types.count - 1))
  }

  /// Without keys all rows are one group, which is there even without rows.
  var count: Int { steps.last?.count ?? 1 }

  /// The group of each row.
  mutating func groups(of columns: [ColumnData], count: Int) -> RowGroups {
    guard columns.count > 1 else {
      guard let only = columns.first else { return .single(count: count) }
      return .each(steps[0].insert(keys[0].words(only)))
    }
    var numbers = keys[0].numbers(columns[0])
    for step in steps.indices {
      let next = keys[step + 1].numbers(columns[step + 1])
      numbers = steps[step].insert(
        Rows.zip(numbers, next) { UInt64(UInt32(bitPattern: $0)) << 32 | UInt64(UInt32(bitPattern: $1)) })
    }
    return .each(numbers)
  }

  /// The keys of all groups, as columns. O(groups × keys).
  var columns: [ColumnData] {
    guard keys.count > 1 else {
      return keys.isEmpty ? [] : [keys[0].column(ofWords: steps[0].words)]
    }
    var numbers = [[Int32]](repeating: [], count: keys.count)
    var current = Array(0..<Int32(count))
    for step in steps.indices.reversed() {
      let words = current.map { steps[step].words[Int($0)] }
      numbers[step + 1] = words.map { Int32(truncatingIfNeeded: $0) }
      current = words.map { Int32(truncatingIfNeeded: $0 >> 32) }
    }
    numbers[0] = current
    return keys.indices.map { keys[$0].column(ofNumbers: numbers[$0]) }
  }
}
