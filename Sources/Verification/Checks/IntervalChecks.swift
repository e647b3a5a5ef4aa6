import Statistics

/// Intervals of shares, rates and gaps.
extension FixtureCheck {
  static let intervals: [FixtureCheck] = [proportionInterval, twoProportions, poissonRate, disparityPair]

  private static let proportionInterval = FixtureCheck("proportion_ci") { input in
    var share: Double?
    var wilson: Interval?
    var exact: Interval?
    if let x = input["x"].number, let n = input["n"].number {
      let level = input.level
      wilson = try? ProportionInterval.wilson(x, of: n, level: level)
      exact = try? ProportionInterval.clopperPearson(x, of: n, level: level)
      share = wilson == nil ? nil : x / n
    }
    return .object([
      "p": FixtureValue(share), "wilson": FixtureValue(wilson), "clopper_pearson": FixtureValue(exact),
    ])
  }

  private static let twoProportions = FixtureCheck("two_proportions") { input in
    let numbers = ["x1", "n1", "x2", "n2"].compactMap { input[$0].number }
    let pair =
      numbers.count < 4
      ? nil
      : try? TwoProportions(numbers[0], of: numbers[1], numbers[2], of: numbers[3], level: input.level)
    return .object([
      "difference": FixtureValue(pair?.difference), "difference_ci": FixtureValue(pair?.differenceInterval),
      "ratio": FixtureValue(pair?.ratio), "ratio_ci": FixtureValue(pair?.ratioInterval),
      "z_pooled": FixtureValue(pair?.z), "p_value": FixtureValue(pair?.p),
    ])
  }

  private static let poissonRate = FixtureCheck("poisson_rate_ci") { input in
    guard let count = input["count"].number, let people = input["population"].number, count >= 0, people > 0
    else { return .object([:]) }
    let (level, factor) = (input.level, input.multiplier / people)
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
    let level = input.level
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

extension FixtureValue {
  /// The level of the intervals, where the input names none 0.95.
  var level: Double { self["level"].number ?? 0.95 }

  /// What rates are given for, where the input does not say 1.
  var multiplier: Double { self["multiplier"].number ?? 1 }
}
