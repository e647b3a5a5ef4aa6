extension RankedSample {
  /// The concentration curve: the share of the whole outcome that falls on the worst-off share of the people.
  ///
  /// Above the diagonal the outcome sits with the worse off. Its `index` is the concentration index.
  /// - Throws: `zeroMean`, `negativeValues` for a total below 0, `notFinite`.
  /// - Complexity: O(n).
  package var concentrationCurve: ShareCurve {
    get throws(Undefined) {
      guard mean != 0 else { throw .zeroMean }
      guard mean > 0 else { throw .negativeValues }
      return try ShareCurve(values: values, shares: shares, mean: mean, blocks: blocks)
    }
  }
}

extension Method {
  package static let concentrationCurve = Method(
    id: "concentration_curve", title: "Concentration curve",
    formula: "L(p) = the share of Σwy that falls on the share p of the people who are worst off",
    meaning: """
      Read it from the left: which share of the whole falls on the worst-off tenth, fifth, half. Where the curve \
      runs above the diagonal, the worse off have more than their share, be it a burden or a benefit; below it, the \
      better off have.
      """,
    caution: """
      The order is of how well off the units are, not of the outcome: this is not a Lorenz curve. A curve that crosses \
      the diagonal can hide a gradient at both ends behind an index near 0.
      """,
    source: "O’Donnell et al. (2008), Analyzing Health Equity Using Household Survey Data, World Bank, ch. 7",
    scale: .relative, isOrdered: true, isWeighted: true)
}
