/// The smallest or largest number of every group; NaN where no value has come.
struct NumberExtremes: Sendable {
  var values: [Double] = []
  let largest: Bool

  init(largest: Bool) { self.largest = largest }

  /// NaN is no value, and −0 counts as 0.
  @inline(__always)
  mutating func take(_ value: Double, _ group: Int) {
    let known = values[group]
    if known.isNaN {
      values[group] = value + 0
    } else if largest ? value > known : value < known {
      values[group] = value + 0
    }
  }
}

/// The earliest or latest date of every group.
struct DateExtremes: Sendable {
  var values: [Int64] = []
  let largest: Bool

  init(largest: Bool) { self.largest = largest }

  @inline(__always)
  mutating func take(_ value: Int64, _ group: Int) {
    let known = values[group]
    if value == ColumnData.noInstant { return }
    if known == ColumnData.noInstant || (largest ? value > known : value < known) { values[group] = value }
  }
}

/// The first or last text of every group, as Swift orders texts.
struct TextExtremes: Sendable {
  var values: [String?] = []
  let largest: Bool

  init(largest: Bool) { self.largest = largest }

  mutating func take(_ text: String, _ group: Int) {
    guard let known = values[group] else {
      values[group] = text
      return
    }
    if largest ? text > known : text < known { values[group] = text }
  }

  /// Rows hold few distinct pairs of group and text: a pair that has just been seen is not compared again.
  mutating func add(_ column: TextColumn, _ groups: RowGroups) {
    var last: (group: Int, code: Int32) = (-1, -1)
    for row in column.codes.indices where column.codes[row] >= 0 {
      let (group, code) = (groups[row], column.codes[row])
      guard group >= 0, (group, code) != last else { continue }
      last = (group, code)
      take(column.entries[Int(code)], group)
    }
  }
}

extension TextColumn {
  /// A column of texts, each distinct one an entry. O(rows).
  init(distinct texts: some Sequence<String?>) {
    var keys = KeyIndex()
    let codes = texts.map { $0.map { keys.insert($0) } ?? -1 }
    self.init(codes: codes, entries: keys.keys)
  }
}
