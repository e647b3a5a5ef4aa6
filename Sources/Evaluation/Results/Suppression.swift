import Catalog
import Statistics

/// The primary rules: which values are withheld or flagged for their own sake.
///
/// Counts of zero are shown (CMS Cell Size Suppression Policy, 2024); a rate, a share and whatever is drawn
/// inherit the decision of their numerator and denominator. `protect the complement`: 97 of 100 reveals 3, so a
/// share whose remainder is small is withheld too.
struct PrimarySuppression: Sendable {
  private let plan: SuppressionPlan
  private let rule: PrimaryRule

  init(plan: SuppressionPlan, formula: Formula) {
    self.plan = plan
    rule = PrimaryRule(
      minimumCount: plan.countBelow.map(Double.init), protectsComplement: formula.isShare,
      minimumDenominator: plan.denominatorBelow.map(Double.init))
  }

  func cell(_ value: CellValue) -> Cell {
    switch value {
    case .missing(let reason): return .missing(reason)
    case .estimate(let estimate):
      if let rule = rule(for: estimate) { return .suppressed(rule) }
      return .estimate(estimate, reliability(of: estimate))
    }
  }

  /// The estimate where it is shown, without the cell around it; nil where it is withheld.
  func shown(_ estimate: Estimate) -> RatedEstimate? {
    rule(for: estimate) == nil ? RatedEstimate(estimate, reliability(of: estimate)) : nil
  }

  private func rule(for estimate: Estimate) -> SuppressionRule? {
    if let floor = plan.denominatorBelow, holds(.denominator, estimate) { return .denominatorBelow(floor) }
    guard let floor = plan.countBelow, holds(.count, estimate) || holds(.complement, estimate) else {
      return nil
    }
    return .fewerThan(floor)
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
