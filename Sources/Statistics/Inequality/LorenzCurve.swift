extension WeightedSample {
  /// The Lorenz curve: the share of the whole amount that the people with the least have together.
  /// - Throws: `negativeValues`, `zeroMean` where the total is 0, `notFinite`.
  /// - Complexity: O(n).
  package var lorenzCurve: ShareCurve {
    get throws(Undefined) {
      try ShareCurve(
        values: values, shares: shares, mean: meanOfAmounts(), blocks: runs(of: values))
    }
  }
}

extension Method {
  package static let lorenzCurve = Method(
    id: "lorenz_curve", title: "Lorenz curve",
    formula: "L(p) = the share of Σwx held by the share p of the people who have the least",
    meaning: """
      If the curve ran along the diagonal, every tenth of the people would have a tenth of the whole. The further it \
      sags below, the more is held by those who have the most.
      """,
    caution: """
      It needs amounts that can be added up and are never negative. Two curves that cross cannot be put in order \
      without a judgement about which part of the range matters more.
      """,
    source: "Lorenz (1905), Publications of the American Statistical Association 9, 209–219",
    scale: .relative, isWeighted: true, range: Range(0, 1))
}
