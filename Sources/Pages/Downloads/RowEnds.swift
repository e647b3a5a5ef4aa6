import Catalog
import Statistics

/// What a row says after its numbers, by cell and group: a handful of texts, each made once for a file or a level.
struct RowEnds {
  private var estimates: [[UInt8]?]
  private var others: [(cell: Cell, group: Int, bytes: [UInt8])] = []
  private let make: (Cell, _ group: Int) -> [UInt8]

  /// Kinds of estimates that read differently: four uncertainties, reliable or not.
  private static let kinds = 8

  init(groups: Int, _ make: @escaping (Cell, _ group: Int) -> [UInt8]) {
    self.make = make
    estimates = Array(repeating: nil, count: groups * Self.kinds)
  }

  mutating func bytes(_ cell: Cell, group: Int) -> [UInt8] {
    guard case .estimate(let estimate, let reliability) = cell else { return other(cell, group) }
    let kind =
      switch estimate.uncertainty {
      case .fullCount: 0
      case .unpublished: 1
      case .margin: 2
      case .interval: 3
      }
    let slot = group * Self.kinds + kind * 2 + (reliability == .low ? 1 : 0)
    if let known = estimates[slot] { return known }
    let bytes = make(cell, group)
    estimates[slot] = bytes
    return bytes
  }

  private mutating func other(_ cell: Cell, _ group: Int) -> [UInt8] {
    if let known = others.first(where: { $0.group == group && $0.cell == cell }) { return known.bytes }
    let bytes = make(cell, group)
    others.append((cell, group, bytes))
    return bytes
  }
}

/// The ends of an estimate's interval and its margin, found in one step: through `interval` and `marginOfError`, which
/// lie in another module, they would be worked out several times a row.
struct RowBounds {
  let low: Double
  let high: Double
  let margin: Double

  /// Nil where the source publishes none.
  @inline(__always)
  init?(_ estimate: Estimate) {
    switch estimate.uncertainty {
    case .unpublished: return nil
    case .fullCount: (low, high) = (estimate.value, estimate.value)
    case .margin(let margin):
      (low, high, self.margin) = (estimate.value - margin, estimate.value + margin, margin)
      return
    case .interval(let interval): (low, high) = (interval.low, interval.high)
    }
    margin = (high - low) / 2
  }
}
