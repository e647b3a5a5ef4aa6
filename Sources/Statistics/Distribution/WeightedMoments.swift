extension WeightedSample {
  /// Σw(x − mean)² ÷ W: the units are the whole population. In the unit of the values, squared.
  /// - Throws: `notFinite` where the square is out of a number's range.
  package var variance: Double {
    get throws(Undefined) {
      let deviation = standardDeviation
      return try (deviation * deviation).finite
    }
  }

  /// √variance, in the unit of the values. Two passes: the mean is subtracted before squaring, so a large
  /// common offset costs no digits. O(n).
  package var standardDeviation: Double { shareNorm(deviations, shares) }

  /// Σw(x − mean)² ÷ (W − 1), for weights that count people; nil where W ≤ 1.
  /// - Throws: `notFinite` where the square is out of a number's range.
  package var frequencyVariance: Double? {
    get throws(Undefined) {
      guard totalWeight > 1 else { return nil }
      return try (variance * (totalWeight / (totalWeight - 1))).finite
    }
  }

  /// Standard deviation ÷ |mean| as a share; nil where the mean is 0.
  package var coefficientOfVariation: Double? {
    guard mean != 0 else { return nil }
    let share = standardDeviation / mean.magnitude
    return share.isFinite ? share : nil
  }
}

extension Method {
  package static let weightedMoments = Method(
    id: "weighted_moments", title: "Weighted mean and spread",
    formula: "μ = Σwx ÷ Σw; SD = √(Σw(x − μ)² ÷ Σw); CV = SD ÷ |μ|",
    meaning: """
      The mean counts every unit by its weight, so that it is the mean of the people and not of the areas. The \
      standard deviation (SD) is the typical distance from it, and the coefficient of variation (CV) the same as a \
      share of the mean.
      """,
    caution: """
      The units are taken as the whole population, not as a sample: the divisor is the total weight. The \
      coefficient of variation says nothing where the mean is near 0.
      """,
    source: "Standard definitions; Cochran (1977), Sampling Techniques, ch. 2",
    scale: .absolute, isWeighted: true)
}
