extension EquityMeasure {
  /// How far a handful of groups lie apart, whatever their order.
  package static let amongGroups: [EquityMeasure] = [
    amongGroups(
      "range-difference", "Range", .values, .absolute, isWeighted: false,
      reading: "The largest value less the least."
    ) { groups throws(Undefined) in groups.rangeDifference },
    amongGroups(
      "range-ratio", "Range ratio", .number, .relative, domain: .positive, isWeighted: false, equality: 1,
      reading: "How many times the least value the largest is."
    ) { groups throws(Undefined) in try groups.rangeRatio },
    amongGroups(
      "index-of-disparity", "Index of disparity from the best group", .percent, .relative,
      needs: [.direction], domain: .positive, isWeighted: false,
      reading: "The average distance of the other groups from the best, in percent of the best."
    ) { groups throws(Undefined) in try groups.disparityFromBest },
    amongGroups(
      "index-of-disparity-mean", "Index of disparity from the mean", .percent, .relative,
      domain: .positiveMean, isWeighted: false,
      reading: "The average distance of the groups from the mean, in percent of the mean."
    ) { groups throws(Undefined) in try groups.disparityFromMean },
    amongGroups(
      "index-of-disparity-weighted", "Index of disparity from the mean, by people", .percent, .relative,
      domain: .positiveMean, transfers: .neverRaise,
      reading: "The average distance of people’s groups from the mean, in percent of the mean."
    ) { groups throws(Undefined) in try groups.weightedDisparityFromMean },
    betweenGroupVariance,
    amongGroups(
      "between-group-deviation", "Between-group standard deviation", .values, .absolute, transfers: .lower,
      reading: "The typical distance of people’s groups from the mean, in the unit of the values."
    ) { groups throws(Undefined) in groups.standardDeviation },
    amongGroups(
      "between-group-variation", "Between-group coefficient of variation", .percent, .relative,
      domain: .positiveMean, transfers: .lower,
      reading: "The typical distance of people’s groups from the mean, in percent of the mean."
    ) { groups throws(Undefined) in try groups.coefficientOfVariation },
    amongGroups(
      "mean-difference-best", "Mean difference from the best group", .values, .absolute,
      needs: [.direction], isWeighted: false,
      reading: "The average distance of the groups from the best, in the unit of the values."
    ) { groups throws(Undefined) in try groups.meanDifferenceFromBest },
    amongGroups(
      "mean-difference-best-weighted", "Mean difference from the best group, by people", .values, .absolute,
      needs: [.direction],
      reading: "The average distance of people’s groups from the best, in the unit of the values."
    ) { groups throws(Undefined) in try groups.weightedDifferenceFromBest },
    amongGroups(
      "mean-difference-mean", "Mean difference from the mean", .values, .absolute, isWeighted: false,
      reading: "The average distance of the groups from the mean, in the unit of the values."
    ) { groups throws(Undefined) in groups.meanDifferenceFromMean },
    amongGroups(
      "theil-groups", "Theil’s T between groups", .number, .relative, domain: .amounts, transfers: .lower,
      reading: "The part of Theil’s T that lies between the groups; 0 is equality."
    ) { groups throws(Undefined) in try groups.theilT },
    amongGroups(
      "mean-log-deviation-groups", "Mean log deviation between groups", .number, .relative,
      domain: .positive, transfers: .lower,
      reading: "The part of the mean log deviation that lies between the groups; 0 is equality."
    ) { groups throws(Undefined) in try groups.meanLogDeviation },
    amongGroups(
      "par", "Population attributable risk", .values, .absolute, needs: [.direction], range: nil,
      reading:
        "What the mean would gain if all groups were as well off as the best, in the unit of the values."
    ) { groups throws(Undefined) in try groups.attributableRisk },
    amongGroups(
      "paf", "Population attributable fraction", .percent, .relative, needs: [.direction],
      domain: .positiveMean, range: nil,
      reading: "What the mean would gain if all groups were as well off as the best, in percent of the mean."
    ) { groups throws(Undefined) in try groups.attributableFraction },
  ]

  /// The one of them that has a standard error.
  private static let betweenGroupVariance = EquityMeasure(
    "between-group-variance", "Between-group variance", .groupDisparity,
    Traits(
      unit: .squares, scale: .absolute, subject: .groups, uncertainty: .sampling, range: .init(0, nil),
      transfers: .lower),
    reading: "The mean squared distance of people’s groups from the mean.",
    evaluate: { outcomes throws(Undefined) in
      let groups = try outcomes.groups
      let value = try groups.variance
      guard let error = try groups.varianceError else { return WithError(value, standardError: nil) }
      let half = try normalMultiplier(level: outcomes.level) * error
      return WithError(
        value, standardError: error,
        interval: Interval(low: max(0, value - half), high: try (value + half).finite, level: outcomes.level))
    })

  private static func amongGroups(
    _ id: String, _ title: String, _ unit: Unit, _ scale: Method.Scale, needs: Set<Need> = [],
    domain: Domain = .any, isWeighted: Bool = true, equality: Double = 0, transfers: Transfers = .unknown,
    range: Method.Range? = .init(0, nil), reading: String,
    value: @escaping @Sendable (GroupDisparity) throws(Undefined) -> Double
  ) -> EquityMeasure {
    let traits = Traits(
      unit: unit, scale: scale, subject: .groups, needs: needs, isWeighted: isWeighted, domain: domain,
      range: range.map { .init($0.low.map { max($0, equality) }, $0.high) }, equality: equality,
      transfers: transfers)
    return EquityMeasure(
      id, title, .groupDisparity, traits, reading: reading,
      value: { outcomes throws(Undefined) in try value(outcomes.groups) })
  }
}
