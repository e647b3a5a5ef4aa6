import Catalog
import Notation
import Statistics

extension Evaluator {
  /// All results, with the residents of each place, and warnings such as an indicator without any value.
  package struct Results: Sendable {
    package var byIndicator: [String: IndicatorResult]
    package var population: [PlaceID: Double]
    package var populationPeriod: Period?
    package var problems: [Diagnostic]
    /// What an edition of these results says first: one finding each of different indicators.
    package var findings: [Finding] = []
    /// What is withheld, for the audit: by indicator.
    var notes: [String: DisclosureNotes] = [:]
  }

  /// An indicator's result, with what suppression must know of it beside.
  package struct Computed: Sendable {
    var result: IndicatorResult
    var notes: DisclosureNotes
  }

  /// Evaluates everything: what lenses order places by, then the rest each with its lenses, then indices; last come
  /// the numbers that are withheld so that others cannot be computed.
  ///
  /// Aggregates are given up as soon as no indicator to come needs them, where the caller keeps no copy.
  /// - Parameters:
  ///   - workers: by default one result after the other.
  ///   - complements: whether complements are chosen; without them, for tests of the audit, only the numbers that a
  ///     rule names are withheld.
  package consuming func results(
    _ workers: some Workers = OneWorker(), complements: Bool = true
  ) -> Results {
    let (population, populationPeriod) = residents()
    let orderings = orderings()
    let planned = plan.indicators.compactMap { plan.plans[$0.id] }
    let linked = plan.linkedQuantities()
    var results: [String: IndicatorResult] = [:]
    var notes: [String: DisclosureNotes] = [:]
    let first = planned.filter { orderings.contains($0.indicator.id) }
    compute(first, [:], linked, workers, keeping: planned, &results, &notes)
    for indicator in indicesInOrder() where orderings.contains(indicator.id) {
      results[indicator.id] = index(indicator, results)
    }
    let views = lensViews(results, population)
    for planned in first {
      let id = planned.indicator.id
      let views = self.views(of: planned.indicator, views)
      results[id]?.lenses = lenses(planned, views, linked, &notes[id, default: DisclosureNotes()])
    }
    let rest = planned.filter { !orderings.contains($0.indicator.id) }
    compute(rest, views, linked, workers, keeping: [], &results, &notes)
    for indicator in indicesInOrder() where results[indicator.id] == nil {
      results[indicator.id] = index(indicator, results)
    }
    let problems =
      poolingProblems
      + plan.indicators.compactMap { withoutValues($0, results[$0.id]) ?? overcrowded($0, notes[$0.id]) }
    var concluded = Results(
      byIndicator: results, population: population, populationPeriod: populationPeriod, problems: problems,
      notes: notes)
    if complements { withholdComplements(&concluded, workers) }
    // From here on only what is shown is looked at.
    adjust(&concluded)
    summarise(&concluded.byIndicator, population)
    concluded.conclude(plan.indicators, lenses: plan.geography.lenses)
    return concluded
  }

  /// Computes indicators a few at a time, and gives up what neither those after them nor `others` need.
  private mutating func compute(
    _ planned: [IndicatorPlan], _ views: [String: LensView], _ linked: Set<QuantityKey>,
    _ workers: some Workers,
    keeping others: [IndicatorPlan], _ results: inout [String: IndicatorResult],
    _ notes: inout [String: DisclosureNotes]
  ) {
    var rest = planned[...]
    while !rest.isEmpty {
      let jobs = Array(rest.prefix(4))
      rest = rest.dropFirst(4)
      for computed in Self.compute(jobs, views, linked, self, workers) {
        results[computed.result.indicator] = computed.result
        notes[computed.result.indicator] = computed.notes
      }
      keep(Array(rest) + others)
    }
  }

  private static func compute(
    _ jobs: [IndicatorPlan], _ views: [String: LensView], _ linked: Set<QuantityKey>, _ evaluator: Evaluator,
    _ workers: some Workers
  ) -> [Computed] {
    workers.map(jobs.count) { number in
      evaluator.result(jobs[number], evaluator.views(of: jobs[number].indicator, views), linked)
    }
  }

  /// Gives up the aggregates that none of some indicators needs.
  private mutating func keep(_ planned: [IndicatorPlan]) {
    var needed: [String: Set<ValueRequest>] = [:]
    for plan in planned {
      for group in plan.groups {
        needed[plan.indicator.feed.text, default: []].formUnion(
          [group.numerator] + [group.records, group.contributors].compactMap { $0 })
        if let bottom = group.denominator { needed[bottom.feed, default: []].insert(bottom.request) }
      }
    }
    for feed in aggregates.keys { aggregates[feed]?.keep(needed[feed] ?? []) }
  }

