import Statistics

/// Margins of error, after the Census Bureau's handbook.
extension FixtureCheck {
  static let margins: [FixtureCheck] = [
    acsAnnotationDecode, acsReliability, acsSum, acsDifference, acsProportion, acsRatio, acsProduct,
    acsPercentChange, acsSignificance, acsMedianBinned,
  ]

  private static let acsAnnotationDecode = FixtureCheck("acs_annotation_decode") { input in
    let decoded = DecodedAnnotation(estimate: input["estimate"].cell, margin: input["moe"].cell)
    return .object([
      "estimate": FixtureValue(decoded.estimate), "moe": FixtureValue(decoded.margin),
      "status": .text(decoded.status.rawValue),
    ])
  }

  private static let acsReliability = FixtureCheck("acs_reliability") { input in
    let estimate = input.margined
    func limits(_ level: Census.Level) -> FixtureValue { FixtureValue(estimate?.interval(level)) }
    return .object([
      "se": FixtureValue(estimate?.standardError), "ci90": limits(.ninety), "ci95": limits(.ninetyFive),
      "ci99": limits(.ninetyNine),
      "cv_percent": FixtureValue(estimate?.coefficientOfVariation.map { 100 * $0 }),
      "reliability": .text((estimate?.reliability() ?? .unknown).rawValue),
    ])
  }

  private static let acsSum = FixtureCheck("acs_moe_sum") { input in
    described(try? Margined.sum((input["terms"].list ?? []).map(\.margined)), value: "estimate")
  }

  private static let acsDifference = FixtureCheck("acs_moe_difference") { input in
    described(
      pair(input, "a", "b") { (a, b) throws(Undefined) in try Margined.difference(a, b) }, value: "estimate")
  }

  private static let acsProportion = FixtureCheck("acs_moe_proportion") { input in
    var method: QuotientMethod?
    let got = pair(input, "x", "y") { (x, y) throws(Undefined) in
      let share = try Margined.proportion(x, of: y)
      method = share.method
      return share.result
    }
    return described(
      got, value: "value", and: ["method": FixtureValue(got?.margin == nil ? nil : method?.rawValue)])
  }

  private static let acsRatio = FixtureCheck("acs_moe_ratio") { input in
    described(pair(input, "x", "y") { (x, y) throws(Undefined) in try Margined.ratio(x, to: y) })
  }

  private static let acsProduct = FixtureCheck("acs_moe_product") { input in
    described(pair(input, "x", "y") { (x, y) throws(Undefined) in try Margined.product(x, y) })
  }

  private static let acsPercentChange = FixtureCheck("acs_moe_percent_change") { input in
    described(
      pair(input, "old", "new") { (old, new) throws(Undefined) in
        try Margined.percentChange(from: old, to: new)
      })
  }

  private static let acsSignificance = FixtureCheck("acs_significance") { input in
    let overlap = input["overlap"].number ?? 0
    let test = input["a"].margined.flatMap { a in
      input["b"].margined.flatMap { try? Significance(a, $0, overlap: overlap) }
    }
    return .object([
      "z": FixtureValue(test?.z), "p": FixtureValue(test?.p),
      "sig90": FixtureValue(test?.holds(at: .ninety)), "sig95": FixtureValue(test?.holds(at: .ninetyFive)),
      "sig99": FixtureValue(test?.holds(at: .ninetyNine)),
    ])
  }

  private static let acsMedianBinned = FixtureCheck("acs_median_binned") { input in
    let bins = (input["bins"].list ?? []).compactMap { bin in
      bin["min"].number.flatMap { low in
        bin["max"].number.flatMap { high in
          bin["n"].number.map { Bin(low: low, high: high, count: $0) }
        }
      }
    }
    let median = try? binnedMedian(
      bins, samplingPercentage: input["sampling_percentage"].number,
      designFactor: input["design_factor"].number ?? 1)
    return .object(["median": FixtureValue(median?.value), "moe": FixtureValue(median?.margin)])
  }
}

/// Two members of the input as estimates; nil where one is null or the function throws.
private func pair(
  _ input: FixtureValue, _ first: String, _ second: String,
  _ combine: (Margined, Margined) throws(Undefined) -> Margined
) -> Margined? {
  guard let first = input[first].margined, let second = input[second].margined else { return nil }
  return try? combine(first, second)
}

/// An estimate with all that the fixtures of margins ask about it.
private func described(
  _ result: Margined?, value: String = "value", and more: [String: FixtureValue] = [:]
) -> FixtureValue {
  .object(
    [
      value: FixtureValue(result?.value), "moe": FixtureValue(result?.margin),
      "se": FixtureValue(result?.standardError),
      "cv_percent": FixtureValue(result?.coefficientOfVariation.map { 100 * $0 }),
    ].merging(more) { first, _ in first })
}

extension FixtureValue {
  /// `{estimate, moe}`; nil where the estimate is null.
  var margined: Margined? { self["estimate"].number.map { Margined($0, margin: self["moe"].number) } }

  /// `[low, high]`.
  init(_ interval: Interval?) { self = interval.map { FixtureValue([$0.low, $0.high]) } ?? .null }
}
