/// Which neighbourhood, tract and ward each cell of the mesh belongs to.
struct Regions {
  let mesh = HexMesh()
  /// Neighbourhood by cell, from 1; 0 is none: water, the park, beyond the limits.
  private(set) var neighbourhood: [Int]
  /// Tract by cell, an index into `tracts`; −1 is none.
  private(set) var tract: [Int]
  /// Ward by cell, from 1; 0 is none.
  private(set) var ward: [Int]
  private(set) var isPark: [Bool]
  private(set) var tracts: [TractPlan] = []

  struct TractPlan {
    var neighbourhood: Int
    /// From 1 within the neighbourhood.
    var number: Int
    var cells: [Int]

    /// Eleven digits: a state that does not exist, a county, four digits and two.
    var geoid: String {
      let four = neighbourhood * 100 + number
      return "00701" + String(repeating: "0", count: 4 - String(four).count) + "\(four)00"
    }
  }

  init() {
    let mesh = mesh
    let count = mesh.count
    let land = (0..<count).map { Terrain.isLand(mesh.centre($0)) }
    isPark = (0..<count).map { mesh.centre($0).distance(to: CityPlan.park) < CityPlan.parkRadius }
    neighbourhood = Array(repeating: 0, count: count)
    tract = Array(repeating: -1, count: count)
    ward = Array(repeating: 0, count: count)
    growNeighbourhoods(land)
    growTracts()
    growWards()
  }

  private mutating func growNeighbourhoods(_ land: [Bool]) {
    let mesh = mesh
    let ring = (0..<mesh.count).filter { cell in
      land[cell] && !isPark[cell] && mesh.centre(cell).distance(to: CityPlan.park) < CityPlan.parkRing
    }
    let ringSet = Set(ring)
    let open = (0..<mesh.count).filter { land[$0] && !isPark[$0] && !ringSet.contains($0) }
    var seeds: [(cell: Int, label: Int)] = []
    for plan in CityPlan.neighbourhoods where plan.id != CityPlan.parkNeighbourhood {
      if let cell = mesh.nearest(to: plan.seed, of: open) { seeds.append((cell, plan.id)) }
    }
    let grown = grow(seeds, over: open, scale: 0.8, layer: 10)
    for (cell, label) in grown { neighbourhood[cell] = label }
    for cell in ring { neighbourhood[cell] = CityPlan.parkNeighbourhood }
  }

  private mutating func growTracts() {
    for plan in CityPlan.neighbourhoods {
      let cells = neighbourhood.indices.filter { neighbourhood[$0] == plan.id }
      let seeds = spread(plan.tracts, over: cells)
      let grown = grow(seeds.enumerated().map { ($1, $0) }, over: cells, scale: 0.45, layer: 20)
      for number in 0..<seeds.count {
        let own = cells.filter { grown[$0] == number }
        for cell in own { tract[cell] = tracts.count }
        tracts.append(TractPlan(neighbourhood: plan.id, number: number + 1, cells: own))
      }
    }
  }

  private mutating func growWards() {
    let mesh = mesh
    let all = Array(0..<mesh.count)
    let seeds = CityPlan.wardSeeds.enumerated().compactMap { index, point in
      mesh.nearest(to: point, of: all).map { (cell: $0, label: index + 1) }
    }
    let grown = grow(seeds, over: all, scale: 1.1, layer: 30)
    for cell in all where neighbourhood[cell] > 0 || isPark[cell] { ward[cell] = grown[cell] ?? 0 }
  }

  /// Cells that lie apart: the farthest from those chosen, then three rounds of moving to the middle.
  private func spread(_ count: Int, over cells: [Int]) -> [Int] {
    let places = cells.map { mesh.centre($0) }
    guard let corner = cells.indices.min(by: { places[$0].x < places[$1].x }) else { return [] }
    var chosen = [corner]
    while chosen.count < count {
      let far = cells.indices.map { cell in
        chosen.map { places[$0].distance(to: places[cell]) }.min() ?? 0
      }
      chosen.append(far.indices.max { far[$0] < far[$1] } ?? corner)
    }
    var seeds = chosen.map { cells[$0] }
    for _ in 0..<3 { seeds = moved(seeds, over: cells) }
    return seeds
  }

  private func moved(_ seeds: [Int], over cells: [Int]) -> [Int] {
    var sums = seeds.map { _ in Point(x: 0, y: 0) }
    var counts = seeds.map { _ in 0.0 }
    for cell in cells {
      let place = mesh.centre(cell)
      let distances = seeds.map { mesh.centre($0).distance(to: place) }
      let own = distances.indices.min { distances[$0] < distances[$1] } ?? 0
      sums[own] = sums[own] + place
      counts[own] += 1
    }
    return seeds.indices.map { index in
      guard counts[index] > 0 else { return seeds[index] }
      return mesh.nearest(to: sums[index] * (1 / counts[index]), of: cells) ?? seeds[index]
    }
  }

  /// Regions around seeds: each cell goes to the seed with the cheapest way to it. Ways through rough
  /// ground cost more, which bends the borders. Each region is in one piece.
  private func grow(
    _ seeds: [(cell: Int, label: Int)], over cells: [Int], scale: Double, layer: UInt64
  ) -> [Int: Int] {
    var cost: [Int: Double] = [:]
    var label: [Int: Int] = [:]
    let open = Set(cells)
    let rough = Dictionary(
      uniqueKeysWithValues: cells.map { cell in
        let place = mesh.centre(cell)
        return (cell, 0.7 + 1.6 * noise(place.x, place.y, scale: scale, layer: layer))
      })
    var queue: [Int] = []
    for seed in seeds {
      cost[seed.cell] = 0
      label[seed.cell] = seed.label
      queue.append(seed.cell)
    }
    // Bellman and Ford's relaxation: rounds end when no way gets cheaper.
    while !queue.isEmpty {
      var next: [Int] = []
      for cell in queue {
        for case .some(let other) in mesh.neighbours(cell) where open.contains(other) {
          let way = (cost[cell] ?? 0) + (rough[cell] ?? 1) + (rough[other] ?? 1)
          guard way < cost[other] ?? .infinity else { continue }
          cost[other] = way
          label[other] = label[cell]
          next.append(other)
        }
      }
      queue = next
    }
    return label
  }
}
