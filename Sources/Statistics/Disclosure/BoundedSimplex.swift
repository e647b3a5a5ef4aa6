/// A small solver of linear programmes in which every variable has a least and a largest value.
///
/// Ax = target with low ≤ x ≤ high. It starts from one artificial variable a row, fixed at 0;
/// `makeFeasible` (dual simplex) finds a first vertex, the cheapest for the given costs, and `extreme`
/// (primal simplex) walks from vertex to vertex to the least or largest value of one variable, starting
/// where the last walk ended.
///
/// Numbers are expected to be of size 1 (the callers scale): a value may miss its bound by `tolerance`.
/// After a run of steps that do not move, variables enter by Bland's rule, which cannot cycle; a limit on
/// the steps guards against rounding and is reported as unresolved. The inverse is made anew when Ax drifts
/// from the target.
///
/// A step takes O(rows × steps so far + entries) at most, and so does memory.
struct BoundedSimplex: Sendable {
  static let tolerance = 1e-11
  static let pivotTolerance = 1e-9
  static let priceTolerance = 1e-9

  let rowCount: Int
  /// The variables' columns; the artificial one of row r stands at `columnCount + r` and is implied.
  let matrix: SparseColumns
  let matrixRows: SparseRows
  let low: [Double]
  let high: [Double]
  private let target: [Double]

  var inverse: BasisInverse
  /// The variable that is basic in each row.
  private(set) var basis: [Int]
  /// The row in which a variable is basic, or −1.
  private(set) var rowOf: [Int]
  /// The values of the basic variables, by row.
  var basicValues: [Double]
  /// Whether a variable that is not basic stands at its largest value.
  var isAtHigh: [Bool]
  private var stepsSinceCheck = 0
  /// After `impossible`, for programmes that the target 0 would make possible: at most this share of the
  /// target can be met.
  var attainableShare = 1.0

  enum Outcome: Hashable, Sendable {
    case solved
    case impossible
    case unbounded
    case unresolved
  }

  init(rowCount: Int, matrix: SparseColumns, low: [Double], high: [Double], target: [Double]) {
    self.rowCount = rowCount
    self.matrix = matrix
    matrixRows = SparseRows(matrix, rowCount: rowCount)
    self.low = low
    self.high = high
    self.target = target
    inverse = BasisInverse(size: rowCount)
    basis = (0..<rowCount).map { matrix.count + $0 }
    rowOf = Array(repeating: -1, count: matrix.count) + Array(0..<rowCount)
    isAtHigh = (0..<matrix.count + rowCount).map { $0 < low.count && !low[$0].isFinite && high[$0].isFinite }
    basicValues = target
    basicValues = remainder()
  }

  var columnCount: Int { matrix.count }
  var stepLimit: Int { 400 + 40 * (rowCount + columnCount) }

  func isArtificial(_ variable: Int) -> Bool { variable >= columnCount }
  func lowest(_ variable: Int) -> Double { isArtificial(variable) ? 0 : low[variable] }
  func highest(_ variable: Int) -> Double { isArtificial(variable) ? 0 : high[variable] }

  /// The value of a variable at the vertex where the solver stands.
  func value(_ variable: Int) -> Double {
    let row = rowOf[variable]
    return row >= 0 ? basicValues[row] : restingValue(variable)
  }

  /// The value of a variable that is not basic: the bound at which it stands, or 0 where it has none.
  func restingValue(_ variable: Int) -> Double {
    if isAtHigh[variable] { return highest(variable) }
    let low = lowest(variable)
    return low.isFinite ? low : 0
  }

  /// A variable enters the basis at a row; the one that was there comes to rest at one of its bounds.
  mutating func exchange(
    entering: Int, direction: [Double], row: Int, value: Double, leavesAtHigh: Bool
  ) {
    let leaving = basis[row]
    inverse.pivot(direction, at: row)
    basis[row] = entering
    rowOf[entering] = row
    rowOf[leaving] = -1
    isAtHigh[leaving] = leavesAtHigh
    basicValues[row] = value
    stepsSinceCheck += 1
    if stepsSinceCheck >= 64 { check() }
  }

  /// Looks how far rounding has carried Ax from the target, and starts from a fresh inverse where it
  /// matters.
  private mutating func check() {
    stepsSinceCheck = 0
    var rest = target
    for column in 0..<columnCount {
      let value = value(column)
      guard value != 0 else { continue }
      for entry in matrix.entries(column) { rest[matrix.rows[entry]] -= matrix.factors[entry] * value }
    }
    for row in 0..<rowCount { rest[row] -= value(columnCount + row) }
    if rest.contains(where: { $0.magnitude > 1e-12 }) { invert() }
  }

  /// Makes the inverse of the basis from scratch, each column at the free row where it is largest.
  /// O(rows³).
  private mutating func invert() {
    let columns = basis.filter { !isArtificial($0) }.sorted()
    let kept = Set(basis.filter(isArtificial).map { $0 - columnCount })
    var fresh = BasisInverse(size: rowCount)
    var places = (0..<rowCount).map { columnCount + $0 }
    var isFree = (0..<rowCount).map { !kept.contains($0) }
    var direction = [Double](repeating: 0, count: rowCount)
    for column in columns {
      fresh.apply(matrix, column: column, into: &direction)
      var best = -1
      for row in 0..<rowCount where isFree[row] {
        if best < 0 || direction[row].magnitude > direction[best].magnitude { best = row }
      }
      guard best >= 0, direction[best].magnitude > Self.pivotTolerance else { return }
      fresh.pivot(direction, at: best)
      isFree[best] = false
      places[best] = column
    }
    inverse = fresh
    basis = places
    for row in 0..<rowCount { rowOf[basis[row]] = row }
    basicValues = inverse.apply(remainder())
  }

  /// What the basic variables must add up to, given where the others rest.
  private func remainder() -> [Double] {
    var rest = target
    for column in 0..<columnCount where rowOf[column] < 0 {
      let value = restingValue(column)
      guard value != 0 else { continue }
      for entry in matrix.entries(column) { rest[matrix.rows[entry]] -= matrix.factors[entry] * value }
    }
    return rest
  }
}
