extension ColumnData {
  /// The missing number of a cell that holds a marker: a NaN that remembers which.
  ///
  /// A number column of a survey is read once this way, and not a second time as text only to tell “suppressed by
  /// the source” from “not there”. Arithmetic makes no promise about the payload: look at cells as they were read.
  /// - Parameter marker: its number among the request's `missing`, from 1 and below 2²¹; 0 for a cell without anything in it.
  package static func missingNumber(marker: Int) -> Double {
    // In bits that a Float has too, so that a column may be kept as such.
    Double(nan: UInt64(marker) << 29, signaling: false)
  }

  /// The number of the marker, from 1, that a missing number was read from; 0 where the cell was empty.
  @inline(__always)
  package static func marker(of missing: Double) -> Int { Int(missing.bitPattern >> 29 & 0x3F_FFFF) }
}
