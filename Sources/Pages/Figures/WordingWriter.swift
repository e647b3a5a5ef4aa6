import Catalog
import Markup
import Statistics

/// Writes an indicator's values without a string for each: pages of places hold hundreds of numbers.
///
/// `Wording` says what is written; this writes the same bytes, and asks it wherever a number is near a tie of
/// rounding or a phrase is not a number with words around it.
struct WordingWriter: Sendable {
  private let wording: Wording
  /// Alone, because a copy of the whole style for each number would count the references of its patterns.
  private let digits: DigitStyle
  private let decimals: Int
  private let unit: Affixes
  private let margin: Affixes
  private let less: String
  private let isMoney: Bool
  private let isSimple: Bool

  private struct Affixes: Sendable {
    var before = ""
    var after = ""

    init(_ pair: (before: String, after: String)?) {
      before = pair?.before ?? ""
      after = pair?.after ?? ""
    }
  }

  init(_ wording: Wording, language: Language) {
    self.wording = wording
    let numbers = language.numbers
    digits = numbers.digits
    decimals = wording.decimals
    isMoney = wording.indicator.unit == .dollars
    let around: (before: String, after: String)? =
      switch wording.indicator.unit {
      case .percent: numbers.aroundPercent
      case .dollars: numbers.aroundDollars
      default: ("", "")
      }
    let aroundMargin = language.pattern(.valueMargin).around("n")
    unit = Affixes(around)
    margin = Affixes(aroundMargin)
    isSimple = around != nil && aroundMargin != nil
    var smallest = 1.0
    for _ in 0..<decimals { smallest /= 10 }
    less = language.say(.valueLess, ["n": wording.bare(smallest)])
  }

  /// The bytes of `Wording.value`.
  func write(value: Double, into serializer: inout Serializer) {
    guard isSimple, let units = Rounding.units(value, decimals: decimals) else {
      return serializer.write(text: wording.value(value))
    }
    write(units: units, unit, into: &serializer)
  }

  /// The bytes of `Wording.plusMinus`; nothing where it is nil.
  func write(marginOf number: ShownNumber, into serializer: inout Serializer) {
    guard let half = Self.half(number.uncertainty) else { return }
    guard isSimple, let units = Rounding.units(half, decimals: decimals) else {
      return serializer.write(text: wording.plusMinus(number.estimate) ?? "")
    }
    serializer.write(text: margin.before)
    if units == 0, half > 0 {
      serializer.write(text: less)
    } else {
      write(units: units, isMoney ? unit : Affixes(nil), into: &serializer)
    }
    serializer.write(text: margin.after)
  }

  /// Half the interval's width where it is printed.
  static func half(_ uncertainty: Uncertainty) -> Double? {
    switch uncertainty {
    case .fullCount, .unpublished: nil
    case .margin(let margin): margin
    case .interval(let interval): (interval.high - interval.low) / 2
    }
  }

  /// A number with what stands around it; the sign of an amount stands before both.
  private func write(units: Int, _ affixes: Affixes, into serializer: inout Serializer) {
    if isMoney, units < 0 { serializer.write(literal: "\u{2212}") }
    serializer.write(text: affixes.before)
    if !isMoney, units < 0 { serializer.write(literal: "\u{2212}") }
    serializer.write(decimal: abs(units), places: decimals, style: digits)
    serializer.write(text: affixes.after)
  }
}
