import Foundation

extension WeightedSample {
  /// Theil's T: 0 where all are equal, at most ln(W ÷ the least weight). A value of 0 adds nothing.
  /// - Throws: `negativeValues`, `zeroMean`, `notFinite`.
  /// - Complexity: O(n).
  package var theilT: Double {
    get throws(Undefined) {
      let mean = try meanOfAmounts()
      // Σf(r − 1) is 0. Taken off term by term it keeps the sum from losing digits near equality.
      var total = CompensatedSum()
      for (index, share) in shares.enumerated() {
        let value = values[index]
        let (less, log) = relative(index)
        total.add(value == 0 ? share : share * (value / mean) * log - share * less)
      }
      return try max(0, total.total).finite
    }
  }

  /// Theil's L, the mean log deviation: 0 where all are equal, without an upper end.
  /// - Throws: `notFinite` where a value is 0 (L is infinite), `negativeValues`, `zeroMean`.
  /// - Complexity: O(n).
  package var meanLogDeviation: Double {
    get throws(Undefined) {
      _ = try meanOfAmounts()
      guard values[0] > 0 else { throw .notFinite }
      var total = CompensatedSum()
      for (index, share) in shares.enumerated() {
        let (less, log) = relative(index)
        total.add(share * (less - log))
      }
      return try max(0, total.total).finite
    }
  }

  /// r − 1 and ln r for r = value ÷ mean, both with all their digits near r = 1 and where r is out of range.
  func relative(_ index: Int) -> (lessOne: Double, log: Double) {
    let ratio = values[index] / mean
    guard ratio.isNormal else { return (ratio - 1, log(values[index]) - log(mean)) }
    guard ratio > 0.5, ratio < 2 else { return (ratio - 1, log(ratio)) }
    let less = deviations[index] / mean
    return (less, log1p(less))
  }
}

extension Method {
  package static let theil = Method(
    id: "theil", title: "Theil indices T and L",
    formula: "T = Σf(x/μ)·ln(x/μ); L = −Σf·ln(x/μ); each = between groups + within groups",
    meaning: """
      0 means that all have the same. Both split without remainder into a part between groups and a part within \
      them, so one can say which share of the inequality lies between groups. T reacts more to the top, L (the \
      mean log deviation) to the bottom.
      """,
    caution: """
      The numbers have no everyday meaning by themselves: use them to compare, and for their parts. L does not exist \
      where somebody has 0, and neither exists with negative values.
      """,
    source: "Theil (1967), Economics and Information Theory; Shorrocks (1980), Econometrica 48, 613–625",
    scale: .relative, isWeighted: true, range: Range(0, nil))
}
