import Catalog
import Notation

/// A checked project: what every feed is asked, and how every indicator is put together.
package struct EvaluationPlan: Sendable {
  /// With their periods as they are pooled, once the evaluator has found that out.
  package var indicators: [Indicator]
  package let geography: GeographyDefinition
  package let feeds: [String: FeedPlan]
  var plans: [String: IndicatorPlan]
  let population: DenominatorPlan?

  /// Checks all expressions; every problem of every definition is in the result.
  package static func make(
    feeds: [FeedDefinition], indicators: [Indicator], geography: GeographyDefinition
  ) -> (plan: EvaluationPlan, problems: [Diagnostic]) {
    var planner = IndicatorPlanner(feeds: feeds, geography: geography)
    var plans: [String: IndicatorPlan] = [:]
    for indicator in indicators { plans[indicator.id] = planner.plan(indicator) }
    let population = planner.population()
    let plan = EvaluationPlan(
      indicators: indicators, geography: geography, feeds: planner.feeds, plans: plans, population: population
    )
    // An expression that several groups share is checked with each of them.
    var seen: Set<Diagnostic> = []
    return (plan, planner.problems.filter { seen.insert($0).inserted })
  }

  /// Feeds that a pass must read, by id, sorted.
  package var feedsToRead: [String] {
    feeds.values.filter { !$0.wanted.isEmpty || !$0.requests.isEmpty }.map(\.feed.id).sorted()
  }

  /// Levels in which points are looked up.
  package var indexedLevels: Set<String> {
    Set(feeds.values.filter(\.isPlacedByPoint).flatMap(\.levels))
  }

  /// A pass over one feed.
  package func pass(_ feed: String, geographies: Geographies) -> FeedPass? {
    feeds[feed].map { FeedPass($0, geographies: geographies) }
  }
}
