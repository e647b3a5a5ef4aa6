import Catalog
import Notation
import Tables

/// Everything one pass over a feed has to find out.
package struct FeedPlan: Sendable {
  package private(set) var feed: FeedDefinition
  /// How the rows stand for several records each; nil where they are records.
  private(set) var counted: CountedRows?
  let columns: FeedColumns
  let filter: TypedExpression?
  let whole: TypedExpression?
  /// Requests in order of first use.
  private(set) var requests: [ValueRequest] = []
  /// What sites are asked for, in order of first use.
  private(set) var sites: [SiteRequest] = []
  /// Levels that rows are placed at: the rule's own, or for points each that is asked for.
  private(set) var levels: [String] = []

  init(_ feed: FeedDefinition, problems: inout [Diagnostic]) {
    self.feed = feed
    let columns = FeedColumns(feed, problems: &problems)
    self.columns = columns
    filter = feed.filter.flatMap { Expressions.row($0, columns.visible, as: .boolean, problems: &problems) }
    whole = feed.place?.whole.flatMap {
      Expressions.row($0, columns.visible, as: .boolean, problems: &problems)
    }
    checkRules(&problems)
  }

  mutating func add(_ request: ValueRequest) {
    if !requests.contains(request) { requests.append(request) }
  }

  mutating func add(_ request: SiteRequest) {
    if !sites.contains(request) { sites.append(request) }
  }

  mutating func add(level: String) {
    if !levels.contains(level) { levels.append(level) }
  }

  /// The same requests of the groups that a portal has counted.
  func counted(_ counted: CountedFeed) -> FeedPlan {
    var plan = self
    plan.feed = counted.feed
    plan.counted = counted.counted
    return plan
  }

  var isPlacedByPoint: Bool {
    if case .point? = feed.place?.key { return true }
    return false
  }

  /// The source columns of the whole pass, sorted; empty where nothing is asked of the feed.
  package var wanted: [String] {
    guard !requests.isEmpty || !sites.isEmpty else { return [] }
    var names: Set<String> = filter?.columns ?? []
    names.formUnion(whole?.columns ?? [])
    for request in requests {
      names.formUnion(request.expression.columns)
      for filter in request.filters { names.formUnion(filter.columns) }
    }
    for request in sites { names.formUnion(request.columns) }
    guard let counted else {
      names.formUnion(ExpectationCheck.columns(of: feed))
      return columns.wanted(names.union(ruleColumns))
    }
    // Of single rows nothing is left to expect; in a column's place stand its totals.
    names.subtract(counted.totals.keys)
    names.formUnion(feed.source.parts.first?.grouped?.totals.map(\.name) ?? [])
    names.insert(counted.rows)
    return columns.wanted(names.union(ruleColumns))
  }

  /// The columns that the place and period rules read.
  private var ruleColumns: Set<String> {
    var names: Set<String> = []
    switch feed.place?.key {
    case .id(let column)?, .name(let column)?: names.insert(column.text)
    case .point(let column)?: names.formUnion([column.text + ".lon", column.text + ".lat"])
    case .whole?, nil: break
    }
    switch feed.period {
    case .date(let column, _)?, .column(let column)?: names.insert(column.text)
    case .fixed?, .part?, nil: break
    }
    return names
  }

  /// Columns that the place and period rules name must be there and of the right type.
  private func checkRules(_ problems: inout [Diagnostic]) {
    switch feed.place?.key {
    case .id(let column)?, .name(let column)?: require(column, [.text], "a place key", &problems)
    case .point(let column)?:
      if !columns.points.contains(column.text) {
        problems.append(unknown(column, among: columns.points.sorted(), "point column"))
      }
    case .whole?, nil: break
    }
    switch feed.period {
    case .date(let column, _)?: require(column, [.date], "a period cut from a date", &problems)
    case .column(let column)?: require(column, [.text, .number], "a period column", &problems)
    case .fixed?, .part?, nil: break
    }
    for column in feed.expect.unique { require(column, ColumnType.allCases, "`unique`", &problems) }
    for column in feed.expect.required { require(column, ColumnType.allCases, "`required`", &problems) }
    for (column, _) in feed.expect.values { require(column, [.text], "`values`", &problems) }
    for range in feed.expect.ranges { requireRange(range, &problems) }
    if let total = feed.expect.total { require(total.column, [.number], "`total`", &problems) }
  }

  private func requireRange(_ range: Expectations.Range, _ problems: inout [Diagnostic]) {
    let hasDates = [range.atLeast, range.atMost].contains { if case .date? = $0 { true } else { false } }
    require(
      range.column, [hasDates ? .date : .number], "a range of \(hasDates ? "dates" : "numbers")", &problems)
  }

  private func require(
    _ column: SourcedText, _ types: [ColumnType], _ use: String, _ problems: inout [Diagnostic]
  ) {
    guard let type = columns.type(of: column.text) else {
      problems.append(unknown(column, among: columns.visible.map(\.name), "column"))
      return
    }
    guard !types.contains(type) else { return }
    problems.append(
      Diagnostic(
        .error, .columnType,
        "“\(column.text)” is a \(type.rawValue) column; \(use) needs \(types[0].rawValue)",
        at: column.location, fix: "write `type: \"\(types[0].rawValue)\"` for “\(column.text)”"))
  }

  private func unknown(_ column: SourcedText, among names: [String], _ noun: String) -> Diagnostic {
    let nearest = Suggestion.nearest(to: column.text, among: names)
    return Diagnostic(
      .error, .unknownFeedColumn, "feed “\(feed.id)” has no \(noun) “\(column.text)”", at: column.location,
      fix: nearest.map { "write “\($0)”" } ?? "declare “\(column.text)” in the feed's `columns`")
  }
}
