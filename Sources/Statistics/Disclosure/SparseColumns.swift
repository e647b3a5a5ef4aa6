/// The columns of a matrix, each with its entries that are not 0.
struct SparseColumns: Sendable {
  private(set) var starts: [Int] = [0]
  private(set) var rows: [Int] = []
  private(set) var factors: [Double] = []

  var count: Int { starts.count - 1 }

  /// Adds an entry to the column that is being written.
  mutating func add(row: Int, _ factor: Double) {
    rows.append(row)
    factors.append(factor)
  }

  /// Ends the column that is being written.
  mutating func endColumn() { starts.append(rows.count) }

  func entries(_ column: Int) -> Range<Int> { starts[column]..<starts[column + 1] }
}

/// The same matrix by rows: a row of the tableau needs only the rows of the matrix in which its multipliers
/// are not 0, which are few in tables.
struct SparseRows: Sendable {
  private var starts: [Int]
  private(set) var columns: [Int]
  private(set) var factors: [Double]

  init(_ matrix: SparseColumns, rowCount: Int) {
    starts = [Int](repeating: 0, count: rowCount + 1)
    for row in matrix.rows { starts[row + 1] += 1 }
    for row in 0..<rowCount { starts[row + 1] += starts[row] }
    var next = starts
    columns = [Int](repeating: 0, count: matrix.rows.count)
    factors = [Double](repeating: 0, count: matrix.rows.count)
    for column in 0..<matrix.count {
      for entry in matrix.entries(column) {
        let place = next[matrix.rows[entry]]
        columns[place] = column
        factors[place] = matrix.factors[entry]
        next[matrix.rows[entry]] += 1
      }
    }
  }

  func entries(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }
}

/// A row of the tableau: most entries are 0, and only the others are listed.
struct TableauRow: Sendable {
  private(set) var entries: [Double]
  /// The columns that were touched, each once, in a fixed order.
  private(set) var touched: [Int] = []
  private var isTouched: [Bool]

  init(columnCount: Int) {
    entries = [Double](repeating: 0, count: columnCount)
    isTouched = [Bool](repeating: false, count: columnCount)
  }

  /// A row of an inverse × matrix.
  mutating func compute(_ row: Int, of inverse: BasisInverse, _ rows: SparseRows) {
    for column in touched {
      entries[column] = 0
      isTouched[column] = false
    }
    touched.removeAll(keepingCapacity: true)
    inverse.forEachEntry(ofRow: row) { row, multiplier in
      for entry in rows.entries(row) {
        let column = rows.columns[entry]
        entries[column] += multiplier * rows.factors[entry]
        if !isTouched[column] {
          isTouched[column] = true
          touched.append(column)
        }
      }
    }
  }
}
