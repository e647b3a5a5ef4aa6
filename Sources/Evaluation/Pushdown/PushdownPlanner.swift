import Catalog
import Notation
import Tables

/// Finds the groups that all requests of a feed can be answered from, or every reason why there are none.
///
/// A column whose values are looked at is a key of the groups; of a number that is only summed, counted or compared for
/// the least and largest, totals do. The column that periods are cut from is cut by the portal, so nothing else may look
/// at it. Pure; O(requests × nodes).
struct PushdownPlanner {
  private let plan: FeedPlan
  private let evaluation: EvaluationPlan
  private var needs = CountedNeeds()
  private var reasons: [Diagnostic] = []

  /// The names of the answer's columns that are not the portal's own.
  private static let period = "almanac_period"

  init(_ plan: FeedPlan, in evaluation: EvaluationPlan) {
    self.plan = plan
    self.evaluation = evaluation
    collect()
    checkFeed()
    checkColumns()
  }

  var result: Pushdown {
    if !reasons.isEmpty { return .here(reasons) }
    let (query, counted) = query
    return .server(CountedFeed(query: query, feed: feed(query, counted), counted: counted))
  }

  // MARK: what is needed

  private mutating func collect() {
    needs.values = (plan.filter?.columns ?? []).union(plan.whole?.columns ?? [])
    for request in plan.requests {
      for filter in request.filters { needs.values.formUnion(filter.columns) }
      let own = request.expression.countedNeeds
      needs.values.formUnion(own.values)
      needs.distinct.formUnion(own.distinct)
      needs.totals.merge(own.totals) { $0.union($1) }
      if own.hasQuantile {
        refuse(request, "asks for a median or another quantile, which needs every value")
      } else if own.hasContributors {
        refuse(request, "asks whether few contributors make up a number, which needs what each of them adds")
      } else if !request.isExplicit {
        refuse(request, "takes each row for a place's own value, so that there is nothing to group")
      } else if request.expression.marginSource != .none {
        refuse(request, "has margins of error, which add up row by row")
      }
    }
    if let column = keyColumn { needs.values.insert(column) }
    if case .column(let column)? = plan.feed.period { needs.values.insert(column.text) }
    expandComputed()
    // A column whose values are looked at anyway needs no totals.
    for name in needs.values { needs.totals[name] = nil }
  }

  /// Computed columns are made here, from the groups: what they read becomes keys.
  private mutating func expandComputed() {
    let computed = Set(plan.columns.computed.map(\.name))
    needs.values.formUnion(needs.totals.keys.filter(computed.contains))
    needs.values = Set(plan.columns.wanted(needs.values))
    needs.distinct = Set(plan.columns.wanted(needs.distinct))
    for name in computed { needs.totals[name] = nil }
  }

  private var keyColumn: String? {
    switch plan.feed.place?.key {
    case .id(let column)?, .name(let column)?: column.text
    case .point?, .whole?, nil: nil
    }
  }

  private var dateColumn: SourcedText? {
    if case .date(let column, _)? = plan.feed.period { column } else { nil }
  }

  // MARK: what forbids it

  private mutating func checkFeed() {
    let feed = plan.feed
    let place = feed.source.parts.first?.location ?? feed.location
    if plan.requests.isEmpty { refuse("no formula asks for its rows", at: place) }
    if case .point(let column)? = feed.place?.key {
      refuse(
        "rows find their places by a point, and the portal does not have the places", at: column.location)
    }
    if let unpivot = feed.unpivot { refuse("its columns are turned into rows here", at: unpivot.location) }
    if !plan.sites.isEmpty { refuse("an indicator of access measures the way to each row", at: place) }
    let geography = evaluation.geography
    let weights = geography.crosswalks.contains {
      if case .feed(let name, _, _, _) = $0.weights { name.text == feed.id } else { false }
    }
    let isBoundary = geography.levels.contains { $0.boundaries?.text == feed.id }
    if weights || isBoundary {
      refuse("its rows are \(weights ? "the weights of a crosswalk" : "boundaries")", at: place)
    }
    for part in feed.source.parts {
      guard case .dialect(let source) = part.kind, part.asksServer else {
        refuse("a part of its source is not asked of the portal", at: part.location)
        continue
      }
      if !source.texts("select").isEmpty {
        refuse("`select` already says what to bring", at: part.location)
      }
    }
  }

  private mutating func checkColumns() {
    for name in needs.distinct.subtracting(needs.values).sorted() {
      refuse(
        "“\(name)” is counted by its distinct values, and groups of them would be the rows themselves",
        at: column(name)?.location ?? plan.feed.location)
    }
    for name in needs.values.sorted() {
      guard let column = column(name) else { continue }
      guard case .date = column.kind else { continue }
      refuse(
        name == dateColumn?.text
          ? "a condition looks at “\(name)”, which the portal cuts into periods"
          : "a condition or formula looks at the dates of “\(name)”, and groups of them would be the rows themselves",
        at: column.location)
    }
    let counted = needs.totals.keys.sorted() + [dateColumn?.text].compactMap { $0 }
    for name in counted { checkTotalled(name) }
  }

