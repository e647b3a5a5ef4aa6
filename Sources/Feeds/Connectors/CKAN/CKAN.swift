import Catalog
import Formats
import Notation

extension Connector {
  /// Datasets of CKAN portals: the dataset's resources, then one of them as its file, as the data store's dump, or as
  /// pages of the data store.
  package static let ckan = Connector(
    id: Dialect.ckan.id, summary: Dialect.ckan.summary,
    reference: "https://docs.ckan.org/en/latest/api/",
    groups: { (query, source) throws(Refusal) in try CKANAsk(source, query).groupsText },
    recognise: CKANAddress.recognise,
    plan: { part, _ throws(Refusal) in
      guard let source = part.source(.ckan) else { return nil }
      return try CKANAsk(source, part.grouped).describe(dropping: 0)
    },
    follow: { state, part, request, answer throws(Refusal) in
      guard let source = part.source(.ckan) else { return nil }
      return try CKANAsk(source, part.grouped).follow(&state, request, answer)
    },
    judge: CKANErrors.judge, read: CKANTable.read)
}

/// What is asked of a CKAN portal, step by step.
struct CKANAsk {
  static let countPage = "count.json"
  static let dumpPage = "dump.csv"
  static let rowsStem = "rows"
  /// Portals cut pages at 32,000 rows without a word; a page must also stay small enough to be looked at whole.
  static let pageSize = 2_000

  let address: CKANAddress
  private let wanted: String?
  private let read: String?
  private let token: String?
  private let grouped: GroupedQuery?

  /// - Parameter grouped: what the portal is to group and count; nil brings rows.
  init(_ source: DialectSource, _ grouped: GroupedQuery? = nil) throws(Refusal) {
    guard let address = WebAddress(source.address).flatMap({ CKANAddress($0) }) else {
      throw Refusal(
        "“\(Redaction.redact(source.address))” names no dataset of a CKAN portal",
        fix: "open the dataset in a browser and copy its address, which holds `/dataset/`")
    }
    self.address = address
    wanted = source.text("resource") ?? address.resource
    read = source.text("read")
    token = source.text("tokenFrom")
    self.grouped = grouped
    guard grouped != nil, let read, read != "datastore" else { return }
    throw Refusal(
      "the portal counts what is in its data store, and `read: \"\(read)\"` brings another copy",
      fix: "leave `read` out of the feed's source, or `aggregate`")
  }

  /// What the portal is asked for groups, as far as it is known before its columns' types are.
  var groupsText: String {
    grouped.map { SQLGroups($0, .postgres([:]), of: wanted ?? address.dataset ?? "").text } ?? ""
  }

  /// The dataset, or the resource where no dataset is named. A portal behind a language or folder may have its
  /// interface one level higher: then “not there” is no end.
  func describe(dropping count: Int) -> FetchRequest {
    let (action, id) = address.dataset.map { ("package_show", $0) } ?? ("resource_show", wanted ?? "")
    var request = secret(
      .portal(address.action(action, [.init("id", id)], dropping: count), keeping: .nothing))
    if count < address.portal.segments.count { request.alsoAccepts = [404] }
    return request
  }

  func follow(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if let grouped, state.facts["resource"] != nil {
      return try CKANGroups(self, grouped).follow(&state, request, answer)
    }
    switch request.page {
    case Self.countPage: return try counted(&state, request, answer)
    case Self.dumpPage:
      guard answer.status != 200 else { return nil }
      state.drops = true
      state.notes.append("the portal answered \(answer.status) for the dump; the data store's pages are read")
      return rows(state, page: 1)
    case "": return request.keeping == .whole ? nil : try described(&state, request, answer)
    default: return try page(&state, request, answer)
    }
  }

