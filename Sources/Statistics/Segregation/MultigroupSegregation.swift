import Foundation

/// How unevenly several groups are spread over the same units (Reardon and Firebaugh 2002), and each pair of them.
///
/// pᵢₖ the share of group k in unit i, Pₖ its share of everybody, tᵢ everybody in unit i, T everybody. Without a
/// unit; 0 where every unit mirrors the whole, 1 where no unit has two groups.
package struct MultigroupSegregation: Hashable, Sendable {
  /// H = ΣΣ tᵢ pᵢₖ ln(pᵢₖ/Pₖ) ÷ (T E). Nil with one populated group.
  package let informationTheory: Double?
  /// D = ΣΣ tᵢ |pᵢₖ − Pₖ| ÷ (2T Σ Pₖ(1−Pₖ)). Nil with one populated group.
  package let dissimilarity: Double?
  /// ΣΣ tᵢ (pᵢₖ − Pₖ)² ÷ ((1−Pₖ) T). Nil with one populated group.
  package let normalisedExposure: Double?
  /// E = Σ Pₖ ln(1/Pₖ): how mixed the whole is, from 0 to ln K.
  package let entropy: Double
  /// E ÷ ln K for the K groups that are listed, also those with nobody; nil where one group is listed.
  package let evenness: Double?
  /// How many units were used.
  package let count: Int
  /// Of two groups, by their positions in the list: ½ Σ |aᵢ/A − bᵢ/B|, the share of either that would have to
  /// move to be spread like the other. Nil where either has nobody.
  package let pairwise: [[Double?]]

  /// - Parameter groups: for every group its members, one number a unit; a unit where any is nil is dropped, and
  ///   so is a unit with nobody.
  /// - Throws: `empty` where nobody is left, `unequalLengths`, `negativeValues`, `notFinite`.
  /// - Complexity: O(n K²) for K groups.
  package init(_ groups: [[Double?]]) throws(Undefined) {
    let composition = try Composition(groups)
    informationTheory = composition.informationTheory
    dissimilarity = composition.dissimilarity
    normalisedExposure = composition.normalisedExposure
    entropy = composition.entropy
    evenness = groups.count > 1 ? entropy / log(Double(groups.count)) : nil
    count = composition.totals.count
    pairwise = groups.indices.map { a in groups.indices.map { composition.dissimilarity(a, $0) } }
  }
}

extension Method {
  package static let segregationMultigroup = Method(
    id: "segregation_multigroup", title: "Segregation of several groups",
    formula:
      "H = ΣΣtᵢpᵢₖ·ln(pᵢₖ/Pₖ)/(T·E); D = ΣΣtᵢ|pᵢₖ−Pₖ|/(2TΣPₖ(1−Pₖ)); exposure = ΣΣtᵢ(pᵢₖ−Pₖ)²/((1−Pₖ)T)",
    meaning: """
      How far the mix in each place is from the mix of the whole, over all groups at once: 0 where every place \
      mirrors the whole, 1 where no place has more than one group. The dissimilarity of each pair says which groups are \
      apart.
      """,
    caution: """
      The number changes with how people are put into groups: compare only like with like. Small places raise it by \
      chance. It does not say who is better off.
      """,
    source: "S.F. Reardon and G. Firebaugh (2002), Sociological Methodology 32:33–67; J.M. Sakoda (1981)",
    scale: .relative, isWeighted: true, range: Range(0, 1))
}
