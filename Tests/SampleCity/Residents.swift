/// Who lives in a tract: the truth that the invented surveys and registers measure with error.
struct Tract {
  var geoid: String
  var neighbourhood: Int
  var number: Int
  var cells: [Int]
  /// 0 is the least, 1 the best off.
  var comfort: Double
  /// Residents in 2022.
  var people2022: Double
  /// Growth a year, a share.
  var growth: Double
  /// Shares of residents in four of the Census Bureau's groups.
  var groups: [Double]
  /// A lasting peculiarity for each subject, around 1.
  var temper: [Double]

  /// How far the tract is from the best off.
  var want: Double { 1 - comfort }

  func people(_ year: Double) -> Double { people2022 * (1 + growth * (year - 2022)) }
  func households(_ year: Double) -> Double { people(year) / (2.25 + 0.5 * want) }
  var renterShare: Double { bounded(0.24 + 0.5 * want + 0.1 * (temper[0] - 1), 0.1, 0.92) }
  func renters(_ year: Double) -> Double { households(year) * renterShare }
  func owners(_ year: Double) -> Double { households(year) * (1 - renterShare) }

  var childShare: Double {
    neighbourhood == CityPlan.universityNeighbourhood ? 0.08 : 0.15 + 0.11 * want
  }
  func children(_ year: Double) -> Double { people(year) * childShare }
  func underFive(_ year: Double) -> Double { children(year) * 0.27 }
}

func bounded(_ value: Double, _ low: Double, _ high: Double) -> Double { min(max(value, low), high) }

/// A value at a year, straight between the years given and level beyond them.
func along(_ year: Double, _ points: [(Double, Double)]) -> Double {
  guard let first = points.first, let last = points.last else { return 0 }
  if year <= first.0 { return first.1 }
  for (from, to) in zip(points, points.dropFirst()) where year <= to.0 {
    return from.1 + (to.1 - from.1) * (year - from.0) / (to.0 - from.0)
  }
  return last.1
}

/// Everybody, and the mesh they live on.
struct Residents {
  let regions: Regions
  let tracts: [Tract]

  init(_ regions: Regions) {
    self.regions = regions
    var random = Random("residents")
    let cells = Dictionary(grouping: regions.tracts, by: \.neighbourhood)
      .mapValues { plans in plans.reduce(0) { $0 + $1.cells.count } }
    tracts = regions.tracts.map { plan in
      let place = CityPlan.neighbourhoods[plan.neighbourhood - 1]
      let share = Double(plan.cells.count) / Double(cells[plan.neighbourhood] ?? 1)
      return Self.tract(plan, place, share: share, &random)
    }
  }

  /// Tracts by neighbourhood, in the order of neighbourhoods.
  var byNeighbourhood: [(place: Neighbourhood, tracts: [Tract])] {
    CityPlan.neighbourhoods.map { place in (place, tracts.filter { $0.neighbourhood == place.id }) }
  }

  private static func tract(
    _ plan: Regions.TractPlan, _ place: Neighbourhood, share: Double, _ random: inout Random
  ) -> Tract {
    let even = 0.45 / Double(place.tracts) + 0.55 * share
    var people = place.thousands * 1000 * even * random.between(0.92, 1.08)
    // The second tract of the port is docks and sheds: a handful of people on boats.
    if place.id == CityPlan.portNeighbourhood { people = plan.number == 2 ? 38 : 860 }
    let comfort = bounded(place.comfort + random.normal() * 0.035, 0.02, 0.99)
    let growth = along(comfort, [(0.1, -0.004), (0.35, 0.004), (0.55, 0.011), (0.8, 0.004), (1, 0.001)])
    return Tract(
      geoid: plan.geoid, neighbourhood: place.id, number: plan.number, cells: plan.cells, comfort: comfort,
      people2022: people, growth: growth, groups: groups(place, &random),
      temper: (0..<8).map { _ in 1 + 0.1 * random.normal() })
  }

  /// Black or African American; Hispanic or Latino; Asian; White, not Hispanic.
  private static func groups(_ place: Neighbourhood, _ random: inout Random) -> [Double] {
    var own = Random("groups \(place.id)")
    let want = 1 - place.comfort
    let black = 0.06 + 0.30 * want * own.unit() + 0.02 * random.unit()
    let hispanic = 0.12 + 0.42 * want * own.unit() + 0.03 * random.unit()
    let asian = 0.07 + 0.13 * own.unit() + 0.02 * random.unit()
    return [black, hispanic, asian, bounded(0.96 - black - hispanic - asian, 0.06, 1)]
  }
}
