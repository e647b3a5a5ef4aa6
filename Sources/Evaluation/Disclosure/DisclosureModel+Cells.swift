import Catalog
import Statistics

/// The numbers in the cells of indicators.
extension DisclosureModel {
  mutating func add(_ planned: IndicatorPlan) throws(Undefined) {
    var runs: [(group: Int, area: CellArea, window: Window, level: String)] = []
    try forEachRun(planned) { (group, area, window, level) throws(Undefined) in
      runs.append((group, area, window, level))
    }
    let indicator = planned.indicator
    for (group, area, window, level) in runs {
      let shown = planned.groups[group].quantities(indicator)
      let keys = shown.map { key($0, indicator, group, level, window).flatMap { numberOf[$0] } }
      for position in 0..<source.count(area) {
        let address = CellAddress(
          indicator: indicator.id, group: group, area: area, position: position, period: window.period)
        let key = planned.groups[group].key
        guard let cell = source.shown(address, key: key), let entry = Entry(cell, address, source) else {
          continue
        }
        try add(entry, planned.groups[group], indicator, Array(zip(shown, keys)), window)
      }
    }
  }

  /// A cell with a number.
  struct Entry {
    let address: CellAddress
    let estimate: Estimate
    let rule: SuppressionRule?
    /// Of an earlier edition: what it has published cannot be withheld any more.
    var isPast = false

    init(past address: CellAddress, _ estimate: Estimate, rule: SuppressionRule?) {
      (self.address, self.estimate, self.rule, isPast) = (address, estimate, rule, true)
    }

    init?(_ cell: Cell, _ address: CellAddress, _ source: DisclosureSource) {
      self.address = address
      switch cell {
      case .estimate(let estimate, _): (self.estimate, rule) = (estimate, nil)
      case .suppressed(let rule):
        guard let hidden = source.hidden(address) else { return nil }
        (estimate, self.rule) = (hidden, rule)
      case .missing: return nil
      }
    }
  }

  mutating func add(
    _ entry: Entry, _ group: GroupPlan, _ indicator: Indicator, _ shown: [(ShownQuantity, Int?)],
    _ window: Window
  ) throws(Undefined) {
    let price = entry.isPast ? nil : price(entry, group, indicator)
    var bundle: [DisclosureSystem.Cell] = []
    for (shown, quantity) in shown {
      guard let number = group.number(shown.role, entry.estimate) else { continue }
      let isWhole =
        number == number.rounded() && (shown.role != .amount || group.countedRole(indicator) == .amount)
      let protection = Protection(shown.role, number, entry.estimate, rule: entry.rule, group, indicator)
      let cell: DisclosureSystem.Cell
      if let rule = entry.rule {
        cell = try system.withhold(
          number, bounds: protection.bounds, width: protection.width, isWhole: isWhole)
        if protection.width != nil { protect(cell, entry, shown.role, rule) }
      } else {
        cell = try system.publish(number, bounds: protection.bounds, cost: price, isWhole: isWhole)
        if price != nil { owners[cell] = entry.address }
        bundle.append(cell)
      }
      numbers[Number(address: entry.address, role: shown.role)] = cell
      if let quantity {
        try link(cell, quantity, entry.address, shown.isForeign ? [] : window.parts)
      }
      if let before = source.earlier[entry.address], let number = group.number(shown.role, before) {
        try equate(cell, with: try system.publish(number))
      }
    }
    if bundle.count > 1 { system.bundle(bundle) }
    try addRemainder(entry, group, indicator)
  }

  /// What a share leaves.
  private mutating func addRemainder(_ entry: Entry, _ group: GroupPlan, _ indicator: Indicator)
    throws(Undefined)
  {
    let (part, whole) = (
      numbers[Number(address: entry.address, role: .amount)],
      numbers[Number(address: entry.address, role: .denominator)]
    )
    guard let part, let whole, let top = entry.estimate.cases, let bottom = entry.estimate.denominator,
      bottom >= top
    else { return }
    let rest = bottom - top
    let protection = Protection(.remainder, rest, entry.estimate, rule: entry.rule, group, indicator)
    let cell = try system.withhold(
      rest, bounds: protection.bounds, width: protection.width, isWhole: rest == rest.rounded())
    try system.relate(total: whole, of: [part, cell])
    if let rule = entry.rule, protection.width != nil { protect(cell, entry, .remainder, rule) }
  }

  private mutating func protect(
    _ cell: DisclosureSystem.Cell, _ entry: Entry, _ role: QuantityRole, _ rule: SuppressionRule
  ) {
    protected.append(Protected(cell: cell, address: entry.address, role: role, rule: rule))
  }

  /// What withholding a cell costs: the people in it, so that small places go first. Nil where it must stay.
  ///
  /// Zeros stay as long as others will do, because nothing can be below them; beside small counts always, because the
  /// reason that would be printed says that they are none.
  private func price(_ entry: Entry, _ group: GroupPlan, _ indicator: Indicator) -> Double? {
    if freedom == .ruled, !indicator.suppress.hasRule { return nil }
    if freedom != .all, entry.address.area == .whole { return nil }
    let estimate = entry.estimate
    if estimate.value == 0 || estimate.cases == 0 {
      guard freedom != .ruled, indicator.suppress.countBelow == nil else { return nil }
    }
    return max(1, (estimate.cases ?? estimate.denominator ?? estimate.value).magnitude)
  }
}
