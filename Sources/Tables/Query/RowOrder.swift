/// Sorts rows by some of their columns; equal rows keep their order.
enum RowOrder {
  /// How one column is sorted.
  struct Direction: Sendable {
    let isDescending: Bool
    let missingFirst: Bool
  }

  /// The numbers of the rows in their new order. O(rows × log rows).
  ///
  /// Each value becomes a word whose order as a number is the order of the values, so that comparing looks at no
  /// type and no text.
  static func rows(_ columns: [ColumnData], _ directions: [Direction], count: Int) -> [Int32] {
    let words: [[UInt64]] = zip(columns, directions).map { Self.words($0, $1) }
    guard let first = words.first else { return Array(0..<Int32(count)) }
    var rows = first.enumerated().map { (word: $1, row: Int32($0)) }
    rows.sort { left, right in
      if left.word != right.word { return left.word < right.word }
      for column in words.dropFirst() {
        let (one, other) = (column[Int(left.row)], column[Int(right.row)])
        if one != other { return one < other }
      }
      return left.row < right.row
    }
    return rows.map(\.row)
  }

  /// The words of one column; those of texts are ranks among the texts of this column only.
  static func words(_ column: ColumnData, _ direction: Direction) -> [UInt64] {
    switch column {
    case .number(let values): words(values, direction) { $0.isNaN ? nil : ordered($0 + 0) }
    case .instant(let values):
      words(values, direction) { $0 == ColumnData.noInstant ? nil : UInt64(bitPattern: $0) ^ 1 << 63 }
    case .boolean(let values): words(values, direction) { $0 < 0 ? nil : UInt64($0) + 1 }
    case .text(let text):
      words(text.codes, direction, ranks(text.entries))
    }
  }

  private static func words<Value>(_ values: [Value], _ direction: Direction, _ word: (Value) -> UInt64?)
    -> [UInt64]
  {
    let missing: UInt64 = direction.missingFirst ? 0 : .max
    return values.map { value in word(value).map { direction.isDescending ? ~$0 : $0 } ?? missing }
  }

  private static func words(_ codes: [Int32], _ direction: Direction, _ ranks: [UInt64]) -> [UInt64] {
    words(codes, direction) { $0 < 0 ? nil : ranks[Int($0)] }
  }

  /// The bits of a finite number, turned so that they sort as the numbers do; never 0 nor the largest word.
  private static func ordered(_ value: Double) -> UInt64 {
    let bits = value.bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  /// The rank of each entry, from 1, as Swift orders texts.
  private static func ranks(_ entries: [String]) -> [UInt64] {
    var ranks = [UInt64](repeating: 0, count: entries.count)
    for (rank, entry) in entries.indices.sorted(by: { entries[$0] < entries[$1] }).enumerated() {
      ranks[entry] = UInt64(rank) + 1
    }
    return ranks
  }
}
