import Catalog
import Statistics

/// The relations between places, levels, lenses and groups. Each is put in only where the numbers agree with it: rows
/// without a place, places that cut others and groups that overlap make sums that are none.
extension DisclosureModel {
  typealias Term = (cell: DisclosureSystem.Cell, weight: Double)

  mutating func relateAreas() throws(Undefined) {
    for number in quantities.indices {
      let levels = source.geographies.roster.levels.map(\.id).filter {
        quantities[number].areas.contains(.level($0))
      }
      for layer in quantities[number].segments.layers {
        for child in levels {
          for parent in levels where parent != child {
            if let way = source.geographies.partition(from: child, to: parent) {
              try relate(number, layer, .level(child), .level(parent), way)
            }
          }
        }
        for lens in lenses(number) { try relate(number, layer, levels, lens: lens) }
      }
      for level in levels where !isInside(level, levels) { try relateWhole(number, level) }
      if quantities[number].isCoverage { try relateCoverage(number) }
    }
  }

  private func lenses(_ number: Int) -> [String] {
    source.plan.geography.lenses.map(\.id).filter { quantities[number].areas.contains(.lens($0)) }
  }

  /// Whether all of a level's places are put together into places of another that is shown: then the whole follows
  /// from those.
  private func isInside(_ level: String, _ levels: [String]) -> Bool {
    levels.contains { other in
      guard other != level, let way = source.geographies.partition(from: level, to: other),
        source.geographies.partition(from: other, to: level) == nil
      else { return false }
      return (0..<source.count(.level(level))).allSatisfy { place in
        (way.targets(of: place).lazy.map(\.weight).compensatedSum - 1).magnitude < 1e-9
      }
    }
  }

  private mutating func relate(
    _ number: Int, _ layer: Int, _ child: CellArea, _ parent: CellArea, _ way: Partition
  ) throws(Undefined) {
    guard let parts = slices[Slice(quantity: number, layer: layer, area: child)],
      let totals = slices[Slice(quantity: number, layer: layer, area: parent)]
    else { return }
    var terms = [[Term]](repeating: [], count: totals.count)
    for share in way.shares where share.source < parts.count && parts[share.source] >= 0 {
      if share.target < totals.count { terms[share.target].append((parts[share.source], share.weight)) }
    }
    for (total, terms) in zip(totals, terms) where total >= 0 {
      try relate(total, terms, mayExceed: quantities[number].isCounted)
    }
  }

  /// The groups of a lens and the places in them; places of another level by way of the primary one.
  private mutating func relate(_ number: Int, _ layer: Int, _ levels: [String], lens: String)
    throws(Undefined)
  {
    let primary = source.plan.geography.primary.text
    let result = indicators.compactMap { source.results[$0.indicator.id] }
      .first { $0.lenses.contains { $0.lens == lens } }
    guard let groups = result.flatMap({ source.partition(lens: lens, of: $0) }) else { return }
    for level in levels.contains(primary) ? [primary] : levels {
      guard let way = source.geographies.partition(from: level, to: primary) else { continue }
      try relate(number, layer, .level(level), .lens(lens), way.followed(by: groups))
    }
  }

  /// A level's places and the whole. What lies outside all places is told, in all, by the page's coverage.
  private mutating func relateWhole(_ number: Int, _ level: String) throws(Undefined) {
    var outside: [DisclosureSystem.Cell] = []
    for layer in quantities[number].segments.layers {
      guard let parts = slices[Slice(quantity: number, layer: layer, area: .level(level))],
        let whole = slices[Slice(quantity: number, layer: layer, area: .whole)]?.first, whole >= 0
      else { continue }
      let terms = parts.filter { $0 >= 0 }.map { (cell: $0, weight: 1.0) }
      if let gap = try relate(whole, terms, mayExceed: quantities[number].isCounted) { outside.append(gap) }
    }
    // Of windows that share periods the sum is none.
    guard !outside.isEmpty, quantities[number].segments.long.isEmpty else { return }
    try system.relate(
      outside, coefficients: outside.map { _ in 1 }, sum: outside.map { value($0) }.compensatedSum)
  }

