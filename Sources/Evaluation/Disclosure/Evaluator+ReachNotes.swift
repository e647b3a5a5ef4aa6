import Catalog

/// Of a number of access: how much of each small area's people it counts.
struct ReachedAreas: Sendable {
  /// The level of the small areas.
  let level: String
  /// By small area, the share of its people within reach, or the sites that each of them has; nil where that is not
  /// known.
  let weights: [Double?]
}

extension Evaluator {
  /// Notes what a number of access is made of: how much of each small area counts, and how many people live there.
  ///
  /// Anybody with the map and the list of sites knows the first, so that numbers of access tell of the second. Only
  /// where an indicator with a rule shows these people.
  func noteReach(
    _ subject: Subject, _ reached: [(window: Window, areas: ReachedAreas)], _ notes: inout DisclosureNotes
  ) {
    let home = subject.indicator.feed.text
    let people = QuantityKey(home, subject.group.numerator)
    guard let reach = subject.group.reach, plan.ruledPeople().contains(people),
      var pooling = pooling(home, subject.group.numerator, subject.level, subject.indicator)
    else { return }
    for (window, areas) in reached {
      let key = DisclosureNotes.ReachKey(reach: reach, period: window.period)
      guard notes.reached[key] == nil, let own = geographies.partition(from: areas.level, to: areas.level)
      else { continue }
      notes.reached[key] = areas
      let counted = pooling.pool(TargetSources(partition: own, whole: nil), window)
      let part = DisclosureNotes.PartKey(quantity: people, area: .level(areas.level))
      for period in window.parts { notes.parts[part, default: [:]][period] = counted.entries.map(\.value) }
    }
  }
}

extension EvaluationPlan {
  /// The people of whom indicators with a rule say how many there are, or how many of them are within reach of sites.
  func ruledPeople() -> Set<QuantityKey> {
    var found: Set<QuantityKey> = []
    for planned in plans.values where planned.indicator.suppress.hasRule {
      for shown in planned.groups.flatMap({ $0.quantities(planned.indicator) }) where !shown.isForeign {
        var key = shown.key
        key.reach = nil
        found.insert(key)
      }
    }
    return found
  }
}
