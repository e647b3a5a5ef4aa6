/// How far an outcome is concentrated among the worse off or the better off.
package struct ConcentrationIndex: Hashable, Sendable {
  /// C: below 0 where the outcome sits with the worse off, above 0 where with the better off. −1…1 for amounts.
  package let value: Double
  /// From the regression of the outcome on rank (n − 2 degrees of freedom): how much the units scatter around a
  /// straight gradient. Nil for fewer than 3 units, or where all ranks are tied.
  package let regressionError: Double?
  /// For a sample of ranked units (Kakwani, Wagstaff and van Doorslaer 1997), without the sampling error of the
  /// mean. Nil where all ranks are tied.
  package let samplingError: Double?
  /// The mean of the outcome; positive.
  package let mean: Double
  /// How many units are used.
  package let count: Int

  /// - Throws: `zeroMean`, `negativeValues` for a mean below 0, `notFinite`.
  /// - Complexity: O(n).
  package init(_ sample: RankedSample) throws(Undefined) {
    guard sample.mean != 0 else { throw .zeroMean }
    guard sample.mean > 0 else { throw .negativeValues }
    mean = sample.mean
    count = sample.count
    let index = try (2 * (sample.covariance / sample.mean)).finite
    value = index
    guard sample.blocks.count > 1 else {
      (regressionError, samplingError) = (nil, nil)
      return
    }
    regressionError = count < 3 ? nil : try Self.regressionError(sample, index).finite
    samplingError = try Self.samplingError(sample, index).finite
  }

  /// The generalised (absolute) index, mean × C: in the unit of the outcome, and unmoved when all gain the same.
  package var generalised: Double { mean * value }

  /// The standard error of the slope of 2·var(R)·y/μ on R: the slope is C.
  private static func regressionError(_ sample: RankedSample, _ index: Double) -> Double {
    let spread = sample.spread
    let residuals = zip(sample.deviations, sample.positions).map { deviation, position in
      2 * spread * (deviation / sample.mean) - index * position
    }
    return shareNorm(residuals, sample.shares) / (Double(sample.count - 2) * spread).squareRoot()
  }

  /// √((Σf·a² − (1 + C)²)/n) over the ranks t, with a = (y/μ)(2R − 1 − C) + 2 − qₜ₋₁ − qₜ and q the cumulative share
  /// of the outcome. The mean of a is 1 + C, so the bracket is a variance and is summed as one.
  private static func samplingError(_ sample: RankedSample, _ index: Double) -> Double {
    var reached = CompensatedSum()
    var deviations: [Double] = []
    var shares: [Double] = []
    for block in sample.blocks {
      let share = sample.shares[block].compensatedSum
      let amount = block.lazy.map { sample.shares[$0] * (sample.values[$0] / sample.mean) }.compensatedSum
      let before = reached.total
      reached.add(amount)
      let position = 2 * sample.positions[block.lowerBound]
      deviations.append(amount / share * (position - index) + 1 - before - reached.total - index)
      shares.append(share)
    }
    let error = shareNorm(deviations, shares) / Double(sample.count).squareRoot()
    return error * error < 1e-15 ? 0 : error
  }
}

extension Method {
  package static let concentrationIndex = Method(
    id: "concentration_index", title: "Concentration index",
    formula: """
      C = (2/μ)·Σf(y − μ)(R − ½), R the rank from 0 to 1; generalised: μC; Erreygers: 4μC/(b − a); Wagstaff: \
      μ(b − a)C/((b − μ)(μ − a))
      """,
    meaning: """
      Units stand in order from the worst off to the best off. Below 0: the outcome is concentrated among the worse \
      off; above 0: among the better off; 0: no gradient, or one that cancels out. The generalised index says the \
      same in the unit of the outcome.
      """,
    caution: """
      For shares and other outcomes with an upper end, the range of C depends on the mean: use Erreygers or Wagstaff with the \
      true ends, not with the least and largest value seen. With few units neither standard error is more than a \
      guide. It needs a positive mean.
      """,
    source: """
      Kakwani, Wagstaff and van Doorslaer (1997), Journal of Econometrics 77, 87–103; O’Donnell et al. (2008), World \
      Bank, ch. 8; Wagstaff (2005), Health Economics 14, 429–432; Erreygers (2009), Journal of Health Economics 28, 504–515
      """,
    scale: .relative, isOrdered: true, isWeighted: true)
}
