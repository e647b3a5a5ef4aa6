import Catalog
import Statistics

/// Places put into groups from the worst off to the best off by an ordering indicator.
struct LensGroups: Sendable {
  let lens: Lens
  /// The period of the ordering indicator.
  let period: Period
  /// Positions of places by group, 0 the worst off; each list ascending.
  let groups: [[Int]]

  /// Groups the places of a level; places without an estimate to order by are left out.
  ///
  /// - Parameter population: residents by place; where the lens is weighted, places without any are left out.
  init?(
    _ lens: Lens, ordering: IndicatorResult, level: PlaceRoster.Level, population: [PlaceID: Double]
  ) {
    func values(_ period: Period) -> [Double?] {
      level.places.indices.map { ordering.series.known(at: $0, level: level.id, period)?.estimate?.value }
    }
    var found: (period: Period, values: [Double?])?
    for period in ordering.periods.reversed() where found == nil {
      let values = values(period)
      if values.contains(where: { $0 != nil }) { found = (period, values) }
    }
    guard let found else { return nil }
    self.lens = lens
    period = found.period
    var ordered: [(position: Int, value: Double, weight: Double)] = []
    for (position, value) in found.values.enumerated() {
      guard let value else { continue }
      let weight = lens.isWeighted ? (population[level.places[position].id] ?? 0) : 1
      if weight > 0 { ordered.append((position, lens.worstIsLow ? value : -value, weight)) }
    }
    // Positions are in the order of ids, which decides between equal values.
    ordered.sort { ($0.value, $0.position) < ($1.value, $1.position) }
    guard ordered.count >= lens.groups else { return nil }
    var groups = [[Int]](repeating: [], count: lens.groups)
    for (index, group) in Self.cut(ordered.map(\.weight), into: lens.groups, weighted: lens.isWeighted)
      .enumerated()
    {
      groups[group].append(ordered[index].position)
    }
    self.groups = groups.map { $0.sorted() }
  }

  /// The group of each of the ordered places.
  ///
  /// Weighted: a place goes where the middle of its weight falls among equal shares of the total, so that no
  /// group holds a place of which more than half belongs to another. Unweighted: ranks 1…n are cut at the
  /// k/groups quantiles of the rank (linear), the lower group on ties with a cut.
  static func cut(_ weights: [Double], into groups: Int, weighted: Bool) -> [Int] {
    guard weighted else {
      // The rank 1 + share × (count − 1) in whole numbers, so that a tie with a cut is one.
      let steps = max(1, weights.count - 1)
      return weights.indices.map { rank in max(0, min(groups - 1, (rank * groups + steps - 1) / steps - 1)) }
    }
    let total = weights.compensatedSum
    var before = CompensatedSum()
    return weights.map { weight in
      let middle = (before.total + weight / 2) / total
      before.add(weight)
      return min(groups - 1, Int(middle * Double(groups)))
    }
  }
}
