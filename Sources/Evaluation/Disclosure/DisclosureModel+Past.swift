import Catalog
import Statistics

/// Windows of earlier editions. Those of 2019 to 2021 and of 2020 to 2022 share two years, so what the one shows less
/// what the other shows is a difference of single years; and a window that is pooled now may tell a single year that an
/// earlier edition withheld. Both are numbers of the same base periods as today’s, and stand in the same relations.
extension DisclosureModel {
  /// Adds what earlier editions say of an indicator in windows that are not shown now. What does not agree with today’s
  /// numbers was revised, and left out.
  mutating func addPast(_ planned: IndicatorPlan) throws(Undefined) {
    let indicator = planned.indicator
    let cells = source.past[indicator.id, default: [:]].values
    for past in cells.sorted(by: { CellAddress.precedes($0.address, $1.address) }) {
      let group = planned.groups[past.address.group]
      let shown = group.quantities(indicator).filter { !$0.isForeign }
      guard let entry = entry(past, group, shown, indicator) else { continue }
      try add(entry, group, indicator, shown.map { ($0, numberOf[$0.key]) }, past.window)
    }
  }

  private func entry(
    _ past: PastCell, _ group: GroupPlan, _ shown: [ShownQuantity], _ indicator: Indicator
  ) -> Entry? {
    var today: [QuantityRole: Double] = [:]
    for quantity in shown {
      today[quantity.role] = source.sum(
        quantity.key, past.address.area, past.address.position, past.window.parts)
    }
    if let published = past.estimate {
      let isToday = shown.allSatisfy { quantity in
        guard let before = group.number(quantity.role, published) else { return true }
        return today[quantity.role].map { Self.agree(before, $0) } ?? false
      }
      return isToday ? Entry(past: past.address, published, rule: nil) : nil
    }
    // What was withheld is known by today’s rows; whether a rule asked for it, by today’s rule.
    guard group.countedRole(indicator) == .amount, let cases = today[.amount] else { return nil }
    let estimate = Estimate(cases, .unpublished, cases: cases, denominator: today[.denominator])
    let suppression = PrimarySuppression(plan: indicator.suppress, formula: group.formula)
    guard case .suppressed(let rule) = suppression.cell(.estimate(estimate)) else { return nil }
    return Entry(past: past.address, estimate, rule: rule)
  }
}
