import Statistics

/// Standardised and smoothed rates.
extension FixtureCheck {
  static let rates: [FixtureCheck] = [directStandardisation, indirectStandardisation, empiricalBayes]

  private static let directStandardisation = FixtureCheck("direct_standardised_rate") { input in
    let strata = strata(input)
    let (factor, level) = (input.multiplier, input.level)
    let rate = strata.flatMap { try? DirectlyStandardisedRate($0) }
    func dobson(_ limits: PoissonLimits) -> Interval? {
      try? rate?.dobsonInterval(limits, level: level).scaled(by: factor)
    }
    return .object([
      "crude_rate": FixtureValue(rate.map { $0.crude * factor }),
      "rate": FixtureValue(rate.map { $0.value * factor }),
      "se": FixtureValue(rate.map { $0.standardError * factor }),
      "fay_feuer": FixtureValue(try? rate?.gammaInterval(level: level).scaled(by: factor)),
      "dobson_exact": FixtureValue(dobson(.exact)), "dobson_byar": FixtureValue(dobson(.byar)),
    ])
  }

  private static let indirectStandardisation = FixtureCheck("indirect_standardised_ratio") { input in
    let expected = try? expectedEvents(
      (input["strata"].list ?? []).map { stratum in
        ReferenceStratum(
          people: stratum["population"].number, standardEvents: stratum["standard_count"].number,
          standardPeople: stratum["standard_population"].number)
      })
    let (factor, level) = (input.multiplier, input.level)
    let ratio = input["observed"].number.flatMap { observed in
      expected.flatMap { try? IndirectlyStandardisedRatio(observed: observed, expected: $0) }
    }
    func limits(_ limits: PoissonLimits) -> FixtureValue {
      FixtureValue(try? ratio?.interval(limits, level: level).scaled(by: factor))
    }
    return .object([
      "expected": FixtureValue(expected), "ratio": FixtureValue(ratio.map { $0.value * factor }),
      "exact": limits(.exact), "byar": limits(.byar),
    ])
  }

  private static let empiricalBayes = FixtureCheck("empirical_bayes_rate_smoothing") { input in
    let (counts, people) = (input["counts"].numbers ?? [], input["populations"].numbers ?? [])
    do throws(Undefined) {
      let found = try EmpiricalBayesRates(events: counts, people: people)
      func list(_ read: (ShrunkRate) -> Double) -> FixtureValue {
        FixtureValue(found.rates.map { $0.map(read) })
      }
      return .object([
        "m": FixtureValue(found.overall), "a": FixtureValue(found.priorVariance),
        "raw": list(\.raw), "weight": list(\.weight), "smoothed": list(\.smoothed),
      ])
    } catch {
      guard error == .empty else { return .object([:]) }
      let none = FixtureValue(counts.map { _ in nil as Double? })
      return .object(["raw": none, "weight": none, "smoothed": none])
    }
  }

  /// The strata of `counts`, `populations` and `standard`; nil where these differ in length.
  private static func strata(_ input: FixtureValue) -> [StandardStratum]? {
    let lists = ["counts", "populations", "standard"].map { input[$0].numbers ?? [] }
    guard Set(lists.map(\.count)).count == 1 else { return nil }
    return lists[0].indices.map {
      StandardStratum(events: lists[0][$0], people: lists[1][$0], standard: lists[2][$0])
    }
  }
}
