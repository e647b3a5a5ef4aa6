/// Which group each row of a chunk belongs to.
enum RowGroups: Sendable {
  /// Every row is of group 0.
  case single(count: Int)
  /// By row; −1 leaves the row out.
  case each([Int32])

  var count: Int {
    switch self {
    case .single(let count): count
    case .each(let groups): groups.count
    }
  }

  @inline(__always)
  subscript(row: Int) -> Int {
    switch self {
    case .single: 0
    case .each(let groups): Int(groups[row])
    }
  }

  /// Calls `body` with row and group of every row that has one: one loop for each form.
  @inline(__always)
  func forEach(_ body: (Int, Int) -> Void) {
    switch self {
    case .single(let count): for row in 0..<count { body(row, 0) }
    case .each(let groups):
      groups.withUnsafeBufferPointer { groups in
        for row in 0..<groups.count where groups[row] >= 0 { body(row, Int(groups[row])) }
      }
    }
  }
}
