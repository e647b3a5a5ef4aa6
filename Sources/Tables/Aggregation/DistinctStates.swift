/// The distinct values of every group, exactly: sixteen bytes or so for each value of each group.
struct DistinctStates: Sendable {
  private var sets: [Set<UInt64>] = []
  /// Texts are numbered; numbers, dates and booleans stand for themselves.
  private var keys = KeyIndex()
  private var isText = false

  mutating func grow(by more: Int) { sets.append(contentsOf: repeatElement([], count: more)) }

  func count(_ group: Int) -> Int { sets[group].count }

  /// Adds rows; groups of −1 are left out, and so are missing values.
  mutating func add(_ data: ColumnData, groups: RowGroups) {
    switch data {
    case .text(let text):
      isText = true
      add(keys.insert(text), groups) { $0 < 0 ? nil : UInt64($0) }
    // 0 + x makes −0 and 0 one value.
    case .number(let values): add(values, groups) { $0.isNaN ? nil : ($0 + 0).bitPattern }
    case .instant(let values):
      add(values, groups) { $0 == ColumnData.noInstant ? nil : UInt64(bitPattern: $0) }
    case .boolean(let values): add(values, groups) { $0 < 0 ? nil : UInt64($0) }
    }
  }

  private mutating func add<Value>(
    _ values: [Value], _ groups: RowGroups, _ bits: (Value) -> UInt64?
  ) {
    groups.forEach { row, group in
      if let bits = bits(values[row]) { sets[group].insert(bits) }
    }
  }

  /// Takes a group of another's in; texts are numbered anew.
  mutating func merge(_ other: DistinctStates, from: Int, to: Int) {
    guard other.isText else {
      sets[to].formUnion(other.sets[from])
      return
    }
    isText = true
    for id in other.sets[from] { sets[to].insert(UInt64(keys.insert(other.keys.keys[Int(id)]))) }
  }
}
