import Statistics

/// Inequality of amounts over units.
extension FixtureCheck {
  static let inequality: [FixtureCheck] = [gini, lorenzCurve, theil, atkinson, hoover, shareRatios]

  private static let gini = FixtureCheck("gini") { input in
    let sample = input.sample
    return .object([
      "gini": FixtureValue(try? sample?.gini), "mean": FixtureValue(sample?.mean),
      "n": FixtureValue(sample?.count ?? 0),
    ])
  }

  private static let lorenzCurve = FixtureCheck("lorenz_curve") { input in
    let curve = try? input.sample?.lorenzCurve
    return .object([
      "p": FixtureValue(curve?.people), "L": FixtureValue(curve?.amounts),
      "gini_from_area": FixtureValue(curve?.index),
    ])
  }

  private static let theil = FixtureCheck("theil") { input in
    let values = input["values"].numbers ?? []
    let labels = input["groups"].list.map { $0.map(\.cell) }
    let parts = labels.flatMap {
      try? TheilDecomposition(values, weights: input["weights"].numbers, labels: $0)
    }
    let sample = input.sample
    let groups = parts.map { parts in
      FixtureValue.object(
        Dictionary(parts.groups.map { ($0.label ?? "(none)", described($0)) }, uniquingKeysWith: { $1 }))
    }
    return .object([
      "T": FixtureValue(try? sample?.theilT), "L": FixtureValue(try? sample?.meanLogDeviation),
      "T_between": FixtureValue(parts?.t.between), "T_within": FixtureValue(parts?.t.within),
      "L_between": FixtureValue(parts?.l?.between), "L_within": FixtureValue(parts?.l?.within),
      "groups": groups ?? .null,
    ])
  }

  private static func described(_ group: TheilDecomposition.Group) -> FixtureValue {
    .object([
      "population_share": FixtureValue(group.populationShare), "value_share": FixtureValue(group.valueShare),
      "mean": FixtureValue(group.mean), "T": FixtureValue(group.t), "L": FixtureValue(group.l),
    ])
  }

  private static let atkinson = FixtureCheck("atkinson") { input in
    let sample = input.sample
    let aversion = input["epsilon"].number ?? .nan
    return .object([
      "atkinson": FixtureValue(try? sample?.atkinson(aversion: aversion)),
      "ede": FixtureValue(try? sample?.equallyDistributedEquivalent(aversion: aversion)),
    ])
  }

  private static let hoover = FixtureCheck("hoover") { input in
    .object(["hoover": FixtureValue(try? input.sample?.hoover)])
  }

  private static let shareRatios = FixtureCheck("share_ratios") { input in
    let ratios = (try? input.sample?.lorenzCurve).flatMap { try? ShareRatios($0) }
    return .object([
      "bottom20": FixtureValue(ratios?.bottom20), "bottom40": FixtureValue(ratios?.bottom40),
      "top20": FixtureValue(ratios?.top20), "top10": FixtureValue(ratios?.top10),
      "palma": FixtureValue(try? ratios?.palma), "ratio_20_20": FixtureValue(try? ratios?.ratio2020),
    ])
  }
}
