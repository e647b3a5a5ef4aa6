extension WeightedSample {
  /// The Gini coefficient in its population form, without the factor n ÷ (n − 1).
  ///
  /// 0 where all are equal, at most 1 − 1/n for n equal weights. Single negative values are allowed while the mean
  /// is positive; it can then pass 1. One unit gives 0.
  /// - Throws: `zeroMean`, `negativeValues` for a mean below 0, `notFinite`.
  /// - Complexity: O(n).
  package var gini: Double {
    get throws(Undefined) {
      let mean = try positiveMean()
      // 2/μ · Σf(x − μ)(R − ½) with the middle rank R: centred, so a common offset costs no digits.
      var below = CompensatedSum()
      var total = CompensatedSum()
      for (deviation, share) in zip(deviations, shares) {
        let position = 2 * below.total + share - 1
        total.add(share * position * (deviation / mean))
        below.add(share)
      }
      return try max(0, total.total).finite
    }
  }
}

extension Method {
  package static let gini = Method(
    id: "gini", title: "Gini coefficient",
    formula: "G = ΣᵢΣⱼ wᵢwⱼ|xᵢ − xⱼ| ÷ (2μW²)",
    meaning: """
      Half of the average gap between two people, as a share of the mean. 0: all have the same. Near 1: one has \
      nearly everything.
      """,
    caution: """
      Computed from averages of areas it misses the inequality inside them, so it must not be set beside a Gini \
      coefficient of households. It reacts most to changes in the middle of the distribution. Different \
      distributions can have the same coefficient.
      """,
    source:
      "Gini (1912), Variabilità e mutabilità; Lerman and Yitzhaki (1989), Journal of Econometrics 42, 43–47",
    scale: .relative, isWeighted: true, range: Range(0, nil))
}