  /// The rows of all periods together, which the page's coverage tells.
  private mutating func relateCoverage(_ number: Int) throws(Undefined) {
    guard quantities[number].segments.long.isEmpty else { return }
    let segments = quantities[number].segments.pieces.indices
    let wholes = segments.compactMap {
      slices[Slice(quantity: number, layer: $0, area: .whole)]?.first
    }.filter { $0 >= 0 }
    guard wholes.count == segments.count, !wholes.isEmpty else { return }
    try system.relate(
      wholes, coefficients: wholes.map { _ in 1 }, sum: wholes.map { value($0) }.compensatedSum)
  }

  /// A total and its parts where they add up. Where the total is larger and may be, what is missing stands in as a
  /// number of its own, at least 0: readers know that much.
  /// - Returns: that number.
  @discardableResult
  mutating func relate(
    _ total: DisclosureSystem.Cell, _ terms: [Term], mayExceed: Bool
  ) throws(Undefined) -> DisclosureSystem.Cell? {
    guard !terms.isEmpty else { return nil }
    let values = terms.map { value($0.cell) * $0.weight }
    let (sum, whole) = (values.compensatedSum, value(total))
    let cells = [total] + terms.map(\.cell)
    let factors = [-1] + terms.map(\.weight)
    if Self.agree(sum, whole) {
      try system.relate(cells, coefficients: factors)
      return nil
    }
    guard mayExceed, whole > sum, terms.allSatisfy({ $0.weight >= 0 }) else { return nil }
    let gap = try system.withhold(whole - sum, isWhole: system.cells[total].isWhole)
    try system.relate(cells + [gap], coefficients: factors + [1])
    return gap
  }

  // MARK: groups

  /// The groups of a breakdown and everyone: where they add up in every cell they are taken to be all there are, and
  /// where rows are filtered into them they are at most everyone.
  mutating func relateGroups() throws(Undefined) {
    for planned in indicators {
      var first = 1
      for breakdown in planned.indicator.breakdowns {
        let groups = first..<first + breakdown.groups.count
        first = groups.upperBound
        let isFiltered = breakdown.groups.allSatisfy { $0.filter != nil && $0.formula == nil }
        for role in [QuantityRole.amount, .records, .denominator] {
          try relate(planned, groups, role, isFiltered: isFiltered && groups.count > 0)
        }
      }
    }
  }

  private mutating func relate(
    _ planned: IndicatorPlan, _ groups: Range<Int>, _ role: QuantityRole, isFiltered: Bool
  ) throws(Undefined) {
    var sums: [(total: DisclosureSystem.Cell, terms: [Term])] = []
    let everyone = numbers.filter {
      $0.key.role == role && $0.key.address.group == 0 && $0.key.address.indicator == planned.indicator.id
    }.sorted { CellAddress.precedes($0.key.address, $1.key.address) }
    for (number, total) in everyone {
      let address = number.address
      let terms = groups.compactMap { group -> Term? in
        let part = CellAddress(
          indicator: address.indicator, group: group, area: address.area, position: address.position,
          period: address.period)
        return numbers[Number(address: part, role: role)].map { ($0, 1) }
      }
      if !terms.isEmpty { sums.append((total, terms)) }
    }
    let gaps = sums.map { sum in
      let parts = sum.terms.map { value($0.cell) }.compensatedSum
      return Self.agree(parts, value(sum.total)) ? 0 : value(sum.total) - parts
    }
    let isExhaustive = sums.indices.allSatisfy { sums[$0].terms.count == groups.count && gaps[$0] == 0 }
    let isDisjoint = isFiltered && gaps.allSatisfy { $0 >= 0 }
    guard isExhaustive || isDisjoint else { return }
    for (sum, gap) in zip(sums, gaps) {
      if isExhaustive {
        try system.relate(total: sum.total, of: sum.terms.map(\.cell))
      } else {
        let rest = try system.withhold(gap, isWhole: system.cells[sum.total].isWhole)
        try system.relate(total: sum.total, of: sum.terms.map(\.cell) + [rest])
      }
    }
  }
}