  /// Adds what is said over groups: from cells alone, after all that is withheld.
  private func summarise(_ results: inout [String: IndicatorResult], _ population: [PlaceID: Double]) {
    let level = geographies.roster.level(plan.geography.primary.text)
    for indicator in plan.indicators {
      let summary = EquitySummary(indicator, level: level, population: population)
      if let index = results.index(forKey: indicator.id) { summary.complete(&results.values[index]) }
    }
  }

  /// The indicators that places are ordered by, with those that such an index is made of.
  private func orderings() -> Set<String> {
    let named = Set(plan.indicators.flatMap(\.lenses).map(\.text))
    var found: Set<String> = []
    var next = plan.geography.lenses.filter { named.contains($0.id) }.map(\.by.text)
    while let id = next.popLast() {
      guard found.insert(id).inserted, let indicator = plan.indicators.first(where: { $0.id == id }) else {
        continue
      }
      if case .index(let index) = indicator.formula { next += index.names.map(\.text) }
    }
    return found
  }

  private func withoutValues(_ indicator: Indicator, _ result: IndicatorResult?) -> Diagnostic? {
    if let result, result.series.hasAnyValue { return nil }
    if case .index(let index) = indicator.formula, case .fixed(let base) = index.base {
      return Diagnostic(
        .warning, .noValues, "index “\(indicator.id)” has no value at all", at: indicator.location,
        fix:
          "name a base other than \(base) in which every part has different values, and see that the parts share periods"
      )
    }
    return Diagnostic(
      .warning, .noValues, "indicator “\(indicator.id)” has no value at all", at: indicator.location,
      fix: "run `almanac explain \(indicator.id)` to see which rows were left out, and why")
  }

  private func overcrowded(_ indicator: Indicator, _ notes: DisclosureNotes?) -> Diagnostic? {
    guard let dominance = indicator.suppress.dominance, notes?.isOvercrowded == true else { return nil }
    return Diagnostic(
      .error, .manyContributors,
      "“\(indicator.id)” has more than \(dominance.limit) pairs of a contributor and a place's base period, too many to keep",
      at: dominance.by.location,
      fix:
        "name as `by` what fewer rows differ in, show longer base periods or larger places, or narrow `where`"
    )
  }

  // MARK: one indicator

  private func result(_ planned: IndicatorPlan, _ views: [LensView], _ linked: Set<QuantityKey>) -> Computed {
    var notes = DisclosureNotes()
    let windows = planned.levels.map { level in
      geographies.tables[level] == nil ? [] : self.windows(planned, level)
    }
    let known = Set(windows.joined().map(\.period))
    let undelivered = undelivered(planned, known)
    var series = CellSeries(
      roster: geographies.roster, levels: planned.levels, periods: Array(known.union(undelivered)),
      groups: planned.groups.compactMap(\.key))
    var seen: [LensResult]?
    var lensParts: [LensResult] = []
    var everyone: Pooling?
    var hasWhole = false
    for (level, windows) in zip(planned.levels, windows) where geographies.tables[level] != nil {
      // The whole is computed once, with the first level: at another, points may lie outside all places.
      let needsWhole = !hasWhole
      for (number, group) in planned.groups.enumerated() {
        let isSeen = planned.isSeenThroughLenses(number) && level == plan.geography.primary.text
        var lenses = LensCollector(planned.indicator, group, number: number, isSeen ? views : [])
        let subject = Subject(
          indicator: planned.indicator, group: group, level: level,
          grouped: isSeen ? views.map(\.partition) : [])
        let suppression = PrimarySuppression(plan: planned.indicator.suppress, formula: group.formula)
        var reached: [(window: Window, areas: ReachedAreas)] = []
        let computed = forEachWindow(subject, windows) { window, values in
          let run = Run(
            indicator: planned.indicator.id, level: level, period: window.period, group: number,
            key: group.key)
          fill(&series, run, values[0], suppression, needsWhole: needsWhole, &notes)
          lenses.add(window, values[1...])
          if let areas = values[0].reached { reached.append((window, areas)) }
          if let shares = values[0].shares {
            notes.times[DisclosureNotes.TimesKey(group: number, level: level, period: window.period)] = shares
          }
        }
        if computed != nil {
          hasWhole = true
          notes.windows[level] = windows
          noteParts(subject, windows, isSeen ? views : [], linked, &notes)
          noteReach(subject, reached, &notes)
        }
        notes.withheld += lenses.notes.withheld
        if isSeen {
          if computed != nil { lenses.put(into: &lensParts) }
          seen = lensParts
        }
        if number == 0, level == planned.levels.first { everyone = computed }
      }
    }
    for period in undelivered { markNotDelivered(period, planned, &series) }
    var result = judged(planned.indicator.id, series, coverage(planned, windows.first ?? [], everyone))
    result.lenses = seen ?? lenses(planned, views, linked, &notes)
    return Computed(result: result, notes: notes)
  }

