import Catalog
import Notation
import Tables

/// An indicator with its expressions checked: what is asked of which feed.
struct IndicatorPlan: Sendable {
  let indicator: Indicator
  /// Levels it is computed at.
  let levels: [String]
  /// Everyone first, then the groups of its breakdowns.
  let groups: [GroupPlan]
}

/// One formula to be computed for all places and periods.
struct GroupPlan: Sendable {
  /// `breakdown/group`; nil is everyone.
  let key: String?
  let formula: Formula
  let numerator: ValueRequest
  let denominator: DenominatorPlan?
}

struct DenominatorPlan: Sendable {
  let feed: String
  let request: ValueRequest
  let period: Denominator.PeriodChoice
  /// Months of the unit of time in a rate; nil counts each base period once.
  let eachMonths: Int?
}

/// Checks the expressions of indicators against the feeds and collects what each feed is asked.
struct IndicatorPlanner {
  private(set) var feeds: [String: FeedPlan]
  private let geography: GeographyDefinition
  private(set) var problems: [Diagnostic] = []

  init(feeds: [FeedDefinition], geography: GeographyDefinition) {
    self.geography = geography
    var problems: [Diagnostic] = []
    self.feeds = Dictionary(
      feeds.map { ($0.id, FeedPlan($0, problems: &problems)) }, uniquingKeysWith: { first, _ in first })
    self.problems = problems
  }

  /// The plan; nil where a problem was found or the formula is an index of others.
  mutating func plan(_ indicator: Indicator) -> IndicatorPlan? {
    let levels = indicator.levels.isEmpty ? [geography.primary.text] : indicator.levels.map(\.text)
    if case .index = indicator.formula { return nil }
    guard let feed = feeds[indicator.feed.text] else { return nil }
    let before = problems.count
    checkRules(feed, indicator, levels)
    let shared = indicator.filter.flatMap { row($0, feed) }
    var groups = [group(nil, indicator.formula, indicator, feed, [shared].compactMap { $0 })]
    for breakdown in indicator.breakdowns {
      for part in breakdown.groups {
        let own = part.filter.flatMap { row($0, feed) }
        groups.append(
          group(
            "\(breakdown.id)/\(part.id)", part.formula ?? indicator.formula, indicator, feed,
            [shared, own].compactMap { $0 }))
      }
    }
    let planned = groups.compactMap { $0 }
    guard !problems[before...].contains(where: { $0.severity == .error }), planned.count == groups.count
    else { return nil }
    for group in planned { register(group, feed: feed.feed.id, levels: levels) }
    return IndicatorPlan(indicator: indicator, levels: levels, groups: planned)
  }

  /// The request for the population, where the project declares one.
  mutating func population() -> DenominatorPlan? {
    guard let declared = geography.population, let feed = declared.feed else { return nil }
    guard let plan = denominator(declared, home: feed.text, filters: [], each: nil) else { return nil }
    feeds[plan.feed]?.add(plan.request)
    place(plan.feed, levels: [geography.primary.text])
    return plan
  }

  private mutating func register(_ group: GroupPlan, feed: String, levels: [String]) {
    feeds[feed]?.add(group.numerator)
    place(feed, levels: levels)
    guard let denominator = group.denominator else { return }
    feeds[denominator.feed]?.add(denominator.request)
    place(denominator.feed, levels: levels)
  }

  /// Points are placed at each level asked for; keys at their own level.
  private mutating func place(_ feed: String, levels: [String]) {
    guard let plan = feeds[feed] else { return }
    if plan.isPlacedByPoint {
      for level in levels + [geography.primary.text] { feeds[feed]?.add(level: level) }
    } else if let level = plan.feed.place?.level {
      feeds[feed]?.add(level: level.text)
    }
  }

  private mutating func group(
    _ key: String?, _ formula: Formula, _ indicator: Indicator, _ feed: FeedPlan, _ filters: [TypedExpression]
  ) -> GroupPlan? {
    guard let numerator = numerator(formula, feed, filters) else { return nil }
    var bottom: DenominatorPlan?
    switch formula {
    case .proportion(_, let of), .ratio(_, let of, _):
      bottom = denominator(of, home: feed.feed.id, filters: filters, each: nil)
      if bottom == nil { return nil }
    case .rate(_, let of, _, let each):
      bottom = denominator(of, home: feed.feed.id, filters: filters, each: each?.months)
      if bottom == nil { return nil }
    case .mean(let text, let weight):
      guard let request = meanDenominator(text, weight, feed, filters) else { return nil }
      bottom = DenominatorPlan(feed: feed.feed.id, request: request, period: .same, eachMonths: nil)
    default: break
    }
    return GroupPlan(key: key, formula: formula, numerator: numerator, denominator: bottom)
  }

