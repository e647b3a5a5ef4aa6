import Catalog
import Notation
import Tables

/// Access indicators: residents by small areas, and sites with points.
extension IndicatorPlanner {
  /// The group of an access formula: all residents, and how far they are counted.
  mutating func accessGroup(
    _ key: String?, _ formula: Formula, _ access: Access, _ indicator: Indicator, _ feed: FeedPlan,
    _ filters: [TypedExpression]
  ) -> GroupPlan? {
    guard let people = denominator(access.people, home: feed.feed.id, filters: filters, each: nil),
      let reach = reach(access)
    else { return nil }
    checkMargins(formula, people.request, people, indicator)
    return GroupPlan(
      key: key, formula: formula, numerator: people.request, denominator: people, records: nil, reach: reach)
  }

  private mutating func reach(_ access: Access) -> Reach? {
    guard let plan = feeds[access.sites.text] else { return nil }
    guard case .point(let point)? = plan.feed.place?.key else {
      // Without any rule for places it is told when definitions are read.
      if plan.feed.place != nil {
        report(
          .error, .accessRefused, "the rows of “\(access.sites.text)” have no points, so nobody is near them",
          at: access.sites.location,
          fix: "write place: { at: \"…\" } with a point column in Indicators/feeds/\(access.sites.text).json5"
        )
      }
      return nil
    }
    var filters: [TypedExpression] = []
    if let filter = access.filter {
      guard let checked = row(filter, plan) else { return nil }
      filters.append(checked)
    }
    if let name = access.name, !isTextColumn(name, plan) { return nil }
    return Reach(
      feed: plan.feed.id,
      sites: SiteRequest(point: point.text, name: access.name?.text, filters: filters),
      period: access.period, within: access.within, spread: access.spread, value: access.value)
  }

  private mutating func isTextColumn(_ name: SourcedText, _ plan: FeedPlan) -> Bool {
    if plan.columns.type(of: name.text) == .text { return true }
    let texts = plan.columns.visible.filter { $0.type == .text }.map(\.name)
    let near = Suggestion.nearest(to: name.text, among: texts)
    report(
      .error, .unknownFeedColumn, "feed “\(plan.feed.id)” has no text column “\(name.text)”",
      at: name.location,
      fix: near.map { "write “\($0)”" } ?? "declare “\(name.text)” in the feed's `columns`")
    return false
  }

  /// Whether the residents are known by areas whose people can be added up, in single periods.
  mutating func checkAccess(_ indicator: Indicator, _ feed: FeedPlan, _ groups: [GroupPlan]) {
    guard case .access(let access) = indicator.formula else { return }
    if indicator.periods.window > 1 {
      report(
        .error, .accessRefused,
        "access cannot be pooled over \(indicator.periods.window) periods, each with its own sites",
        at: access.sites.location, fix: "leave out `window`")
    }
    if let place = feed.feed.place, place.level == nil {
      report(
        .error, .accessRefused,
        "the residents of “\(feed.feed.id)” are not known by areas: its rows have no level",
        at: indicator.feed.location,
        fix:
          "name a feed whose rows find their place by an id or a name, such as people by census tract or block"
      )
    }
    for group in groups where !group.numerator.expression.isScalable {
      report(
        .error, .accessRefused, "residents must add up, and “\(access.people.value.text)” does not",
        at: access.people.value.location, fix: "write a column of people, or `sum(…)` or `count(*)` of rows")
    }
  }
}