  /// The cells of one window that are filled at once.
  private struct Run {
    let indicator: String
    let level: String
    let period: Period
    /// The group's number and its key.
    let group: Int
    let key: String?

    func address(_ area: CellArea, _ position: Int) -> CellAddress {
      CellAddress(indicator: indicator, group: group, area: area, position: position, period: period)
    }
  }

  private func fill(
    _ series: inout CellSeries, _ run: Run, _ values: WindowValues, _ suppression: PrimarySuppression,
    needsWhole: Bool, _ notes: inout DisclosureNotes
  ) {
    let count = geographies.tables[run.level]?.places.count ?? 0
    series.set(
      level: run.level, run.period, group: run.key, count: count,
      estimate: { suppression.shown($0, values) },
      other: { notes.judge($0, values, suppression, at: run.address(.level(run.level), $0)) })
    guard needsWhole, let whole = values.whole else { return }
    series.set(
      notes.judge(whole, values, suppression, at: run.address(.whole, 0)), at: 0,
      level: geographies.whole.id.level, run.period, group: run.key)
  }

  /// Periods that the publisher has not delivered.
  private func undelivered(_ planned: IndicatorPlan, _ periods: Set<Period>) -> Set<Period> {
    let indicator = planned.indicator
    guard let feed = plan.feeds[indicator.feed.text]?.feed, indicator.periods.window == 1 else { return [] }
    return Set(feed.source.notDelivered.filter { !periods.contains($0) && indicator.periods.holds($0) })
  }

  /// Cells that say so.
  private func markNotDelivered(_ period: Period, _ planned: IndicatorPlan, _ series: inout CellSeries) {
    for group in planned.groups {
      series.set(.missing(.notDelivered), at: 0, level: geographies.whole.id.level, period, group: group.key)
      for level in planned.levels {
        let count = geographies.tables[level]?.places.count ?? 0
        series.set(level: level, period, group: group.key, count: count) { _ in .missing(.notDelivered) }
      }
    }
  }

  /// The result with its ranks, which look at the latest period that was delivered.
  func judged(_ id: String, _ series: CellSeries, _ coverage: Coverage) -> IndicatorResult {
    var result = IndicatorResult(indicator: id, series: series, coverage: coverage)
    judge(&result, isTotal: plan.indicators.first { $0.id == id }?.formula.isTotal ?? false)
    return result
  }

  /// Ranks the places of a result, and tests them against the whole unless values are totals.
  func judge(_ result: inout IndicatorResult, isTotal: Bool) {
    guard let latest = result.latestDelivered else { return }
    let series = result.series
    for level in series.levels.compactMap({ geographies.roster.level($0) }) {
      result.ranks[level.id] = Judgements.ranks(series, level: level, period: latest)
      if !isTotal { result.manyTests[level.id] = Judgements.tests(series, level: level, period: latest) }
    }
  }

  // MARK: population

  private func residents() -> ([PlaceID: Double], Period?) {
    let level = plan.geography.primary.text
    guard let request = plan.population, let home = aggregates[request.feed],
      var pooling = Pooling(
        home, level: sourceLevel(request.feed, level), request: request.request, zeroMargins: .largest),
      let source = pooling.grouping.level, let way = geographies.partition(from: source, to: level),
      let table = geographies.tables[level]
    else { return ([:], nil) }
    let alignment = DenominatorAlignment(plan: request, available: pooling.basePeriods)
    let period: Period? =
      if case .fixed(let fixed) = request.period { alignment.period(for: fixed) } else {
        alignment.available.last
      }
    guard let period else { return ([:], nil) }
    let pooled: Quantities = pooling.pool(
      TargetSources(partition: way, whole: table.places.count), Window(period: period, parts: [period]))
    var residents: [PlaceID: Double] = [:]
    for (target, place) in (table.places.map(\.id) + [geographies.whole.id]).enumerated() {
      residents[place] = pooled[target].value
    }
    return (residents, period)
  }
}
