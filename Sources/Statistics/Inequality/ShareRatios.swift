/// What the top and the bottom of a distribution have, from its Lorenz curve.
///
/// A unit that straddles a cut is split, so the ratios move smoothly when a unit grows.
package struct ShareRatios: Hashable, Sendable {
  /// The share of the whole that the fifth with the least have; likewise the others.
  package let bottom20: Double
  package let bottom40: Double
  package let top20: Double
  package let top10: Double

  /// - Parameter curve: a Lorenz curve.
  /// - Complexity: O(log n).
  package init(_ curve: ShareCurve) throws(Undefined) {
    bottom20 = try curve.amount(ofFirst: 0.2)
    bottom40 = try curve.amount(ofFirst: 0.4)
    top20 = 1 - (try curve.amount(ofFirst: 0.8))
    top10 = 1 - (try curve.amount(ofFirst: 0.9))
  }

  /// What the top tenth have for each unit that the bottom four tenths have; 0.25 where all have the same.
  /// - Throws: `zeroDenominator` where the bottom has nothing.
  package var palma: Double { get throws(Undefined) { try quotient(top10, bottom40) } }

  /// What the top fifth have for each unit that the bottom fifth have; 1 where all have the same.
  /// - Throws: `zeroDenominator` where the bottom has nothing.
  package var ratio2020: Double { get throws(Undefined) { try quotient(top20, bottom20) } }

  private func quotient(_ top: Double, _ bottom: Double) throws(Undefined) -> Double {
    guard bottom > 0 else { throw .zeroDenominator }
    return try (top / bottom).finite
  }
}

extension Method {
  package static let shareRatios = Method(
    id: "share_ratios", title: "Palma ratio and 20:20 ratio",
    formula: "Palma = (1 − L(0.9)) ÷ L(0.4); 20:20 = (1 − L(0.8)) ÷ L(0.2)",
    meaning: """
      How many times what the bottom 40% have together the top 10% have (Palma), or the top fifth against the bottom \
      fifth (20:20). Where all have the same, Palma is 0.25 and 20:20 is 1.
      """,
    caution: """
      With fewer than about fifty units a cut falls inside a unit and the ratio depends on how it is split; Gini or \
      Theil say more then. Eurostat’s S80/S20 does not split units and differs.
      """,
    source: "Palma (2011), Development and Change 42, 87–153; Cobham and Sumner (2013)",
    scale: .relative, isWeighted: true, range: Range(0, nil))
}