  private mutating func numerator(_ formula: Formula, _ feed: FeedPlan, _ filters: [TypedExpression])
    -> ValueRequest?
  {
    switch formula {
    case .proportion(let text, _), .rate(let text, _, _, _), .ratio(let text, _, _), .published(let text, _):
      return request(text, feed, filters)
    case .sum(let text): return wrapped("sum", text, "", feed, filters)
    case .mean(let text, let weight):
      guard let weight else { return wrapped("sum", text, "", feed, filters) }
      guard row(weight, feed, as: .number) != nil else { return nil }
      return composed("sum((\(text.text)) * (\(weight.text)))", text, feed, filters)
    case .median(let text): return wrapped("median", text, "", feed, filters)
    case .quantile(let text, let q): return wrapped("quantile", text, ", \(q)", feed, filters)
    case .count(let text):
      if text.text == "*" { return composed("count(*)", text, feed, filters) }
      return wrapped("count", text, "", feed, filters)
    case .index: return nil
    }
  }

  private mutating func denominator(
    _ declared: Denominator, home: String, filters: [TypedExpression], each: Int?
  ) -> DenominatorPlan? {
    let name = declared.feed?.text ?? home
    guard let feed = feeds[name] else { return nil }
    var used = name == home && declared.feed == nil ? filters : []
    if let filter = declared.filter {
      guard let own = row(filter, feed) else { return nil }
      used.append(own)
    }
    guard let request = request(declared.value, feed, used) else { return nil }
    return DenominatorPlan(feed: name, request: request, period: declared.period, eachMonths: each)
  }

  private mutating func meanDenominator(
    _ text: SourcedText, _ weight: SourcedText?, _ feed: FeedPlan, _ filters: [TypedExpression]
  ) -> ValueRequest? {
    guard let weight else { return composed("count(\(text.text))", text, feed, filters) }
    return composed(
      "sum(case when (\(text.text)) is not null then (\(weight.text)) end)", text, feed, filters)
  }

  private mutating func row(_ text: SourcedText, _ feed: FeedPlan, as type: ColumnType = .boolean)
    -> TypedExpression?
  {
    Expressions.row(text, feed.columns.visible, as: type, problems: &problems)
  }

  private mutating func request(_ text: SourcedText, _ feed: FeedPlan, _ filters: [TypedExpression])
    -> ValueRequest?
  {
    guard let found = Expressions.aggregate(text, feed.columns, problems: &problems) else { return nil }
    return ValueRequest(expression: found.expression, filters: filters, isExplicit: found.isExplicit)
  }

  /// The text is checked by itself first, so that a problem is located in what the user wrote.
  private mutating func wrapped(
    _ function: String, _ text: SourcedText, _ rest: String, _ feed: FeedPlan, _ filters: [TypedExpression]
  ) -> ValueRequest? {
    let type: ColumnType? = function == "count" ? nil : .number
    guard Expressions.row(text, feed.columns.visible, as: type, problems: &problems) != nil else { return nil }
    return composed("\(function)(\(text.text)\(rest))", text, feed, filters)
  }

  private mutating func composed(
    _ written: String, _ text: SourcedText, _ feed: FeedPlan, _ filters: [TypedExpression]
  ) -> ValueRequest? {
    request(SourcedText(written, at: text.location), feed, filters)
  }

  // MARK: rules

  private mutating func checkRules(_ feed: FeedPlan, _ indicator: Indicator, _ levels: [String]) {
    if feed.feed.place == nil {
      problems.append(
        Diagnostic(
          .error, .feedWithoutPlace, "feed “\(feed.feed.id)” does not say how its rows find their place",
          at: indicator.feed.location, fix: "add `place` to the feed"))
    }
    if feed.feed.period == nil {
      problems.append(
        Diagnostic(
          .error, .feedWithoutPeriod, "feed “\(feed.feed.id)” does not say which period its rows describe",
          at: indicator.feed.location, fix: "add `period` to the feed"))
    }
    if case .published(let text, _) = indicator.formula {
      if indicator.periods.window > 1 {
        problems.append(
          Diagnostic(
            .error, .pooledPublished, "values as published cannot be pooled over \(indicator.periods.window) periods",
            at: text.location, fix: "leave out `window`"))
      }
      if let lens = indicator.lenses.first {
        problems.append(
          Diagnostic(
            .warning, .lensNotPooled, "values as published cannot be pooled by the lens “\(lens.text)”",
            at: lens.location, fix: "take the lens off, or compute the value from counts"))
        // A warning: the indicator is still computed, without the lens.
      }
    }
    for level in levels { checkWay(feed, level, indicator) }
  }

  private mutating func checkWay(_ feed: FeedPlan, _ level: String, _ indicator: Indicator) {
    guard let from = feed.feed.place?.level?.text, from != level else { return }
    let isPublished: Bool = if case .published = indicator.formula { true } else { false }
    guard isPublished || !hasWay(from, level) else { return }
    problems.append(
      Diagnostic(
        .error, .noWayUp,
        isPublished
          ? "values published for “\(from)” cannot be taken to “\(level)”"
          : "nothing says how to get from “\(from)” to “\(level)”",
        at: indicator.feed.location,
        fix: isPublished
          ? "write `levels: [\"\(from)\"]`" : "declare a `parent` of “\(from)” or a crosswalk in places.json5"))
  }

  private func hasWay(_ from: String, _ to: String) -> Bool {
    if from == to { return true }
    if geography.crosswalks.contains(where: { $0.from.text == from && $0.to.text == to }) { return true }
    guard let parent = geography.levels.first(where: { $0.id == from })?.parent else { return false }
    return hasWay(parent.level.text, to)
  }
}
