import Catalog
import Statistics

/// A value before suppression: an estimate or the reason for none.
package enum CellValue: Hashable, Sendable {
  case estimate(Estimate)
  case missing(MissingReason)
}

/// Puts numerator and denominator together as an indicator's formula says.
///
/// With margins the Census Bureau's formulas carry them (handbook, 2020, ch. 8); counted events get exact
/// Poisson limits, counted shares Wilson's, unless the indicator chooses otherwise.
struct FormulaRule: Sendable {
  let formula: Formula
  let unit: Unit
  let method: UncertaintyMethod?

  /// Shares become percent where the unit says so.
  private var scale: Double {
    switch formula {
    case .proportion: unit == .percent ? 100 : 1
    case .rate(_, _, let per, _), .ratio(_, _, let per): per
    case .published(_, let scale): scale
    default: 1
    }
  }

  func outcome(_ numerator: Quantity, _ denominator: Quantity?) -> Outcome {
    Outcome(cell: value(numerator, denominator), numerator: numerator, denominator: denominator)
  }

  private func value(_ numerator: Quantity, _ denominator: Quantity?) -> CellValue {
    guard let top = numerator.value else { return .missing(Self.reason(numerator)) }
    do throws(Undefined) {
      switch formula {
      case .proportion, .rate, .ratio, .mean:
        guard let denominator else { return .missing(.noData) }
        guard let bottom = denominator.value else { return .missing(Self.reason(denominator)) }
        guard bottom > 0 else { return .missing(.zeroDenominator) }
        return .estimate(try quotient(numerator, top, denominator, bottom))
      case .count, .sum, .median, .quantile: return .estimate(try plain(numerator, top, known: .fullCount))
      case .published, .index: return .estimate(try plain(numerator, top, known: .unpublished))
      }
    } catch {
      return .missing(error == .zeroDenominator ? .zeroDenominator : .partial)
    }
  }

  private static func reason(_ quantity: Quantity) -> MissingReason {
    quantity.missing > 0 ? .partial : .noData
  }

  private func quotient(
    _ numerator: Quantity, _ top: Double, _ denominator: Quantity, _ bottom: Double
  ) throws(Undefined) -> Estimate {
    let uncertainty: Uncertainty
    if case .mean = formula {
      uncertainty = .fullCount
    } else if let method {
      uncertainty = try chosen(method, top, bottom)
    } else if numerator.margin != nil || (denominator.margin != nil && !isEventRate) {
      uncertainty = .margin(try census(numerator, top, denominator, bottom))
    } else {
      uncertainty = try chosen(defaultMethod, top, bottom)
    }
    let value = scale * (top / bottom)
    guard value.isFinite else { throw .notFinite }
    return Estimate(value, uncertainty, cases: top, denominator: bottom)
  }

  /// Events over a population: their chance is Poisson's, and the population's own margin is small beside it.
  private var isEventRate: Bool {
    if case .rate = formula { return true }
    return false
  }

  private var defaultMethod: UncertaintyMethod {
    switch formula {
    case .proportion: .wilson
    case .rate: .poisson
    default: .none
    }
  }

  private func census(
    _ numerator: Quantity, _ top: Double, _ denominator: Quantity, _ bottom: Double
  ) throws(Undefined) -> Double {
    let part = Margined(top, margin: numerator.margin ?? 0)
    let whole = Margined(bottom, margin: denominator.margin ?? 0)
    let result: Margined
    if case .proportion = formula {
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

  private func plain(_ numerator: Quantity, _ top: Double, known: Uncertainty) throws(Undefined) -> Estimate {
    let value = scale * top
    guard value.isFinite else { throw .notFinite }
    let cases = isCount ? top : nil
    if let margin = numerator.margin { return Estimate(value, .margin(scale.magnitude * margin), cases: cases) }
    switch method {
    case .poisson where isCount:
      return Estimate(value, .interval(try PoissonInterval.exact(top)), cases: cases)
    case .unpublished?: return Estimate(value, .unpublished, cases: cases)
    case UncertaintyMethod.none?: return Estimate(value, .fullCount, cases: cases)
    default: return Estimate(value, known, cases: cases)
    }
  }

  private var isCount: Bool {
    switch formula {
    case .count: true
    case .sum: unit == .count || unit == .people || unit == .households || unit == .homes
    default: false
    }
  }
}
