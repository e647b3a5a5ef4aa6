import Catalog
import Statistics

/// What a reader may take for granted about a number in a cell, and how closely it may be told where it is withheld.
///
/// The printed reason tells something itself: “fewer than 10” says 1 to 9, and a cell withheld for others' sake is
/// none of these. So a small count is safe only if it could still be any of 1 to 9 after all that can be worked out.
/// Amounts, such as dollars, must stay open by a tenth to either side (the p % rule with p = 10), and numbers that a few
/// contributors make up by as much as their rule says (`Dominance.openness`). A number with a small
/// denominator must stay open by half of that denominator, but by no more than the small-count threshold, or 10.
struct Protection {
  let bounds: DisclosureSystem.Bounds
  /// Nil where the number needs no protection of its own.
  let width: Double?

  /// - Parameters:
  ///   - number: the number itself.
  ///   - rule: why its cell is withheld; nil for one that is shown.
  init(
    _ role: QuantityRole, _ number: Double, _ estimate: Estimate, rule: SuppressionRule?, _ group: GroupPlan,
    _ indicator: Indicator
  ) {
    let plan = indicator.suppress
    let isCounted = role == group.countedRole(indicator)
    let isBottom = role == .denominator || (role == .records && estimate.denominator == number)
    let whole = group.formula.isShare ? estimate.denominator ?? .infinity : .infinity
    let sign: DisclosureSystem.Bounds = number < 0 ? .open : .nonNegative
    let spread = 0.2 * number.magnitude
    switch rule {
    case .fewerThan(let floor)?:
      let cases = estimate.cases ?? 0
      let isCount = cases > 0 && cases < Double(floor)
      // A count that weights have shared out need not be whole.
      let small =
        number == number.rounded()
        ? DisclosureSystem.Bounds(1, Double(floor - 1)) : DisclosureSystem.Bounds(0, Double(floor))
      let span = max(0, min(Double(floor - 2), whole - 1))
      if isCounted ? isCount : role == .remainder && !isCount {
        self.init(small, span)
      } else if role == .amount, !isCounted {
        self.init(sign, spread)
      } else {
        self.init(Self.above(isBottom ? plan.denominatorBelow : nil, number) ?? sign, nil)
      }
    case .denominatorBelow(let floor)?:
      if isBottom {
        self.init(DisclosureSystem.Bounds(0, Double(floor)), nil)
      } else if role == .amount {
        let half = min((estimate.denominator ?? 0) / 2, Double(plan.countBelow ?? 10))
        self.init(sign, isCounted ? half : spread)
      } else {
        self.init(sign, nil)
      }
    case .dominated?, .complementary?, nil:
      let counted = isCounted || (role == .remainder && group.formula.isShare) ? plan.countBelow : nil
      let bottom = isBottom ? plan.denominatorBelow : nil
      let isDominated = if case .dominated? = rule { role == .amount } else { false }
      let width = isDominated ? plan.dominance.map { 2 * $0.openness * number.magnitude } : nil
      self.init(Self.above(counted, number) ?? Self.above(bottom, number) ?? sign, width)
    }
  }

  private init(_ bounds: DisclosureSystem.Bounds, _ width: Double?) {
    self.bounds = bounds
    self.width = width
  }

  /// What is no small number is known to be none.
  private static func above(_ floor: Int?, _ number: Double) -> DisclosureSystem.Bounds? {
    guard let floor, number >= Double(floor) else { return nil }
    return DisclosureSystem.Bounds(Double(floor), nil)
  }
}
