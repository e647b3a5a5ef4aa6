import TestSupport
import Testing

@testable import Statistics

@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is not on this machine"))
struct `Margins agree with the Census Bureau's tools` {
  @Test(arguments: TruthCase.of("acs_annotation_decode"))
  func `annotations and jam values`(truth: TruthCase) {
    let decoded = DecodedAnnotation(estimate: truth.input["estimate"].cell, margin: truth.input["moe"].cell)
    let got = Truth.object([
      "estimate": Truth(decoded.estimate), "moe": Truth(decoded.margin),
      "status": Truth(decoded.status.rawValue),
    ])
    #expect(truth.differences(got) == [])
  }

  @Test(arguments: TruthCase.of("acs_moe_sum"))
  func sums(truth: TruthCase) {
    let terms = (truth.input["terms"].list ?? []).map(\.margined)
    #expect(truth.differences(described(try? Margined.sum(terms), value: "estimate")) == [])
  }

  @Test(arguments: TruthCase.of("acs_moe_difference"))
  func differences(truth: TruthCase) {
    let got = pair(truth, "a", "b") { (a, b) throws(Undefined) in try Margined.difference(a, b) }
    #expect(truth.differences(described(got, value: "estimate")) == [])
  }

  @Test(arguments: TruthCase.of("acs_moe_ratio"))
  func ratios(truth: TruthCase) {
    let got = pair(truth, "x", "y") { (x, y) throws(Undefined) in try Margined.ratio(x, to: y) }
    #expect(truth.differences(described(got, value: "value")) == [])
  }

  @Test(arguments: TruthCase.of("acs_moe_proportion"))
  func proportions(truth: TruthCase) {
    var method: QuotientMethod?
    let got = pair(truth, "x", "y") { (x, y) throws(Undefined) in
      let share = try Margined.proportion(x, of: y)
      method = share.method
      return share.result
    }
    guard case .object(var members) = described(got, value: "value") else { return }
    members["method"] = Truth(got?.margin == nil ? nil : method?.rawValue)
    #expect(truth.differences(.object(members)) == [])
  }

  @Test(arguments: TruthCase.of("acs_moe_product"))
  func products(truth: TruthCase) {
    let got = pair(truth, "x", "y") { (x, y) throws(Undefined) in try Margined.product(x, y) }
    #expect(truth.differences(described(got, value: "value")) == [])
  }

  @Test(arguments: TruthCase.of("acs_moe_percent_change"))
  func `percent changes`(truth: TruthCase) {
    let got = pair(truth, "old", "new") { (old, new) throws(Undefined) in
      try Margined.percentChange(from: old, to: new)
    }
    #expect(truth.differences(described(got, value: "value")) == [])
  }

  @Test(arguments: TruthCase.of("acs_reliability"))
  func `reliability and intervals`(truth: TruthCase) {
    let estimate = truth.input.margined
    func limits(_ level: Census.Level) -> Truth {
      Truth(estimate?.interval(level).map { [$0.low, $0.high] })
    }
    let got = Truth.object([
      "se": Truth(estimate?.standardError), "ci90": limits(.ninety), "ci95": limits(.ninetyFive),
      "ci99": limits(.ninetyNine),
      "cv_percent": Truth(estimate?.coefficientOfVariation.map { 100 * $0 }),
      "reliability": Truth((estimate?.reliability() ?? .unknown).rawValue),
    ])
    #expect(truth.differences(got) == [])
  }

  @Test(arguments: TruthCase.of("acs_significance"))
  func `significance tests`(truth: TruthCase) {
    let overlap = truth.input["overlap"].number ?? 0
    let a = truth.input["a"].margined
    let b = truth.input["b"].margined
    let test = a.flatMap { a in b.flatMap { try? Significance(a, $0, overlap: overlap) } }
    let got = Truth.object([
      "z": Truth(test?.z), "p": Truth(test?.p), "sig90": Truth(test?.holds(at: .ninety)),
      "sig95": Truth(test?.holds(at: .ninetyFive)), "sig99": Truth(test?.holds(at: .ninetyNine)),
    ])
    #expect(truth.differences(got) == [])
  }

  @Test(arguments: TruthCase.of("acs_median_binned"))
  func `medians of intervals`(truth: TruthCase) {
    let bins = (truth.input["bins"].list ?? []).compactMap { bin in
      bin["min"].number.flatMap { low in
        bin["max"].number.flatMap { high in
          bin["n"].number.map { Bin(low: low, high: high, count: $0) }
        }
      }
    }
    let median = try? binnedMedian(
      bins, samplingPercentage: truth.input["sampling_percentage"].number,
      designFactor: truth.input["design_factor"].number ?? 1)
    let got = Truth.object(["median": Truth(median?.value), "moe": Truth(median?.margin)])
    #expect(truth.differences(got) == [])
  }
}

extension Truth {
  /// `{estimate, moe}`; nil where the estimate is null.
  fileprivate var margined: Margined? {
    self["estimate"].number.map { Margined($0, margin: self["moe"].number) }
  }
}

private func pair(
  _ truth: TruthCase, _ first: String, _ second: String,
  _ combine: (Margined, Margined) throws(Undefined) -> Margined
) -> Margined? {
  guard let first = truth.input[first].margined, let second = truth.input[second].margined else { return nil }
  return try? combine(first, second)
}

private func described(_ result: Margined?, value: String) -> Truth {
  .object([
    value: Truth(result?.value), "moe": Truth(result?.margin), "se": Truth(result?.standardError),
    "cv_percent": Truth(result?.coefficientOfVariation.map { 100 * $0 }),
  ])
}
