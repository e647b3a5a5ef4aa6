import Statistics

/// An estimate that is shown, with its class.
package struct RatedEstimate: Sendable {
  package let estimate: Estimate
  package let reliability: Reliability

  package init(_ estimate: Estimate, _ reliability: Reliability) {
    self.estimate = estimate
    self.reliability = reliability
  }
}

/// Cells in a row on their way into a store's columns.
struct EstimateBlock {
  /// Cells at a time: their numbers stay in the first cache.
  static let size = 256

  /// By cell; 0 where it has no estimate.
  private(set) var codes: [UInt8] = []
  private(set) var values = BlockColumn()
  private(set) var lows = BlockColumn()
  private(set) var highs = BlockColumn()
  private(set) var confidences = BlockColumn()
  private(set) var cases = BlockColumn()
  private(set) var denominators = BlockColumn()

  mutating func removeAll() {
    codes.removeAll(keepingCapacity: true)
    values.removeAll()
    lows.removeAll()
    highs.removeAll()
    confidences.removeAll()
    cases.removeAll()
    denominators.removeAll()
  }

  mutating func append(_ rated: RatedEstimate?) {
    let number = codes.count
    guard let rated else { return codes.append(0) }
    let estimate = rated.estimate
    let code = EstimateCode(estimate, rated.reliability)
    codes.append(code.bits)
    values.set(estimate.value, at: number)
    switch estimate.uncertainty {
    case .fullCount, .unpublished: break
    case .margin(let margin): lows.set(margin, at: number)
    case .interval(let interval):
      lows.set(interval.low, at: number)
      highs.set(interval.high, at: number)
      confidences.set(interval.level, at: number)
    }
    if let denominator = estimate.denominator { denominators.set(denominator, at: number) }
    if code.cases == EstimateCode.casesApart, let count = estimate.cases { cases.set(count, at: number) }
  }
}

/// One number of a block's cells, up to the last that has it.
///
/// A cell without it gets that of the cell before, and the first ones that of the first to have it: nobody reads them,
/// and no number comes into a column that none of its cells has, which might need more memory than theirs.
struct BlockColumn {
  private(set) var numbers: [Double] = []

  mutating func removeAll() { numbers.removeAll(keepingCapacity: true) }

  /// - Parameter position: behind all that were set.
  @inline(__always)
  mutating func set(_ number: Double, at position: Int) {
    if numbers.count < position {
      numbers.append(contentsOf: repeatElement(numbers.last ?? number, count: position - numbers.count))
    }
    numbers.append(number)
  }
}
