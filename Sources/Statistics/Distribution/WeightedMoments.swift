extension WeightedSample {
  /// Σwx ÷ W. O(n).
  package var mean: Double { zip(values, weights).lazy.map { $0 * $1 }.compensatedSum / totalWeight }

  /// Σw(x − mean)² ÷ W: the places are the whole population.
  package var variance: Double { squares / totalWeight }

  package var standardDeviation: Double { variance.squareRoot() }

  /// Σw(x − mean)² ÷ (W − 1), for weights that count people; nil where W ≤ 1.
  package var frequencyVariance: Double? { totalWeight > 1 ? squares / (totalWeight - 1) : nil }

  /// Standard deviation ÷ |mean| as a share; nil where the mean is 0.
  package var coefficientOfVariation: Double? {
    let mean = mean
    guard mean != 0 else { return nil }
    let share = standardDeviation / mean.magnitude
    return share.isFinite ? share : nil
  }

  /// Two passes: the mean is subtracted before squaring, so a large common offset costs no digits.
  private var squares: Double {
    let mean = mean
    return zip(values, weights).lazy.map { $1 * ($0 - mean) * ($0 - mean) }.compensatedSum
  }
}
