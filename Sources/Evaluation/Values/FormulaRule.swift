import Catalog
import Statistics

/// A value before suppression: an estimate or the reason for none.
package enum CellValue: Hashable, Sendable {
  case estimate(Estimate)
  case missing(MissingReason)
}

/// Puts numerator and denominator together as an indicator's formula says.
///
/// What is known of a quotient's uncertainty comes, in this order, from the indicator's own `uncertainty`; from
/// margins, by the Census Bureau's formulas (handbook, 2020, ch. 8); else from the kind of formula: exact Poisson
/// limits for events, Wilson's for shares of people counted, the order of the records for quantiles. Any other value
/// by itself keeps the margin it has. Where the feed gives margins and none could be derived, the uncertainty is
/// unpublished.
struct FormulaRule: Sendable {
  /// What a formula does, without the expressions in it: copying those for every cell would cost more than the cell.
  private enum Kind: Sendable {
    case proportion, rate, ratio, mean, weightedMean, access, published, quantile, plain

    init(_ formula: Formula) {
      switch formula {
      case .proportion: self = .proportion
      case .rate: self = .rate
      case .ratio: self = .ratio
      case .mean(_, let weight): self = weight == nil ? .mean : .weightedMean
      case .access(let access): self = access.value == .share ? .access : .weightedMean
      case .published, .index: self = .published
      case .median, .quantile: self = .quantile
      case .count, .sum: self = .plain
      }
    }
  }

  private let kind: Kind
  private let method: UncertaintyMethod?
  /// Shares become percent where the unit says so.
  private let scale: Double
  /// Whether the value is a number of people or things, which small-number rules look at.
  private let isCount: Bool

  init(formula: Formula, unit: Unit, method: UncertaintyMethod?) {
    kind = Kind(formula)
    self.method = method
    scale = formula.factor(in: unit)
    isCount = Self.isCount(formula, unit)
  }

  /// Whether a formula's value is a number of people or things.
  static func isCount(_ formula: Formula, _ unit: Unit) -> Bool {
    switch (formula, unit) {
    case (.count, _), (.sum, .count), (.sum, .people), (.sum, .households), (.sum, .homes),
      (.published, .count), (.published, .people), (.published, .households), (.published, .homes):
      true
    default: false
    }
  }

  /// Whether it looks at the number of records: a count of people is its own.
  var needsRecords: Bool { !isCount }

  /// - Parameter records: how many records a median, quantile or sum was made of, where it was asked for.
  func outcome(_ numerator: Quantity, _ denominator: Quantity?, records: Quantity? = nil) -> Outcome {
    Outcome(cell: value(numerator, denominator, records), numerator: numerator, denominator: denominator)
  }

  private func value(_ numerator: Quantity, _ denominator: Quantity?, _ records: Quantity?) -> CellValue {
    guard let top = numerator.amount else { return .missing(Self.reason(numerator)) }
    if isQuotient {
      guard let denominator else { return .missing(.noData) }
      guard let bottom = denominator.value else { return .missing(Self.reason(denominator)) }
      guard bottom > 0 else { return .missing(isMean ? .noData : .zeroDenominator) }
    }
    do throws(Undefined) {
      let found = try estimate(top, denominator?.amount, records: records?.value)
      return found.map { .estimate($0) } ?? .missing(.noData)
    } catch {
      return .missing(error == .zeroDenominator ? .zeroDenominator : .partial)
    }
  }

  /// The estimate of amounts that have values; nil for a quotient whose denominator is none or not above 0.
  ///
  /// - Parameter records: as of `outcome`.
  func estimate(_ numerator: Amount, _ denominator: Amount?, records: Double?) throws(Undefined) -> Estimate?
  {
    guard isQuotient else { return try plain(numerator, records: records) }
    guard let denominator, denominator.value > 0 else { return nil }
    return try quotient(numerator, denominator)
  }

  private var isQuotient: Bool {
    switch kind {
    case .proportion, .rate, .ratio, .mean, .weightedMean, .access: true
    case .published, .quantile, .plain: false
    }
  }

