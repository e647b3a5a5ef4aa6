import Catalog
import Formats

/// What is asked of an Opendatasoft portal for groups: an export, which has no bound, of groups instead of records.
///
/// Since version 2.1 missing values are groups of their own. A record with several values in a column is in several
/// groups; then the groups stand for more records than there are, and are refused.
struct OpendatasoftGroups {
  private let query: GroupedQuery
  private let groups: SpelledGroups

  init(_ query: GroupedQuery) {
    self.query = query
    groups = SpelledGroups(query, .odsql)
  }

  /// An export gives only what is selected, the groups' own columns too, by the names that the grouping gives them.
  var items: [WebAddress.Item] {
    if query.keys.isEmpty { return [.init("select", groups.namedTotals.joined(separator: ","))] }
    let names = query.keys.map { GroupSpelling.odsql.column($0.name) }
    return [
      .init("select", (names + groups.namedTotals).joined(separator: ",")),
      .init("group_by", groups.namedKeys.joined(separator: ",")),
    ]
  }

  /// Without groups an export repeats the totals for each record.
  var limit: Int { query.keys.isEmpty ? 1 : -1 }

  func text(where filter: String?) -> String {
    (items + OpendatasoftAsk.condition(filter)).map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }

  /// - Parameter dataset: what the portal says of the dataset.
  func check(_ dataset: JSONValue) throws(Refusal) {
    var types: [String: String] = [:]
    for field in dataset["fields"]?.items ?? [] {
      if let name = field["name"]?.string { types[name] = field["type"]?.string }
    }
    try query.check(types) { use in
      switch use {
      case .key(.text): ["text", "int"]
      case .key(.number): ["int", "double", "text"]
      case .key(.boolean): ["boolean", "text"]
      case .key(.date), .total(.date): ["date", "datetime"]
      case .total: ["int", "double"]
      }
    }
  }

  func page(_ request: FetchRequest, _ answer: FetchAnswer) throws(Refusal) -> GroupPage {
    try GroupPage(csv: query, request, answer)
  }

  // MARK: the clock

  /// The name of a moment's own figures in the answer about the clock.
  private static let clock = "almanac_clock"

  /// One moment of the date that is cut: as it is shown, and as the cut takes it; nil where nothing is cut.
  func clock(where filter: String?) -> [WebAddress.Item]? {
    guard let date = query.keys.first(where: { $0.unit != nil }) else { return nil }
    let column = GroupSpelling.odsql.column(date.column)
    let isThere = "\(column) is not null"
    return [
      .init("select", "\(column),\(Self.clock)"),
      .init("group_by", "\(column),date_format(\(column), 'yyyy-MM-dd HH:mm') as \(Self.clock)"),
    ] + OpendatasoftAsk.condition(filter.map { "(\($0)) and \(isThere)" } ?? isThere)
  }

  /// - Throws: where the portal would cut a moment in another zone than it shows it in.
  func checkClock(_ request: FetchRequest, _ answer: FetchAnswer) throws(Refusal) {
    var (header, row): ([String], [String]) = ([], [])
    do {
      var records = CSVRecords(answer.known, named: request.redacted)
      header = try records.next() ?? []
      row = try records.next() ?? []
    } catch {
      throw .unreadable(request, answer, error)
    }
    guard !row.isEmpty else { return }  // no record has a moment
    let values = Dictionary(zip(header, row)) { first, _ in first }
    let taken = values[Self.clock] ?? ""
    let shown = query.keys.first { $0.unit != nil }.flatMap { values[$0.column] } ?? ""
    // A day without a time of day has no zone.
    let isSame =
      shown.count > 10 ? shown.prefix(16).replacing("T", with: " ") == taken : taken.hasPrefix(shown)
    guard isSame, !shown.isEmpty, taken.count == 16 else {
      throw Refusal(
        "the portal shows “\(shown)” and would count it as “\(taken)”", fix: Refusal.leaveAggregateOut)
    }
  }
}

extension OpendatasoftAsk {
  /// What is asked for groups: first about the clock, where a date is cut; then for all of them at once.
  func groups(_ groups: OpendatasoftGroups, _ state: FetchState) -> FetchRequest {
    if let items = groups.clock(where: filter) {
      return export(items, state.facts["timezone"], limit: 1, keeping: .nothing)
    }
    return all(groups, state)
  }

  private func all(_ groups: OpendatasoftGroups, _ state: FetchState) -> FetchRequest {
    export(
      groups.items + Self.condition(filter), state.facts["timezone"], limit: groups.limit,
      keeping: .page(Self.rowsStem + ".csv"))
  }

  /// After the answer about the clock, or the groups. Where these do not stand for all records, some are missing, and
  /// there is nothing more to ask.
  func after(
    _ groups: OpendatasoftGroups, _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if request.page.isEmpty {
      try groups.checkClock(request, answer)
      return all(groups, state)
    }
    _ = try state.take(groups.page(request, answer))
    return nil
  }
}

extension GroupSpelling {
  /// Opendatasoft's query language. Names stand in back quotes, because one such as `date` is a word of the language.
  static let odsql = GroupSpelling(
    column: { "`\($0)`" },
    period: { "date_format(`\($0)`, '\($1 == .year ? "yyyy-01-01" : "yyyy-MM-01")')" },
    named: { $0 == "`\($1)`" ? $0 : "\($0) as \($1)" })
}
