/// A price index by period, such as annual averages of consumer prices: what makes amounts of money of
/// different periods comparable.
package struct PriceIndex: Hashable, Sendable {
  private let levels: [Int: Double]

  /// - Parameter levels: the index of each period, on any base.
  package init(_ levels: [Int: Double]) { self.levels = levels }

  /// What a unit of money of one period is worth in money of another.
  /// - Throws: `missing` where the index lacks a period, `outOfRange` where it is not above 0, `notFinite`.
  package func factor(from: Int, to: Int) throws(Undefined) -> Double {
    guard let start = levels[from], let end = levels[to] else { throw .missing }
    guard try start.finite > 0, try end.finite > 0 else { throw .outOfRange }
    return try (end / start).finite
  }

  /// An amount in the money of another period; the margin by the same factor, the index being taken as exact.
  /// - Throws: as `factor`; `negativeWeights` for a margin below 0.
  package func adjusted(_ amount: Margined, from: Int, to: Int) throws(Undefined) -> Margined {
    try amount.scaled(by: factor(from: from, to: to))
  }

  /// The change in percent between an amount of one period and one of another, without the change of prices.
  /// - Throws: as `factor`; `zeroDenominator` where the first amount is 0.
  package func realPercentChange(
    from old: Double, in from: Int, to new: Double, in to: Int
  ) throws(Undefined) -> Double {
    guard try old.finite != 0 else { throw .zeroDenominator }
    return try (100 * (new / old * factor(from: to, to: from) - 1)).finite
  }
}

extension Method {
  static let priceAdjustment = Method(
    id: "cpi_adjust", title: "Amounts in constant prices",
    formula: "value × index(to)/index(from), the margin of error by the same factor",
    meaning: """
      What an amount of money of one year is worth in the money of another, so that a rise in prices is not \
      taken for a rise in income.
      """,
    caution: """
      Name the index: series differ. Amounts of a multi-year survey are already in money of its last year: \
      adjust them from that year, once. A national index knows nothing of local prices.
      """,
    source: "US Bureau of Labor Statistics, CPI-U and the method of its inflation calculator",
    scale: .absolute)
}
