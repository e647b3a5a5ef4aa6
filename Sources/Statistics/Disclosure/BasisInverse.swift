/// The inverse of a simplex basis, kept up to date by pivots.
///
/// A walk begins at the unit matrix and a pivot at row r changes column r and the columns that are changed already,
/// so after k pivots at most k columns differ from those of the unit matrix: only they are held. In a programme of
/// 900 rows that takes some 60 pivots, that is a fifteenth of the memory of all columns and of the work of a pivot.
/// A column is held in one piece, because whatever is multiplied with it reads it from end to end.
struct BasisInverse: Sendable {
  let size: Int
  /// Changed columns, one behind the other, each `size` entries long.
  private var entries: [Double] = []
  /// The place of a column among the changed ones; −1 where it is that of the unit matrix.
  private var placeOf: [Int]
  /// The changed columns in the order in which they changed.
  private var changed: [Int] = []

  /// The unit matrix.
  init(size: Int) {
    self.size = size
    placeOf = [Int](repeating: -1, count: size)
  }

  /// The entries of a row that are not 0, in the order of columns. O(changed columns × log).
  func forEachEntry(ofRow row: Int, _ body: (_ column: Int, _ entry: Double) -> Void) {
    var columns: [Int] = []
    for (place, column) in changed.enumerated() where entries[place * size + row] != 0 {
      columns.append(column)
    }
    if placeOf[row] < 0 { columns.append(row) }
    for column in columns.sorted() {
      let place = placeOf[column]
      body(column, place < 0 ? 1 : entries[place * size + row])
    }
  }

  /// Inverse × column, written over `result`. O(rows × entries of the column).
  func apply(_ matrix: SparseColumns, column: Int, into result: inout [Double]) {
    result.withUnsafeMutableBufferPointer { result in
      result.update(repeating: 0)
      for entry in matrix.entries(column) {
        add(matrix.factors[entry], column: matrix.rows[entry], to: result)
      }
    }
  }

  /// Inverse × a full vector.
  func apply(_ vector: [Double]) -> [Double] {
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: size)
    for column in 0..<size where vector[column] != 0 {
      let place = placeOf[column]
      guard place >= 0 else {
        sums[column].add(vector[column])
        continue
      }
      for row in 0..<size where entries[place * size + row] != 0 {
        sums[row].add(entries[place * size + row] * vector[column])
      }
    }
    return sums.map(\.total)
  }

  private func add(_ factor: Double, column: Int, to result: UnsafeMutableBufferPointer<Double>) {
    let place = placeOf[column]
    guard place >= 0 else {
      result[column] += factor
      return
    }
    entries.withUnsafeBufferPointer { entries in
      let base = place * size
      for row in 0..<size { result[row] += entries[base + row] * factor }
    }
  }

  /// Takes the column whose image under the inverse is `direction` into the basis at `pivotRow`.
  mutating func pivot(_ direction: [Double], at pivotRow: Int) {
    if placeOf[pivotRow] < 0 { hold(pivotRow) }
    let size = size
    let scale = 1 / direction[pivotRow]
    let rows = direction.indices.filter { $0 != pivotRow && direction[$0] != 0 }
    entries.withUnsafeMutableBufferPointer { entries in
      for place in changed.indices {
        let base = place * size
        guard entries[base + pivotRow] != 0 else { continue }
        entries[base + pivotRow] *= scale
        let factor = entries[base + pivotRow]
        for row in rows { entries[base + row] -= direction[row] * factor }
      }
    }
  }

  /// Gives a column of the unit matrix its own entries.
  private mutating func hold(_ column: Int) {
    placeOf[column] = changed.count
    changed.append(column)
    entries.append(contentsOf: repeatElement(0, count: size))
    entries[entries.count - size + column] = 1
  }
}
