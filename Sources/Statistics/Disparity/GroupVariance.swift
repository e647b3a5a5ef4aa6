/// Measures of groups as a population split in parts: every group by its people.
extension GroupDisparity {
  /// Σf(y − mean)², in the unit of the values squared.
  /// - Throws: `notFinite` where the square is out of a number's range.
  package var variance: Double {
    get throws(Undefined) { try (standardDeviation * standardDeviation).finite }
  }

  /// √variance, in the unit of the values.
  package var standardDeviation: Double { shareNorm(deviations, shares) }

  /// Standard deviation in percent of the mean.
  /// - Throws: `zeroDenominator` or `negativeValues` where the mean is not positive.
  package var coefficientOfVariation: Double {
    get throws(Undefined) { try quotient(100 * standardDeviation, mean) }
  }

  /// Theil's T between the groups; 0 where all are equal.
  /// - Throws: `negativeValues`, `zeroMean`, `notFinite`.
  package var theilT: Double { get throws(Undefined) { try sample().theilT } }

  /// Theil's L between the groups.
  /// - Throws: as `theilT`; `notFinite` where a value is 0.
  package var meanLogDeviation: Double { get throws(Undefined) { try sample().meanLogDeviation } }

  private func sample() throws(Undefined) -> WeightedSample { try WeightedSample(values, weights: shares) }

  /// The standard error of `variance` from those of the groups; nil where one is not known.
  ///
  /// √(4Σf²s²(y − μ)² + 2[(Σf²s²)² − Σf⁴s⁴ + Σf²(1 − f)²s⁴]) (WHO, technical notes of HEAT).
  /// - Throws: `notFinite`.
  package var varianceError: Double? {
    get throws(Undefined) {
      let errors = standardErrors.compactMap { $0 }
      guard errors.count == count else { return nil }
      // In a unit in which everything is near 1, because fourth powers leave the range of a number soon.
      let unit = zip(deviations, errors).reduce(0) { max($0, max($1.0.magnitude, $1.1)) }
      guard unit > 0 else { return 0 }
      var squares = CompensatedSum()
      var reached = CompensatedSum()
      for (share, (distance, error)) in zip(shares, zip(deviations, errors)) {
        let (deviation, square) = (distance / unit, (error / unit) * (error / unit))
        let part = share * share * square
        // (Σq)² − Σq² is twice the products of pairs: summed as such, nothing cancels.
        squares.add(4 * part * deviation * deviation + 4 * part * reached.total)
        squares.add(2 * (share * (1 - share) * square) * (share * (1 - share) * square))
        reached.add(part)
      }
      return try (squares.total.squareRoot() * unit * unit).finite
    }
  }
}
