/// An index of z scores: indicators are standardised, averaged by domain with weights, and the domains averaged
/// to one score. The way of the Child Opportunity Index 2.0 and 3.0 (diversitydatakids.org).
package struct ZScoreIndex: Hashable, Sendable {
  package struct Indicator: Hashable, Sendable {
    /// One a unit.
    package let values: [Double?]
    /// Whether more is better; the z scores change sign where it is not.
    package let isFavourable: Bool
    /// Within its domain.
    package let weight: Double

    package init(_ values: [Double?], isFavourable: Bool, weight: Double = 1) {
      self.values = values
      self.isFavourable = isFavourable
      self.weight = weight
    }
  }

  package struct Domain: Hashable, Sendable {
    package let indicators: [Indicator]
    package let weight: Double

    package init(_ indicators: [Indicator], weight: Double = 1) {
      self.indicators = indicators
      self.weight = weight
    }
  }

  /// The z score of each unit in each indicator of each domain; divisor n, 0 where all are equal.
  package let scores: [[[Double?]]]
  /// The weighted mean of the indicators that a unit has; nil where it has none.
  package let domains: [[Double?]]
  /// The weighted mean of the domains; nil where one is missing.
  package let overall: [Double?]

  /// - Throws: `empty` without domains or indicators, `unequalLengths`, `negativeWeights`, `notFinite`.
  /// - Complexity: O(m n) for m indicators of n units.
  package init(_ domains: [Domain]) throws(Undefined) {
    guard let count = domains.first?.indicators.first?.values.count,
      domains.allSatisfy({ !$0.indicators.isEmpty })
    else { throw .empty }
    var scores: [[[Double?]]] = []
    var means: [[Double?]] = []
    for domain in domains {
      var inside: [[Double?]] = []
      for indicator in domain.indicators {
        guard indicator.values.count == count else { throw .unequalLengths }
        let z = try zScores(indicator.values)
        inside.append(indicator.isFavourable ? z : z.map { $0.map { 0 - $0 } })
      }
      scores.append(inside)
      means.append(try weightedMeans(inside, weights: domain.indicators.map(\.weight), count: count))
    }
    let overall = try weightedMeans(means, weights: domains.map(\.weight), count: count)
    self.scores = scores
    self.domains = means
    self.overall = overall.enumerated().map { unit, score in
      means.allSatisfy { $0[unit] != nil } ? score : nil
    }
  }
}

/// The weighted mean of what is present at each unit; nil where nothing is, or nothing of weight.
private func weightedMeans(
  _ lists: [[Double?]], weights: [Double], count: Int
) throws(Undefined) -> [Double?] {
  for weight in weights { guard try weight.finite >= 0 else { throw .negativeWeights } }
  // Only the proportions count: in units of the largest no total overflows.
  let largest = weights.max() ?? 0
  return (0..<count).map { unit in
    var (sum, total) = (CompensatedSum(), CompensatedSum())
    for (list, weight) in zip(lists, weights) where weight > 0 {
      guard let value = list[unit] else { continue }
      sum.add(weight / largest * value)
      total.add(weight / largest)
    }
    return total.total > 0 ? sum.total / total.total : nil
  }
}

/// Levels from 1 to `count` that each hold about the same weight, so that a fifth of the people, not of the
/// places, is in each of five.
///
/// The cuts are the smallest values that reach k/count of the weight. A level is 1 + the cuts that lie below the
/// value, by more than rounding (a relative 1e-12). A value without weight is levelled and moves no cut.
/// - Parameter weights: one a value, or nil for equal weights.
/// - Returns: in the order given; nil for a missing value.
/// - Throws: `empty` where no value has weight, `outOfRange` for fewer than 1 level, `negativeWeights`,
///   `unequalLengths`, `notFinite`.
/// - Complexity: O(n (log n + count)).
package func weightedLevels(
  _ values: [Double?], weights: [Double?]?, count: Int
) throws(Undefined) -> [Int?] {
  guard count >= 1 else { throw .outOfRange }
  guard values.allSatisfy({ $0?.isFinite ?? true }) else { throw .notFinite }
  let sample = try WeightedSample(values, weights: weights)
  var cuts: [Double] = []
  for index in 1..<count {
    let cut = try sample.quantile(Double(index) / Double(count), method: .inverse)
    cuts.append(cut + 1e-12 * max(1, cut.magnitude))
  }
  return values.map { $0.map { value in 1 + valuesBelow(value, cuts) } }
}

extension Method {
  static let zScoreIndex = Method(
    id: "coi_zscore_index", title: "Index of z scores (as the Child Opportunity Index)",
    formula:
      "z = ±(x − mean)/SD; domain = Σwz/Σw; overall = weighted mean of domains; levels at weighted quantiles",
    meaning: """
      How far above or below the average a unit lies when many indicators are taken together. The five levels \
      hold a fifth of the children each, not of the places.
      """,
    caution: """
      Standardised among the units at hand: scores of two regions or years compare only when standardised \
      together. The weights are a choice: publish them and the domains.
      """,
    source:
      "diversitydatakids.org 2020 and 2024, Child Opportunity Index 2.0 and 3.0, technical documentation",
    scale: .relative, isWeighted: true)
}
