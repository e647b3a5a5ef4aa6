/// Which formula gave the margin of a proportion.
package enum QuotientMethod: String, Sendable {
  case proportion
  /// The value under the proportion's root was negative, so the ratio's formula stands in.
  case ratioFallback = "ratio_fallback"
}

extension Margined {
  /// part ÷ whole where the part lies inside the whole, as a share: margin √(mₓ² − p² m_y²) / |y|.
  ///
  /// Where the value under the root is negative the ratio's plus sign is used (handbook, ch. 8); where it is
  /// exactly 0 the margin is 0. Without a margin on either side the result has none.
  /// - Throws: `zeroDenominator`, `negativeWeights`, `notFinite`.
  package static func proportion(
    _ part: Margined, of whole: Margined
  ) throws(Undefined) -> (result: Margined, method: QuotientMethod) {
    let share = try quotient(part, whole)
    guard let x = part.margin, let y = whole.margin else {
      return (Margined(share, margin: nil), .proportion)
    }
    // The root's content times y²y², by cross-multiplication: exact for whole numbers, so that 0 is 0.
    let above = x * whole.value.magnitude
    let below = part.value.magnitude * y
    let gap = Double.gap(above, below)
    guard gap >= 0 else { return (try ratio(part, to: whole), .ratioFallback) }
    let root = gap.squareRoot() * (above + below).squareRoot()
    let margin = root / whole.value.magnitude / whole.value.magnitude
    return (try Margined(share, margin: margin).checked(), .proportion)
  }

  /// x ÷ y for two estimates of which neither contains the other: margin √(mₓ² + r² m_y²) / |y|.
  /// - Throws: `zeroDenominator`, `negativeWeights`, `notFinite`.
  package static func ratio(_ x: Margined, to y: Margined) throws(Undefined) -> Margined {
    let value = try quotient(x, y)
    let margin = both(x, y) { norm($0, value * $1) / y.value.magnitude }
    return try Margined(value, margin: margin).checked()
  }

  /// x × y; margin √(x² m_y² + y² mₓ²), first order. Percentages enter as shares.
  package static func product(_ x: Margined, _ y: Margined) throws(Undefined) -> Margined {
    let (x, y) = (try x.checked(), try y.checked())
    let margin = both(x, y) { norm(y.value * $0, x.value * $1) }
    return try Margined(x.value * y.value, margin: margin).checked()
  }

  /// 100 (new − old) ÷ old, with 100 times the margin of new ÷ old. The sign of `old` is kept.
  ///
  /// Meant for periods that do not overlap.
  /// - Throws: `zeroDenominator`, `negativeWeights`, `notFinite`.
  package static func percentChange(from old: Margined, to new: Margined) throws(Undefined) -> Margined {
    let ratio = try ratio(new, to: old)
    let value = 100 * ((new.value - old.value) / old.value)
    return try Margined(value, margin: ratio.margin.map { 100 * $0 }).checked()
  }

  /// The estimate times a constant, such as 100 for percent or a crosswalk's share.
  package func scaled(by factor: Double) throws(Undefined) -> Margined {
    try Margined(value * factor, margin: margin.map { $0 * factor.magnitude }).checked()
  }

  private static func quotient(_ x: Margined, _ y: Margined) throws(Undefined) -> Double {
    let (x, y) = (try x.checked(), try y.checked())
    guard y.value != 0 else { throw .zeroDenominator }
    return try (x.value / y.value).finite
  }
}

extension Method {
  static let marginOfProportion = Method(
    id: "acs_moe_proportion", title: "Margin of error of a proportion",
    formula: "p = X/Y; MOE = √(MOE_X² − p² MOE_Y²)/|Y|, with + where the root would be of a negative number",
    meaning: "The margin of a share whose numerator is part of its denominator, such as the poor among all.",
    caution: """
      Where everybody has the property and the margins are equal the formula gives 0: show such a share \
      without a verdict. For two numbers of which neither contains the other use the ratio.
      """,
    source: "US Census Bureau 2020, Understanding and Using ACS Data, ch. 8",
    scale: .relative, range: .init(0, nil))

  static let marginOfRatio = Method(
    id: "acs_moe_ratio", title: "Margin of error of a ratio",
    formula: "R = X/Y; MOE = √(MOE_X² + R² MOE_Y²)/|Y|",
    meaning: "The margin of one survey estimate divided by another that does not contain it.",
    caution: "Poor where the denominator’s own margin is large: the ratio is then skewed.",
    source: "US Census Bureau 2020, Understanding and Using ACS Data, ch. 8",
    scale: .relative, range: .init(0, nil))

  static let marginOfProduct = Method(
    id: "acs_moe_product", title: "Margin of error of a product",
    formula: "MOE = √(X² MOE_Y² + Y² MOE_X²)",
    meaning: "The margin of two survey estimates multiplied, such as households times a share of them.",
    caution: "Percentages enter as shares (0.25, not 25). First order: poor where both margins are large.",
    source: "US Census Bureau 2020, Understanding and Using ACS Data, ch. 8",
    scale: .absolute, range: .init(0, nil))

  static let marginOfPercentChange = Method(
    id: "acs_moe_percent_change", title: "Percent change with its margin of error",
    formula: "100 (new − old)/old; MOE = 100 × the margin of the ratio new/old",
    meaning: "By how many percent a survey estimate has changed, and how sure that is.",
    caution: """
      Compare periods that do not overlap. Money must be in constant prices first. Undefined where the old \
      value is 0, and wild where it is near 0.
      """,
    source: "US Census Bureau 2020, Understanding and Using ACS Data, ch. 8",
    scale: .relative)
}