  private static func reason(_ quantity: Quantity) -> MissingReason {
    if let mark = quantity.mark { return .marked(mark) }
    return quantity.missing > 0 ? .partial : .noData
  }

  // MARK: quotients

  private func quotient(_ numerator: Amount, _ denominator: Amount) throws(Undefined) -> Estimate {
    let (top, bottom) = (numerator.value, denominator.value)
    let value = scale * (top / bottom)
    guard value.isFinite else { throw .notFinite }
    let uncertainty = try uncertainty(numerator, denominator)
    return Estimate(value, uncertainty, cases: cases(top, bottom), denominator: bottom)
  }

  /// The people or events behind a quotient: a mean's are the records, known where it is not weighted.
  private func cases(_ top: Double, _ bottom: Double) -> Double? {
    switch kind {
    case .mean: bottom
    case .weightedMean: nil
    default: top
    }
  }

  private func uncertainty(_ numerator: Amount, _ denominator: Amount) throws(Undefined) -> Uncertainty {
    let (top, bottom) = (numerator.value, denominator.value)
    if let method, !isMean || method == .none || method == .unpublished {
      return try chosen(method, top, bottom)
    }
    if numerator.hasLostMargin || (denominator.hasLostMargin && !isEventRate) { return .unpublished }
    if numerator.margin != nil || (denominator.margin != nil && !isEventRate) {
      return .margin(try census(numerator, denominator))
    }
    return try chosen(defaultMethod, top, bottom)
  }

  private var isMean: Bool { kind == .mean || kind == .weightedMean }

  /// Events over a population: their chance is Poisson's, and the population's own margin is small beside it.
  private var isEventRate: Bool { kind == .rate }

  private var defaultMethod: UncertaintyMethod {
    switch kind {
    case .proportion: .wilson
    case .rate: .poisson
    // Nobody has drawn a sample of distances, and how far an area's residents live from its points is not known.
    case .access: .unpublished
    default: .none
    }
  }

  /// A side whose feed gives no margins was counted, so its margin is 0.
  private func census(_ numerator: Amount, _ denominator: Amount) throws(Undefined) -> Double {
    let part = Margined(numerator.value, margin: numerator.margin ?? 0)
    let whole = Margined(denominator.value, margin: denominator.margin ?? 0)
    let result: Margined
    if kind == .proportion || kind == .access {
      result = try Margined.proportion(part, of: whole).result
    } else {
      result = try Margined.ratio(part, to: whole)
    }
    return scale * (result.margin ?? 0)
  }

  private func chosen(_ method: UncertaintyMethod, _ top: Double, _ bottom: Double) throws(Undefined)
    -> Uncertainty
  {
    switch method {
    case .none: return .fullCount
    case .unpublished: return .unpublished
    case .poisson:
      guard top >= 0 else { throw .negativeValues }
      return .interval(try PoissonInterval.exact(top).scaled(by: scale / bottom))
    case .wilson:
      guard top >= 0, top <= bottom else { return .unpublished }
      return .interval(try ProportionInterval.wilson(top, of: bottom).scaled(by: scale))
    }
  }

  // MARK: values by themselves

  private func plain(_ numerator: Amount, records: Double?) throws(Undefined) -> Estimate {
    let value = scale * numerator.value
    guard value.isFinite else { throw .notFinite }
    return Estimate(value, try uncertainty(numerator), cases: isCount ? value : records)
  }

  private func uncertainty(_ numerator: Amount) throws(Undefined) -> Uncertainty {
    let top = numerator.value
    if let margin = numerator.margin { return .margin(scale.magnitude * margin) }
    switch method {
    case .poisson where isCount && top >= 0:
      return .interval(try PoissonInterval.exact(top).scaled(by: scale))
    case .unpublished?: return .unpublished
    case UncertaintyMethod.none?: return .fullCount
    default: break
    }
    if numerator.hasLostMargin { return .unpublished }
    switch kind {
    case .published: return .unpublished
    case .quantile:
      // Of a handful of records nobody can say how far another handful's would lie.
      return numerator.limits.map { .interval(Interval(low: $0.lowerBound, high: $0.upperBound, level: 0.9)) }
        ?? .unpublished
    default: return .fullCount
    }
  }
}
