/// The states of a sum for every group.
struct SumStates: Sendable {
  /// What every row touches, on one cache line.
  struct Cell: Sendable {
    var sum = CompensatedSum()
    /// Rows with a value.
    var values = 0
    /// Rows without, skipped as in SQL.
    var missingRows = 0
    /// The parts that were missing in those rows.
    var missingParts = 0
  }

  private(set) var cells: [Cell] = []
  /// The margins of the parts, by group; empty where none are kept.
  private(set) var margins: [MarginParts] = []
  private let hasMargins: Bool

  init(hasMargins: Bool = false) { self.hasMargins = hasMargins }

  mutating func grow(by more: Int) {
    cells.append(contentsOf: repeatElement(Cell(), count: more))
    if hasMargins { margins.append(contentsOf: repeatElement(MarginParts(), count: more)) }
  }

  /// The sum of a group; NaN where it has no value.
  func value(_ group: Int) -> Double { cells[group].values > 0 ? cells[group].sum.value : .nan }

  mutating func merge(_ other: SumStates, _ shares: [GroupShare]) {
    for share in shares {
      let theirs = other.cells[share.from]
      cells[share.to].sum.merge(theirs.sum.scaled(by: share.share))
      cells[share.to].values += theirs.values
      cells[share.to].missingRows += theirs.missingRows
      cells[share.to].missingParts += theirs.missingParts
      if hasMargins { margins[share.to].merge(other.margins[share.from], share: share.share) }
    }
  }

  // MARK: Rows

  /// Adds values row by row, so that the result does not depend on where a chunk ends.
  ///
  /// - Parameter parts: the columns of a linear sum, whose missing cells are counted where a value is missing.
  mutating func add(
    _ values: UnsafeBufferPointer<Double>, _ groups: UnsafeBufferPointer<Int32>, parts: [[Double]]
  ) {
    cells.withUnsafeMutableBufferPointer { cells in
      for row in 0..<values.count {
        let group = Int(groups[row])
        if group < 0 { continue }
        let value = values[row]
        if value.isNaN {
          cells[group].missingRows += 1
          cells[group].missingParts += Self.missingParts(parts, row)
        } else {
          cells[group].sum.add(value)
          cells[group].values += 1
        }
      }
    }
  }

  /// Adds what several records of a group come to.
  ///
  /// - Parameters:
  ///   - present: how many of them have a value; where none has, their sum means nothing.
  ///   - parts: the missing parts of each record without one.
  mutating func add(_ sum: Double, _ group: Int, present: Int, missing: Int, parts: Int) {
    if present > 0, !sum.isNaN {
      cells[group].sum.add(sum)
      cells[group].values += present
    }
    cells[group].missingRows += missing
    cells[group].missingParts += missing * parts
  }

  /// Adds the values of rows that are all of one group, several at a time.
  mutating func add(_ values: UnsafeBufferPointer<Double>, group: Int, parts: [[Double]]) {
    let (sum, count) = CompensatedSum.lanes(values)
    cells[group].sum.merge(sum)
    cells[group].values += count
    guard count < values.count else { return }
    cells[group].missingRows += values.count - count
    if parts.count < 2 {
      cells[group].missingParts += values.count - count
    } else {
      for row in 0..<values.count where values[row].isNaN {
        cells[group].missingParts += Self.missingParts(parts, row)
      }
    }
  }

  /// A NULL without a missing column, as from a division by zero, is one missing part.
  private static func missingParts(_ parts: [[Double]], _ row: Int) -> Int {
    max(1, parts.reduce(0) { $0 + ($1[row].isNaN ? 1 : 0) })
  }

  mutating func addMargin(_ group: Int, estimate: Double, margin: Double) {
    margins[group].add(estimate: estimate, margin: margin)
  }
}
