extension EquityMeasure {
  /// Outcomes along an order of the units from the worst off to the best off.
  package static let alongRanks: [EquityMeasure] = [
    EquityMeasure(
      "difference", "Difference", .disparityPair,
      Traits(
        unit: .values, scale: .absolute, subject: .groups, needs: [.ranks], uncertainty: .sampling),
      reading: "The worst-off group less the best-off group, in the unit of the values.",
      evaluate: { outcomes throws(Undefined) in
        let (worst, best) = try outcomes.ends
        let pair = try DisparityPair(worst, reference: best, level: outcomes.level)
        return WithError(
          pair.difference, standardError: pair.differenceError, interval: pair.differenceInterval)
      }),
    EquityMeasure(
      "ratio", "Ratio", .disparityPair,
      Traits(
        unit: .number, scale: .relative, subject: .groups, needs: [.ranks], uncertainty: .sampling,
        domain: .positive, range: .init(0, nil), equality: 1),
      reading: "How many times the value of the best-off group the worst-off group has.",
      evaluate: { outcomes throws(Undefined) in
        let (worst, best) = try outcomes.ends
        guard worst.value >= 0, best.value >= 0 else { throw .negativeValues }
        let pair = try DisparityPair(worst, reference: best, level: outcomes.level)
        guard let ratio = pair.ratio else { throw .zeroDenominator }
        return WithError(ratio, standardError: nil, interval: pair.ratioInterval)
      }),
    concentration(
      "concentration-index", "Concentration index",
      Traits(
        unit: .number, scale: .relative, subject: .either, domain: .positiveMean, range: .init(-1, 1)),
      reading: "Below 0 the outcome is concentrated among the worse off, above 0 among the better off."
    ) { _, _ throws(Undefined) in 1 },
    concentration(
      "generalised-concentration-index", "Generalised concentration index",
      Traits(unit: .values, scale: .absolute, subject: .either, domain: .positiveMean),
      reading: "The concentration index in the unit of the outcome."
    ) { index, _ throws(Undefined) in index.mean },
    concentration(
      "erreygers", "Erreygers index",
      Traits(
        unit: .number, scale: .absolute, subject: .either, needs: [.bounds], domain: .positiveMean,
        range: .init(-1, 1)),
      reading:
        "As the concentration index, for an outcome with two ends: having it or lacking it says the same."
    ) { index, outcomes throws(Undefined) in try index.erreygersFactor(outcomes.possible) },
    concentration(
      "wagstaff", "Wagstaff index",
      Traits(
        unit: .number, scale: .absolute, subject: .either, needs: [.bounds], domain: .positiveMean,
        range: .init(-1, 1)),
      reading: "As the Erreygers index, measured against the largest gradient that the mean allows."
    ) { index, outcomes throws(Undefined) in try index.wagstaffFactor(outcomes.possible) },
    EquityMeasure(
      "slope-index", "Slope index of inequality", .slopeIndex,
      Traits(
        unit: .values, scale: .absolute, subject: .either, needs: [.ranks], uncertainty: .scatter,
        transfers: .lower),
      reading:
        "The best-off end less the worst-off end of a straight line through all, in the unit of the values.",
      evaluate: { outcomes throws(Undefined) in
        let line = try SlopeIndex(outcomes.ranked)
        return WithError(
          line.slope, standardError: line.slopeError,
          interval: try line.slopeInterval(level: outcomes.level))
      }),
    EquityMeasure(
      "relative-index", "Relative index of inequality", .slopeIndex,
      Traits(
        unit: .number, scale: .relative, subject: .either, needs: [.ranks], uncertainty: .scatter,
        domain: .positiveMean, range: .init(0, nil), equality: 1, transfers: .lower),
      reading: "How many times the worst-off end of a straight line through all the best-off end has.",
      evaluate: { outcomes throws(Undefined) in
        let line = try SlopeIndex(outcomes.ranked)
        guard let ratio = line.ratio else { throw .outOfRange }
        return WithError(
          ratio, standardError: nil, interval: try line.ratioInterval(level: outcomes.level))
      }),
    EquityMeasure(
      "relative-index-mean", "Slope index as a share of the mean", .slopeIndex,
      Traits(
        unit: .number, scale: .relative, subject: .either, needs: [.ranks], domain: .positiveMean,
        transfers: .lower),
      reading: "The gap between the two ends of a straight line through all, as a share of the mean.",
      value: { outcomes throws(Undefined) in
        let line = try SlopeIndex(outcomes.ranked)
        guard line.mean > 0 else { throw line.mean == 0 ? .zeroMean : .negativeValues }
        return line.slope / line.mean
      }),
  ]

  /// C times a factor, with the regression's error times the same factor: the error of the mean is left out.
  private static func concentration(
    _ id: String, _ title: String, _ traits: Traits, reading: String,
    factor: @escaping @Sendable (ConcentrationIndex, Outcomes) throws(Undefined) -> Double
  ) -> EquityMeasure {
    var traits = traits
    traits.needs.insert(.ranks)
    traits.uncertainty = .scatter
    traits.transfers = .lower
    return EquityMeasure(id, title, .concentrationIndex, traits, reading: reading) {
      outcomes throws(Undefined) in
      let index = try ConcentrationIndex(outcomes.ranked)
      let factor = try factor(index, outcomes)
      let value = try (index.value * factor).finite
      guard
        let error = try index.regressionError.map({ error throws(Undefined) in try (error * factor).finite })
      else { return WithError(value, standardError: nil) }
      return WithError(
        value, standardError: error,
        interval: try studentInterval(
          value, error: error, degreesOfFreedom: index.count - 2, level: outcomes.level))
    }
  }
}
