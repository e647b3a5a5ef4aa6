extension EquityMeasure {
  /// Inequality of an amount over units, whatever their order.
  package static let overUnits: [EquityMeasure] = [
    EquityMeasure(
      "gini", "Gini coefficient", .gini,
      Traits(
        unit: .number, scale: .relative, subject: .units, domain: .positiveMean, range: .init(0, 1),
        transfers: .lower),
      reading: "Half of the average gap between two people, as a share of the mean; 0 is equality.",
      value: { outcomes throws(Undefined) in try outcomes.sample.gini }),
    EquityMeasure(
      "theil-t", "Theil’s T", .theil,
      Traits(
        unit: .number, scale: .relative, subject: .units, domain: .amounts, range: .init(0, nil),
        transfers: .lower),
      reading: "Inequality that splits into parts between and within groups; 0 is equality.",
      value: { outcomes throws(Undefined) in try outcomes.sample.theilT }),
    EquityMeasure(
      "mean-log-deviation", "Mean log deviation", .theil,
      Traits(
        unit: .number, scale: .relative, subject: .units, domain: .positive, range: .init(0, nil),
        transfers: .lower),
      reading: "As Theil’s T, but more alert to the bottom; 0 is equality.",
      value: { outcomes throws(Undefined) in try outcomes.sample.meanLogDeviation }),
    atkinson("half", aversion: 0.5, concern: "some"),
    atkinson("one", aversion: 1, concern: "more"),
    atkinson("two", aversion: 2, concern: "strong"),
    EquityMeasure(
      "hoover", "Hoover index", .hoover,
      Traits(
        unit: .number, scale: .relative, subject: .units, domain: .amounts, range: .init(0, 1),
        transfers: .neverRaise),
      reading: "The share of the whole that would have to move for all to have the same.",
      value: { outcomes throws(Undefined) in try outcomes.sample.hoover }),
    EquityMeasure(
      "palma", "Palma ratio", .shareRatios,
      Traits(
        unit: .number, scale: .relative, subject: .units, domain: .amounts, range: .init(0.25, nil),
        equality: 0.25, transfers: .neverRaise),
      reading: "How many times what the bottom 40 % have together the top 10 % have; 0.25 is equality.",
      value: { outcomes throws(Undefined) in try ShareRatios(outcomes.sample.lorenzCurve).palma }),
    EquityMeasure(
      "ratio-20-20", "20:20 ratio", .shareRatios,
      Traits(
        unit: .number, scale: .relative, subject: .units, domain: .amounts, range: .init(1, nil),
        equality: 1, transfers: .neverRaise),
      reading: "How many times what the bottom fifth have the top fifth have; 1 is equality.",
      value: { outcomes throws(Undefined) in try ShareRatios(outcomes.sample.lorenzCurve).ratio2020 }),
    EquityMeasure(
      "standard-deviation", "Standard deviation", .weightedMoments,
      Traits(
        unit: .values, scale: .absolute, subject: .units, range: .init(0, nil), transfers: .lower),
      reading: "The typical distance from the mean, in the unit of the values.",
      value: { outcomes throws(Undefined) in try outcomes.sample.standardDeviation }),
    EquityMeasure(
      "coefficient-of-variation", "Coefficient of variation", .weightedMoments,
      Traits(
        unit: .number, scale: .relative, subject: .units, domain: .positiveMean, range: .init(0, nil),
        transfers: .lower),
      reading: "The typical distance from the mean, as a share of it; 0 is equality.",
      value: { outcomes throws(Undefined) in
        let sample = try outcomes.sample
        return try sample.standardDeviation / sample.positiveMean()
      }),
  ]

  private static func atkinson(_ name: String, aversion: Double, concern: String) -> EquityMeasure {
    EquityMeasure(
      "atkinson-\(name)", "Atkinson index, ε = \(aversion)", .atkinson,
      Traits(
        unit: .number, scale: .relative, subject: .units, domain: .amounts, range: .init(0, 1),
        transfers: .lower),
      reading: """
        The share of the whole that could be given up for the same welfare, if it were shared equally, with \
        \(concern) concern for the lowest values.
        """,
      value: { outcomes throws(Undefined) in try outcomes.sample.atkinson(aversion: aversion) })
  }
}
