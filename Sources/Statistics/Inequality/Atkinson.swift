import Foundation

extension WeightedSample {
  /// Atkinson's index: the share of the whole that could be given up for the same welfare, if what is left were
  /// shared equally. 0…1.
  /// - Parameter aversion: ε ≥ 0. 0 gives 0; the larger, the more the lowest values count. From 1 on, a value of 0
  ///   makes the index 1. Within 1e-12 of 1 it is taken as 1.
  /// - Throws: `outOfRange` for the aversion, `negativeValues`, `zeroMean`, `notFinite`.
  /// - Complexity: O(n).
  package func atkinson(aversion: Double) throws(Undefined) -> Double {
    try min(1, max(0, -expm1(logEquivalent(aversion))))
  }

  /// The value that, had by all, would give the same welfare (the equally distributed equivalent): mean × (1 − A).
  /// - Throws: as `atkinson(aversion:)`.
  package func equallyDistributedEquivalent(aversion: Double) throws(Undefined) -> Double {
    try mean * exp(logEquivalent(aversion))
  }

  /// ln(equivalent ÷ mean): 0 or below, −∞ where the equivalent is 0.
  private func logEquivalent(_ aversion: Double) throws(Undefined) -> Double {
    guard aversion >= 0, aversion.isFinite else { throw .outOfRange }
    _ = try meanOfAmounts()
    let power = 1 - aversion
    let isLogarithmic = power.magnitude < 1e-12
    if values[0] == 0, isLogarithmic || power < 0 { return -.infinity }
    if aversion == 0 { return 0 }
    if isLogarithmic { return -(try meanLogDeviation) }
    let exponents = values.indices.map { power * relative($0).log }
    return min(0, logMeanExponential(exponents) / power)
  }

  /// ln Σf·eᵃ, without overflow, and with all its digits where it is near 0.
  private func logMeanExponential(_ exponents: [Double]) -> Double {
    let largest = exponents.max() ?? 0
    let least = exponents.min() ?? 0
    if largest < 1, least > -1 {
      return log1p(zip(shares, exponents).lazy.map { $0 * expm1($1) }.compensatedSum)
    }
    return largest + log(zip(shares, exponents).lazy.map { $0 * exp($1 - largest) }.compensatedSum)
  }
}

extension Method {
  package static let atkinson = Method(
    id: "atkinson", title: "Atkinson index",
    formula: "A = 1 − (Σf(x/μ)^(1−ε))^(1/(1−ε)); for ε = 1: A = 1 − exp(Σf·ln x) ÷ μ",
    meaning: """
      A = 0.12 says: the same welfare could be had with 12% less, if it were shared equally. The parameter ε says \
      how much the lowest values count: 0.5 a little, 1 more, 2 a lot.
      """,
    caution: """
      The parameter is a judgement of value: state it, and show more than one. With ε of 1 or more, a single value of \
      0 makes the index 1. It needs amounts that are never negative.
      """,
    source: "Atkinson (1970), Journal of Economic Theory 2, 244–263",
    scale: .relative, isWeighted: true, range: Range(0, 1))
}
