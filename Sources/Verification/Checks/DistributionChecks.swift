import Statistics

/// Moments, quantiles and classes.
extension FixtureCheck {
  static let distributions: [FixtureCheck] = [weightedMoments, weightedQuantile, classBreaks]

  private static let weightedMoments = FixtureCheck("weighted_moments") { input in
    let sample = input.sample
    return .object([
      "n": FixtureValue(input.usableCount), "sum_weights": FixtureValue(sample?.totalWeight),
      "mean": FixtureValue(sample?.mean), "var_pop": FixtureValue(try? sample?.variance),
      "sd_pop": FixtureValue(sample?.standardDeviation),
      "var_freq": FixtureValue(try? sample?.frequencyVariance),
      "cv_percent": FixtureValue(sample?.coefficientOfVariation.map { 100 * $0 }),
    ])
  }

  private static let weightedQuantile = FixtureCheck("weighted_quantile") { input in
    let sample = input.sample
    let shares = (input["probs"].numbers ?? []).compactMap { $0 }
    func read(_ method: QuantileMethod) -> FixtureValue {
      guard let sample else { return .null }
      let found = shares.compactMap { try? sample.quantile($0, method: method) }
      return found.count == shares.count ? FixtureValue(found) : .null
    }
    let hasWeights = !input["weights"].isNull
    return .object([
      "type7": hasWeights ? .null : read(.linear), "inverse": read(.inverse), "averaged": read(.averaged),
    ])
  }

  private static let classBreaks = FixtureCheck(
    "class_breaks",
    answer: { input in
      let values = input["values"].numbers ?? []
      let k = input["k"].integer ?? 0
      let jenks = try? JenksBreaks(values, classes: k)
      let best = jenks.map { jenks in
        FixtureValue.object([
          "breaks": FixtureValue(jenks.classes.bounds),
          "counts": FixtureValue(jenks.classes.counts.map(Double.init)),
          "ssd": FixtureValue(jenks.withinSquares), "gvf": FixtureValue(jenks.fit),
        ])
      }
      return .object([
        "k_used": FixtureValue(jenks?.classes.bounds.count ?? 0), "jenks": best ?? .null,
        "quantile": described(try? ClassBreaks.quantile(values, classes: k)),
        "equal": described(try? ClassBreaks.equal(values, classes: k)),
      ])
    },
    compare: { fixtureCase, got in
      fixtureCase.expected.compared(with: got, tolerance: fixtureCase.tolerance).filter { comparison in
        // `unique` describes the case. Where several partitions are equally good, their quality is compared.
        guard comparison.path != "jenks.unique" else { return false }
        let isPartition = ["jenks.breaks", "jenks.counts"].contains { comparison.path.hasPrefix($0) }
        return !(isPartition && fixtureCase.expected["jenks"]["unique"].boolean == false)
      }
    })

  private static func described(_ classes: ClassBreaks?) -> FixtureValue {
    .of(classes) { classes in
      .object([
        "breaks": FixtureValue(classes.bounds), "counts": FixtureValue(classes.counts.map(Double.init)),
      ])
    }
  }
}

extension FixtureValue {
  /// `values` with `weights`, or equal weights where these are null; nil where the sample is not defined.
  var sample: WeightedSample? {
    try? WeightedSample(self["values"].numbers ?? [], weights: self["weights"].numbers)
  }

  /// How many units of `values` and `weights` are used: 0 where none is left, nil where a weight is negative.
  var usableCount: Int? {
    do {
      return try WeightedSample(self["values"].numbers ?? [], weights: self["weights"].numbers).count
    } catch {
      return error == .empty ? 0 : nil
    }
  }
}
