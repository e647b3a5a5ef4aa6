import TestSupport

@testable import Statistics

/// Small tables with a pattern of withheld cells, and what enumeration says about them.
struct RandomTable {
  let counts: [[Double]]
  let mask: [[Bool]]
  let table: DisclosureTable

  /// - Parameter widths: the protection of a withheld cell; nil for none.
  init(
    _ random: inout Seeded, height: Int, width: Int, largest: Int, share: Double,
    margins: DisclosureTable.Margins = .init(), withholdsTotals: Bool = false
  ) throws {
    let counts = (0..<height).map { _ in
      (0..<width).map { _ in Double(Int.random(in: 0...largest, using: &random)) }
    }
    let mask = (0...height).map { row in
      (0...width).map { column in
        Double.random(in: 0..<1, using: &random) < share
          && (withholdsTotals || (row < height && column < width))
      }
    }
    self.counts = counts
    self.mask = mask
    table = try DisclosureTable(counts, margins: margins) { system, row, column, value throws(Undefined) in
      try mask[row][column] ? system.withhold(value, width: 1) : system.publish(value)
    }
  }

  /// The system's withheld cells.
  var withheld: [Int] { table.system.cells.indices.filter { table.system.cells[$0].published == nil } }
}

extension DisclosureSystem {
  /// The least and largest value of each withheld cell over all solutions in whole numbers up to `limit`, by trying
  /// them all: the naive twin of `feasibleIntervals`.
  func enumerated(upTo limit: Int) -> [Int: (low: Int, high: Int)] {
    let open = cells.indices.filter { cells[$0].published == nil }
    var values = cells.map { ($0.published?.low ?? 0) }
    var found: [Int: (low: Int, high: Int)] = [:]
    func isPossible(_ assigned: Set<Int>) -> Bool {
      (0..<relationCount).allSatisfy { relation in
        var (sum, isOpen) = (0.0, false)
        for term in terms(relation) {
          let cell = termCells[term]
          if cells[cell].published == nil, !assigned.contains(cell) { isOpen = true }
          sum += coefficients[term] * values[cell]
        }
        return isOpen || (sum - sums[relation]).magnitude < 1e-9
      }
    }
    func assign(_ place: Int, _ assigned: Set<Int>) {
      guard place < open.count else {
        for cell in open {
          let value = Int(values[cell])
          let range = found[cell] ?? (value, value)
          found[cell] = (min(range.low, value), max(range.high, value))
        }
        return
      }
      let cell = open[place]
      let (low, high) = (Int(cells[cell].bounds.low ?? 0), Int(cells[cell].bounds.high ?? Double(limit)))
      for value in low...max(low, min(high, limit)) {
        values[cell] = Double(value)
        let next = assigned.union([cell])
        if isPossible(next) { assign(place + 1, next) }
      }
      values[cell] = 0
    }
    assign(0, [])
    return found
  }
}