  /// What the portal reads by itself must mean to it what it means here.
  private mutating func checkTotalled(_ name: String) {
    guard let column = column(name) else { return }
    if case .date(.some) = column.kind {
      refuse("“\(name)” is a text in a pattern of its own, not a date of the portal", at: column.location)
    }
    let markers = (plan.feed.missing + column.missing).filter { $0.contains(where: \.isNumber) }
    if let marker = markers.first {
      refuse("“\(marker)” stands for a missing “\(name)”, and the portal would count it", at: column.location)
    }
  }

  private func column(_ name: String) -> FeedColumn? { plan.feed.columns.first { $0.name == name } }

  private mutating func refuse(_ why: String, at location: SourceLocation) {
    let note = Diagnostic(
      .note, .countedHere, "the whole feed “\(plan.feed.id)” is brought and counted here: \(why)",
      at: location, fix: "leave `aggregate` out of the feed's source, or do without that part")
    if !reasons.contains(note) { reasons.append(note) }
  }

  private mutating func refuse(_ request: ValueRequest, _ why: String) {
    for indicator in evaluation.indicators {
      let groups = evaluation.plans[indicator.id]?.groups ?? []
      let asks = groups.contains {
        $0.numerator == request || $0.records == request || $0.contributors == request
          || $0.denominator?.request == request
      }
      if asks { return refuse("indicator “\(indicator.id)” \(why)", at: indicator.location) }
    }
    refuse("a formula \(why)", at: plan.feed.location)
  }

  // MARK: the query

  private var query: (GroupedQuery, CountedRows) {
    var keys: [GroupedQuery.Key] = []
    // The place first, so that the groups of a place follow each other. A computed one is made of others.
    let first = [keyColumn].compactMap { $0 }.filter(needs.values.contains)
    for name in first + needs.values.subtracting(first).sorted() {
      guard let column = column(name), !keys.contains(where: { $0.column == column.from }) else { continue }
      keys.append(GroupedQuery.Key(column.from, column.content))
    }
    if case .date(let name, let unit)? = plan.feed.period, let column = column(name.text) {
      let unit: PeriodUnit = unit == .year ? .year : .month
      keys.append(GroupedQuery.Key(column.from, .date, unit: unit, name: Self.period))
    }
    var totals: [GroupedQuery.Total] = []
    var known: [String: CountedRows.Totals] = [:]
    for (number, name) in needs.totals.keys.sorted().enumerated() {
      guard let column = column(name), let wanted: Set<CountedNeeds.Total> = needs.totals[name] else {
        continue
      }
      func total(_ function: GroupedQuery.Function, _ isWanted: Bool) -> String? {
        guard isWanted else { return nil }
        let answer = "almanac_\(function.rawValue)_\(number + 1)"
        totals.append(GroupedQuery.Total(function, column.from, column.content, name: answer))
        return answer
      }
      var found = CountedRows.Totals()
      found.count = total(.count, wanted.contains(.count))
      found.sum = total(.sum, wanted.contains(.sum))
      found.least = total(.min, wanted.contains(.least))
      found.largest = total(.max, wanted.contains(.largest))
      known[name] = found
    }
    return (
      GroupedQuery(keys: keys, totals: totals), CountedRows(rows: GroupedQuery.rowCount, totals: known)
    )
  }

  /// The feed as its groups are read: only columns that the answer has, and those computed of them.
  private func feed(_ query: GroupedQuery, _ counted: CountedRows) -> FeedDefinition {
    var feed = plan.feed
    let shared = feed.missing
    // A marker for a missing value must not blank a count.
    feed.missing = []
    feed.columns = feed.columns.compactMap { column in
      var column = column
      column.missing = shared + column.missing
      if case .computed = column.kind { return column }
      if column.name == dateColumn?.text {
        column.from = Self.period
        return column
      }
      return needs.values.contains(column.name) ? column : nil
    }
    for name in [counted.rows] + query.totals.map(\.name) {
      feed.columns.append(
        FeedColumn(
          name: name, from: name, kind: .number, margin: nil, missing: [], isKey: false,
          location: feed.location))
    }
    for part in feed.source.parts.indices { feed.source.parts[part].grouped = query }
    return feed
  }
}

extension FeedColumn {
  /// What the portal's own column must hold.
  fileprivate var content: GroupedQuery.Content {
    switch kind {
    case .text, .point, .computed: .text
    case .number: .number
    case .boolean: .boolean
    case .date: .date
    }
  }
}
