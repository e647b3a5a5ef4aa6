import TestSupport
import Testing

@testable import Statistics

@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is not on this machine"))
struct `Intervals agree with R and statsmodels` {
  @Test(arguments: TruthCase.of("proportion_ci"))
  func `Wilson and Clopper–Pearson`(truth: TruthCase) {
    let input = truth.input
    var share: Double?
    var wilson: Interval?
    var exact: Interval?
    if let x = input["x"].number, let n = input["n"].number, let level = input["level"].number {
      wilson = try? ProportionInterval.wilson(x, of: n, level: level)
      exact = try? ProportionInterval.clopperPearson(x, of: n, level: level)
      share = wilson == nil ? nil : x / n
    }
    let got = Truth.object([
      "p": Truth(share), "wilson": limits(wilson), "clopper_pearson": limits(exact),
    ])
    #expect(truth.differences(got) == [])
  }

  @Test(arguments: TruthCase.of("two_proportions"))
  func `Newcombe and Katz`(truth: TruthCase) {
    let numbers = ["x1", "n1", "x2", "n2", "level"].compactMap { truth.input[$0].number }
    let pair =
      numbers.count < 5
      ? nil
      : try? TwoProportions(numbers[0], of: numbers[1], numbers[2], of: numbers[3], level: numbers[4])
    let got = Truth.object([
      "difference": Truth(pair?.difference), "difference_ci": limits(pair?.differenceInterval),
      "ratio": Truth(pair?.ratio), "ratio_ci": limits(pair?.ratioInterval), "z_pooled": Truth(pair?.z),
      "p_value": Truth(pair?.p),
    ])
    #expect(truth.differences(got) == [])
  }

  @Test(arguments: TruthCase.of("poisson_rate_ci"))
  func `Garwood and Byar`(truth: TruthCase) {
    var members: [String: Truth] = [:]
    let numbers = ["count", "population", "multiplier", "level"].compactMap { truth.input[$0].number }
    if numbers.count == 4, numbers[0] >= 0, numbers[1] > 0 {
      let (count, level, factor) = (numbers[0], numbers[3], numbers[2] / numbers[1])
      members["rate"] = Truth(count * factor)
      members["exact"] = limits(try? PoissonInterval.exact(count, level: level).scaled(by: factor))
      members["byar"] = limits(try? PoissonInterval.byar(count, level: level).scaled(by: factor))
      members["rse_percent"] = Truth(PoissonInterval.relativeStandardError(count))
    }
    #expect(truth.differences(.object(members)) == [])
  }

  @Test(arguments: TruthCase.of("disparity_pair"))
  func `differences and ratios of groups`(truth: TruthCase) {
    func group(_ key: String) -> WithError? {
      truth.input[key]["estimate"].number.map {
        WithError($0, standardError: truth.input[key]["se"].number)
      }
    }
    let level = truth.input["level"].number ?? 0.95
    let pair = group("a").flatMap { a in
      group("b").flatMap { try? DisparityPair(a, reference: $0, level: level) }
    }
    let got = Truth.object([
      "difference": Truth(pair?.difference), "difference_se": Truth(pair?.differenceError),
      "difference_ci": limits(pair?.differenceInterval), "ratio": Truth(pair?.ratio),
      "ratio_log_se": Truth(pair?.ratioLogError), "ratio_ci": limits(pair?.ratioInterval),
      "significant": Truth(pair?.isSignificant),
    ])
    #expect(truth.differences(got) == [])
  }

  private func limits(_ interval: Interval?) -> Truth { Truth(interval.map { [$0.low, $0.high] }) }
}
