import Catalog
import Formats

extension Connector {
  /// Datasets of Socrata portals: metadata, count, then rows as CSV pages in the order of the row id.
  ///
  /// Pages and not one download, because the row count of a page is known when it comes, a page is tried again alone,
  /// and rows whose number or order changes under the fetch are noticed. The row id `:id` is asked for with each row: it
  /// tells a page that repeats from one that only looks alike.
  package static let socrata = Connector(
    id: Dialect.socrata.id, summary: Dialect.socrata.summary,
    reference:
      "https://dev.socrata.com/docs/queries/ (SODA 2.1), https://dev.socrata.com/docs/endpoints (SODA 3)",
    groups: { query, source in SpelledGroups(query, .soQL).statement(where: source.text("where")) },
    recognise: SocrataAddress.recognise,
    plan: { part, context throws(Refusal) in
      guard let source = part.source(.socrata) else { return nil }
      let ask = try SocrataAsk(source, part.grouped)
      return ask.view(ask.address)
    },
    follow: { state, part, request, answer throws(Refusal) in
      guard let source = part.source(.socrata) else { return nil }
      var ask = try SocrataAsk(source, part.grouped)
      if let id = state.facts["id"] { ask.address.id = id }
      ask.usesVersion3 = ask.usesVersion3 || state.facts["api"] == "3"
      return try ask.follow(&state, request, answer)
    },
    judge: SocrataErrors.judge, read: SocrataTable.read)
}

/// What is asked of a Socrata portal, step by step.
struct SocrataAsk {
  static let viewPage = "view.json"
  static let rowsStem = "rows"
  /// The most that version 2.0 gives; 2.1 has no bound.
  static let pageSize = 50_000
  /// Of version 3, as its documentation has it.
  static let pageSize3 = 5_000

  var address: SocrataAddress
  var usesVersion3: Bool
  private let filter: String?
  private let select: [String]
  private let token: String?
  private let mayChange: Bool

  private let groups: SpelledGroups?

  init(_ source: DialectSource, _ grouped: GroupedQuery? = nil) throws(Refusal) {
    guard let address = SocrataAddress(source.address) else {
      throw Refusal(
        "“\(Redaction.redact(source.address))” names no Socrata dataset: it has no id such as “v6vf-nfxy”",
        fix: "open the dataset in a browser and copy its address into `source.socrata`")
    }
    self.address = address
    groups = grouped.map { SpelledGroups($0, .soQL) }
    usesVersion3 = source.text("api") == "3"
    mayChange = source.text("api") == nil
    filter = source.text("where")
    select = source.texts("select")
    token = source.text("tokenFrom")
  }

  /// A select with a function answers with groups, which have no row id.
  private var isGrouped: Bool { select.contains { $0.contains("(") } }

  private var columns: String { ([":id"] + (select.isEmpty ? ["*"] : select)).joined(separator: ", ") }

  // MARK: requests

  func view(_ address: SocrataAddress) -> FetchRequest {
    secret(.portal(address.view(), keeping: .page(Self.viewPage)))
  }

  private func count(_ context: FetchContext) -> FetchRequest {
    if usesVersion3 { return version3("SELECT count(*)" + condition, page: nil, keeping: .nothing) }
    var items = [WebAddress.Item("$select", "count(*)")]
    if let filter { items.append(.init("$where", filter)) }
    return orElse(context, secret(.portal(address.resource("json", items), keeping: .nothing)))
  }

  private func rows(_ state: FetchState, _ page: Int) -> FetchRequest {
    let ending = usesVersion3 ? "json" : "csv"
    let keeping = FetchRequest.Keeping.page(PageName.numbered(Self.rowsStem, page, ending))
    if let groups { return grouped(groups, state, page, keeping) }
    if usesVersion3 {
      let chosen = isGrouped ? select.joined(separator: ", ") : columns
      let order = isGrouped ? "" : " ORDER BY :id"
      return version3("SELECT \(chosen)\(condition)\(order)", page: page, keeping: keeping)
    }
    var items = [WebAddress.Item("$select", isGrouped ? select.joined(separator: ", ") : columns)]
    if let filter { items.append(.init("$where", filter)) }
    if !isGrouped { items.append(.init("$order", ":id")) }
    items.append(.init("$limit", String(Self.pageSize)))
    if state.rows > 0 { items.append(.init("$offset", String(state.rows))) }
    let request = FetchRequest.portal(address.resource("csv", items), keeping: keeping, accept: "text/csv")
    return page == 1 ? orElse(state.context, secret(request)) : secret(request)
  }

