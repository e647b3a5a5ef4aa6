import Statistics

/// Who is where, and beside what.
extension FixtureCheck {
  static let segregation: [FixtureCheck] = [twoGroup, multigroup, locationQuotient, spatialEquity]

  private static let twoGroup = FixtureCheck("segregation_two_group") { input in
    let found = try? TwoGroupSegregation(input["group"].numbers ?? [], of: input["total"].numbers ?? [])
    return .object([
      "dissimilarity": FixtureValue(found?.dissimilarity), "isolation": FixtureValue(found?.isolation),
      "interaction": FixtureValue(found?.interaction), "eta_squared": FixtureValue(found?.etaSquared),
      "entropy_h": FixtureValue(found?.informationTheory),
    ])
  }

  private static let multigroup = FixtureCheck("segregation_multigroup") { input in
    let found = try? MultigroupSegregation((input["groups"].list ?? []).map { $0.list?.map(\.number) ?? [] })
    var pairs: [String: FixtureValue] = [:]
    for (a, row) in (found?.pairwise ?? []).enumerated() {
      for (b, value) in row.enumerated() where a < b { pairs["\(a)|\(b)"] = FixtureValue(value) }
    }
    return .object([
      "entropy_h": FixtureValue(found?.informationTheory),
      "dissimilarity": FixtureValue(found?.dissimilarity),
      "norm_exposure": FixtureValue(found?.normalisedExposure), "entropy": FixtureValue(found?.entropy),
      "evenness": FixtureValue(found?.evenness), "pairwise": .object(pairs),
    ])
  }

  private static let locationQuotient = FixtureCheck("location_quotient") { input in
    let units = input["units"].list ?? []
    let parts = units.map(\.part)
    let found =
      input["region"].isNull
      ? try? LocationQuotient.all(parts)
      : input["region"].part.flatMap { try? LocationQuotient.all(parts, in: $0) }
    let quotients = found ?? units.map { _ in nil }
    return .object([
      "lq": FixtureValue(quotients.map { $0?.value }), "moe": FixtureValue(quotients.map { $0?.margin }),
    ])
  }

  private static let spatialEquity = FixtureCheck("spatial_equity_disparity") { input in
    let units = (input["tracts"].list ?? []).map { unit in
      SpatialEquity.Unit(
        resource: unit["resource"].number, population: unit.margined("population", "population_moe"),
        groupShare: unit.margined("group_share", "group_share_moe"))
    }
    let whole = input["city_share"].margined("value", "moe")
    let found = try? SpatialEquity(units, wholeShare: whole)
    return .object([
      "geographic": .of(found) { .list($0.geographic.map(described)) },
      "demographic": .of(found?.demographic, described),
    ])
  }

  private static func described(_ unit: SpatialEquity.Geographic) -> FixtureValue {
    .object([
      "data_share": FixtureValue(unit.dataShare), "baseline_share": FixtureValue(unit.baselineShare?.value),
      "score": FixtureValue(unit.score), "significant": FixtureValue(unit.isSignificant),
    ])
  }

  private static func described(_ group: SpatialEquity.Demographic) -> FixtureValue {
    .object([
      "implied_share": FixtureValue(group.impliedShare.value),
      "implied_moe": FixtureValue(group.impliedShare.margin), "score": FixtureValue(group.score),
      "z": FixtureValue(group.z), "significant": FixtureValue(group.isSignificant),
    ])
  }
}

extension FixtureValue {
  /// Two members as an estimate; nil where the value is null.
  fileprivate func margined(_ value: String, _ margin: String) -> Margined? {
    self[value].number.map { Margined($0, margin: self[margin].number) }
  }

  /// `{x, t, x_moe, t_moe}`; nil where a count is null.
  fileprivate var part: LocationQuotient.Part? {
    margined("x", "x_moe").flatMap { group in
      margined("t", "t_moe").map { LocationQuotient.Part(group, of: $0) }
    }
  }
}
