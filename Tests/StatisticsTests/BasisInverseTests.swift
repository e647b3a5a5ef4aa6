import TestSupport
import Testing

@testable import Statistics

@Suite("The inverse of a basis")
struct BasisInverseTests {
  @Test("is the one that holds all columns, to the last bit", arguments: [UInt64](1...12))
  func twin(seed: UInt64) {
    var random = Seeded(seed)
    let size = Int.random(in: 6...24, using: &random)
    var matrix = SparseColumns()
    for _ in 0..<2 * size {
      for row in 0..<size where Int.random(in: 0..<4, using: &random) == 0 {
        matrix.add(row: row, [1.0, -1, 1, 0.3][Int.random(in: 0..<4, using: &random)])
      }
      matrix.endColumn()
    }
    var (sparse, dense) = (BasisInverse(size: size), DenseInverse(size: size))
    var (first, second) = ([Double](repeating: 0, count: size), [Double](repeating: 0, count: size))
    var pivots = 0
    for column in 0..<matrix.count {
      sparse.apply(matrix, column: column, into: &first)
      dense.apply(matrix, column: column, into: &second)
      #expect(first == second)
      let row = Int.random(in: 0..<size, using: &random)
      if first[row].magnitude > 0.1 {
        sparse.pivot(first, at: row)
        dense.pivot(second, at: row)
        pivots += 1
      }
      var line = [Double](repeating: 0, count: size)
      var columns: [Int] = []
      sparse.forEachEntry(ofRow: row) { column, entry in
        line[column] = entry
        columns.append(column)
      }
      #expect(line == Array(dense.row(row)) && columns == columns.sorted())
    }
    #expect(pivots > 0)
    let vector = (0..<size).map { _ in Double.random(in: -9...9, using: &random) }
    #expect(sparse.apply(vector) == dense.apply(vector))
  }
}
