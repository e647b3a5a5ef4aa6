import Catalog
import Statistics

/// A number that is withheld, as it is: known to the choice of complements and to the audit, and to nothing that
/// writes pages.
struct WithheldNumber: Sendable {
  let address: CellAddress
  let estimate: Estimate
  let rule: SuppressionRule
}

/// What suppression must know of an indicator beside its cells. Noted while it is computed, because the rows'
/// aggregates are given up soon after.
struct DisclosureNotes: Sendable {
  /// The periods shown with the base periods in each, by level.
  var windows: [String: [Window]] = [:]
  /// For shares of another feed: the denominators' periods, by group, level and period.
  var times: [TimesKey: [PeriodShare]] = [:]
  /// In the order in which they were found.
  var withheld: [WithheldNumber] = []
  /// The numbers of single base periods, where windows of one quantity share some of theirs.
  var parts: [PartKey: [Period: [Double]]] = [:]
  /// Whether there were more contributors than could be kept, so that nothing of the indicator is shown.
  var isOvercrowded = false

  /// Of numbers of access, where an indicator with a rule tells of the same people: how much of each small area counts.
  var reached: [ReachKey: ReachedAreas] = [:]

  struct ReachKey: Hashable, Sendable {
    let reach: Reach
    let period: Period
  }

  struct TimesKey: Hashable, Sendable {
    let group: Int
    let level: String
    let period: Period
  }

  struct PartKey: Hashable, Sendable {
    let quantity: QuantityKey
    let area: CellArea
  }

  /// The cell of a target; where it is withheld, the number is noted.
  mutating func judge(
    _ target: Int, _ values: WindowValues, _ suppression: PrimarySuppression,
    at address: @autoclosure () -> CellAddress
  ) -> Cell {
    let (value, concentration) = (values.outcome(target).cell, values.concentration(target))
    if concentration == .infinity { isOvercrowded = true }
    let cell = suppression.cell(value, concentration: concentration)
    if case .suppressed(let rule) = cell, case .estimate(let estimate) = value {
      withheld.append(WithheldNumber(address: address(), estimate: estimate, rule: rule))
    }
    return cell
  }
}

/// How often a period of another feed is taken for a denominator.
struct PeriodShare: Hashable, Sendable {
  let period: Period
  let factor: Double
}
