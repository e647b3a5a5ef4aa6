import Catalog
import Statistics

/// Residents within reach of a site are those of small areas, and who has the map and the list of sites knows how many
/// of each count. So what is told of access tells of the areas' people: where one tract of a neighbourhood has a clinic
/// near, the neighbourhood's number within reach is that tract's; and of two distances that reach the same tracts the
/// one tells the other.
///
/// A share alone is no secret: it follows from the map where the people of the small areas are known, and where they
/// are not it is related to them here.
extension DisclosureModel {
  mutating func relateReach() throws(Undefined) {
    for number in quantities.indices where quantities[number].key.reach == nil {
      for window in quantities[number].windows.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        try relateReach(of: number, window)
      }
    }
  }

  /// A number of people within reach, with how much of each small area counts.
  private struct Reached {
    let layer: Slice
    let areas: ReachedAreas
  }

  /// Relates all that is said of one period's people.
  private mutating func relateReach(of people: Int, _ window: [Period]) throws(Undefined) {
    guard let period = window.first, window.count == 1 else { return }
    let key = quantities[people].key
    let reached = quantities.indices.flatMap { number -> [Reached] in
      guard let reach = quantities[number].key.reach, quantities[number].key.isOf(key),
        let layer = quantities[number].segments.layer(window),
        let areas = source.reached(reach, period)
      else { return [] }
      return quantities[number].areas.map {
        Reached(layer: Slice(quantity: number, layer: layer, area: $0), areas: areas)
      }
    }
    for level in Set(reached.map(\.areas.level)).sorted() {
      try relate(people, window, reached.filter { $0.areas.level == level }, level)
    }
  }

  private mutating func relate(_ people: Int, _ window: [Period], _ reached: [Reached], _ level: String)
    throws(Undefined)
  {
    let isShown = quantities[people].areas.contains(.level(level))
    // One distance alone says no more than how its residents and the others make all.
    guard isShown || Set(reached.map(\.layer.quantity)).count > 1,
      let layer = quantities[people].segments.layer(window)
    else { return }
    let own = Slice(quantity: people, layer: layer, area: .level(level))
    let columns = isShown ? try shown(own, window) : try alike(own, window, reached)
    if !isShown {
      for area in quantities[people].areas {
        try relate(Slice(quantity: people, layer: layer, area: area), level, columns) { _ in 1 }
      }
    }
    for number in reached {
      try relate(number.layer, level, columns) { number.areas.weights[$0] ?? 0 }
    }
  }

  /// People of a small area, or of several that are alike.
  private struct Column {
    let cell: DisclosureSystem.Cell
    /// The area, or the first of them.
    let area: Int
  }

  /// What makes small areas different: where they lie, and how much they count.
  private struct Signature: Hashable {
    /// By level, the places that it is part of.
    let shares: [[Share]]
    let weights: [Double?]

    struct Share: Hashable {
      let target: Int
      let weight: Double
    }
  }

  /// The people of each small area, where a page shows some of them.
  private mutating func shown(_ own: Slice, _ window: [Period]) throws(Undefined) -> [Column] {
    var columns: [Column] = []
    for (area, people) in residents(own, window) {
      let cell = slices[own]?[area] ?? -1
      columns.append(Column(cell: cell >= 0 ? cell : try hidden(people), area: area))
    }
    return columns
  }

  /// The people of small areas of which nothing shown tells one from the other, together.
  private mutating func alike(_ own: Slice, _ window: [Period], _ reached: [Reached]) throws(Undefined)
    -> [Column]
  {
    guard let level = own.area.level else { return [] }
    let others = Set(reached.map(\.layer.area)).union(quantities[own.quantity].areas).compactMap(\.level)
    let ways = Set(others).sorted().compactMap { source.geographies.partition(from: level, to: $0) }
    var found: [Signature: [(area: Int, people: Double)]] = [:]
    for (area, people) in residents(own, window) {
      let signature = Signature(
        shares: ways.map { $0.targets(of: area).map { .init(target: $0.target, weight: $0.weight) } },
        weights: reached.map { $0.areas.weights[area] })
      found[signature, default: []].append((area, people))
    }
    var columns: [Column] = []
    for areas in found.values.sorted(by: { $0[0].area < $1[0].area }) {
      columns.append(
        Column(cell: try hidden(areas.map(\.people).compensatedSum), area: areas[0].area))
    }
    return columns
  }

  /// Small areas that have people.
  private func residents(_ own: Slice, _ window: [Period]) -> [(area: Int, people: Double)] {
    let key = quantities[own.quantity].key
    return (0..<source.count(own.area)).compactMap { area in
      source.sum(key, own.area, area, window).flatMap { $0 == 0 ? nil : (area, $0) }
    }
  }

  private mutating func hidden(_ people: Double) throws(Undefined) -> DisclosureSystem.Cell {
    try system.withhold(
      people, bounds: people < 0 ? .open : .nonNegative, isWhole: people == people.rounded())
  }

  /// Relates the numbers of an area's places to the small areas in them. The whole and the groups of a lens follow from
  /// the places.
  private mutating func relate(
    _ slice: Slice, _ level: String, _ columns: [Column], _ weight: (Int) -> Double
  ) throws(Undefined) {
    guard let other = slice.area.level, let totals = slices[slice],
      let way = source.geographies.partition(from: level, to: other)
    else { return }
    var terms = [[Term]](repeating: [], count: totals.count)
    for column in columns {
      for share in way.targets(of: column.area) where weight(column.area) * share.weight != 0 {
        terms[share.target].append((column.cell, weight(column.area) * share.weight))
      }
    }
    for (total, terms) in zip(totals, terms) where total >= 0 {
      try relate(total, terms, mayExceed: false)
    }
  }
}

extension CellArea {
  /// The level whose places it is; nil for the whole and for groups of a lens.
  fileprivate var level: String? {
    if case .level(let level) = self { level } else { nil }
  }
}

extension QuantityKey {
  /// Whether it counts some of the people that another adds up.
  fileprivate func isOf(_ people: QuantityKey) -> Bool {
    var all = self
    all.reach = nil
    return all == people
  }
}
