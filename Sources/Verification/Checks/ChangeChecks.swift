import Statistics

/// Trends, prices, and tests made at once.
extension FixtureCheck {
  static let changes: [FixtureCheck] = [trend, priceAdjustment, multipleTesting]

  private static let trend = FixtureCheck("trend_mann_kendall_theil_sen") { input in
    let (times, values) = (input["times"].numbers ?? [], input["values"].numbers ?? [])
    let series = try? TimeSeries(times: times, values: values)
    let test = series.map(MannKendall.init)
    let line = series.flatMap { try? TheilSen($0, level: 0.95) }
    return .object([
      "n": FixtureValue(zip(times, values).count { $0 != nil && $1 != nil }),
      "S": FixtureValue(test?.score), "var_S": FixtureValue(test?.variance), "z": FixtureValue(test?.z),
      "p": FixtureValue(test?.p), "p_exact": FixtureValue(test?.exactP), "tau": FixtureValue(test?.tau),
      "tau_b": FixtureValue(test?.tauB), "slope": FixtureValue(line?.slope),
      "intercept": FixtureValue(line?.intercept), "slope_ci95": FixtureValue(line?.interval),
      "direction": FixtureValue(test?.direction().rawValue),
    ])
  }

  private static let priceAdjustment = FixtureCheck("cpi_adjust") { input in
    var levels: [Int: Double] = [:]
    for (period, level) in input["index"].object ?? [:] {
      if let period = Int(period), let level = level.number { levels[period] = level }
    }
    let index = PriceIndex(levels)
    guard let from = input["from"].integer, let to = input["to"].integer else { return .object([:]) }
    let adjusted = input["value"].number.flatMap {
      try? index.adjusted(Margined($0, margin: input["moe"].number), from: from, to: to)
    }
    return .object([
      "value": FixtureValue(adjusted?.value), "moe": FixtureValue(adjusted?.margin),
      "factor": FixtureValue(try? index.factor(from: from, to: to)),
    ])
  }

  private static let multipleTesting = FixtureCheck("multiple_testing") { input in
    let values = input["p"].numbers ?? []
    let alpha = input["alpha"].number ?? 0.05
    var answer = ["m": FixtureValue(values.count { $0 != nil })]
    for method in PAdjustment.allCases {
      let adjusted = try? method.adjusted(values)
      answer[method.rawValue] = .of(adjusted) { FixtureValue($0) }
      answer["reject_" + method.rawValue] = .of(adjusted) { adjusted in
        .list(adjusted.map { FixtureValue($0.map { PAdjustment.rejects($0, at: alpha) }) })
      }
    }
    return .object(answer)
  }
}