  private func described(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    if answer.status == 404 {
      state.pageSize += 1
      return describe(dropping: state.pageSize)
    }
    guard let result = try answer.document(request)["result"], !result.members.isEmpty else {
      throw .strange("CKAN", request, answer, "without a dataset")
    }
    let resources = (result["resources"]?.items ?? [result]).map(CKANResource.init)
    let name = result["title"]?.string ?? address.dataset ?? ""
    let resource = try CKANResource.choose(resources, wanted, of: name)
    guard read == "file" || read == nil && grouped == nil && !resource.hasStore else {
      guard resource.hasStore else {
        throw Refusal(
          "the resource “\(resource.name)” is not in the portal's data store",
          fix: read == nil
            ? Refusal.leaveAggregateOut
            : "leave `read` away in the feed's `source`, or write `read: \"file\"`")
      }
      state.facts["resource"] = resource.id
      let isPaged = read == "datastore" && grouped == nil
      return isPaged ? rows(state, page: 1) : count(state, resource.id)
    }
    return try file(resource, request)
  }

  /// The uploaded file, or one elsewhere: only the portal itself sees the token.
  private func file(_ resource: CKANResource, _ request: FetchRequest) throws(Refusal) -> FetchRequest {
    let text = NextLink.resolved(resource.address, against: request.address)
    guard let target = WebAddress(text) else {
      throw Refusal(
        "the resource “\(resource.name)” has no address of a file: “\(Redaction.redact(resource.address))”",
        fix: "choose another `resource`, or write the file's own address as `url`")
    }
    let file = FetchRequest(.url(text))
    return target.origin == address.portal.origin ? secret(file) : file
  }

  private func count(_ state: FetchState, _ id: String) -> FetchRequest {
    let items = [WebAddress.Item("resource_id", id), .init("limit", "0")]
    return secret(
      .portal(
        address.action("datastore_search", items, dropping: state.pageSize), keeping: .page(Self.countPage)))
  }

  private func counted(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    guard try answer.document(request)["result"]?["total"]?.integer != nil else {
      throw .strange("CKAN", request, answer, "without a count")
    }
    var dump = FetchRequest(
      .url(address.dump(state.facts["resource"] ?? "", dropping: state.pageSize).text),
      keeping: .page(Self.dumpPage), accept: "text/csv, */*;q=0.5")
    // Some portals switch the dump off.
    if read == nil { dump.alsoAccepts = [403, 404, 500] }
    return secret(dump)
  }

  /// From 2.12 on, pages begin behind the last `_id`; older portals only know an offset.
  private func rows(_ state: FetchState, page: Int) -> FetchRequest {
    var items = [
      WebAddress.Item("resource_id", state.facts["resource"] ?? ""), .init("limit", String(Self.pageSize)),
      .init("sort", "_id"),
    ]
    if let last = state.facts["last"] {
      items.append(.init("filters", "{\"_id\":{\"gt\":\(last)}}"))
    } else if state.rows > 0 {
      items.append(.init("offset", String(state.rows)))
    }
    return secret(
      .portal(
        address.action("datastore_search", items, dropping: state.pageSize),
        keeping: .page(PageName.numbered(Self.rowsStem, page, "json"))))
  }

  private func page(
    _ state: inout FetchState, _ request: FetchRequest, _ answer: FetchAnswer
  ) throws(Refusal) -> FetchRequest? {
    var (count, first, last): (Int, JSONValue?, JSONValue?) = (0, nil, nil)
    var result = JSONValue.null
    do {
      result =
        try JSONReader.items(
          of: answer.known, at: ["result", "records"], named: request.redacted
        ) { row in
          if count == 0 { first = row["_id"] }
          last = row["_id"]
          count += 1
        }["result"] ?? .null
    } catch {
      throw .unreadable(request, answer, error)
    }
    let isFirst = state.rows == 0
    state.rows += count
    if isFirst { state.announced = result["total"]?.integer }
    guard count > 0 else { return nil }
    if let first = first?.text { try state.guardian.begin(first) }
    if let announced = state.announced, state.rows >= announced { return nil }
    if result["include_next_page"] != nil { state.facts["last"] = last?.integer.map(String.init) }
    state.numbers.append(count)
    return rows(state, page: state.numbers.count + 1)
  }

