/// The distinct values of every group, exactly: some twenty bytes for each value of each group.
///
/// Values are numbered once for all groups, and a pair of group and value is one word of an open-addressing table:
/// 5 ns a row, where a `Set` for each group takes 30.
struct DistinctStates: Sendable {
  private var values: KeyNumbers?
  private var pairs = NumberIndex()
  private var counts: [Int] = []

  mutating func grow(by more: Int) { counts.append(contentsOf: repeatElement(0, count: more)) }

  func count(_ group: Int) -> Int { counts[group] }

  /// Adds rows; groups of −1 are left out, and so are missing values.
  mutating func add(_ data: ColumnData, groups: RowGroups) {
    var numbering = values ?? KeyNumbers(data.type)
    values = nil
    let numbers = numbering.numbersOfPresent(data)
    values = numbering
    groups.forEach { row, group in if numbers[row] >= 0 { insert(numbers[row], group) } }
  }

  @inline(__always)
  private mutating func insert(_ number: Int32, _ group: Int) {
    let known = pairs.count
    _ = pairs.insert(UInt64(UInt32(truncatingIfNeeded: group)) << 32 | UInt64(UInt32(bitPattern: number)))
    if pairs.count > known { counts[group] += 1 }
  }

  /// Takes groups of another's in; values are numbered anew. O(values of the other's groups).
  mutating func merge(_ other: DistinctStates, _ shares: [GroupShare]) {
    guard let theirs = other.values, !shares.isEmpty else { return }
    var targets = [[Int]](repeating: [], count: other.counts.count)
    for share in shares { targets[share.from].append(share.to) }
    let words = other.pairs.words.filter { !targets[Int($0 >> 32)].isEmpty }
    var numbering = values ?? KeyNumbers(theirs.type)
    values = nil
    let numbers = numbering.numbers(theirs.column(ofNumbers: words.map { Int32(truncatingIfNeeded: $0) }))
    values = numbering
    for (word, number) in zip(words, numbers) {
      for target in targets[Int(word >> 32)] { insert(number, target) }
    }
  }
}
