import Catalog

extension Evaluator {
  /// As `forEachWindow`, for residents within reach of a site: their number is that of all residents with each small
  /// area counted by what it has within reach, so that margins, roll-up and lenses are those of any sum.
  ///
  /// A period in which nothing is known of the sites has no windows (see `windows`).
  func forEachReachWindow(
    _ subject: Subject, _ reach: Reach, _ windows: [Window], _ body: (Window, [WindowValues]) -> Void
  ) -> Pooling? {
    let (indicator, group) = (subject.indicator, subject.group)
    guard var people = pooling(indicator.feed.text, group.numerator, subject.level, indicator),
      let source = people.grouping.level, var finder = finder(reach, source, group),
      let targets = targets(indicator.feed.text, people.grouping, subject)
    else { return nil }
    let rule = FormulaRule(formula: group.formula, unit: indicator.unit, method: indicator.uncertainty)
    for window in windows {
      guard let sites = finder.sites(for: window.period) else { continue }
      let everyone = people.pool(targets, window)
      let weights = finder.weights(sites)
      let near = targets.map { WeightedSources($0, weights, isKnown: people.set.isKnown) }
      let counted = people.pool(near.map(\.sources), window)
      body(
        window,
        targets.indices.map { number in
          WindowValues(
            isPublished: false, isExplicit: group.numerator.isExplicit, rule: rule,
            whole: targets[number].whole, isWholeDescribed: people.hasWholeRows(window),
            isGrouped: !(subject.hasPlaces && number == 0),
            numerators: near[number].settled(counted[number], everyone[number]),
            denominators: everyone[number], records: nil,
            reached: ReachedAreas(level: source, weights: weights))
        })
    }
    return people
  }

  /// Finds what is within reach of the places of a level.
  func finder(_ reach: Reach, _ level: String, _ group: GroupPlan) -> ReachFinder? {
    let plan = DenominatorPlan(
      feed: reach.feed, request: group.numerator, period: reach.period, eachMonths: nil)
    return ReachFinder(reach, level: level, plan, self)
  }

  /// The windows for which the sites are known too.
  func reachable(_ windows: [Window], _ group: GroupPlan) -> [Window] {
    guard let reach = group.reach, let feed = aggregates[reach.feed] else { return windows }
    let plan = DenominatorPlan(
      feed: reach.feed, request: group.numerator, period: reach.period, eachMonths: nil)
    let alignment = DenominatorAlignment(plan: plan, available: feed.periods.sorted())
    return windows.filter { alignment.period(for: $0.period) != nil }
  }
}

/// Targets with each source place counted by a weight of its own.
struct WeightedSources {
  let sources: TargetSources
  /// Targets of which a source place has no weight.
  private let unknown: Set<Int>

  /// - Parameters:
  ///   - weights: by source place; nil is unknown.
  ///   - isKnown: by source place, whether it has residents at all.
  init(_ targets: TargetSources, _ weights: [Double?], isKnown: [Bool]) {
    var shares: [Partition.Share] = []
    var unknown: Set<Int> = []
    func add(_ source: Int, _ target: Int, _ weight: Double) {
      guard isKnown[source], weight != 0 else { return }
      guard let own = weights[source] else {
        unknown.insert(target)
        return
      }
      if own > 0 { shares.append(Partition.Share(source: source, target: target, weight: weight * own)) }
    }
    for share in targets.partition.shares { add(share.source, share.target, share.weight) }
    // The whole is a target as any other: a row that describes it says nothing of where its people live.
    if let whole = targets.whole { for source in weights.indices { add(source, whole, 1) } }
    sources = TargetSources(partition: Partition(targetCount: targets.count, shares: shares), whole: nil)
    self.unknown = unknown
  }

  /// Where nothing is within reach of anyone nobody counts, which is 0 and not missing; where it is not known, the
  /// number is missing.
  func settled(_ counted: Quantities, _ everyone: Quantities) -> Quantities {
    var settled = counted
    for target in 0..<settled.count {
      let all = everyone[target]
      if unknown.contains(target) {
        settled[target] = Quantity(value: nil, rows: max(1, all.rows), missing: max(1, all.missing))
      } else if settled.rowCount(target) == 0 {
        settled[target] =
          all.value == nil
          ? all
          : Quantity(value: 0, margin: all.margin.map { _ in 0 }, hasLostMargin: all.hasLostMargin, rows: 0)
      }
    }
    return settled
  }
}
