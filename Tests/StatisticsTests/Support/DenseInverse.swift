@testable import Statistics

/// The inverse of a simplex basis, all of it, row by row: the naive twin of `BasisInverse`.
struct DenseInverse {
  let size: Int
  private var entries: [Double]

  /// The unit matrix.
  init(size: Int) {
    self.size = size
    entries = [Double](repeating: 0, count: size * size)
    for row in 0..<size { entries[row * size + row] = 1 }
  }

  func row(_ row: Int) -> ArraySlice<Double> { entries[row * size..<(row + 1) * size] }

  /// Inverse × column, written over `result`. O(rows × entries of the column).
  func apply(_ matrix: SparseColumns, column: Int, into result: inout [Double]) {
    let range = matrix.entries(column)
    for row in 0..<size {
      var sum = 0.0
      for entry in range { sum += entries[row * size + matrix.rows[entry]] * matrix.factors[entry] }
      result[row] = sum
    }
  }

  /// Inverse × a full vector.
  func apply(_ vector: [Double]) -> [Double] {
    (0..<size).map { row in
      var sum = CompensatedSum()
      for column in 0..<size where entries[row * size + column] != 0 {
        sum.add(entries[row * size + column] * vector[column])
      }
      return sum.total
    }
  }

  /// Takes the column whose image under the inverse is `direction` into the basis at `pivotRow`.
  mutating func pivot(_ direction: [Double], at pivotRow: Int) {
    let size = size
    let scale = 1 / direction[pivotRow]
    entries.withUnsafeMutableBufferPointer { entries in
      let base = pivotRow * size
      var used: [Int] = []
      for column in 0..<size where entries[base + column] != 0 {
        entries[base + column] *= scale
        used.append(column)
      }
      for row in 0..<size where row != pivotRow && direction[row] != 0 {
        let factor = direction[row]
        for column in used { entries[row * size + column] -= factor * entries[base + column] }
      }
    }
  }
}
