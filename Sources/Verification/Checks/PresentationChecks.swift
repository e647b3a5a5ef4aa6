import Statistics

/// Whether one number may be shown.
extension FixtureCheck {
  static let presentation: [FixtureCheck] = [primarySuppression, proportionReliability]

  private static let primarySuppression = FixtureCheck("suppression_primary") { input in
    let rule = PrimaryRule(
      minimumCount: input["rule"]["min_count"].number,
      withholdsZero: input["rule"]["suppress_zero"].boolean ?? false,
      protectsComplement: input["rule"]["protect_complement"].boolean ?? false,
      minimumDenominator: input["rule"]["min_denominator"].number,
      unreliableBelow: input["rule"]["unreliable_below"].number,
      maximumRelativeWidth: input["rule"]["max_relative_width"].number)
    let decisions = (input["cells"].list ?? []).map { cell in
      let (decision, reasons) = rule.decision(
        count: cell["count"].number, denominator: cell["denominator"].number)
      return FixtureValue.object([
        "decision": .text(decision.rawValue), "reasons": .list(reasons.map { .text($0.rawValue) }),
      ])
    }
    return .object(["decisions": .list(decisions)])
  }

  private static let proportionReliability = FixtureCheck("nchs_proportion_reliability") { input in
    let found = input["p"].number.flatMap { share in
      input["n"].number.flatMap { size in
        try? ProportionReliability(
          share, size: size, effectiveSize: input["n_eff"].number, degreesOfFreedom: input["df"].number)
      }
    }
    return .object([
      "ci": FixtureValue(found?.interval), "abs_width": FixtureValue(found?.width),
      "rel_width_percent": FixtureValue(found?.relativeWidth),
      "status": .text(found?.status.rawValue ?? "missing"),
      "review": .boolean(found?.needsReview ?? false),
      "complement_unreliable": .boolean(found?.isComplementUnreliable ?? false),
    ])
  }
}
