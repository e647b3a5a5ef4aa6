import Catalog
import Statistics

/// Places put into groups from the worst off to the best off by an ordering indicator.
struct LensGroups: Sendable {
  let lens: Lens
  /// The period of the ordering indicator.
  let period: Period
  /// Places by group, 0 the worst off; each list sorted.
  let groups: [[PlaceID]]

  /// Groups the places of a level; places without an estimate to order by are left out.
  ///
  /// - Parameter population: residents by place; where the lens is weighted, places without any are left out.
  init?(
    _ lens: Lens, ordering: IndicatorResult, places: [PlaceID], population: [PlaceID: Double]
  ) {
    guard
      let period = ordering.periods.last(where: { period in
        places.contains { ordering.series.known($0, period)?.estimate != nil }
      })
    else { return nil }
    self.lens = lens
    self.period = period
    let ordered = places.compactMap { place -> (place: PlaceID, value: Double, weight: Double)? in
      guard let value = ordering.series.known(place, period)?.estimate?.value else { return nil }
      let weight = lens.isWeighted ? (population[place] ?? 0) : 1
      return weight > 0 ? (place, lens.worstIsLow ? value : -value, weight) : nil
    }.sorted { ($0.value, $0.place) < ($1.value, $1.place) }
    guard ordered.count >= lens.groups else { return nil }
    var groups = [[PlaceID]](repeating: [], count: lens.groups)
    for (index, group) in Self.cut(ordered.map(\.weight), into: lens.groups, weighted: lens.isWeighted)
      .enumerated()
    {
      groups[group].append(ordered[index].place)
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
