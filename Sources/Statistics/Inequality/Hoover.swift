extension WeightedSample {
  /// The Hoover index: the share of the whole amount that would have to move for all to have the same. 0…1.
  ///
  /// It is the largest gap between the diagonal and the Lorenz curve.
  /// - Throws: `negativeValues`, `zeroMean`, `notFinite`.
  /// - Complexity: O(n).
  package var hoover: Double {
    get throws(Undefined) {
      let mean = try meanOfAmounts()
      return try min(
        1, zip(deviations, shares).lazy.map { $1 * ($0.magnitude / mean) }.compensatedSum.finite / 2)
    }
  }
}

extension Method {
  package static let hoover = Method(
    id: "hoover", title: "Hoover index",
    formula: "H = ½·Σ|wx ÷ Σwx − w ÷ Σw|",
    meaning: """
      The share of the whole that would have to be taken from those above the mean and given to those below it, for \
      all to have the same. It is also called the Robin Hood, Pietra or Ricci–Schutz index.
      """,
    caution: "Blind to what moves among those above the mean, or among those below it.",
    source: "Hoover (1936), Review of Economics and Statistics 18, 162–171",
    scale: .relative, isWeighted: true, range: Range(0, 1))
}
