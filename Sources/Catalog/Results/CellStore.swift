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
    var code = EstimateCode(bits: EstimateCode.estimate)
    code.isLow = reliability == .low
    values.set(estimate.value, at: number)
    switch estimate.uncertainty {
    case .fullCount: code.uncertainty = EstimateCode.fullCount
    case .unpublished: code.uncertainty = EstimateCode.unpublished
    case .margin(let margin):
      code.uncertainty = EstimateCode.margin
      lows.set(margin, at: number)
    case .interval(let interval):
      code.uncertainty = EstimateCode.interval
      lows.set(interval.low, at: number)
      highs.set(interval.high, at: number)
      confidences.set(interval.level, at: number)
    }
    if let denominator = estimate.denominator {
      code.hasDenominator = true
      denominators.set(denominator, at: number)
    }
    if let count = estimate.cases {
      // A count's cases are its value.
      let isValue = count.bitPattern == estimate.value.bitPattern
      code.cases = isValue ? EstimateCode.casesAreValue : EstimateCode.casesApart
      if !isValue { cases.set(count, at: number) }
    }
    codes[number] = code.bits
  }

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

/// What an estimate has, in a byte: which columns hold a number of it.
struct EstimateCode {
  var bits: UInt8

  static let estimate: UInt8 = 0b1000_0000
  static let fullCount: UInt8 = 0
  static let unpublished: UInt8 = 1
  static let margin: UInt8 = 2
  static let interval: UInt8 = 3
  static let casesAreValue: UInt8 = 1
  static let casesApart: UInt8 = 2

  var isLow: Bool {
    get { bits & 1 != 0 }
    set { bits = bits & ~1 | (newValue ? 1 : 0) }
  }

  var hasDenominator: Bool {
    get { bits & 2 != 0 }
    set { bits = bits & ~2 | (newValue ? 2 : 0) }
  }

  var uncertainty: UInt8 {
    get { bits >> 2 & 3 }
    set { bits = bits & ~0b1100 | newValue << 2 }
  }

  var cases: UInt8 {
    get { bits >> 4 & 3 }
    set { bits = bits & ~0b11_0000 | newValue << 4 }
  }
}

/// One number of every cell that has it; it takes memory from the second distinct number on.
struct CellColumn: Sendable {
  private let count: Int
  private(set) var first: Double?
  /// One of the two holds the numbers once there are two distinct ones. They are two arrays and not an enumeration of
  /// arrays, because taking an array out of one counts a reference up and down at each of some ten million readings.
  private(set) var floats: [Float] = []
  private(set) var doubles: [Double] = []

  init(count: Int) { self.count = count }

  /// The number set, anything where none was.
  subscript(number: Int) -> Double {
    if number < floats.count { return Double(floats[number]) }
    if number < doubles.count { return doubles[number] }
    return first ?? 0
  }

  mutating func set(_ value: Double, at number: Int) {
    guard !doubles.isEmpty || !floats.isEmpty else { return begin(value, at: number) }
    if doubles.isEmpty, Self.isExact(value) {
      floats[number] = Float(value)
    } else {
      widen()
      doubles[number] = value
    }
  }

  private mutating func begin(_ value: Double, at number: Int) {
    guard let first else { return self.first = value }
    // By bits: −0 and 0 are two numbers to a round trip.
    guard value.bitPattern != first.bitPattern else { return }
    if Self.isExact(first) {
      floats = [Float](repeating: Float(first), count: count)
    } else {
      doubles = [Double](repeating: first, count: count)
    }
    set(value, at: number)
  }

  /// Makes doubles of all numbers with the first that is no float.
  private mutating func widen() {
    guard doubles.isEmpty else { return }
    doubles = floats.map { Double($0) }
    floats = []
  }

  private static func isExact(_ value: Double) -> Bool {
    Double(Float(value)).bitPattern == value.bitPattern
  }
}
