import Statistics

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

  init(bits: UInt8) { self.bits = bits }

  init(_ estimate: Estimate, _ reliability: Reliability) {
    bits = Self.estimate
    isLow = reliability == .low
    uncertainty =
      switch estimate.uncertainty {
      case .fullCount: Self.fullCount
      case .unpublished: Self.unpublished
      case .margin: Self.margin
      case .interval: Self.interval
      }
    hasDenominator = estimate.denominator != nil
    // A count's cases are its value.
    if let count = estimate.cases {
      cases = count.bitPattern == estimate.value.bitPattern ? Self.casesAreValue : Self.casesApart
    }
  }

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