  /// Groups come in the order of their keys, which tell them apart as an id does; all pages are asked for, because the
  /// portal cuts groups off at its limit as it does rows.
  private func grouped(
    _ groups: SpelledGroups, _ state: FetchState, _ page: Int, _ keeping: FetchRequest.Keeping
  ) -> FetchRequest {
    if usesVersion3 { return version3(groups.statement(where: filter), page: page, keeping: keeping) }
    var items = [WebAddress.Item("$select", groups.select)]
    if let filter { items.append(.init("$where", filter)) }
    if !groups.keys.isEmpty { items += [.init("$group", groups.keys), .init("$order", groups.keys)] }
    items.append(.init("$limit", String(Self.pageSize)))
    if state.groups > 0 { items.append(.init("$offset", String(state.groups))) }
    let request = FetchRequest.portal(address.resource("csv", items), keeping: keeping, accept: "text/csv")
    return page == 1 ? orElse(state.context, secret(request)) : secret(request)
  }

  private var condition: String { filter.map { " WHERE \($0)" } ?? "" }

  private func version3(_ query: String, page: Int?, keeping: FetchRequest.Keeping) -> FetchRequest {
    var body = "{\"query\":" + JSONValue.string(query).compact
    if let page { body += ",\"page\":{\"pageNumber\":\(page),\"pageSize\":\(Self.pageSize3)}" }
    var request = FetchRequest.portal(address.query(), keeping: keeping)
    request.body = FetchRequest.Body("application/json", body + ",\"includeSynthetic\":false}")
    return secret(request)
  }

  /// Version 3 wants a token; of version 2 a wrong one breaks what works with none.
  private func secret(_ request: FetchRequest) -> FetchRequest {
    request.with(.header("X-App-Token", before: ""), from: token, isRequired: usesVersion3)
  }

  /// Takes “not there” for an answer where version 3 can be asked instead.
  private func orElse(_ context: FetchContext, _ request: FetchRequest) -> FetchRequest {
    guard mayChange, let token, context.isSet(token) else { return request }
    var request = request
    request.alsoAccepts = [404, 410]
    return request
  }

  // MARK: the next request

  mutating func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if answer.status != 200 {
      state.drops = true
      usesVersion3 = true
      state.facts["api"] = "3"
      state.notes.append(
        "the portal answered \(answer.status) to the second version of the interface; the third is used")
      return request.page.isEmpty ? count(state.context) : rows(state, 1)
    }
    if request.page == Self.viewPage { return try begin(&state, request, answer) }
    if request.page.isEmpty { return try counted(&state, request, answer) }
    return try page(&state, request, answer)
  }

  /// After the metadata: the dataset behind a map, or the count.
  private mutating func begin(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    let view = SocrataView(try answer.document(request))
    if let child = view.child, child != address.id {
      address.id = child
      state.facts["id"] = child
      return self.view(address)
    }
    if let blob = view.blob {
      throw Refusal(
        "“\(address.page)” is an uploaded file (“\(view.blobName)”) and no table of the portal",
        fix: "write `source: { url: \"\(address.file(blob).text)\" }` and the file's `format`")
    }
    if view.isLinkOnly {
      let links = view.links.prefix(5).joined(separator: ", ")
      throw Refusal(
        "“\(address.page)” only points elsewhere\(links.isEmpty ? "" : ": \(links)")",
        fix: "write the address of the data itself as the feed's `source`")
    }
    if view.isFiltered {
      let whole = view.original.map { "; the whole is the dataset “\($0)”" } ?? ""
      state.notes.append(
        "“\(view.name)” is a view with a filter of its own: the portal shows fewer rows than there are\(whole)"
      )
    }
    if let groups { try SocrataGroups.check(groups.query, view) }
    return isGrouped ? rows(state, 1) : count(state.context)
  }

  private func counted(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    // No group at all is the count of no row in version 2.0.
    let group = try answer.document(request).items.first
    state.announced = group == nil ? 0 : group?.members.first?.value.integer
    return rows(state, 1)
  }

  /// After a page: the next, until as many rows came as were announced, or one came without any.
  private func page(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if groups != nil {
      let page = try SocrataTable.groups(request, answer)
      return try state.take(page) ? rows(state, state.numbers.count + 1) : nil
    }
    let (count, key) = try SocrataTable.measure(request, answer)
    state.rows += count
    state.numbers.append(count)
    guard !isGrouped, count > 0 else { return nil }
    if let key { try state.guardian.begin(key) }
    if let announced = state.announced, state.rows >= announced { return nil }
    return rows(state, state.numbers.count + 1)
  }
}
