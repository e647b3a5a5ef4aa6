import Statistics

/// Outcomes over units in order.
extension FixtureCheck {
  static let gradients: [FixtureCheck] = [concentrationIndex, concentrationCurve, slopeIndex]

  private static let concentrationIndex = FixtureCheck("concentration_index") { input in
    let sample = input.ranked("outcome")
    let index = sample.flatMap { try? ConcentrationIndex($0) }
    let ends = (input["bounds"].numbers ?? []).compactMap { $0 }
    let bounds = ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : nil
    return .object([
      "C": FixtureValue(index?.value), "mean": FixtureValue(sample?.mean),
      "n": FixtureValue(sample?.count ?? 0), "se_regression": FixtureValue(index?.regressionError),
      "se_kwd": FixtureValue(index?.samplingError), "generalised": FixtureValue(index?.generalised),
      "erreygers": FixtureValue(bounds.flatMap { try? index?.erreygers(in: $0) }),
      "wagstaff": FixtureValue(bounds.flatMap { try? index?.wagstaff(in: $0) }),
    ])
  }

  private static let concentrationCurve = FixtureCheck("concentration_curve") { input in
    let curve = try? input.ranked("outcome")?.concentrationCurve
    return .object([
      "p": FixtureValue(curve?.people), "L": FixtureValue(curve?.amounts),
      "C_from_area": FixtureValue(curve?.index),
    ])
  }

  private static let slopeIndex = FixtureCheck("slope_index") { input in
    let sample = input.ranked("values")
    let line = sample.flatMap { try? SlopeIndex($0) }
    return .object([
      "n": FixtureValue(sample?.count ?? 0), "intercept": FixtureValue(line?.intercept),
      "sii": FixtureValue(line?.slope), "se_sii": FixtureValue(line?.slopeError),
      "sii_ci95": FixtureValue(try? line?.slopeInterval(level: 0.95)), "rii": FixtureValue(line?.ratio),
      "rii_log_se": FixtureValue(line?.ratioLogError),
      "rii_ci95": FixtureValue(try? line?.ratioInterval(level: 0.95)),
      "rii_mean": FixtureValue(line?.ratioToMean),
    ])
  }
}

extension FixtureValue {
  /// `rank_var` and `weights` with the values of that key; nil where the sample is not defined.
  fileprivate func ranked(_ key: String) -> RankedSample? {
    try? RankedSample(
      self[key].numbers ?? [], ranks: self["rank_var"].numbers ?? [], weights: self["weights"].numbers)
  }
}
