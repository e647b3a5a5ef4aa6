import Statistics

/// Cells by number, in columns: a byte for what a cell is, and a column for each number that estimates have.
///
/// Places × periods × indicators are millions of cells. As enumerations in a dictionary they took some 250 bytes
/// each; here an estimate with a margin takes 9 where its numbers are whole and 17 where not, and a column that is the
/// same for all cells takes nothing.
struct CellStore: Sendable {
  /// See `EstimateCode` where the highest bit is set. Else 0 is no cell, 1 to 126 a cell of `others`, and 127 one
  /// of `rare`.
  private(set) var codes: [UInt8]
  private(set) var values: CellColumn
  /// A margin of error, or the lower end of an interval.
  private(set) var lows: CellColumn
  private(set) var highs: CellColumn
  private var confidences: CellColumn
  private(set) var cases: CellColumn
  private(set) var denominators: CellColumn
  /// The distinct cells without an estimate: a handful of reasons, repeated.
  private var others: [Cell] = []
  /// By number, those beyond the 126 distinct ones that have a code.
  private var rare: [Int: Cell] = [:]

  /// All absent.
  init(count: Int) {
    codes = [UInt8](repeating: 0, count: count)
    values = CellColumn(count: count)
    lows = values
    highs = values
    confidences = values
    cases = values
    denominators = values
  }

  var count: Int { codes.count }

  /// Nil where nothing was set.
  subscript(number: Int) -> Cell? {
    get {
      let code = codes[number]
      if code & EstimateCode.estimate != 0 { return estimate(number, EstimateCode(bits: code)) }
      if code == 0 { return nil }
      return code == Self.rareCode ? rare[number] : others[Int(code) - 1]
    }
    set {
      switch newValue {
      case .estimate(let estimate, let reliability)?: set(estimate, reliability, at: number)
      case let cell?: set(other: cell, at: number)
      case nil: codes[number] = 0
      }
    }
  }

  /// Whether any cell of a range was set to something else than `cell`.
  func holdsOther(than cell: Cell, in range: Range<Int>) -> Bool {
    let same = others.firstIndex(of: cell).map { UInt8($0 + 1) }
    for number in range where codes[number] != 0 && codes[number] != same {
      if codes[number] != Self.rareCode || rare[number] != cell { return true }
    }
    return false
  }

  /// Whether any cell is an estimate or a withheld one.
  var hasValue: Bool {
    let withheld = others.indices.filter { others[$0].isSuppressed }.map { UInt8($0 + 1) }
    return codes.contains { $0 & EstimateCode.estimate != 0 || withheld.contains($0) }
      || rare.values.contains { $0.isSuppressed }
  }

  /// How many cells are withheld, by rule. Where none is, as in most series, nothing is counted.
  var withheld: [SuppressionRule: Int] {
    var counts: [SuppressionRule: Int] = [:]
    for (number, cell) in others.enumerated() {
      guard case .suppressed(let rule) = cell else { continue }
      let code = UInt8(number + 1)
      let count = codes.count { $0 == code }
      if count > 0 { counts[rule, default: 0] += count }
    }
    for (number, cell) in rare where codes[number] == Self.rareCode {
      if case .suppressed(let rule) = cell { counts[rule, default: 0] += 1 }
    }
    return counts
  }

  static let rareCode: UInt8 = 127

  private mutating func set(other cell: Cell, at number: Int) {
    if let known = others.firstIndex(of: cell) {
      codes[number] = UInt8(known + 1)
    } else if others.count < Int(Self.rareCode) - 1 {
      others.append(cell)
      codes[number] = UInt8(others.count)
    } else {
      codes[number] = Self.rareCode
      rare[number] = cell
    }
  }

  private mutating func set(_ estimate: Estimate, _ reliability: Reliability, at number: Int) {
    let code = EstimateCode(estimate, reliability)
    codes[number] = code.bits
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

  /// Sets a run of cells, block by block and in each column by column: a nation's are millions, and each set by itself
  /// asks of every column what it is and whether it is shared.
  ///
  /// - Parameters:
  ///   - estimate: by position in the run; nil for a cell without an estimate.
  ///   - other: what such a cell is.
  mutating func set(
    _ range: Range<Int>, estimate: (Int) -> RatedEstimate?, other: (Int) -> Cell
  ) {
    var block = EstimateBlock()
    for start in stride(from: range.lowerBound, to: range.upperBound, by: EstimateBlock.size) {
      let end = min(start + EstimateBlock.size, range.upperBound)
      block.removeAll()
      for number in start..<end { block.append(estimate(number - range.lowerBound)) }
      codes.replaceSubrange(start..<end, with: block.codes)
      values.set(block.values, at: start)
      lows.set(block.lows, at: start)
      highs.set(block.highs, at: start)
      confidences.set(block.confidences, at: start)
      cases.set(block.cases, at: start)
      denominators.set(block.denominators, at: start)
      for number in start..<end where codes[number] == 0 { self[number] = other(number - range.lowerBound) }
    }
  }

  func isEstimate(_ number: Int) -> Bool { codes[number] & EstimateCode.estimate != 0 }

  /// What a page shows of an estimate; nil where there is none. It reads three columns where the cell reads five.
  func shown(_ number: Int) -> ShownNumber? {
    let code = EstimateCode(bits: codes[number])
    guard code.bits & EstimateCode.estimate != 0 else { return nil }
    return ShownNumber(values[number], uncertainty(number, code), isUnreliable: code.isLow)
  }

  private func uncertainty(_ number: Int, _ code: EstimateCode) -> Uncertainty {
    switch code.uncertainty {
    case EstimateCode.fullCount: .fullCount
    case EstimateCode.unpublished: .unpublished
    case EstimateCode.margin: .margin(lows[number])
    default: .interval(Interval(low: lows[number], high: highs[number], level: confidences[number]))
    }
  }

  private func estimate(_ number: Int, _ code: EstimateCode) -> Cell {
    let value = values[number]
    let uncertainty = uncertainty(number, code)
    let count: Double? =
      switch code.cases {
      case EstimateCode.casesAreValue: value
      case EstimateCode.casesApart: cases[number]
      default: nil
      }
    let estimate = Estimate(
      value, uncertainty, cases: count, denominator: code.hasDenominator ? denominators[number] : nil)
    return .estimate(estimate, code.isLow ? .low : .good)
  }
}
