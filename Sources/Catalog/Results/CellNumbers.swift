/// A cell with its numbers side by side, for writers that go through cells by the million: as an enumeration of
/// enumerations and optionals a cell costs more to hand over than its numbers to write.
package struct CellNumbers: Sendable {
  package internal(set) var code = CellCode(bits: 0)
  // The numbers that the code names; the others are arbitrary.
  package internal(set) var value = 0.0
  /// A margin of error, or the lower end of an interval.
  package internal(set) var low = 0.0
  package internal(set) var high = 0.0
  package internal(set) var cases = 0.0
  package internal(set) var denominator = 0.0

  package init() {}
}

/// What a cell is, in a byte: cells of one series with the same code differ in their numbers only, so that a reader
/// finds out once what such a cell is, from the first of them.
package struct CellCode: Hashable, Sendable {
  package let bits: UInt8

  init(bits: UInt8) { self.bits = bits }

  /// How many codes there may be.
  package static let count = 256

  /// No cell, which reads as `missing(.noData)`.
  package var isAbsent: Bool { bits == 0 }
  /// Cells without an estimate that are too many for a code each: what one is, only the cell itself says.
  package var isRare: Bool { bits == CellStore.rareCode }
  /// Of an estimate: whether its cases are its value, and `cases` arbitrary.
  package var casesAreValue: Bool { EstimateCode(bits: bits).cases == EstimateCode.casesAreValue }
}

extension CellRun {
  /// Reads the cells of a range of positions, one after another; those beyond the level's places are absent.
  /// O(range), without an allocation.
  /// - Parameter cells: room for as many at least.
  package func read(_ positions: Range<Int>, into cells: UnsafeMutableBufferPointer<CellNumbers>) {
    precondition(positions.lowerBound >= 0 && positions.count <= cells.count)
    let known = positions.clamped(to: 0..<count)
    if !known.isEmpty { store.read(start + known.lowerBound..<start + known.upperBound, into: cells) }
    for index in known.count..<positions.count { cells[index].code = CellCode(bits: 0) }
  }
}

extension CellStore {
  /// Reads a range column by column; numbers that a cell lacks are whatever its column holds in their place.
  ///
  /// Cell by cell each of five columns was asked for its kind and its bounds, 25 ns in all; this takes 4.
  fileprivate func read(_ range: Range<Int>, into cells: UnsafeMutableBufferPointer<CellNumbers>) {
    for (index, number) in range.enumerated() { cells[index].code = CellCode(bits: codes[number]) }
    values.forEach(in: range) { cells[$0].value = $1 }
    lows.forEach(in: range) { cells[$0].low = $1 }
    highs.forEach(in: range) { cells[$0].high = $1 }
    cases.forEach(in: range) { cells[$0].cases = $1 }
    denominators.forEach(in: range) { cells[$0].denominator = $1 }
  }
}

extension CellColumn {
  /// Calls `body` for every number of a range, with its place in the range; not at all where none was ever set.
  @inline(__always)
  fileprivate func forEach(in range: Range<Int>, _ body: (Int, Double) -> Void) {
    guard let first else { return }
    if !floats.isEmpty {
      for (index, number) in floats[range].enumerated() { body(index, Double(number)) }
    } else if !doubles.isEmpty {
      for (index, number) in doubles[range].enumerated() { body(index, number) }
    } else {
      for index in 0..<range.count { body(index, first) }
    }
  }
}
