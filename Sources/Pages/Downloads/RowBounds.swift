import Catalog

/// The ends of an estimate's interval and its margin.
struct RowBounds {
  let low: Double
  let high: Double
  let margin: Double

  /// Nil where the source publishes none. The arithmetic is that of `Estimate.interval` and `marginOfError`, which lie
  /// in another module and would be called several times a row.
  @inline(__always)
  init?(_ cell: CellNumbers, _ shape: RowShape) {
    switch shape.bounds {
    case .none: return nil
    case .value: (low, high) = (cell.value, cell.value)
    case .margin:
      (low, high, margin) = (cell.value - cell.low, cell.value + cell.low, cell.low)
      return
    case .interval: (low, high) = (cell.low, cell.high)
    }
    margin = (high - low) / 2
  }
}
