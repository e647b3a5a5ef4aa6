/// Getis and Ord's Gi*: the z score of what lies in a unit and around it, against the mean of all (Ord and Getis
/// 1995, eq. 14).
///
/// zᵢ = (Σ over i and its neighbours of (x − mean)) ÷ (s √(W(n − W) ÷ (n − 1))), W the number of them, s with
/// divisor n. High: a cluster of high values; low: a cluster of low ones. No unit.
package struct GetisOrd: Sendable {
  /// Beside the input; nil for units without a value, and for units next to all others, around which nothing
  /// can vary.
  package let z: [Double?]
  /// Two-sided, from the normal distribution.
  package var p: [Double?] { z.map { $0.map(twoSidedP) } }

  /// - Parameter sample: made with `islands: .kept`: the set of an island is itself.
  /// - Throws: `empty`, `zeroDenominator` where all values are the same (also for a single one).
  /// - Complexity: O(n + k) for k neighbours.
  package init(_ sample: SpatialSample) throws(Undefined) {
    guard sample.count > 0 else { throw .empty }
    guard !sample.isConstant else { throw .zeroDenominator }
    let n = Double(sample.count)
    let deviation = (sample.squares / n).squareRoot()
    let scores = (0..<sample.count).map { place -> Double? in
      var sum = CompensatedSum()
      sum.add(sample.deviations[place])
      for other in sample.neighbours[place] { sum.add(sample.deviations[other]) }
      let size = Double(1 + sample.neighbours.degree(place))
      guard size < n else { return nil }
      return sum.total / (deviation * (size * (n - size) / (n - 1)).squareRoot())
    }
    z = sample.spread(scores).map { $0 ?? nil }
  }
}

extension Method {
  package static let getisOrd = Method(
    id: "getis_ord_gi_star", title: "Getis–Ord Gi*",
    formula: "zᵢ = (Σⱼ xⱼ − Wᵢ·mean) / (s √(Wᵢ(n − Wᵢ)/(n−1))), j over i and its neighbours, Wᵢ how many",
    meaning: """
      A z score of each place together with its neighbours: high where high values gather, low where low ones do. \
      Beyond ±1.96 is rarer than 1 in 20 for one place on its own.
      """,
    caution: """
      It finds clusters, not places that differ from their neighbours. Adjust for the number of places tested. With \
      few neighbours and skewed values the normal distribution is a rough guide.
      """,
    source: "J.K. Ord and A. Getis (1995), Geographical Analysis 27:286–306, eq. 14",
    scale: .relative)
}
