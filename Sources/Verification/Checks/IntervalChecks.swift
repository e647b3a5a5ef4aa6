import Statistics

/// Intervals of shares, rates and gaps.
extension FixtureCheck {
  static let intervals: [FixtureCheck] = [proportionInterval, twoProportions, poissonRate, disparityPair]

  private static let proportionInterval = FixtureCheck("proportion_ci") { input in
    var share: Double?
    var wilson: Interval?
    var exact: Interval?
    if let x = input["x"].number, let n = input["n"].number, let level = input["level"].number {
      wilson = try? ProportionInterval.wilson(x, of: n, level: level)
      exact = try? ProportionInterval.clopperPearson(x, of: n, level: level)
      share = wilson == nil ? nil : x / n
    }
    return .object([
      "p": FixtureValue(share), "wilson": FixtureValue(wilson), "clopper_pearson": FixtureValue(exact),
    ])
  }

  private static let twoProportions = FixtureCheck("two_proportions") { input in
    let numbers = ["x1", "n1", "x2", "n2", "level"].compactMap { input[$0].number }
    let pair =
      numbers.count < 5
      ? nil
      : try? TwoProportions(numbers[0], of: numbers[1], numbers[2], of: numbers[3], level: numbers[4])
    return .object([
      "difference": FixtureValue(pair?.difference), "difference_ci": FixtureValue(pair?.differenceInterval),
      "ratio": FixtureValue(pair?.ratio), "ratio_ci": FixtureValue(pair?.ratioInterval),
      "z_pooled": FixtureValue(pair?.z), "p_value": FixtureValue(pair?.p),
    ])
  }

  private static let poissonRate = FixtureCheck("poisson_rate_ci") { input in
    let numbers = ["count", "population", "multiplier", "level"].compactMap { input[$0].number }
    guard numbers.count == 4, numbers[0] >= 0, numbers[1] > 0 else { return .object([:]) }
    let (count, level, factor) = (numbers[0], numbers[3], numbers[2] / numbers[1])
    return .object([
      "rate": FixtureValue(count * factor),
      "exact": FixtureValue(try? PoissonInterval.exact(count, level: level).scaled(by: factor)),
      "byar": FixtureValue(try? PoissonInterval.byar(count, level: level).scaled(by: factor)),
      "rse_percent": FixtureValue(PoissonInterval.relativeStandardError(count)),
    ])
  }

  private static let disparityPair = FixtureCheck("disparity_pair") { input in
    func group(_ key: String) -> WithError? {
      input[key]["estimate"].number.map { WithError($0, standardError: input[key]["se"].number) }
    }
    let level = input["level"].number ?? 0.95
    let pair = group("a").flatMap { a in
      group("b").flatMap { try? DisparityPair(a, reference: $0, level: level) }
    }
    return .object([
      "difference": FixtureValue(pair?.difference), "difference_se": FixtureValue(pair?.differenceError),
      "difference_ci": FixtureValue(pair?.differenceInterval), "ratio": FixtureValue(pair?.ratio),
      "ratio_log_se": FixtureValue(pair?.ratioLogError), "ratio_ci": FixtureValue(pair?.ratioInterval),
      "significant": FixtureValue(pair?.isSignificant),
    ])
  }
}
