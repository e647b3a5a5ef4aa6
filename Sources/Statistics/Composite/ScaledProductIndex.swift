/// An index of two or more factors that act together: percentiles are averaged to components and components to
/// factors, each factor is scaled to its maximum, and the factors are multiplied. The way of CalEnviroScreen 3.0
/// and 4.0 (OEHHA), whose factors are the burden of pollution and the vulnerability of the people.
package struct ScaledProductIndex: Hashable, Sendable {
  /// Indicators that are averaged with equal weight.
  package struct Component: Hashable, Sendable {
    /// One list an indicator, one value a unit.
    package let indicators: [[Double?]]
    /// Within its factor.
    package let weight: Double

    package init(_ indicators: [[Double?]], weight: Double = 1) {
      self.indicators = indicators
      self.weight = weight
    }
  }

  package struct Factor: Hashable, Sendable {
    /// For each component, the mean of the percentiles that a unit has, from 0 to 100.
    package let components: [[Double?]]
    /// The weighted mean of the components, scaled so that the highest unit has `top`; nil where a component
    /// is missing. All 0 where the highest is 0.
    package let scaled: [Double?]
  }

  package let factors: [Factor]
  /// The product of the scaled factors: 0 … 100 for two factors up to 10; nil where a factor is missing.
  package let scores: [Double?]
  /// The percentile of the score, from 0 to 100.
  package let percentiles: [Double?]

  /// - Parameters:
  ///   - factors: the components of each factor.
  ///   - rank: what a percentile counts.
  ///   - excludingZeros: leaves zeros of an indicator out of its percentiles and gives them 0; the scores'
  ///     own percentile keeps them.
  ///   - top: the value to which the highest unit of each factor is scaled.
  /// - Throws: `empty` without factors or components, `unequalLengths`, `negativeWeights`, `zeroDenominator`
  ///   where the weights of a factor add up to 0, `notFinite`.
  /// - Complexity: O(m n log n) for m indicators of n units.
  package init(
    _ factors: [[Component]], rank: PercentileRank, excludingZeros: Bool, top: Double = 10
  ) throws(Undefined) {
    let indicators = factors.joined().flatMap(\.indicators)
    let count = indicators.first?.count ?? 0
    guard !factors.isEmpty, factors.allSatisfy({ !$0.isEmpty }) else { throw .empty }
    guard indicators.allSatisfy({ $0.count == count }) else { throw .unequalLengths }
    var found: [Factor] = []
    for components in factors {
      var means: [[Double?]] = []
      for component in components {
        var percentiles: [[Double?]] = []
        for values in component.indicators {
          percentiles.append(try rank.ranks(values, excludingZeros: excludingZeros))
        }
        means.append((0..<count).map { unit in mean(percentiles.compactMap { $0[unit] }).map { 100 * $0 } })
      }
      let raw = try completeMeans(means, weights: components.map(\.weight), count: count)
      found.append(Factor(components: means, scaled: scaled(raw, to: top)))
    }
    self.factors = found
    let scores = (0..<count).map { unit in
      found.reduce(1.0 as Double?) { product, factor in
        product.flatMap { product in factor.scaled[unit].map { product * $0 } }
      }
    }
    self.scores = scores
    percentiles = try rank.ranks(scores, tolerance: 1e-12).map { $0.map { 100 * $0 } }
  }
}

private func mean(_ values: [Double]) -> Double? {
  values.isEmpty ? nil : values.compensatedSum / Double(values.count)
}

/// The weighted mean of all lists at each unit; nil where one is missing there.
private func completeMeans(
  _ lists: [[Double?]], weights: [Double], count: Int
) throws(Undefined) -> [Double?] {
  guard weights.allSatisfy({ $0 >= 0 }) else { throw .negativeWeights }
  let total = try weights.compensatedSum.finite
  guard total > 0 else { throw .zeroDenominator }
  return (0..<count).map { unit in
    let values = lists.compactMap { $0[unit] }
    guard values.count == lists.count else { return nil }
    return zip(values, weights).lazy.map { $0 * $1 }.compensatedSum / total
  }
}

private func scaled(_ values: [Double?], to top: Double) -> [Double?] {
  let largest = values.lazy.compactMap { $0 }.max() ?? 0
  return values.map { $0.map { largest > 0 ? top * $0 / largest : 0 } }
}

extension Method {
  static let scaledProductIndex = Method(
    id: "calenviroscreen_score", title: "Index of scaled products (as CalEnviroScreen)",
    formula: "score = 10 P/max P × 10 V/max V, P and V weighted means of components of percentiles",
    meaning: """
      A cumulative burden from 0 to 100: high only where both the exposure and the vulnerability of the \
      people are high, because the two are multiplied.
      """,
    caution: """
      A unit with 0 on one side scores 0, however high the other is. Scores depend on the highest unit, so \
      they do not compare between editions or regions. Publish both factors and the components.
      """,
    source: "OEHHA 2017 and 2021, CalEnviroScreen 3.0 and 4.0, scoring model",
    scale: .other, range: .init(0, 100))
}
