import Catalog
import Statistics

/// Numbers in several cells that are one quantity, or are made of the same base periods.
extension DisclosureModel {
  /// Ties a number to the segments that it is made of.
  mutating func link(
    _ cell: DisclosureSystem.Cell, _ quantity: Int, _ address: CellAddress, _ window: [Period]
  ) throws(Undefined) {
    let segments = quantities[quantity].segments
    guard let made = segments.byWindow[window], !made.isEmpty else { return }
    if made.count == 1 {
      return try attach(
        cell, Slice(quantity: quantity, layer: made[0], area: address.area), address.position)
    }
    if let layer = segments.layer(window) {
      try attach(cell, Slice(quantity: quantity, layer: layer, area: address.area), address.position)
    }
    let key = quantities[quantity].key
    let sums = made.map { source.sum(key, address.area, address.position, segments.pieces[$0]) }
    let known = sums.compactMap { $0 }
    guard known.count == made.count, Self.agree(known.compensatedSum, value(cell)) else { return }
    var atoms: [DisclosureSystem.Cell] = []
    for (segment, sum) in zip(made, known) {
      let slice = Slice(quantity: quantity, layer: segment, area: address.area)
      if let atom = slices[slice]?[address.position], atom >= 0 {
        guard Self.agree(value(atom), sum) else { return }
        atoms.append(atom)
      } else {
        let atom = try system.withhold(
          sum, bounds: sum < 0 ? .open : .nonNegative, isWhole: system.cells[cell].isWhole)
        try attach(atom, slice, address.position)
        atoms.append(atom)
      }
    }
    try system.relate(total: cell, of: atoms)
  }

  private mutating func attach(_ cell: DisclosureSystem.Cell, _ slice: Slice, _ position: Int)
    throws(Undefined)
  {
    // Changed in place: a copy of the run for every cell of it would be quadratic in places.
    if slices[slice] == nil { slices[slice] = Array(repeating: -1, count: source.count(slice.area)) }
    if let held = slices[slice]?[position], held >= 0 {
      try equate(cell, with: held)
    } else {
      slices[slice]?[position] = cell
    }
  }

  mutating func equate(_ cell: DisclosureSystem.Cell, with other: DisclosureSystem.Cell)
    throws(Undefined)
  {
    guard Self.agree(value(cell), value(other)) else { return }
    try system.relate(cell, same: other)
  }

  func value(_ cell: DisclosureSystem.Cell) -> Double { system.cells[cell].value ?? .nan }

  /// Half of what the solver lets pass.
  static func agree(_ first: Double, _ second: Double) -> Bool {
    (first - second).magnitude <= 5e-10 * max(first.magnitude, second.magnitude)
  }

  /// Residents as place pages print them.
  mutating func addPopulation() throws(Undefined) {
    guard let request = source.plan.population, let period = source.populationPeriod,
      let table = source.geographies.tables[source.plan.geography.primary.text]
    else { return }
    // As a denominator's, and as a number of people by itself.
    let own = QuantityKey(request.feed, request.request)
    var foreign = own
    foreign.times = [PeriodShare(period: period, factor: 1)]
    for (key, window) in [(foreign, []), (own, [period])] {
      guard let quantity = numberOf[key], let layer = quantities[quantity].segments.layer(window) else {
        continue
      }
      for (position, place) in table.places.enumerated() {
        guard let residents = source.population[place.id] else { continue }
        let cell = try system.publish(residents)
        try attach(cell, Slice(quantity: quantity, layer: layer, area: .level(table.level)), position)
      }
      if let all = source.population[source.geographies.whole.id] {
        try attach(
          try system.publish(all), Slice(quantity: quantity, layer: layer, area: .whole), 0)
      }
    }
  }
}
