import Catalog
import Statistics

/// An edition's cells as readers see them, with the withheld numbers as they are.
struct DisclosureSource: Sendable {
  let plan: EvaluationPlan
  let geographies: Geographies
  let results: [String: IndicatorResult]
  let notes: [String: DisclosureNotes]
  let population: [PlaceID: Double]
  let populationPeriod: Period?
  /// What an earlier edition has published of the same snapshots.
  var earlier: [CellAddress: Estimate] = [:]
  private let withheld: [CellAddress: Estimate]
  /// Numbers of single base periods, of all indicators.
  private let parts: [DisclosureNotes.PartKey: [Period: [Double]]]
  private let reached: [DisclosureNotes.ReachKey: ReachedAreas]

  init(_ evaluator: Evaluator, _ results: Evaluator.Results) {
    plan = evaluator.plan
    geographies = evaluator.geographies
    self.results = results.byIndicator
    notes = results.notes
    population = results.population
    populationPeriod = results.populationPeriod
    var withheld: [CellAddress: Estimate] = [:]
    var parts: [DisclosureNotes.PartKey: [Period: [Double]]] = [:]
    for (_, notes) in results.notes.sorted(by: { $0.key < $1.key }) {
      for number in notes.withheld { withheld[number.address] = number.estimate }
      for (key, found) in notes.parts { parts[key, default: [:]].merge(found) { first, _ in first } }
    }
    self.withheld = withheld
    self.parts = parts
    reached = results.notes.values.reduce(into: [:]) { $0.merge($1.reached) { first, _ in first } }
  }

  /// Indicators that share quantities, as far as something of theirs is withheld: what is told of one must be looked
  /// at together with the others. Each list is in the order of ids, and the lists are in the order of their first.
  func linkedIndicators() -> [[String]] {
    let planned = plan.plans.values.sorted { $0.indicator.id < $1.indicator.id }
    var lists: [[String]] = []
    var listOf: [QuantityKey: Int] = [:]
    for planned in planned {
      let id = planned.indicator.id
      let keys = planned.groups.flatMap { $0.quantities(planned.indicator) }.map(\.key)
      let met = Set(keys.compactMap { listOf[$0] }).sorted()
      let home = met.first ?? lists.count
      if home == lists.count { lists.append([]) }
      for other in met.dropFirst() {
        lists[home] += lists[other]
        lists[other] = []
        for (key, list) in listOf where list == other { listOf[key] = home }
      }
      lists[home].append(id)
      for key in keys { listOf[key] = home }
    }
    return lists.filter { list in list.contains { notes[$0]?.withheld.isEmpty == false } }.map { $0.sorted() }
      .sorted { ($0.first ?? "") < ($1.first ?? "") }
  }

  /// The cell as it is shown; nil where there is none.
  func shown(_ address: CellAddress, key: String?) -> Cell? {
    guard let result = results[address.indicator] else { return nil }
    switch address.area {
    case .whole:
      return result.series.known(
        at: 0, level: geographies.whole.id.level, address.period, group: key)
    case .level(let level):
      return result.series.known(at: address.position, level: level, address.period, group: key)
    case .lens(let lens):
      let values = result.lenses.first { $0.lens == lens }?.periods.first { $0.period == address.period }
      return values.flatMap { values in
        guard values.groups.indices.contains(address.position) else { return nil }
        if address.group == 0 { return values.groups[address.position].cell }
        let stratum = address.group - 1
        return values.strata.indices.contains(stratum) ? values.strata[stratum][address.position] : nil
      }
    }
  }

  /// The number behind a withheld cell.
  func hidden(_ address: CellAddress) -> Estimate? { withheld[address] }

  /// A quantity over some base periods; nil where one of them is not known.
  func sum(_ quantity: QuantityKey, _ area: CellArea, _ position: Int, _ periods: [Period]) -> Double? {
    guard let known = parts[DisclosureNotes.PartKey(quantity: quantity, area: area)] else { return nil }
    var sum = CompensatedSum()
    for period in periods {
      guard let values = known[period], values.indices.contains(position), !values[position].isNaN else {
        return nil
      }
      sum.add(values[position])
    }
    return sum.total
  }

  /// How much of each small area's people is within reach; nil where nothing with a rule is told of them.
  func reached(_ reach: Reach, _ period: Period) -> ReachedAreas? {
    reached[DisclosureNotes.ReachKey(reach: reach, period: period)]
  }

  /// How many places or groups an area has.
  func count(_ area: CellArea) -> Int {
    switch area {
    case .whole: 1
    case .level(let level): geographies.tables[level]?.places.count ?? 0
    case .lens(let lens): plan.geography.lenses.first { $0.id == lens }?.groups ?? 0
    }
  }

  /// From places of the primary level to the groups of a lens, as it is published.
  func partition(lens: String, of result: IndicatorResult) -> Partition? {
    guard let table = geographies.tables[plan.geography.primary.text],
      let groups = result.lenses.first(where: { $0.lens == lens })?.periods.first?.groups
    else { return nil }
    var targets = [Int?](repeating: nil, count: table.places.count)
    for group in groups {
      for place in group.places { table.indexByID[place.id].map { targets[$0] = group.index } }
    }
    return Partition(targets: targets, count: groups.count)
  }
}