  func secret(_ request: FetchRequest) -> FetchRequest {
    request.with(.header("Authorization", before: ""), from: token)
  }
}

/// CKAN's failures: `success: false` with an error object, or a bare JSON text for an unknown action.
enum CKANErrors {
  static let judge: @Sendable (FetchRequest, FetchAnswer) -> Refusal? = { request, answer in
    if request.alsoAccepts.contains(answer.status) { return nil }
    let isSuspect = answer.status != 200 || request.keeping == .nothing || request.page == CKANAsk.countPage
    guard isSuspect, let document = answer.json,
      document["success"] == .boolean(false) || document.string != nil && answer.status != 200
    else { return Connector.judgeHTTP(request, answer) }
    return .told(
      "CKAN", request, answer, document.string ?? words(document["error"]), fix: fix(answer.status))
  }

  /// The message, or what the error says of each field.
  private static func words(_ error: JSONValue?) -> String {
    guard let error else { return "" }
    if let text = error.string ?? error["message"]?.string { return text }
    let fields = error.members.filter { $0.name != "__type" && $0.name != "info" }
    return fields.map { "\($0.name): \($0.value.items.compactMap(\.string).joined(separator: "; "))" }
      .joined(separator: ", ")
  }

  private static func fix(_ status: Int) -> String {
    switch status {
    case 401, 403: "it is not public: name the variable of a key as `tokenFrom`, or ask its publisher"
    case 404: "open the dataset in a browser and copy its address again, and the resource's id"
    case 400, 409: "look at `resource` and `read` in the feed's `source`"
    default: "try again later; if it stays so, tell the portal's keepers"
    }
  }
}

/// A CKAN dump, or pages of the data store, as one table.
enum CKANTable {
  static let read:
    @Sendable (SnapshotPages, FeedSource.Part, inout TranslationWriter) throws(Diagnostic) -> Void = {
      (pages, part, writer) throws(Diagnostic) in
      if let grouped = part.grouped {
        try read(pages.pages(CKANAsk.rowsStem), RowColumns(grouped.names), &writer)
      } else if let dump = pages.page(CKANAsk.dumpPage) {
        let total = try pages.page(CKANAsk.countPage)?.document()["result"]?["total"]?.integer
        try read(dump, total, &writer)
      } else {
        try read(pages.pages(CKANAsk.rowsStem), RowColumns(), &writer)
      }
      try writer.end()
    }

  private static func read(
    _ dump: SnapshotPages.Page, _ total: Int?, _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    var records = CSVRecords(dump.bytes)
    try writer.begin(try records.next() ?? [])
    while let fields = try records.next() { try writer.row(fields.map { FormatValue(text: $0) }) }
    guard let total, total != writer.rows else { return }
    throw .badFile(
      dump.bytes.path, "holds \(writer.rows) rows of the \(total) that the portal announced",
      fix: "fetch again: the dump may have been cut off; if it stays so, write `read: \"datastore\"`")
  }

  /// - Parameter known: columns that there are, whatever the pages say.
  private static func read(
    _ pages: [SnapshotPages.Page], _ known: RowColumns, _ writer: inout TranslationWriter
  ) throws(Diagnostic) {
    let path = ["result", "records"]
    var columns = known
    for page in pages {
      var found = RowColumns()
      let rest = try page.rows(at: path) { found.add($0) }
      for field in rest["result"]?["fields"]?.items ?? [] {
        if let name = field["id"]?.string { columns.add(name) }
      }
      for name in found.names { columns.add(name) }
    }
    try writer.begin(columns.names)
    for page in pages {
      try page.rows(at: path) { (row) throws(Diagnostic) in
        try writer.row(columns.values(row).map { $0?.cell ?? .missing })
      }
    }
  }
}
