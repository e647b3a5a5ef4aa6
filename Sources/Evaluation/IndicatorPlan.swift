import Catalog
import Notation
import Tables

/// An indicator with its expressions checked: what is asked of which feed.
struct IndicatorPlan: Sendable {
  var indicator: Indicator
  /// Levels it is computed at, the primary one first where it is among them.
  let levels: [String]
  /// Everyone first, then the groups of its breakdowns.
  let groups: [GroupPlan]

  /// Whether a group's values are put together for the groups of places of a lens: everyone's, and the parts that they
  /// are standardised by.
  func isSeenThroughLenses(_ group: Int) -> Bool {
    if group == 0 { return true }
    guard case .standardise? = indicator.adjustment else { return false }
    return true
  }
}

/// One formula to be computed for all places and periods.
struct GroupPlan: Sendable {
  /// `breakdown/group`; nil is everyone.
  let key: String?
  let formula: Formula
  let numerator: ValueRequest
  let denominator: DenominatorPlan?
  /// How many records have a value, for what is not itself a number of people: small-number rules need it.
  let records: ValueRequest?
  /// How few contributors make up the numerator, where a rule looks at that.
  var contributors: ValueRequest?
  /// Of `access`: which of the denominator's people the numerator counts.
  var reach: Reach?
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
  let geography: GeographyDefinition
  var problems: [Diagnostic] = []

  init(feeds: [FeedDefinition], geography: GeographyDefinition) {
    self.geography = geography
    var problems: [Diagnostic] = []
    self.feeds = Dictionary(
      feeds.map { ($0.id, FeedPlan($0, problems: &problems)) }, uniquingKeysWith: { first, _ in first })
    self.problems = problems
  }

  /// The plan; nil where a problem was found, where the formula is an index of others, and where the feed has no
  /// place or period rule, which is told when definitions are read.
  mutating func plan(_ indicator: Indicator) -> IndicatorPlan? {
    checkLenses(indicator, feeds[indicator.feed.text])
    checkPooling(indicator)
    checkDominance(indicator)
    if case .index = indicator.formula { return nil }
    guard let feed = feeds[indicator.feed.text] else { return nil }
    let levels = levels(of: indicator)
    let before = problems.count
    checkWays(feed, indicator, levels)
    let groups = groups(of: indicator, feed)
    for group in groups { checkWays(group, indicator, levels) }
    checkSmoothing(groups, indicator)
    checkAccess(indicator, feed, groups)
    guard !problems[before...].contains(where: { $0.severity == .error }),
      groups.count == 1 + indicator.breakdowns.reduce(0, { $0 + $1.groups.count }), feed.feed.place != nil,
      feed.feed.period != nil
    else { return nil }
    for group in groups { register(group, feed: feed.feed.id, levels: levels) }
    return IndicatorPlan(indicator: indicator, levels: levels, groups: groups)
  }

  private func levels(of indicator: Indicator) -> [String] {
    let primary = geography.primary.text
    let named = indicator.levels.map(\.text)
    guard !named.isEmpty else { return [primary] }
    return named.filter { $0 == primary } + named.filter { $0 != primary }
  }

  private mutating func groups(of indicator: Indicator, _ feed: FeedPlan) -> [GroupPlan] {
    let shared = indicator.filter.flatMap { row($0, feed) }.map { [$0] } ?? []
    var groups = [group(nil, indicator.formula, indicator, feed, shared)]
    for breakdown in indicator.breakdowns {
      for part in breakdown.groups {
        let own = part.filter.flatMap { row($0, feed) }.map { [$0] } ?? []
        let key = "\(breakdown.id)/\(part.id)"
        groups.append(group(key, part.formula ?? indicator.formula, indicator, feed, shared + own))
      }
    }
    return groups.compactMap { $0 }
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
    for own in [group.records, group.contributors] { if let own { feeds[feed]?.add(own) } }
    if let reach = group.reach { feeds[reach.feed]?.add(reach.sites) }
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

  // MARK: formulas

  private mutating func group(
    _ key: String?, _ formula: Formula, _ indicator: Indicator, _ feed: FeedPlan, _ filters: [TypedExpression]
  ) -> GroupPlan? {
    let before = problems.count
    let numerator = numerator(formula, feed, filters)
    var bottom: DenominatorPlan?
    switch formula {
    case .proportion(_, let of), .ratio(_, let of, _):
      bottom = denominator(of, home: feed.feed.id, filters: filters, each: nil)
      if bottom == nil { return nil }
    case .rate(_, let of, _, let each):
      bottom = denominator(of, home: feed.feed.id, filters: filters, each: each?.months)
      if bottom == nil { return nil }
    case .mean(let text, let weight):
      guard numerator != nil, let request = meanDenominator(text, weight, feed, filters) else { return nil }
      bottom = DenominatorPlan(feed: feed.feed.id, request: request, period: .same, eachMonths: nil)
    case .access(let access): return accessGroup(key, formula, access, indicator, feed, filters)
    default: break
    }
    guard let numerator else { return nil }
    let contributors = contributors(numerator, formula, indicator, feed)
    guard problems.count == before else { return nil }
    checkMargins(formula, numerator, bottom, indicator)
    return GroupPlan(
      key: key, formula: formula, numerator: numerator, denominator: bottom,
      records: records(formula, feed, filters), contributors: contributors)
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
      let parts = (row(text, feed, as: .number), row(weight, feed, as: .number))
      guard parts.0 != nil, parts.1 != nil else { return nil }
      return composed("sum((\(text.text)) * (\(weight.text)))", text, feed, filters)
    case .median(let text): return wrapped("median", text, "", feed, filters)
    case .quantile(let text, let q): return wrapped("quantile", text, ", \(q)", feed, filters)
    case .count(let text):
      if text.text == "*" { return composed("count(*)", text, feed, filters) }
      return wrapped("count", text, "", feed, filters)
    case .access, .index: return nil
    }
  }

  mutating func denominator(
    _ declared: Denominator, home: String, filters: [TypedExpression], each: Int?
  ) -> DenominatorPlan? {
    let name = declared.feed?.text ?? home
    guard let feed = feeds[name] else { return nil }
    // The indicator's own filters hold for its own rows, and not for those of another feed.
    var used = declared.feed == nil ? filters : []
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

  private mutating func records(
    _ formula: Formula, _ feed: FeedPlan, _ filters: [TypedExpression]
  ) -> ValueRequest? {
    switch formula {
    case .median(let text), .quantile(let text, _), .sum(let text):
      composed("count(\(text.text))", text, feed, filters)
    default: nil
    }
  }

  // MARK: expressions

  mutating func row(_ text: SourcedText, _ feed: FeedPlan, as type: ColumnType = .boolean)
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
    guard Expressions.row(text, feed.columns.visible, as: type, problems: &problems) != nil else {
      return nil
    }
    return composed("\(function)(\(text.text)\(rest))", text, feed, filters)
  }

  private mutating func composed(
    _ written: String, _ text: SourcedText, _ feed: FeedPlan, _ filters: [TypedExpression]
  ) -> ValueRequest? {
    request(SourcedText(written, at: text.location), feed, filters)
  }
}
