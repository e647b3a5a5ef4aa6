/// A two-way table of counts with its totals, as a system: the classic case, and a model of how to build
/// others.
package struct DisclosureTable: Sendable {
  /// Which totals are published at all.
  package struct Margins: Hashable, Sendable {
    package var rows: Bool
    package var columns: Bool
    package var grand: Bool

    package init(rows: Bool = true, columns: Bool = true, grand: Bool = true) {
      self.rows = rows
      self.columns = columns
      self.grand = grand
    }
  }

  package private(set) var system = DisclosureSystem()
  /// The system's cell at each row and column; the last row and column are the totals, nil where there are
  /// none.
  package private(set) var cells: [[DisclosureSystem.Cell?]] = []

  /// - Parameters:
  ///   - counts: rows of equal length; the totals are added up here.
  ///   - margins: the totals that exist.
  ///   - entry: adds the number at a row and a column, published or withheld.
  /// - Throws: `unequalLengths`; `negativeValues`; `notFinite`; as `entry`.
  package init(
    _ counts: [[Double]], margins: Margins = Margins(),
    entry: (inout DisclosureSystem, _ row: Int, _ column: Int, _ value: Double) throws(Undefined) ->
      DisclosureSystem.Cell
  ) throws(Undefined) {
    let (height, width) = (counts.count, counts.first?.count ?? 0)
    guard counts.allSatisfy({ $0.count == width }) else { throw .unequalLengths }
    guard counts.joined().allSatisfy({ $0 >= 0 || $0.isNaN }) else { throw .negativeValues }
    for row in 0...height {
      var line: [DisclosureSystem.Cell?] = []
      for column in 0...width {
        let exists =
          row < height
          ? column < width || margins.rows : column < width ? margins.columns : margins.grand
        guard exists else {
          line.append(nil)
          continue
        }
        let rows = row < height ? row..<row + 1 : 0..<height
        let columns = column < width ? column..<column + 1 : 0..<width
        let value = rows.lazy.flatMap { counts[$0][columns] }.compensatedSum
        line.append(try entry(&system, row, column, value))
      }
      cells.append(line)
    }
    try relate(height: height, width: width)
  }

  private mutating func relate(height: Int, width: Int) throws(Undefined) {
    let rowTotals = (0..<height).compactMap { cells[$0][width] }
    let columnTotals = (0..<width).compactMap { cells[height][$0] }
    for row in 0..<height {
      if let total = cells[row][width] {
        try system.relate(total: total, of: (0..<width).compactMap { cells[row][$0] })
      }
    }
    for column in 0..<width {
      if let total = cells[height][column] {
        try system.relate(total: total, of: (0..<height).compactMap { cells[$0][column] })
      }
    }
    guard let grand = cells[height][width], height > 0, width > 0 else { return }
    if !rowTotals.isEmpty { try system.relate(total: grand, of: rowTotals) }
    if !columnTotals.isEmpty { try system.relate(total: grand, of: columnTotals) }
    if rowTotals.isEmpty, columnTotals.isEmpty {
      try system.relate(total: grand, of: cells.dropLast().joined().compactMap { $0 })
    }
  }
}
