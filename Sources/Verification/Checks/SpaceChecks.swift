import Statistics

/// Patterns among units that have neighbours.
extension FixtureCheck {
  static let space: [FixtureCheck] = [moransI, localMoran, getisOrd]

  /// Random permutations of a check, and their seed.
  private static let permutations = 9_999
  private static let seed: UInt64 = 20_260_101
  /// Random permutations behind a reference that is not exact.
  private static let referenceDraws = 99_999

  private static let moransI = FixtureCheck(
    "morans_i",
    answer: { input in
      let sample = input.spatialSample(islands: .dropped)
      let moran = sample.flatMap { try? MoransI($0) }
      let test = try? moran?.permutationTest(permutations: permutations, seed: seed)
      return .object([
        "n": FixtureValue(sample?.count), "I": FixtureValue(moran?.value), "E": FixtureValue(moran?.expected),
        "V_norm": FixtureValue(moran?.normality.variance), "z_norm": FixtureValue(moran?.normality.z),
        "p_norm": FixtureValue(moran?.normality.p), "V_rand": FixtureValue(moran?.randomisation?.variance),
        "z_rand": FixtureValue(moran?.randomisation?.z), "p_rand": FixtureValue(moran?.randomisation?.p),
        "p_greater_reference": FixtureValue(test?.pGreater), "exact": FixtureValue(test?.isExact),
      ])
    },
    compare: { fixtureCase, got in
      let expected = fixtureCase.expected
      let (ours, theirs) = (got["exact"].boolean ?? true, expected["exact"].boolean ?? false)
      return expected.compared(with: got, tolerance: fixtureCase.tolerance).compactMap { comparison in
        // `exact` describes how a p was found. Random draws agree only within their errors, with each other and
        // with an enumeration; two enumerations agree like any other number.
        guard comparison.path != "exact" else { return nil }
        guard comparison.path == "p_greater_reference", let p = expected[comparison.path].number,
          !(ours && theirs)
        else { return comparison }
        return comparison.allowing(
          PermutationTest.allowedError(
            p, permutations: ours ? referenceDraws : permutations, againstRandom: !theirs))
      }
    })

  private static let localMoran = FixtureCheck("local_morans_i") { input in
    let moran = input.spatialSample(islands: .dropped).flatMap { try? LocalMoran($0) }
    let units = moran?.units ?? (input["values"].list ?? []).map { _ in nil }
    return .object([
      "I": FixtureValue(units.map { $0?.value }), "E": FixtureValue(units.map { $0?.expected }),
      "V": FixtureValue(units.map { $0?.test.variance }), "z": FixtureValue(units.map { $0?.test.z }),
      "p": FixtureValue(units.map { $0?.test.p }),
      "quadrant": .list(units.map { FixtureValue($0?.quadrant.rawValue) }),
    ])
  }

  private static let getisOrd = FixtureCheck("getis_ord_gi_star") { input in
    let scores = input.spatialSample(islands: .kept).flatMap { try? GetisOrd($0) }
    return .object(["z": FixtureValue(scores?.z ?? (input["values"].list ?? []).map { _ in nil })])
  }
}

extension FixtureValue {
  /// `values` with `neighbors`; nil where they do not fit together.
  fileprivate func spatialSample(islands: SpatialSample.Islands) -> SpatialSample? {
    guard let values = self["values"].numbers, let lists = self["neighbors"].neighbours,
      let neighbours = try? Neighbours(lists)
    else { return nil }
    return try? SpatialSample(values, neighbours: neighbours, islands: islands)
  }
}

extension Comparison {
  /// The same with another largest difference.
  fileprivate func allowing(_ allowed: Double) -> Comparison {
    Comparison(
      path: path, expected: expected, got: got, difference: difference, allowed: allowed,
      isWithin: difference.map { $0 <= allowed } ?? isWithin)
  }
}
