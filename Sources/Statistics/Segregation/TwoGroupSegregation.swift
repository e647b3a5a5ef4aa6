/// How apart a group and everybody else live, work or learn: five measures of one composition.
///
/// xᵢ the group and tᵢ everybody in unit i, X and T their sums, P = X/T. All between 0 and 1, without a unit.
/// Units where nobody is are left out. The order of the units does not matter.
package struct TwoGroupSegregation: Hashable, Sendable {
  /// D = ½ Σ |xᵢ/X − (tᵢ−xᵢ)/(T−X)|: the share of either group that would have to move for an even spread.
  /// Nil where the group is everybody.
  package let dissimilarity: Double?
  /// Σ (xᵢ/X)(xᵢ/tᵢ): the group's share where its average member is.
  package let isolation: Double
  /// 1 − isolation: the others' share where the group's average member is.
  package let interaction: Double
  /// η² = (isolation − P) ÷ (1 − P): isolation beyond what the group's size makes. Nil where the group is everybody.
  package let etaSquared: Double?
  /// H: how much less mixed the units are than the whole, by entropy. Nil where the group is everybody.
  package let informationTheory: Double?
  /// How many units were used.
  package let count: Int

  /// - Parameters:
  ///   - group: members of the group, one number a unit; nil drops the unit.
  ///   - totals: everybody in the unit, the group included.
  /// - Throws: `unequalLengths`, `empty` where nobody is left, `negativeValues`, `partAboveWhole` for a group
  ///   larger than its unit, `zeroDenominator` where nobody belongs to the group, `notFinite`.
  /// - Complexity: O(n).
  package init(_ group: [Double?], of totals: [Double?]) throws(Undefined) {
    guard group.count == totals.count else { throw .unequalLengths }
    var others: [Double?] = []
    for (part, whole) in zip(group, totals) {
      guard let part, let whole else {
        others.append(nil)
        continue
      }
      guard try part.finite >= 0, try whole.finite >= 0 else { throw .negativeValues }
      guard part <= whole else { throw .partAboveWhole }
      others.append(whole - part)
    }
    let composition = try Composition([zip(group, others).map { $1 == nil ? nil : $0 }, others])
    guard composition.sizes[0] > 0 else { throw .zeroDenominator }
    count = composition.totals.count
    dissimilarity = composition.dissimilarity(0, 1)
    etaSquared = composition.normalisedExposure
    informationTheory = composition.informationTheory
    isolation = composition.exposure(0, to: 0)
    interaction = composition.exposure(0, to: 1)
  }
}

extension Composition {
  /// Σ (a/A)(b/t): the share of b where a's average member is.
  fileprivate func exposure(_ a: Int, to b: Int) -> Double {
    let met = zip(groups[a], zip(groups[b], totals)).lazy.map { [sizes] in $0 / sizes[a] * ($1.0 / $1.1) }
    return min(1, met.compensatedSum)
  }
}

extension Method {
  package static let segregationTwoGroup = Method(
    id: "segregation_two_group", title: "Segregation of two groups",
    formula:
      "D = ½Σ|xᵢ/X − (tᵢ−xᵢ)/(T−X)|; xPx = Σ(xᵢ/X)(xᵢ/tᵢ); η² = (xPx − P)/(1 − P); H = Σtᵢ(E − Eᵢ)/(E·T)",
    meaning: """
      D is the share of either group that would have to move for an even spread. Isolation is the group’s share \
      in the place where its average member lives; η² takes out of it what is due to the group’s size alone. H says \
      how much less mixed the places are than the whole. D, η² and H are 0 where every place has the mix of the \
      whole, and 1 where no place is mixed.
      """,
    caution: """
      Small places and small groups raise D and H by chance, and sampling error raises them more: take small \
      differences as noise. The result depends on how the map is cut into places. Isolation must not be compared \
      between groups of different size.
      """,
    source: """
      O.D. Duncan and B. Duncan (1955), Am. Sociol. Rev. 20:210–217; D.S. Massey and N.A. Denton (1988), Social \
      Forces 67:281–315; H. Theil (1972)
      """,
    scale: .relative, isWeighted: true, range: Range(0, 1))
}
