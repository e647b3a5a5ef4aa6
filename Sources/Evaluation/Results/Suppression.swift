import Catalog
import Statistics

/// The primary rules: which values are withheld or flagged for their own sake.
///
/// Counts of zero are shown (CMS Cell Size Suppression Policy, 2024); a rate, a share and whatever is drawn
/// inherit the decision of their numerator and denominator. `protect the complement`: 97 of 100 reveals 3, so a
/// share whose remainder is small is withheld too. Of a number to which rows add up a few contributors may not make up
/// most (`Dominance`).
struct PrimarySuppression: Sendable {
  private let plan: SuppressionPlan
  private let rule: PrimaryRule

  init(plan: SuppressionPlan, formula: Formula) {
    self.plan = plan
    rule = PrimaryRule(
      minimumCount: plan.countBelow.map(Double.init), protectsComplement: formula.isShare,
      minimumDenominator: plan.denominatorBelow.map(Double.init))
  }

  /// - Parameter concentration: how few contributors make up the value, as the plan's rule measures it; nil where nobody
  ///   contributes or no rule asks.
  func cell(_ value: CellValue, concentration: Double? = nil) -> Cell {
    switch value {
    case .missing(let reason): return .missing(reason)
    case .estimate(let estimate):
      if let rule = rule(for: estimate, concentration) { return .suppressed(rule) }
      return .estimate(estimate, reliability(of: estimate))
    }
  }

  /// The estimate of a target where it is shown, without the cell around it; nil where it is withheld and where there is
  /// none.
  func shown(_ target: Int, _ values: WindowValues) -> RatedEstimate? {
    guard let estimate = values.estimate(target), rule(for: estimate, values.concentration(target)) == nil
    else {
      return nil
    }
    return RatedEstimate(estimate, reliability(of: estimate))
  }

  /// The first rule that holds: what a later one's reason lets readers take for granted is that no earlier one does.
  ///
  /// - Parameter concentration: asked for only where a rule looks at it; a nation's cells are millions.
  private func rule(for estimate: Estimate, _ concentration: @autoclosure () -> Double?) -> SuppressionRule? {
    if let floor = plan.denominatorBelow, holds(.denominator, estimate) { return .denominatorBelow(floor) }
    if let floor = plan.countBelow, holds(.count, estimate) || holds(.complement, estimate) {
      return .fewerThan(floor)
    }
    if let dominance = plan.dominance, let concentration = concentration(), dominance.withholds(concentration)
    {
      return .dominated(by: dominance.contributors)
    }
    return nil
  }

  private func holds(_ reason: PrimaryReason, _ estimate: Estimate) -> Bool {
    rule.withholds(for: reason, count: estimate.cases, denominator: estimate.denominator)
  }

  /// Low where the coefficient of variation of the interval is above the plan's bound, and for a share or rate
  /// of which nothing was seen although the margin is not zero.
  private func reliability(of estimate: Estimate) -> Reliability {
    guard let margin = estimate.marginOfError, margin > 0 else { return .good }
    let error = margin / Census.z90
    guard estimate.value != 0 else { return .low }
    return error / estimate.value.magnitude > plan.unreliableAbove ? .low : .good
  }
}
