import Statistics

/// Several groups without an order.
extension FixtureCheck {
  static let disparities: [FixtureCheck] = [groupDisparity]

  private static let groupDisparity = FixtureCheck("group_disparity_summary") { input in
    let values = input["estimates"].numbers ?? []
    let people = input["populations"].numbers
    let groups = try? GroupDisparity(
      values, weights: people, standardErrors: input["ses"].numbers, isFavourable: input["favourable"].boolean
    )
    return .object([
      "n": FixtureValue((try? WeightedSample(values, weights: people))?.count ?? 0),
      "mean": FixtureValue(groups?.mean), "range_difference": FixtureValue(groups?.rangeDifference),
      "range_ratio": FixtureValue(try? groups?.rangeRatio),
      "idisp_mean": FixtureValue(try? groups?.disparityFromMean),
      "idisp_mean_weighted": FixtureValue(try? groups?.weightedDisparityFromMean),
      "idisp_best": FixtureValue(try? groups?.disparityFromBest),
      "bgv": FixtureValue(try? groups?.variance), "bgv_se": FixtureValue(try? groups?.varianceError),
      "bgsd": FixtureValue(groups?.standardDeviation),
      "cov_percent": FixtureValue(try? groups?.coefficientOfVariation),
      "mdb": FixtureValue(try? groups?.meanDifferenceFromBest),
      "mdb_weighted": FixtureValue(try? groups?.weightedDifferenceFromBest),
      "mdm": FixtureValue(groups?.meanDifferenceFromMean),
      "theil_t_1000": FixtureValue((try? groups?.theilT).map { 1000 * $0 }),
      "mld_1000": FixtureValue((try? groups?.meanLogDeviation).map { 1000 * $0 }),
      "par": FixtureValue(try? groups?.attributableRisk),
      "paf": FixtureValue(try? groups?.attributableFraction),
    ])
  }
}
