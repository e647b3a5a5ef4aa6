import Catalog
import Formats

/// What is asked of a CKAN portal for the groups of a resource in its data store: the columns' types, whether its texts
/// are dates where they are read as such, then the groups by SQL, page by page.
///
/// Many portals switch SQL off; they answer 400, 403 or 404, and the rows are brought.
struct CKANGroups {
  /// Portals cut answers at 32,000 rows, most without being asked to.
  static let pageSize = 32_000

  private let ask: CKANAsk
  private let query: GroupedQuery

  init(_ ask: CKANAsk, _ query: GroupedQuery) {
    self.ask = ask
    self.query = query
  }

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if request.page == CKANAsk.countPage { return try described(&state, request, answer) }
    let sql = SQLGroups(query, .postgres(Self.types(state)), of: state.facts["resource"] ?? "")
    if request.page.isEmpty {
      let row = try answer.rows(request, at: ["result", "records"]).first ?? .null
      state.announced = try sql.records(row, request)
    } else {
      guard try state.take(GroupPage(request, answer, at: ["result", "records"])) else { return nil }
    }
    let text = sql.text(limit: Self.pageSize, offset: state.groups)
    let page = PageName.numbered(CKANAsk.rowsStem, state.numbers.count + 1, "json")
    return search(state, text, keeping: .page(page))
  }

  private func described(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest {
    let fields = try answer.document(request)["result"]?["fields"]?.items ?? []
    for field in fields {
      if let name = field["id"]?.string { state.facts[Self.type + name] = field["type"]?.string }
    }
    try query.check(Self.types(state), Self.allowed)
    let sql = SQLGroups(query, .postgres(Self.types(state)), of: state.facts["resource"] ?? "")
    return search(state, sql.proof, keeping: .nothing)
  }

  private func search(_ state: FetchState, _ sql: String, keeping: FetchRequest.Keeping) -> FetchRequest {
    let address = ask.address.action(
      "datastore_search_sql", [.init("sql", sql)], dropping: state.pageSize)
    return ask.secret(.portal(address, keeping: keeping))
  }

  // MARK: types

  /// What a fact of the state begins with that holds a column's type.
  private static let type = "type of "

  private static func types(_ state: FetchState) -> [String: String] {
    var types: [String: String] = [:]
    for (fact, value) in state.facts where fact.hasPrefix(type) {
      types[String(fact.dropFirst(type.count))] = value
    }
    return types
  }

  private static let whole: Set = ["int", "int2", "int4", "int8"]
  private static let numbers = whole.union(["numeric", "float4", "float8"])

  /// Numbers with figures behind the point have several texts, and truths are other words in the dump; moments with a
  /// zone are cut in the portal's own.
  private static func allowed(_ use: GroupedQuery.Use) -> Set<String> {
    switch use {
    case .key(.text): whole.union(["text"])
    case .key(.number): numbers.union(["text"])
    case .key(.boolean): ["bool", "text"]
    case .key(.date), .total(.date): ["timestamp", "date", "text"]
    case .total: numbers
    }
  }
}

extension GroupSpelling {
  /// PostgreSQL, for a table whose columns have the types given; a column without one is taken as what it is read as.
  ///
  /// Where the loader guessed no types, dates are texts: such a text is cut as text, and a doubt unless it is a day of
  /// the calendar with or without a time of day.
  static func postgres(_ types: [String: String]) -> GroupSpelling {
    GroupSpelling(
      column: SQLGroups.column,
      period: { name, unit in
        let column = SQLGroups.column(name)
        if types[name] == "text" { return SQLGroups.cut(column, unit) }
        return "to_char(\(column), '\(unit == .year ? "YYYY-01-01" : "YYYY-MM-01")')"
      },
      named: SQLGroups.named,
      values: { name, _ in
        let column = SQLGroups.column(name)
        return types[name] == "text" ? "CASE WHEN \(column) <> '' THEN \(column) END" : column
      },
      odd: { name, content in
        guard content == .date, types[name] == "text" else { return nil }
        let column = SQLGroups.column(name)
        return "\(column) <> '' AND \(column) !~ '\(dayAndTime)'"
      })
  }

  /// A day that the calendar has, as its text; leap years too.
  private static let dayAndTime: String = {
    let day =
      "[0-9]{4}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
      + "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
    let time = "([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?(Z|[+-][01][0-9]:?[0-5][0-9])?)?"
    return "^(\(day))\(time)$"
  }()
}
