import Catalog
import Statistics

/// A lens with its groups of places, made once for all indicators that are seen through it.
struct LensView: Sendable {
  let groups: LensGroups
  /// From places to groups.
  let partition: Partition
  /// The places of each group, in the order of ids.
  let places: [[PlaceID]]
  /// Residents of each group's places; nil where those of one place are not known, because a partial total is a
  /// wrong total.
  let residents: [Double?]

  init(_ groups: LensGroups, level: PlaceRoster.Level, population: [PlaceID: Double]) {
    self.groups = groups
    var targets = [Int?](repeating: nil, count: level.places.count)
    for (number, positions) in groups.groups.enumerated() {
      for position in positions { targets[position] = number }
    }
    partition = Partition(targets: targets, count: groups.lens.groups)
    places = groups.groups.map { $0.map { level.places[$0].id } }
    residents = places.map { places in
      let known = places.compactMap { population[$0] }
      return known.count == places.count && !known.isEmpty ? known.compensatedSum : nil
    }
  }
}

extension Evaluator {
  /// The lenses that indicators name, by id, where their ordering indicator has results.
  func lensViews(_ results: [String: IndicatorResult], _ population: [PlaceID: Double]) -> [String: LensView]
  {
    guard let level = geographies.roster.level(plan.geography.primary.text) else { return [:] }
    let named = Set(plan.indicators.flatMap(\.lenses).map(\.text))
    var views: [String: LensView] = [:]
    for lens in plan.geography.lenses where named.contains(lens.id) {
      guard let ordering = results[lens.by.text],
        let groups = LensGroups(lens, ordering: ordering, level: level, population: population)
      else { continue }
      views[lens.id] = LensView(groups, level: level, population: population)
    }
    return views
  }

  /// The views that an indicator is seen through, in its order.
  func views(of indicator: Indicator, _ all: [String: LensView]) -> [LensView] {
    if case .published = indicator.formula { return [] }
    return indicator.lenses.compactMap { all[$0.text] }
  }

  /// The indicator through each view at the primary level, for one whose cells were computed before.
  func lenses(
    _ planned: IndicatorPlan, _ views: [LensView], _ linked: Set<QuantityKey>, _ notes: inout DisclosureNotes
  ) -> [LensResult] {
    guard !views.isEmpty else { return [] }
    let level = plan.geography.primary.text
    let windows = windows(planned, level)
    var results: [LensResult] = []
    for (number, group) in planned.groups.enumerated() where planned.isSeenThroughLenses(number) {
      let subject = Subject(
        indicator: planned.indicator, group: group, level: level, grouped: views.map(\.partition),
        hasPlaces: false)
      var collected = LensCollector(planned.indicator, group, number: number, views)
      let computed = forEachWindow(subject, windows) { window, values in
        collected.add(window, values[...])
      }
      guard computed != nil else { return [] }
      if notes.windows[level] == nil { notes.windows[level] = windows }
      noteParts(subject, windows, views, linked, &notes)
      notes.withheld += collected.notes.withheld
      collected.put(into: &results)
    }
    return results
  }
}

/// Puts the groups' values of each window together as lens results.
struct LensCollector {
  private let views: [LensView]
  private let suppression: PrimarySuppression
  private var periods: [[LensResult.PeriodValue]]
  private let indicator: String
  /// The group of people, 0 for everyone.
  private let number: Int
  /// What was withheld.
  private(set) var notes = DisclosureNotes()

  init(_ indicator: Indicator, _ group: GroupPlan, number: Int, _ views: [LensView]) {
    self.number = number
    self.views = views
    suppression = PrimarySuppression(plan: indicator.suppress, formula: group.formula)
    periods = views.map { _ in [] }
    self.indicator = indicator.id
  }

  /// - Parameter values: of the groups of each view.
  mutating func add(_ window: Window, _ values: ArraySlice<WindowValues>) {
    for ((number, view), values) in zip(views.enumerated(), values) {
      let shown = view.places.indices.map { group in
        let cell = notes.judge(
          group, values, suppression,
          at: CellAddress(
            indicator: indicator, group: self.number, area: .lens(view.groups.lens.id), position: group,
            period: window.period))
        return LensResult.GroupValue(
          index: group, cell: cell, places: view.places[group], population: view.residents[group])
      }
      periods[number].append(LensResult.PeriodValue(period: window.period, groups: shown))
    }
  }

  /// Everyone's values begin the results, without what is said over the groups of places, which `EquitySummary` adds;
  /// those of groups of people follow as their strata.
  func put(into results: inout [LensResult]) {
    guard number > 0 else {
      results = zip(views, periods).map { view, periods in
        LensResult(lens: view.groups.lens.id, orderedBy: view.groups.period, periods: periods)
      }
      return
    }
    for (lens, periods) in zip(results.indices, periods) {
      for (period, value) in zip(results[lens].periods.indices, periods) {
        results[lens].periods[period].strata.append(value.groups.map(\.cell))
      }
    }
  }
}
